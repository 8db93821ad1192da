### Charts of who was reached, of the worst groups, of scores, and of what a choice costs.

## Eligible and reached.

reach-title = Eligible and reached, { $profile }
reach-subtitle = Left: share of those who could have been reached. Right: share of those who were, with its { $level } range.
reach-before = of the eligible
reach-after = of the reached
reach-apart = the shares differ beyond chance
reach-chance = no difference beyond chance
column-eligible = eligible
column-share-of-eligible = share of the eligible
column-reached = reached
column-share-of-reached = share of the reached
reach-description = Slope chart, one line for each group: { $rows }.
reach-description-row = { $group } { $before } of the eligible, { $after } of the reached
reach-widest = { $group } makes up { $before } of those who could have been reached, and { $after } of those who were.
reach-others = The range of the difference lies apart from zero for { $groups } too.
reach-no-gap = No difference between those who could have been reached and those who were was found with this much data.
reach-left-out = {" "}The { $most } groups with the widest difference are drawn; { $more } more are in the table or in estimates.csv.
reach-untested = Eligible against reached: not tested, no column of deliveries.

## The worst combined groups.

worst-title = The { $shown } furthest of { $tried } combined groups
worst-subtitle = Each against the reference of its own combination.
worst-table = Selection ratio of the furthest among { $tried } combined groups
worst-note = n = { $n } · against { $reference }
worst-axis = ratio to the reference (log scale); 1 is equal
worst-caption = { $tried } combined groups were tried, and the { $shown } furthest on the unfavourable side are shown. The furthest of many looks further than it is: its range speaks of one group picked beforehand.
worst-small = {" "}{ $small ->
        [one] { $small } of them has
       *[other] { $small } of them have
    } fewer than { $min } { $noun } and { $small ->
        [one] is
       *[other] are
    } not ranked.
worst-unchecked = {" "}No check looks at the others.
