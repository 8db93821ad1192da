### Findings in sentences: the number, the limit, what it means in people, what would decide it.

others = Also { $verdict }: { $groups }.
others-and-more = Also { $verdict }: { $groups } and { $more } more.
others-middle = { $start }, { $next }

## The heading of a finding.

headline = { $label }, { $attribute }
headline-group = { $label }, { $attribute }: { $group }
headline-pair = { $label }, { $attribute }: { $group } compared with { $reference }
headline-model = { $headline } (model { $model })
headline-slice = { $headline } (slice { $slice })

## Who is counted.

noun =
    { $kind ->
        [people] { $n ->
            [one] person
           *[other] people
        }
        [persons] { $n ->
            [one] person
           *[other] persons
        }
        [households] { $n ->
            [one] household
           *[other] households
        }
        [impressions] { $n ->
            [one] impression
           *[other] impressions
        }
        [customers] { $n ->
            [one] customer
           *[other] customers
        }
        [rows] { $n ->
            [one] row
           *[other] rows
        }
       *[unit] { $word }
    }
members =
    { $shape ->
        [rows] { $noun } of { $group }
        [self] { $group }
        [word] { $group } { $noun }
       *[code] { $noun } in { $group }
    }
members-rest = other { $noun }
members-overall = { $noun } overall
among =
    { $among ->
        [outcome] {" "}with the outcome
        [no-outcome] {" "}without the outcome
        [chosen] {" "}who were { $polarity ->
            [burden] flagged
           *[benefit] selected
        }
        [not-chosen] {" "}who were not { $polarity ->
            [burden] flagged
           *[benefit] selected
        }
       *[everyone] {""}
    }{ $kind ->
       *[people] {""}
    }

## What happened to them.

happened =
    { $event ->
        [outcome] had the outcome
        [no-outcome] did not have the outcome
        [right] were decided as the outcome turned out
        [wrong] were decided against the outcome
        [not-chosen] were not { $polarity ->
            [burden] flagged
           *[benefit] selected
        }
       *[chosen] were { $polarity ->
            [burden] flagged
           *[benefit] selected
        }
    }{ $kind ->
       *[people] {""}
    }
done =
    { $polarity ->
        [burden] flagged
       *[benefit] selected
    }
rate-short =
    { $rate ->
        [base-rate] outcome
        [tpr] TPR
        [fpr] FPR
        [tnr] TNR
        [fnr] FNR
        [ppv] PPV
        [npv] NPV
        [fdr] FDR
        [for] FOR
        [accuracy] accuracy
        [errors] errors
       *[selection] { $polarity ->
            [burden] flagged
           *[benefit] selected
        }
    }

## The number, with its range.

sure = {" "}({ $level } sure: { $from } to { $to })
range = {" "}({ $from } to { $to })
no-end = no end
number-hidden = Hidden to protect few people, which is not a good result.
number-without-input = Not tested: an input is missing.
number-undefined = No number can be given for so few people.
none-of = None of the { $reference } { $event }, some { $group } were.
ratio-chosen =
    For every 100 { $reference } { $polarity ->
        [burden] flagged
       *[benefit] selected
    }, about { $value } { $group } were{ $range }.{ $kind ->
       *[people] {""}
    }
counts-only = This counts { $noun }{ $among }.
ratio-event = For every 100 { $reference } who { $event }, about { $value } { $group }{ $range }.
rate-of = Of every { $base } { $members }{ $among }, about { $value } { $event }{ $range }.
rate-of-other =
    Of every { $base } { $members }{ $among }, about { $value } { $event ->
        [outcome] did
        [no-outcome] did not
        [not-chosen] were not
       *[chosen] were
    }{ $range }.
gap-of = The gap is { $value } in { $base }{ $range }.
spread-of = Between the groups of { $attribute }, up to { $value } in { $base } more { $event }{ $range }.
differ-in-odds = True or false positive rates differ between the groups of { $attribute }.
differ-in-rates = The rates behind it differ between the groups of { $attribute }.
widest-gap = The widest gap is { $value } in { $base }{ $range }.
lowest-rate = The lowest rate in { $attribute } is { $value } for every 100 of the highest{ $range }.
bare-number = { $label }: { $value }{ $range }.
the-number = The number
of-base = { $value } in { $base }

## The limit, and who adopted it.

limit-of-pack = The limit of { $pack } is { $limit }{ $standing }.
limit-agreed = Our agreed limit is { $limit }.
limit-default = The limit is { $limit }: default limit, adopted by nobody.
limit-proposed = The limit is { $limit }, proposed by { $pack } and adopted by nobody.
limit-in-spec = The limit is { $limit }, set in the spec and adopted by nobody.

## What it means in people, and what would decide it.

unplanned = This comparison is not in the plan that was written before.
shortfall =
    To reach the limit, about { $n } { $direction ->
        [fewer] fewer
       *[more] more
    } { $members } would have been { $polarity ->
        [burden] flagged
       *[benefit] selected
    }.
range-reaches-past = The estimate is inside the limit, but the range reaches past it.
range-reaches-inside = The estimate is past the limit, but the range reaches back inside.
needed-for-size = With about { $n } more { $members }, the group would be large enough for a verdict.
needed-for-decision = With about { $n } more { $members }, this question could be decided.
smallest-findable = The smallest gap this sample could have found is { $gap }.
