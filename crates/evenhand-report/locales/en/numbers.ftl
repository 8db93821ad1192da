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
