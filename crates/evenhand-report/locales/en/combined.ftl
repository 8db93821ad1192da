### Combined groups.

combined-title-section = Combined groups
combined-none = Not tested: no attributes were combined.
combined-lead = { $n } combined groups were looked at. A gap can hide in a combination that no single attribute shows.
combined-more = { $n } more combinations are in estimates.csv.
