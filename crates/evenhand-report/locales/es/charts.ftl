### Los gráficos: títulos, leyendas, lo que va al lado y debajo de un dibujo.

verdict-for = { $verdict }: { $groups }
verdict-for-many =
    { $verdict }: { $n ->
        [one] { $n } grupo
       *[other] { $n } grupos
    }
unchecked = Ninguna prueba mira estos números.
unchecked-one = { $value } para { $group }. Ninguna prueba mira este número.
unchecked-between = De { $low } para { $lowest } a { $high } para { $highest }. Ninguna prueba mira estos números.
groups-left-out = {" "}Se muestran los { $most } grupos más desfavorables; { $more } más están en estimates.csv.
table-holds-rest = ; la tabla contiene el resto
description-of = { $label }: { $rows }{ $more }.
description-of-pair = { $label }, comparación { $reference }: { $rows }{ $more }.
lines-are-ranges = Líneas: rangos al { $level }.
marked-reference = { $group } (referencia)

## Dentro de un dibujo.

drawn-limit = límite { $number }
drawn-equal = { $number } igual
drawn-crude = { $number } en todas las filas

## Tamaños de los grupos.

sizes-title = Tamaño de los grupos, { $profile }
sizes-subtitle =
    Longitud de una barra: { $noun } del grupo. Parte intensa: { $polarity ->
        [burden] señaladas
       *[benefit] elegidas
    }.{ $unknown ->
        [yes] {" "}Rayado: desconocido.
       *[no] {""}
    }
sizes-description = Gráfico de barras, { $noun } por grupo: { $rows }.
size-of =
    { $n } ({ $share }), { $chosen } { $polarity ->
        [burden] señaladas
       *[benefit] elegidas
    }
size-of-persons = { $n } ({ $share }), { $persons } personas
small-none = Cada grupo tiene al menos { $n } { $noun }.
small-few = Menos de { $n } { $noun } en { $groups }: muy pocas para un veredicto.
small-many = { $many } grupos tienen menos de { $n } { $noun }: muy pocas para un veredicto.
largest-shown = {" "}Se muestran los { $most } mayores de { $all } grupos.

## Una comparación con la referencia.

pair-title = { $label }, { $profile }
pair-reference = Referencia: { $reference }{ $facts }.
pair-band = {" "}Banda: dentro del límite.
pair-axis =
    { $scale ->
        [ratio] razón con la referencia (escala logarítmica); 1 es igual
       *[difference] diferencia con la referencia; 0 es igual
    }
value-kind =
    { $span ->
        [ratio] razón
        [odds-ratio] razón de momios
        [difference] diferencia
        [rate] tasa
       *[index] valor
    }
strip-description = { $number }; límite { $limit }; { $verdict }.

## Tasas de error.

errors-title = Tasas de error, { $profile }
errors-reference = {" "}Línea discontinua y nombre en negrita: el grupo de referencia.
errors-of-all = { $label } en todos los grupos: { $verdict } { $number }.

## Grupos combinados.

combined-title = Grupos combinados, { $profile }
combined-subtitle =
    Tasa de selección como múltiplo, comparación: { $reference }. Rayado: menos de { $n } { $noun }.{ $persons ->
        [yes] {" "}n: personas.
       *[no] {""}
    }
rate-of-everyone = tasa del conjunto
combined-shown = {" "}Se muestran { $rows } de { $all-rows } filas y { $columns } de { $all-columns } columnas; el resto está en estimates.csv.
combined-worst = Grupos combinados más desfavorables, { $profile }
combined-description = Mapa de calor de { $n } grupos combinados. Razón más baja { $low } para { $lowest }, más alta { $high } para { $highest }.
combined-description-small = Mapa de calor de grupos combinados, todos con muy pocas personas.

## Entre personas parecidas.

alike-title = Entre personas parecidas, { $profile }
alike-subtitle =
    Diferencia de la parte de { $polarity ->
        [burden] señal
       *[benefit] selección
    }, comparación: { $reference }. Parecido: los mismos valores de { $columns }.
alike-all-rows = en todas las filas
alike-same = con los mismos valores de { $columns } [rango al { $level }]
alike-axis =
    diferencia de la parte de { $polarity ->
        [burden] señal
       *[benefit] selección
    }; 0 es igual
alike-note =
    n = { $n } · { $compared ->
        [one] { $compared } estrato
       *[other] { $compared } estratos
    }
alike-table =
    Diferencia de la parte de { $polarity ->
        [burden] señal
       *[benefit] selección
    }, en todas las filas y entre las { $alike }, { $profile }; prueba { $test }
test-cmh = de Cochran, Mantel y Haenszel
test-jackknife = por un jackknife sobre bloques de personas
test-other = por { $test }
the-reference = la referencia
all-too-small = Cada grupo es demasiado pequeño para hablar de él.
alike-no-gap = No se encontró brecha con esta cantidad de datos: cada rango contiene el cero.
alike-apart = El rango queda aparte del cero también para { $groups }.
alike-apart-more = El rango queda aparte del cero también para { $groups } y { $more } más.
alike-disagree =
    Los estratos no coinciden en { $groups }: un solo número es ahí un resumen tosco{ $cancel ->
        [yes] , y brechas en ambas direcciones pueden anularse
       *[no] {""}
    }.
alike-compared = Para { $group } solo se pudo comparar el { $share } de las filas: el resto está donde falta un lado.
alike-description =
    Diferencia de la parte de { $polarity ->
        [burden] señal
       *[benefit] selección
    }, comparación { $reference }, en todas las filas y luego entre las { $alike }: { $rows }{ $more }.
alike-description-row = { $group } { $crude }, luego { $within }
