### The appendix: full tables, methods, settings, how to repeat it.

appendix-title = Appendix
numbers-title = Every number
numbers-on-screen = These tables are on screen only; estimates.csv holds every number.
numbers-of = Every number, { $title }
numbers-fold = { $title } ({ $n } numbers)
numbers-rest = The rest, { $n } numbers, is in estimates.csv.
column-value-and-range = value and range
column-adjusted-p = adjusted p
column-method = method
column-status = status
estimate-status =
    { $status ->
        [unbounded] unbounded
        [undefined_zero_denominator] undefined zero denominator
        [insufficient_n] insufficient n
        [one_group_only] one group only
        [missing_input] missing input
        [needs_rows] needs rows
        [suppressed] suppressed
       *[ok] ok
    }

## What the measures mean.

measures-title = What the measures mean
measure-what = What it is
measure-formula = Formula
measure-reading = Reading
measure-undefined = Undefined
measure-beware = Beware
measure-compare = Compare
measure-source = Source
measure-compared = Groups compared by it

## Settings and how to repeat this.

methods-title = How ranges and p-values were computed
settings-title = Settings and how to repeat this
setting-level = Level of ranges
setting-min-n = Fewest { $noun } for a verdict
setting-seed = Seed
setting-resamples = Resamples
setting-correction = Adjustment for many comparisons
setting-comparisons = Comparisons planned, made
setting-weights = Weights
yes-or-no =
    { $yes ->
        [yes] yes
       *[no] no
    }
setting-blocks = Blocks of people
setting-program = Program
setting-statistics = SHA-256 of the statistics
setting-spec = SHA-256 of the spec
setting-model = SHA-256 of the model { $model }
spec-title = The spec as it was understood
spec-rest = The rest is in scorecard.json.
