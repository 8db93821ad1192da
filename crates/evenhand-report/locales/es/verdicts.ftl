### La escala: un término fijo para cada veredicto, el mismo en cada página.

verdict-confirmed-gap = brecha confirmada
verdict-possible-gap = brecha posible
verdict-within-limit = dentro de nuestro límite
verdict-insufficient-data = muy pocas personas
verdict-hidden = oculto
verdict-waived = exención
verdict-not-tested = sin probar

## Lo mismo para un número de resultados.

verdict-confirmed-gap-counted =
    { $n ->
        [one] { $n } brecha confirmada
       *[other] { $n } brechas confirmadas
    }
verdict-possible-gap-counted =
    { $n ->
        [one] { $n } brecha posible
       *[other] { $n } brechas posibles
    }
verdict-within-limit-counted = { $n } dentro de nuestro límite
verdict-insufficient-data-counted =
    { $n ->
        [one] { $n } vez muy pocas personas
       *[other] { $n } veces muy pocas personas
    }
verdict-hidden-counted =
    { $n ->
        [one] { $n } oculto
       *[other] { $n } ocultos
    }
verdict-waived-counted =
    { $n ->
        [one] { $n } exención
       *[other] { $n } exenciones
    }
verdict-not-tested-counted = { $n } sin probar
