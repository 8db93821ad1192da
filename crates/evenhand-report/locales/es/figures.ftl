### Los gráficos de las personas alcanzadas, de los grupos más desfavorables, de las puntuaciones y de lo que cuesta una elección.

## Elegibles y alcanzadas.

reach-title = Elegibles y alcanzadas, { $profile }
reach-subtitle = Izquierda: parte de las personas elegibles. Derecha: parte de las personas alcanzadas, con su rango al { $level }.
reach-before = de las elegibles
reach-after = de las alcanzadas
reach-apart = las partes difieren más allá del azar
reach-chance = sin diferencia más allá del azar
column-eligible = elegibles
column-share-of-eligible = parte de las elegibles
column-reached = alcanzadas
column-share-of-reached = parte de las alcanzadas
reach-description = Gráfico de pendientes, una línea por grupo: { $rows }.
reach-description-row = { $group } { $before } de las elegibles, { $after } de las alcanzadas
reach-widest = { $group } representa { $before } de las personas que se podían alcanzar y { $after } de las que se alcanzaron.
reach-others = También para { $groups } el rango de la diferencia queda aparte del cero.
reach-no-gap = Con estos datos no se encontró diferencia entre las personas elegibles y las alcanzadas.
reach-left-out = {" "}Se dibujan los { $most } grupos con mayor diferencia; { $more } más están en la tabla o en estimates.csv.
reach-untested = Elegibles y alcanzadas: no probado, no hay columna de entregas.

## Los grupos combinados más desfavorables.

worst-title = Los { $shown } más alejados de { $tried } grupos combinados
worst-subtitle = Cada uno frente a la referencia de su propia combinación.
worst-table = Razón de las tasas de selección de los más alejados entre { $tried } grupos combinados
worst-note = n = { $n } · comparación: { $reference }
worst-axis = razón respecto a la referencia (escala logarítmica); 1 es igual
worst-caption = Se probaron { $tried } grupos combinados y se muestran los { $shown } más alejados por el lado desfavorable. El más alejado de muchos parece más lejos de lo que está: su rango vale para un grupo elegido de antemano.
worst-small = {" "}{ $small ->
        [one] { $small } de ellos tiene
       *[other] { $small } de ellos tienen
    } menos de { $min } { $noun } y { $small ->
        [one] no está clasificado
       *[other] no están clasificados
    }.
worst-unchecked = {" "}Ninguna prueba mira los demás.
