### Encabezados de las tablas.

column-group = grupo
column-verdict = veredicto
column-persons = personas
column-share = parte
column-rate = tasa
column-ratio = razón
column-independent-rows = filas independientes
column-design-effect = efecto de diseño
column-compared-with = comparación
column-all-rows = todas las filas
column-within-strata = dentro de los estratos
column-odds-within-strata = razón de momios dentro de los estratos
column-p = p de ninguna diferencia
column-strata-differ = difieren los estratos
column-rows-compared = filas comparadas

## Medidas de una familia, una junto a otra.

family-caption = { $labels }, { $profile } [rango al { $level }]
