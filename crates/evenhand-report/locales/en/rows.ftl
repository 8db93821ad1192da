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
