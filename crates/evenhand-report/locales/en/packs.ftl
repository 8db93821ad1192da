### Policy packs and waivers.

pack-status =
    { $status ->
        [draft] draft
        [suspended] suspended
        [repealed] repealed
        [expired] expired
        [convention] convention
       *[in-force] in force
    }
rule-may-have-changed = the rule may have changed
pack-looked-at = { $pack }: { $status }, looked at { $date }
rule-says = The rule itself says: { $result }{ $tests }{ $flip }.
rule-result =
    { $result ->
        [shown] below four fifths, shown
        [below-not-shown] below four fifths, not shown
        [significant-small] not below four fifths, but a difference is shown
       *[none] nothing under the four-fifths rule
    }
rule-flips = ; one different person would turn it round
waived-until = A confirmed gap, waived until { $until } by { $by }: { $reason } ({ $tracking }).
waiver-state =
    { $state ->
        [expired] expired on { $date }
        [in-force] in force until { $date }
        [not-yet] not in force before { $date }
       *[unused] covers no confirmed gap
    }
waiver-line = Waiver { $id }, { $state }: { $check } for { $whom }; { $reason }. Owner { $owner }, approved by { $by } on { $on }, { $tracking }.

## The numbers that a pack discloses.

disclosed-reference = compared with
disclosed-unknown = unknown, counted
disclosed-left-out = left out: too few
with-range = { $label } [{ $level } range]
all-groups = all groups
