### Die Leiter: für jedes Urteil ein fester Ausdruck, auf jeder Seite derselbe.

verdict-confirmed-gap = bestätigter Unterschied
verdict-possible-gap = möglicher Unterschied
verdict-within-limit = innerhalb unseres Grenzwerts
verdict-insufficient-data = zu wenige Personen
verdict-hidden = verborgen
verdict-waived = befristet ausgenommen
verdict-not-tested = nicht geprüft

## Dasselbe für eine Anzahl von Befunden.

verdict-confirmed-gap-counted =
    { $n ->
        [one] { $n } bestätigter Unterschied
       *[other] { $n } bestätigte Unterschiede
    }
verdict-possible-gap-counted =
    { $n ->
        [one] { $n } möglicher Unterschied
       *[other] { $n } mögliche Unterschiede
    }
verdict-within-limit-counted = { $n } innerhalb unseres Grenzwerts
verdict-insufficient-data-counted = { $n } Mal zu wenige Personen
verdict-hidden-counted = { $n } verborgen
verdict-waived-counted = { $n } befristet ausgenommen
verdict-not-tested-counted = { $n } nicht geprüft
