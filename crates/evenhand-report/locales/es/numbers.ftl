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
clause-next = { $start }; { $next }

## Grupos de referencia y modelos.

reference-rest = todos los demás
reference-overall = todos
reference-largest = { $group }, el grupo más grande
reference-best = { $group }, el grupo mejor tratado
with-model = { $attribute }, modelo { $model }
with-slice = { $attribute }, segmento { $slice }
compared-with = { $what }, comparación: { $reference }

## Grupos de lo que no es un valor.

level-missing = (falta)
level-empty = (vacío)
level-out-of-range = (no es un número)
