use super::{Rule, rule};

/// Who answers for what, and until when.
pub(super) const RULES: [Rule; 11] = [
    rule(
        "GOV001",
        "waiver_expired",
        "A waiver is past its last day. It covers nothing any more, and `evenhand check` ends with exit 6.",
        "Decide anew, with a new approval and a new last day, or remove the waiver.",
    ),
    rule(
        "GOV002",
        "waiver_unused",
        "A waiver covers a comparison that is no confirmed gap.",
        "Remove it: what is not waived can be seen when it comes back.",
    ),
    rule(
        "GOV003",
        "waiver_unmatched",
        "A waiver names a group that no comparison is about.",
        "Spell the group as the data do; `evenhand audit` prints the names.",
    ),
    rule(
        "GOV004",
        "waiver_not_yet",
        "A waiver was approved after the day of the audit.",
        "Check the day of approval, or the `as_of` of the audit.",
    ),
    rule(
        "GOV005",
        "default_limits",
        "The limits are the defaults of the program, adopted by nobody.",
        "Write limits under [[check]] or name a pack, and say in [policy] who adopted them, when and why.",
    ),
    rule(
        "GOV006",
        "pack_does_not_bind",
        "A policy pack was run whose rule is a draft, held back, taken back or over.",
        "Nothing, if it serves as a benchmark; else leave it out.",
    ),
    rule(
        "GOV007",
        "pack_stale",
        "The rule behind a policy pack was last looked at more than 180 days before the audit; it may have changed.",
        "Look at the sources of the pack, and use a newer version where there is one (`evenhand packs list`).",
    ),
    rule(
        "GOV008",
        "pack_does_not_apply",
        "A policy pack is made for another field of business or another place than the spec names.",
        "Correct `vertical` and `jurisdictions` in [system], or leave the pack out.",
    ),
    rule(
        "GOV009",
        "documentation_missing",
        "A policy pack asks for documentation that the spec does not point to.",
        "Say under [policy.answers], by the id of the item, where it is written.",
    ),
    rule(
        "GOV010",
        "check_matched_nothing",
        "A check was held against no number at all.",
        "Correct its attributes or groups, or remove it.",
    ),
    rule(
        "GOV011",
        "plan",
        "How the audit kept to the plan that was written before it.",
        "Read what was not planned as exploration, and plan it the next time.",
    ),
];
