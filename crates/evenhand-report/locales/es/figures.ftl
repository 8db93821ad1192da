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

## Las puntuaciones frente a los resultados, grupo por grupo.

facets-upwards = hacia arriba: { $what }
scored-own = el grupo
scored-left-out = {" "}Se dibujan los { $most } grupos más grandes; { $more } más están en la ficha de resultados.
scored-untested =
    { $why ->
        [hidden] Las puntuaciones por grupo no se muestran, o solo en parte, en esta versión del informe: con ellas se podrían deducir grupos pequeños.
       *[missing] Fiabilidad y orden de las puntuaciones por grupo: no probado, no hay columna de puntuación.
    }
column-mean-score = puntuación media
column-outcome = parte con el resultado
column-threshold = umbral
reliability-title = Qué significa una puntuación, { $profile }
reliability-subtitle =
    Cada punto: más o menos las mismas personas del grupo, con el rango al { $level }.{ $probable ->
        [yes] {" "}En la diagonal la puntuación acierta.
       *[no] {""}
    }
reliability-note = n = { $n } en { $bins } puntos
reliability-at = puntuación { $score }: { $rate }
reliability-description = Curvas de fiabilidad, punto más bajo y más alto: { $rows }.
reliability-widest = Lo más desviado: { $group }, donde una puntuación media de { $score } encontró un resultado de { $rate }. Puntos cuyo rango excluye la puntuación: { $counts }.
reliability-off = { $group } { $n } de { $bins }
reliability-none = Con estos datos, en ningún grupo las puntuaciones quedaron fuera del rango de lo ocurrido.
reliability-read = Donde la línea de un grupo queda por encima de la de { $reference }, la misma puntuación supone más resultados en el grupo.
roc-title = Cómo ordena la puntuación, { $profile }
roc-table = Tasas de falsos y verdaderos positivos en cada umbral, { $profile }
roc-area = área bajo la curva
roc-decided-false = tasa de falsos positivos según lo decidido
roc-decided-true = tasa de verdaderos positivos según lo decidido
roc-subtitle = En cada umbral: quién se elegiría con el resultado frente a quién sin él. Rangos: { $level }.
roc-note = área { $area }
roc-description = Curvas ROC. Área bajo la curva: { $rows }.
roc-extremes = La puntuación distingue mejor a las personas con el resultado en { $highest } (área { $high }) y peor en { $lowest } (área { $low }).
roc-plain = Las curvas muestran cada umbral; los puntos, lo que se decidió.
roc-across = tasa de falsos positivos
roc-upwards = tasa de verdaderos positivos
roc-decided = según lo decidido

## Otros umbrales.

sweep-title = Qué harían otros umbrales, { $profile }
sweep-table = Razón de las tasas de selección en cada umbral, { $profile }
sweep-subtitle = Se toma por elegido a quien tiene al menos ese { $score }. Comparación: { $reference }.
sweep-own = la razón, con su rango al { $level }
sweep-note = según lo decidido { $ratio }
sweep-decided = según lo decidido, en { $threshold }
sweep-description = Razón de las tasas de selección según el umbral, un cuadro por grupo: { $rows }.
sweep-some =
    { $within ->
        [one] En uno de { $tried } umbrales, { $first }, todas las razones dibujadas estarían dentro del límite.
       *[other] En { $within } de { $tried } umbrales, de { $first } a { $last }, todas las razones dibujadas estarían dentro del límite.
    } Una razón dentro del límite aún puede ser azar.
sweep-none = En ninguno de { $tried } umbrales estarían todas las razones dibujadas dentro del límite.
sweep-unchecked = Ninguna prueba mira estas razones.
sweep-untold = En ningún umbral tendría cada grupo dibujado suficientes personas elegidas para compararlas.
sweep-not-decided = {" "}Las decisiones no siguen solo esta puntuación; por eso no se marca ningún umbral.
sweep-untested = Otros umbrales: no probado, no hay columna de puntuación.

## La diferencia etapa por etapa.

funnel-title = Dónde surge la diferencia, { $profile }
funnel-subtitle = Cada barra: cómo una etapa pone al grupo por delante o por detrás de la referencia. Líneas: rangos al { $level }.
funnel-axis = razón respecto a la referencia hasta aquí (escala logarítmica); 1 es igual
funnel-stage =
    { $stage ->
        [scoring] con puntuación
        [selection] selección
        [delivery] entrega
        [click] clic
        [conversion] conversión
       *[total] todas las etapas
    }
funnel-note = n = { $n } · comparación: { $reference }
funnel-description = Gráfico en cascada de la razón de finalización, etapa por etapa: { $rows }.
funnel-worst = { $group } queda más por detrás de { $reference } en la etapa «{ $stage }»: { $ratio } veces la tasa. En todas las etapas es { $total }.
funnel-no-gap = Con estos datos no se encontró ninguna etapa en la que un grupo quede atrás.
funnel-ahead = por delante de la referencia
funnel-behind = por detrás de la referencia
column-stage = etapa

## Las características frente al azar.

proxies-chart = Qué delata { $profile }
proxies-subtitle = Cada barra: cuánto acompaña una característica al grupo, frente a lo que muestra el mero azar.
proxies-axis = asociación (V de Cramér)
proxies-beyond = más que el azar
proxies-within = no más que el azar
proxies-chance = el mero azar, 95 de cada 100 veces
proxies-description = Asociación de cada característica con { $profile }: { $rows }.
proxies-some =
    { $beyond ->
        [one] Una de { $tried } características acompaña a { $profile } más que el mero azar: { $feature }, { $value }.
       *[other] { $beyond } de { $tried } características acompañan a { $profile } más que el mero azar, sobre todo { $feature }, { $value }.
    }
proxies-none = Con esta cantidad de datos no se encontró ninguna característica que acompañe a { $profile } más que el mero azar.

## Lo que vale una elección y a quién deja atrás.

frontier-title = Lo que vale una elección y cuán pareja es
frontier-subtitle = A la derecha vale más; cerca de la línea en 1 es más pareja.
frontier-choice = elección
frontier-selected = elegidos de 100
frontier-across = parte de los elegidos con el resultado
frontier-up =
    { $polarity ->
        [benefit] razón más baja de las tasas de selección
       *[burden] razón más alta de las tasas de selección
    }
frontier-decided = según lo decidido
frontier-threshold = desde { $at }
frontier-mark = según lo decidido, con rangos al { $level }
frontier-thresholds = otros umbrales
frontier-description = Parte de los elegidos con el resultado, y la razón más { $polarity ->
        [benefit] baja
       *[burden] alta
    } de las tasas de selección de algún grupo: { $rows }.
frontier-models = De { $models } modelos, { $best } tiene la mayor parte con el resultado, { $share }; { $even } tiene la razón más cercana a la igualdad, { $ratio }.
frontier-moves = Del umbral más bajo al más alto, la parte con el resultado va de { $start } a { $end }, y la razón más { $polarity ->
        [benefit] baja
       *[burden] alta
    } de { $before } a { $ratio }.
frontier-chance = Donde los rangos se cruzan, el mero azar puede separar dos opciones.
frontier-left-out =
    { $groups ->
        [one] Un grupo queda fuera: se elegiría a muy pocas de sus personas.
       *[other] { $groups } grupos quedan fuera: se elegiría a muy pocas de sus personas.
    }
