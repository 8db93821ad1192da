### Every check, on every attribute, then every finding.

checks-title = Checks
checks-none = No check was asked for: the numbers stand without a verdict.
checks-matrix = Every check on every attribute: the gravest verdict
column-check = check
column-limit = limit
column-severity = severity
column-limit-origin = where the limit comes from
limit-mirrored = { $limit } (mirrored: being selected is a burden)
origin-line = { $origin } (line { $line })

## Limits as the spec writes them.

limit-at-least = at least { $bound }
limit-at-most = at most { $bound }
limit-within = within ±{ $bound }
limit-none = none

## Every finding.

checks-findings = Every finding, the gravest first
checks-findings-fold = Every finding ({ $n })
checks-findings-more = { $n } more findings are in scorecard.json.
column-attribute = attribute
column-value-range = value [{ $level } range]
column-n-reference = n reference
column-p-limit = adjusted p beyond the limit
column-model = model
column-note = note
all-groups-together = all groups together
note-shortfall = { $n } { $noun } short of the limit
note-findable = smallest gap this sample could find { $gap }
note-watch = past the watch line
