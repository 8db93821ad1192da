### Numbers that need words.

under = under { $number }
persons-exactly =
    { $n ->
        [one] { $n } person
       *[other] { $n } persons
    }
persons-about = about { $n } persons
p-adjusted = { $p } (adjusted { $adjusted })

## Things in a row. `list-middle` joins all but the last.

list-middle = { $start }, { $next }
list-end = { $start } and { $last }
clause-next = { $start }; { $next }

## References and models.

reference-rest = everyone else
reference-overall = everyone
reference-largest = { $group }, the largest group
reference-best = { $group }, the group treated best
with-model = { $attribute }, model { $model }
with-slice = { $attribute }, slice { $slice }
compared-with = { $what }, compared with { $reference }

## Groups of what is no value.

level-missing = (missing)
level-empty = (empty)
level-out-of-range = (not a number)
