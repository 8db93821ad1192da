### What single rows show.

consistency-knn = consistency
consistency-knn-meaning = How alike the decisions of the five nearest people by their features are: 1 is all alike.
situation-testing = situation testing
situation-testing-meaning = Share of the group whose nearest people in the reference are selected clearly more often than those of their own group.
flip-test = flip test
flip-test-meaning = How many more of the group would be selected by the fate of their nearest counterparts in the reference than would no longer be.
counterfactual-flips = flips
counterfactual-flips-meaning = Share of decisions that change when nothing but the protected attribute is changed.
counterfactual-net-flips = net flips
counterfactual-net-flips-meaning = Share that gains the selection by that change, minus the share that loses it: above 0, belonging to the group costs selections.
the-score-itself = the score itself
features-together = All features together tell { $group } from the others: { $number }, where 0.5 is guessing and 1 is knowing.

## The section on single rows.

rows-title = What single rows show
rows-alike = Are people who are alike decided alike
rows-nearest = Nearest people of each group, { $profile } [{ $level }]
rows-changed = Changed attribute of each group, { $profile } [{ $level }]
proxies-title = What gives a group away
proxies-meaning = A model that does not see an attribute can still go by what goes with it. Association is Cramér’s V: 0 says nothing, 1 gives the group away. A feature tells a group as often as its area under the curve says: 0.5 is guessing. Both exceed what chance alone shows where the p-value is small.
proxies-caption = How much each feature tells about { $profile }
column-feature = feature
column-association = association
column-by-chance = by chance up to
column-tells = tells a group [{ $level }]
likely-title = Groups known by probabilities
likely-warning = Nobody knows who belongs to these groups. The weighted and the regression estimate err in different directions, and the truth need not lie between them; it lies within the bounds.
likely-caption = Selection rates and their differences from all others, by probability
column-rate-weighted = rate, weighted
column-rate-regression = rate, regression
column-rate-bounds = bounds of the rate [{ $level }]
column-difference-weighted = difference, weighted
column-difference-regression = difference, regression
column-difference-bounds = bounds of the difference [{ $level }]
