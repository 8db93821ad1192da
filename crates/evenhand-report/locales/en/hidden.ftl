### What is said where a profile hides something: never a zero, never nothing.

hidden-version =
    This is the { $profile ->
        [public] public
        [board] board
       *[internal] internal
    } version: numbers about groups with fewer than { $below } people on one side of a count are hidden, { $complementary ->
        [yes] and so is what would give them away
       *[no] and what would give them away is not
    }; { $hidden } numbers in all. A group being hidden is not a good result.
hidden-rounded = { $start } Counts are rounded to { $to }, and rates are worked out from rounded counts.
hidden-altogether = { $start } Hidden altogether: { $groups }.
