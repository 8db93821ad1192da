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
rule-says = The rule itself says: { $said }.
rule-said = { $result }{ $tests }{ $flip }
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

## The section on policy packs.

packs-title = Policy packs
packs-lead = A policy pack is a rule as a dated file. It says what was asked for; it is not legal advice.
pack-not-in-force = This rule is not in force: { $status }. It was applied because the spec names it.
pack-stale = The rule may have changed since somebody last looked at it.
pack-not-applied = Not applied: { $reason }.
pack-asks = What { $pack } asks for{ $standing }
column-code = code
column-result = result
pack-shown = shown
pack-none-shown = none: shown
pack-numbers = { $check }: the numbers
pack-unconfirmed = Nobody has confirmed:
pack-sources = { $sources }. SHA-256 of the pack: { $digest }.
pack-rule-caption = What the rule itself says, beside the verdict
column-rule = the rule
pack-items-caption = What must be shown or documented
column-item = item
column-there = there
column-where = where
item-there =
    { $there ->
        [yes] yes
       *[no] missing
    }
item-would-go = would go under { $place }
