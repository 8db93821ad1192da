### What stands behind a finding: chance alone, repeated people, what would decide it.

design-effect = {" "}(design effect { $effect })
weight-alike = rows repeat persons, who differ less than rows drawn at random: { $rows } rows weigh as { $independent } independent rows{ $effect }
weight-repeated = rows repeat persons: { $rows } rows of { $persons } weigh as { $independent } independent rows{ $effect }
weight-carried = rows carry weights: { $rows } rows weigh as { $independent } of equal weight{ $effect }
chance-alone =
    observed { $observed }; { $expected } expected from the sizes alone ({ $beyond ->
        [below] below
       *[above] above
    } { $quantile } in one case of 20){ $few }
too-few-in-groups =
    ; too few people in { $n ->
        [one] one group
       *[other] some groups
    }
needed-more-for-size = { $more } more { $noun } in the group { $group } would make it large enough
needed-more-for-decision = { $more } more { $noun } in the group { $group } would decide it
in-hundred = { $number } in 100

## Among people who are alike.

alike = { $noun } with the same { $columns }
moved =
    { $size } { $direction ->
        [fewer] fewer
       *[more] more
    }
moved-not = about as many
moved-range =
    { $from } to { $to } { $direction ->
        [fewer] fewer
       *[more] more
    }
moved-range-across = { $fewer } fewer to { $more } more
moved-sure = {" "}({ $level } sure: { $range })
within-crude = ; over all rows it is { $moved }
within-moved =
    Among { $alike }, { $size } in { $base } { $direction ->
        [fewer] fewer
       *[more] more
    } { $group } than { $reference } were { $polarity ->
        [burden] flagged
       *[benefit] selected
    }{ $range }{ $crude }.
within-even =
    Among { $alike }, about as many { $group } as { $reference } were { $polarity ->
        [burden] flagged
       *[benefit] selected
    }{ $range }{ $crude }.
turned-moved =
    { $how ->
        [turns] Within { $columns } the gap turns round (Simpson’s paradox)
        [unseen] Within { $columns } the gap is not to be seen (Simpson’s paradox)
        [smaller] Within { $columns } the gap is smaller
       *[wider] Within { $columns } the gap is wider
    }: over all rows { $size } in { $base } { $direction ->
        [fewer] fewer
       *[more] more
    } { $group } than { $reference } were { $polarity ->
        [burden] flagged
       *[benefit] selected
    }, within { $columns } { $inside }.
turned-even =
    { $how ->
        [turns] Within { $columns } the gap turns round (Simpson’s paradox)
        [unseen] Within { $columns } the gap is not to be seen (Simpson’s paradox)
        [smaller] Within { $columns } the gap is smaller
       *[wider] Within { $columns } the gap is wider
    }: over all rows about as many { $group } as { $reference } were { $polarity ->
        [burden] flagged
       *[benefit] selected
    }, within { $columns } { $inside }.
why-turned = The two differ because the groups are spread unevenly over { $columns }. Whether { $columns } is a good reason for that, numbers cannot say.
strata-one = one stratum only
strata-untested = not tested
strata-differ = yes (p { $p })
strata-not-shown = not shown (p { $p })

## What would decide the open questions.

questions-title = What would decide the open questions
questions-meaning = The smallest gap to be found is the one that these numbers of people would show four times in five.
questions-caption = Open questions, and what would decide them
questions-more = { $n } more are among all findings below.
column-smallest-gap = smallest gap to be found
column-needed = what is needed
needed-more = { $n } more { $noun }
needed-unknown = cannot be said

## Gaps against chance.

against-chance-title = Gaps against chance
against-chance-meaning = The widest gap over several groups is never zero, even if all share one rate: small groups differ by chance.
against-chance-caption = Gaps over all groups, and what the sizes alone would show
column-measure = measure
column-observed = observed [{ $level } range]
column-expected = expected from the sizes alone
column-passed = passed in one case of 20
column-reading = reading
reading-few = too few people: { $groups }
reading-more = more than chance
reading-chance = could be chance
rest-in-csv = The rest is in estimates.csv.

## What stands behind every finding.

behind-caption = What stands behind every finding
behind-fold = What stands behind every finding: people, methods, p
column-persons-reference = persons reference
column-range-method = how the { $level } range was computed
column-test = test of no difference
column-chance = chance alone
method-with-df = { $method }, t with { $df } degrees of freedom
