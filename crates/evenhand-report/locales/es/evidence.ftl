### Lo que hay detrás de un resultado: el puro azar, las personas repetidas, qué lo decidiría.

design-effect = {" "}(efecto de diseño { $effect })
weight-alike = las filas repiten personas, que difieren menos que filas sacadas al azar: { $rows } filas pesan como { $independent } filas independientes{ $effect }
weight-repeated = las filas repiten personas: { $rows } filas ({ $persons }) pesan como { $independent } filas independientes{ $effect }
weight-carried = las filas llevan pesos: { $rows } filas pesan como { $independent } de igual peso{ $effect }
chance-alone =
    observado { $observed }; { $expected } esperado solo por los tamaños ({ $beyond ->
        [below] por debajo de
       *[above] por encima de
    } { $quantile } en un caso de 20){ $few }
too-few-in-groups =
    ; muy pocas personas en { $n ->
        [one] un grupo
       *[other] algunos grupos
    }
needed-more-for-size =
    { $more } { $noun } más del grupo { $group } lo { $more ->
        [one] haría
       *[other] harían
    } bastante grande
needed-more-for-decision =
    { $more } { $noun } más del grupo { $group } lo { $more ->
        [one] decidiría
       *[other] decidirían
    }
in-hundred = { $number } de cada 100

## Entre personas parecidas.

alike = { $noun } con los mismos valores de { $columns }
moved =
    { $size } { $direction ->
        [fewer] menos
       *[more] más
    }
moved-not = más o menos igual
moved-range =
    de { $from } a { $to } { $direction ->
        [fewer] menos
       *[more] más
    }
moved-range-across = de { $fewer } menos a { $more } más
moved-sure = {" "}(rango al { $level }: { $range })
within-crude = ; en todas las filas es { $moved }
within-moved =
    Entre las { $alike }, se { $polarity ->
        [burden] señalaron
       *[benefit] eligieron
    } { $size } de cada { $base } { $group } { $direction ->
        [fewer] menos
       *[more] más
    } que { $reference }{ $range }{ $crude }.
within-even =
    Entre las { $alike }, se { $polarity ->
        [burden] señalaron
       *[benefit] eligieron
    } más o menos tantas { $group } como { $reference }{ $range }{ $crude }.
turned-moved =
    { $how ->
        [turns] Dentro de { $columns } la brecha se invierte (paradoja de Simpson)
        [unseen] Dentro de { $columns } la brecha no se ve (paradoja de Simpson)
        [smaller] Dentro de { $columns } la brecha es menor
       *[wider] Dentro de { $columns } la brecha es mayor
    }: en todas las filas se { $polarity ->
        [burden] señalaron
       *[benefit] eligieron
    } { $size } de cada { $base } { $group } { $direction ->
        [fewer] menos
       *[more] más
    } que { $reference }; dentro de { $columns }, { $inside }.
turned-even =
    { $how ->
        [turns] Dentro de { $columns } la brecha se invierte (paradoja de Simpson)
        [unseen] Dentro de { $columns } la brecha no se ve (paradoja de Simpson)
        [smaller] Dentro de { $columns } la brecha es menor
       *[wider] Dentro de { $columns } la brecha es mayor
    }: en todas las filas se { $polarity ->
        [burden] señalaron
       *[benefit] eligieron
    } más o menos tantas { $group } como { $reference }; dentro de { $columns }, { $inside }.
why-turned = Los dos difieren porque los grupos se reparten de forma desigual según { $columns }. Si { $columns } es una buena razón para ello, los números no pueden decirlo.
strata-one = un solo estrato
strata-untested = sin probar
strata-differ = sí (p { $p })
strata-not-shown = no mostrado (p { $p })

## Qué decidiría las preguntas abiertas.

questions-title = Qué decidiría las preguntas abiertas
questions-meaning = La brecha más pequeña que se puede hallar es la que estas personas mostrarían cuatro de cada cinco veces.
questions-caption = Preguntas abiertas, y qué las decidiría
questions-more = Hay { $n } más entre todos los resultados.
column-smallest-gap = brecha más pequeña que se puede hallar
column-needed = qué hace falta
needed-more = { $n } { $noun } más
needed-unknown = no se puede decir

## Las brechas frente al azar.

against-chance-title = Las brechas frente al azar
against-chance-meaning = La mayor brecha entre varios grupos nunca es cero, ni con la misma tasa: los grupos pequeños difieren por azar.
against-chance-caption = Brechas en todos los grupos, y qué mostrarían los tamaños por sí solos
column-measure = medida
column-observed = observado [rango al { $level }]
column-expected = esperado solo por los tamaños
column-passed = superado en uno de cada 20 casos
column-reading = lectura
reading-few = muy pocas personas: { $groups }
reading-more = más que azar
reading-chance = podría ser azar
rest-in-csv = El resto está en estimates.csv.

## Qué hay detrás de cada resultado.

behind-caption = Qué hay detrás de cada resultado
behind-fold = Qué hay detrás de cada resultado: personas, métodos, p
column-persons-reference = personas de la referencia
column-range-method = cómo se calculó el rango al { $level }
column-test = prueba de ninguna diferencia
column-chance = solo el azar
method-with-df = { $method }, t con { $df } grados de libertad
