### Charts: titles, captions, what stands beside and under a drawing.

verdict-for = { $verdict } for { $groups }
verdict-for-many =
    { $verdict } for { $n ->
        [one] { $n } group
       *[other] { $n } groups
    }
unchecked = No check looks at these numbers.
unchecked-one = { $value } for { $group }. No check looks at this number.
unchecked-between = From { $low } for { $lowest } to { $high } for { $highest }. No check looks at these numbers.
groups-left-out = {" "}The { $most } worst groups are shown; { $more } more are in estimates.csv.
table-holds-rest = ; the table holds the rest
description-of = { $label }: { $rows }{ $more }.
description-of-pair = { $label } compared with { $reference }: { $rows }{ $more }.
lines-are-ranges = Lines: { $level } ranges.
marked-reference = { $group } (reference)

## Inside a drawing.

drawn-limit = limit { $number }
drawn-equal = { $number } equal
drawn-crude = { $number } over all rows

## Sizes of groups.

sizes-title = Group sizes, { $profile }
sizes-subtitle =
    Length of a bar: { $noun } in the group. Strong part: { $polarity ->
        [burden] flagged
       *[benefit] selected
    }.{ $unknown ->
        [yes] {" "}Hatched: unknown.
       *[no] {""}
    }
sizes-description = Bar chart of { $noun } per group: { $rows }.
size-of =
    { $n } ({ $share }), { $chosen } { $polarity ->
        [burden] flagged
       *[benefit] selected
    }
size-of-persons = { $n } ({ $share }), { $persons } persons
small-none = Every group has at least { $n } { $noun }.
small-few = Fewer than { $n } { $noun } in { $groups }: too few for a verdict.
small-many = { $many } groups have fewer than { $n } { $noun }: too few for a verdict.
largest-shown = {" "}The { $most } largest of { $all } groups are shown.

## A comparison with the reference.

pair-title = { $label }, { $profile }
pair-reference = Reference: { $reference }{ $facts }.
pair-band = {" "}Band: within the limit.
pair-axis =
    { $scale ->
        [ratio] ratio to the reference (log scale); 1 is equal
       *[difference] difference from the reference; 0 is equal
    }
value-kind =
    { $span ->
        [ratio] ratio
        [odds-ratio] odds ratio
        [difference] difference
        [rate] rate
       *[index] value
    }
strip-description = { $number }; limit { $limit }; { $verdict }.

## Error rates.

errors-title = Error rates, { $profile }
errors-reference = {" "}Dashed line and bold name: the reference group.
errors-of-all = { $label } over all groups: { $verdict } { $number }.

## Combined groups.

combined-title = Combined groups, { $profile }
combined-subtitle =
    Selection rate as a multiple of that of { $reference }. Hatched: fewer than { $n } { $noun }.{ $persons ->
        [yes] {" "}n: persons.
       *[no] {""}
    }
rate-of-everyone = the rate of everyone
combined-shown = {" "}{ $rows } of { $all-rows } rows and { $columns } of { $all-columns } columns are shown; the rest is in estimates.csv.
combined-worst = Worst combined groups, { $profile }
combined-description = Heat map of { $n } combined groups. Lowest ratio { $low } for { $lowest }, highest { $high } for { $highest }.
combined-description-small = Heat map of combined groups, all of them with too few people.

## Among people who are alike.

alike-title = Among people who are alike, { $profile }
alike-subtitle =
    Difference of the share { $polarity ->
        [burden] flagged
       *[benefit] selected
    } from that of { $reference }. Alike: the same { $columns }.
alike-all-rows = over all rows
alike-same = with the same { $columns } [{ $level } range]
alike-axis =
    difference of the share { $polarity ->
        [burden] flagged
       *[benefit] selected
    }; 0 is equal
alike-note =
    n = { $n } · { $compared ->
        [one] { $compared } stratum
       *[other] { $compared } strata
    }
alike-table =
    Difference of the share { $polarity ->
        [burden] flagged
       *[benefit] selected
    }, over all rows and among { $alike }, { $profile }; tested { $test }
test-cmh = after Cochran, Mantel and Haenszel
test-jackknife = by a jackknife over blocks of persons
test-other = by { $test }
the-reference = the reference
all-too-small = Every group is too small to be told.
alike-no-gap = No gap was found with this much data: every range holds zero.
alike-apart = The range lies apart from zero for { $groups } too.
alike-apart-more = The range lies apart from zero for { $groups } and { $more } more too.
alike-disagree =
    The strata do not agree on { $groups }: one number is a rough summary there{ $cancel ->
        [yes] , and gaps in both directions can cancel
       *[no] {""}
    }.
alike-compared = For { $group } only { $share } of the rows could be compared: the rest lie where one side is absent.
alike-description =
    Difference of the share { $polarity ->
        [burden] flagged
       *[benefit] selected
    } compared with { $reference }, over all rows and then among { $alike }: { $rows }{ $more }.
alike-description-row = { $group } { $crude }, then { $within }
