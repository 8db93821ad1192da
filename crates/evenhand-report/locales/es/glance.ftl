### La primera página.

polarity-read =
    Ser elegido se lee aquí como { $polarity ->
        [burden] una carga
       *[benefit] una ventaja
    } para la persona{ $stated ->
        [no] ; nadie lo ha indicado
       *[yes] {""}
    }.

## Lo que la página no dice.

silent-on-causes = Si una brecha es ilegal, ni por qué existe.
silent-on-absent = Nada sobre las personas que no están en los datos.
silent-on-outcomes = Si los resultados registrados tratan igual a todos los grupos.
silent-on-errors = Si los errores se repartieron por igual: no había columna de resultados.
silent-on-inferred = Lo que dirían las propias personas: { $attribute } se dedujo, no se preguntó.
silent-on-origin = Cómo se obtuvo { $attribute }: la especificación no lo dice.
