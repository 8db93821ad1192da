### Campaigns, channels or months apart.

slices-title = Slice by slice
slices-lead = Each slice by itself. A gap in one slice can vanish in all of them together, and the other way round.
slices-more = { $n } more slices are in estimates.csv.
slices-caption = Furthest ratio in each slice, { $profile }
column-slice = slice
column-chosen-level = { $done } [{ $level }]
column-furthest-group = furthest group
column-ratio-level = ratio [{ $level }]
