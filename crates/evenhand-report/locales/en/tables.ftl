### Headings of tables.

column-group = group
column-verdict = verdict
column-persons = persons
column-share = share
column-rate = rate
column-ratio = ratio
column-independent-rows = independent rows
column-design-effect = design effect
column-compared-with = compared with
column-all-rows = all rows
column-within-strata = within strata
column-odds-within-strata = odds ratio within strata
column-p = p of no difference
column-strata-differ = do the strata differ
column-rows-compared = rows compared

## Measures of a family side by side.

family-caption = { $labels }, { $profile } [{ $level } range]
