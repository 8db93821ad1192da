### The first page.

## The whole result in one line.

result-nothing = Nothing was tested
result-possible = No confirmed gap, { $possible }
result-within = No gap found with this much data
result-undecided = No verdict could be given

## Who was looked at, and how many of them were selected.

looked-at = { $n } { $noun } looked at
looked-at-of = { $n } { $noun } of { $persons } looked at
chosen =
    { $n } { $polarity ->
        [burden] flagged
       *[benefit] selected
    }{ $by }{ $share }
by-model = {" "}by { $model }
polarity-read =
    Being selected is read as { $polarity ->
        [burden] a burden
       *[benefit] good
    } for the person{ $stated ->
        [no] ; nobody stated it
       *[yes] {""}
    }.

## Who adopted the limits.

limits-none = No limit was applied.
limits-default = Default limits, adopted by nobody.
limits-in-spec = The limits stand in the spec; nobody is named as having adopted them.
limits-adopted = Limits adopted by { $by }.
limits-adopted-on = Limits adopted by { $by } on { $on }.
limits-reason = Reason: { $reason }

## How many comparisons were made, and what that does to chance.

compared-as-planned =
    We looked at { $n ->
        [one] { $n } comparison
       *[other] { $n } comparisons
    }, all of them planned.
compared-otherwise =
    We planned { $planned ->
        [one] { $planned } comparison
       *[other] { $planned } comparisons
    } and could make { $made }.
chance-unadjusted = The verdicts are not adjusted for their number.
chance-discovery = We adjusted for that: about { $hundred } in 100 confirmed gaps would be expected to be false.
chance-any = The chance that even one confirmed gap is false is at most { $hundred } in 100.

## What the page does not tell.

silent-on-causes = Whether a gap is unlawful, or why it exists.
silent-on-absent = Anything about people who are not in the data.
silent-on-outcomes = Whether the recorded outcomes treat every group alike.
silent-on-errors = Whether errors were shared evenly: no outcome column was given.
silent-on-inferred = What people would say themselves: { $attribute } was inferred, not asked.
silent-on-origin = How { $attribute } was obtained: the spec does not say.
unseen-gap = In the smallest group compared, a gap under { $gap } could have gone unseen.
