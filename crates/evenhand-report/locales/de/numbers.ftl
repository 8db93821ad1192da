### Zahlen, die Wörter brauchen.

under = unter { $number }
persons-exactly =
    { $n ->
        [one] { $n } Person
       *[other] { $n } Personen
    }
persons-about = etwa { $n } Personen
p-adjusted = { $p } (angepasst { $adjusted })

## Aufzählungen. `list-middle` verbindet alle außer dem letzten.

list-middle = { $start }, { $next }
list-end = { $start } und { $last }
