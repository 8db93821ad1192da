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

## Scores against outcomes, group by group.

facets-upwards = upwards: { $what }
scored-own = the group
scored-left-out = {" "}The { $most } largest groups are drawn; { $more } more are in the scorecard.
scored-untested =
    { $why ->
        [hidden] Some or all scores by group are not shown in this version of the report: small groups could be worked out from them.
       *[missing] Reliability and ranking of scores by group: not tested, no score column.
    }
column-mean-score = mean score
column-outcome = share with the outcome
column-threshold = threshold
reliability-title = What a score means, { $profile }
reliability-subtitle =
    Each mark: about as many people of the group, with the { $level } range.{ $probable ->
        [yes] {" "}On the diagonal the score is right.
       *[no] {""}
    }
reliability-note = n = { $n } in { $bins } marks
reliability-at = score { $score }: { $rate }
reliability-description = Reliability curves, lowest and highest mark: { $rows }.
reliability-widest = Furthest off: { $group }, where a mean score of { $score } met an outcome of { $rate }. Marks whose range leaves out the score: { $counts }.
reliability-off = { $group } { $n } of { $bins }
reliability-none = In no group did the scores lie outside the range of what happened, with this much data.
reliability-read = Where a group’s line lies above that of { $reference }, the same score stands for more outcomes in the group.
roc-title = How well the score ranks, { $profile }
roc-table = False and true positive rates at every threshold, { $profile }
roc-area = area under the curve
roc-decided-false = false positive rate as decided
roc-decided-true = true positive rate as decided
roc-subtitle = At every threshold: who would be chosen with the outcome, against who would be without. Ranges: { $level }.
roc-note = area { $area }
roc-description = ROC curves. Area under the curve: { $rows }.
roc-extremes = The score tells people with the outcome from those without it best for { $highest } (area { $high }) and worst for { $lowest } (area { $low }).
roc-plain = The curves show every threshold; the marks show what was decided.
roc-across = false positive rate
roc-upwards = true positive rate
roc-decided = as decided

## Other thresholds.

sweep-title = What other thresholds would do, { $profile }
sweep-table = Ratio of selection rates at every threshold, { $profile }
sweep-subtitle = Everybody with at least that { $score } counts as chosen. Compared with { $reference }.
sweep-own = the ratio, with its { $level } range
sweep-note = as decided { $ratio }
sweep-decided = as decided, at { $threshold }
sweep-description = Ratio of selection rates over thresholds, one panel for each group: { $rows }.
sweep-some =
    { $within ->
        [one] At one of { $tried } thresholds, { $first }, every ratio drawn would lie within the limit.
       *[other] At { $within } of { $tried } thresholds, from { $first } to { $last }, every ratio drawn would lie within the limit.
    } A ratio within the limit may still be chance.
sweep-none = At none of { $tried } thresholds would every ratio drawn lie within the limit.
sweep-unchecked = No check looks at these ratios.
sweep-untold = There is no threshold at which every group drawn would have enough people chosen to be compared.
sweep-not-decided = {" "}The decisions do not follow this score alone, so that no threshold is marked.
sweep-untested = Other thresholds: not tested, no score column.

## The gap stage by stage.

funnel-title = Where the gap arises, { $profile }
funnel-subtitle = Each bar: how a stage moves the group ahead of the reference or behind it. Lines: { $level } ranges.
funnel-axis = ratio to the reference so far (log scale); 1 is equal
funnel-stage =
    { $stage ->
        [scoring] got a score
        [selection] selected
        [delivery] reached
        [click] clicked
        [conversion] converted
       *[total] all stages
    }
funnel-note = n = { $n } · against { $reference }
funnel-description = Waterfall of the ratio of completion, stage by stage: { $rows }.
funnel-worst = { $group } falls behind { $reference } most at the stage “{ $stage }”: { $ratio } times the rate. Over all stages it is { $total }.
funnel-no-gap = At no stage was a group found to fall behind with this much data.
funnel-ahead = ahead of the reference
funnel-behind = behind the reference
column-stage = stage

## Features against chance.

proxies-chart = What gives { $profile } away
proxies-subtitle = Each bar: how closely a feature goes with the group, against what chance alone shows.
proxies-axis = association (Cramér’s V)
proxies-beyond = more than chance
proxies-within = not more than chance
proxies-chance = chance alone, 95 times in 100
proxies-description = Association of each feature with { $profile }: { $rows }.
proxies-some =
    { $beyond ->
        [one] One of { $tried } features goes with { $profile } more than chance alone does: { $feature }, { $value }.
       *[other] { $beyond } of { $tried } features go with { $profile } more than chance alone does, most of all { $feature }, { $value }.
    }
proxies-none = With this much data, no feature was found to go with { $profile } more than chance alone does.

## What a choice is worth, and whom it leaves behind.

frontier-title = What a choice is worth, and how even it is
frontier-subtitle = Right is worth more; near the line at 1 is more even.
frontier-choice = choice
frontier-selected = chosen of 100
frontier-across = share of the chosen with the outcome
frontier-up =
    { $polarity ->
        [benefit] lowest ratio of selection rates
       *[burden] highest ratio of selection rates
    }
frontier-decided = as decided
frontier-threshold = from { $at }
frontier-mark = as decided, with { $level } ranges
frontier-thresholds = other thresholds
frontier-description = Share of the chosen with the outcome, and the { $polarity ->
        [benefit] lowest
       *[burden] highest
    } ratio of selection rates of any group: { $rows }.
frontier-models = Of { $models } models, { $best } has the largest share with the outcome, { $share }; { $even } has the ratio nearest to equality, { $ratio }.
frontier-moves = From the lowest threshold to the highest, the share with the outcome goes from { $start } to { $end }, and the { $polarity ->
        [benefit] lowest
       *[burden] highest
    } ratio from { $before } to { $ratio }.
frontier-chance = Where ranges overlap, chance alone may part two choices.
frontier-left-out =
    { $groups ->
        [one] One group is left out: too few of its people would be chosen.
       *[other] { $groups } groups are left out: too few of their people would be chosen.
    }
