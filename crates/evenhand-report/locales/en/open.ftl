### What is not settled.

open-title = Open items
open-none = Nothing is open: no waiver, no undecided comparison, no answer missing.
waivers-title = Waivers
waivers-meaning = A waiver hides no number. It says who answers for a gap, and until when.
waivers-caption = Gaps that people decided to live with for a while
column-waiver = waiver
column-state = state
column-last-day = last day
column-owner = owner
column-approved-by = approved by
column-reason = reason
waiver-standing =
    { $state ->
        [in-force] in force
        [expired] expired
        [not-yet] not yet in force
       *[unused] covers nothing
    }
answers-title = Answers that policy packs ask for
answer-missing = { $pack }: { $what } (would go under { $place })
