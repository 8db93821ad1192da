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
clause-next = { $start }; { $next }

## Vergleichsgruppen und Modelle.

reference-rest = alle anderen
reference-overall = alle
reference-largest = { $group }, die größte Gruppe
reference-best = { $group }, die am besten behandelte Gruppe
with-model = { $attribute }, Modell { $model }
with-slice = { $attribute }, Ausschnitt { $slice }
compared-with = { $what }, Vergleich: { $reference }

## Gruppen aus dem, was kein Wert ist.

level-missing = (fehlt)
level-empty = (leer)
level-out-of-range = (keine Zahl)
