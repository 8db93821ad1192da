### Números con palabras.

under = menos de { $number }
persons-exactly =
    { $n ->
        [one] { $n } persona
       *[other] { $n } personas
    }
persons-about = unas { $n } personas
p-adjusted = { $p } (ajustado { $adjusted })

## Enumeraciones. `list-middle` une todos los elementos menos el último.

list-middle = { $start }, { $next }
list-end = { $start } y { $last }
