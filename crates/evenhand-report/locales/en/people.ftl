### Who is in the data.

people-title = Who is in the data
rows-read = { $read } rows were read and { $used } are counted here.
rows-weigh = Not every row counts for itself: { $weight }. All ranges allow for that.

## How the values of an attribute were obtained.

values-from =
    { $kind ->
        [stated] People stated these values themselves.
        [register] These values come from a register.
        [inferred] These values were inferred, not asked: some people are in the wrong group.
       *[unstated] The spec does not say how these values were obtained.
    }

## What was left out.

rows-filtered = { $rows } rows were left out by the filter.
rows-undecided = { $rows } rows carry no decision and were left out.
rows-undecided-by = { $rows } rows carry no decision of { $model } and were left out.
rows-without-outcome = { $rows } rows carry no outcome; they count where only the decision matters.
rows-joined = Joined on { $on }: { $matched } rows found a partner, { $unmatched } did not.
score-odd =
    { $n } { $kind ->
        [missing] missing
        [nan] not a number
        [infinite] infinite
        [below] below the range
       *[above] above the range
    }
scores-odd = Scores in { $column }: { $odd }.
scores-tied = { $rows } rows are tied at the threshold of { $column }; all of them are selected.
