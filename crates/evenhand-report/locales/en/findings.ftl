### Findings in sentences: the number, the limit, what it means in people, what would decide it.

others = Also { $verdict }: { $groups }.
others-and-more = Also { $verdict }: { $groups } and { $more } more.
