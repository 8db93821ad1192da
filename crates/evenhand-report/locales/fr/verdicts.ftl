### L’échelle : un terme fixe pour chaque verdict, le même à chaque page.

verdict-confirmed-gap = écart confirmé
verdict-possible-gap = écart possible
verdict-within-limit = dans notre limite
verdict-insufficient-data = trop peu de personnes
verdict-hidden = masqué
verdict-waived = dérogation
verdict-not-tested = non testé

## Le même pour un nombre de constats.

verdict-confirmed-gap-counted =
    { $n ->
        [one] { $n } écart confirmé
       *[other] { $n } écarts confirmés
    }
verdict-possible-gap-counted =
    { $n ->
        [one] { $n } écart possible
       *[other] { $n } écarts possibles
    }
verdict-within-limit-counted = { $n } dans notre limite
verdict-insufficient-data-counted = { $n } fois trop peu de personnes
verdict-hidden-counted =
    { $n ->
        [one] { $n } masqué
       *[other] { $n } masqués
    }
verdict-waived-counted =
    { $n ->
        [one] { $n } dérogation
       *[other] { $n } dérogations
    }
verdict-not-tested-counted =
    { $n ->
        [one] { $n } non testé
       *[other] { $n } non testés
    }
