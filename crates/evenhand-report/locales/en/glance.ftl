### The first page.

## The whole result in one line.

result-nothing = Nothing was tested
result-possible = No confirmed gap, { $possible }
result-within = No gap found with this much data
result-waived = { $waived }, no other gap found with this much data
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

## The heading of the page.

eyebrow = Bias audit
eyebrow-dated = Bias audit · { $date }
fact-model = model { $name }
fact-version = version { $version }
fact-decision = decision: { $decision }
fact-owner = answered for by { $owner }
severity =
    { $severity ->
        [gate] gate
        [warn] warn
       *[info] info
    }
check-of = check { $check } · { $severity }

## What stands beside and under the findings.

level-range = { $level } range
level-range-of = { $level } range { $range }
column-effective-n = effective n
column-out-of = of
more-gaps =
    { $n ->
        [one] { $n } more check with a gap is in section “Checks”.
       *[other] { $n } more checks with a gap are in section “Checks”.
    }
figures-per-hundred = Figures per 100 compare groups as if they were equally large.
none-found = We did not find a gap with this much data: { $within }.
hidden-not-good = “Hidden” is not a good result: it protects people who are few.
few-not-good = “Too few people” is not a good result: nothing could be said.
to-watch = To watch, within the limit but past the watch line: { $groups }.

## The foot of the page.

whom-looked-at = Whom we looked at
known-for = { $attribute } known for { $share }
whose-limits = Whose limits
not-told = What this does not tell you
board-asked = What the board is asked
asked-decision = To accept, accept with conditions, pause, or have it done again.
asked-gaps = For each confirmed gap: what is done, by whom, until when.
asked-limits = To adopt limits, or change them: nobody has yet.
asked-waivers =
    To look at { $n ->
        [one] { $n } waiver
       *[other] { $n } waivers
    } in force.
judged-as-of = judged as of { $date }
draft-until-signed = draft until the board has signed
signed-on = signed by the board on { $on }
