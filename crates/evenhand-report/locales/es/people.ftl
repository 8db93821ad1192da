### Quién está en los datos.

people-title = Quién está en los datos
rows-read = Se leyeron { $read } filas y aquí se cuentan { $used }.
rows-weigh = No todas las filas cuentan por sí solas: { $weight }. Todos los rangos lo tienen en cuenta.

## Cómo se obtuvieron los valores de un atributo.

values-from =
    { $kind ->
        [stated] Las propias personas indicaron estos valores.
        [register] Estos valores proceden de un registro.
        [inferred] Estos valores se dedujeron, no se preguntaron: algunas personas están en el grupo equivocado.
       *[unstated] La especificación no dice cómo se obtuvieron estos valores.
    }

## Lo que se dejó fuera.

rows-filtered = El filtro dejó fuera { $rows } filas.
rows-undecided = { $rows } filas no llevan decisión y se dejaron fuera.
rows-undecided-by = { $rows } filas no llevan decisión de { $model } y se dejaron fuera.
rows-without-outcome = { $rows } filas no llevan resultado; cuentan donde solo importa la decisión.
rows-joined = Unión por { $on }: { $matched } filas encontraron pareja, { $unmatched } no.
score-odd =
    { $n } { $kind ->
        [missing] faltan
        [nan] no son un número
        [infinite] son infinitas
        [below] están por debajo de la escala
       *[above] están por encima de la escala
    }
scores-odd = Puntuaciones en { $column }: { $odd }.
scores-tied = { $rows } filas empatan en el umbral de { $column }; todas se eligen.
