### La primera página.

## Todo el resultado en una línea.

result-nothing = No se probó nada
result-possible = Ninguna brecha confirmada, { $possible }
result-within = No se encontró brecha con esta cantidad de datos
result-waived = { $waived }, no se encontró otra brecha con esta cantidad de datos
result-undecided = No se pudo dar ningún veredicto

## A quién se examinó, y cuántas se eligieron.

looked-at =
    { $n } { $noun } { $n ->
        [one] examinada
       *[other] examinadas
    }
looked-at-of =
    { $n } { $noun } { $n ->
        [one] examinada
       *[other] examinadas
    } ({ $persons })
chosen =
    { $n } { $polarity ->
        [burden] { $n ->
            [one] señalada
           *[other] señaladas
        }
       *[benefit] { $n ->
            [one] elegida
           *[other] elegidas
        }
    }{ $by }{ $share }
by-model = {" "}por { $model }
polarity-read =
    La selección se lee aquí como { $polarity ->
        [burden] una carga
       *[benefit] una ventaja
    } para la persona{ $stated ->
        [no] ; nadie lo ha indicado
       *[yes] {""}
    }.

## Quién adoptó los límites.

limits-none = No se aplicó ningún límite.
limits-default = Límites por defecto, no adoptados por nadie.
limits-in-spec = Los límites están en la especificación; no se dice quién los adoptó.
limits-adopted = Límites adoptados por: { $by }.
limits-adopted-on = Límites adoptados por: { $by }, el { $on }.
limits-reason = Motivo: { $reason }

## Cuántas comparaciones se hicieron, y qué cambia eso en el azar.

compared-as-planned =
    Hicimos { $n ->
        [one] { $n } comparación
       *[other] { $n } comparaciones
    }, todas previstas.
compared-otherwise =
    Planeamos { $planned ->
        [one] { $planned } comparación
       *[other] { $planned } comparaciones
    } y pudimos hacer { $made }.
chance-unadjusted = Los veredictos no están ajustados a su número.
chance-discovery = Lo tuvimos en cuenta: de cada 100 brechas confirmadas, cerca de { $hundred } serían falsas.
chance-any = La probabilidad de que una sola brecha confirmada sea falsa es como mucho de { $hundred } de cada 100.

## Lo que la página no dice.

silent-on-causes = Si una brecha es ilegal, ni por qué existe.
silent-on-absent = Nada sobre las personas que no están en los datos.
silent-on-outcomes = Si los resultados registrados tratan igual a todos los grupos.
silent-on-errors = Si los errores se repartieron por igual: no había columna de resultados.
silent-on-inferred = Lo que dirían las propias personas: { $attribute } se dedujo, no se preguntó.
silent-on-origin = Cómo se obtuvo { $attribute }: la especificación no lo dice.
unseen-gap = En el grupo más pequeño comparado, una brecha de menos de { $gap } pudo pasar inadvertida.

## El encabezado de la página.

eyebrow = Auditoría de sesgos
eyebrow-dated = Auditoría de sesgos · { $date }
fact-model = modelo { $name }
fact-version = versión { $version }
fact-decision = decisión: { $decision }
fact-owner = responsable: { $owner }
severity =
    { $severity ->
        [gate] bloquea
        [warn] avisa
       *[info] para conocimiento
    }
check-of = comprobación { $check } · { $severity }

## Lo que está junto a los resultados y debajo de ellos.

level-range = rango { $level }
level-range-of = rango { $level } { $range }
column-effective-n = n efectivo
column-out-of = de
more-gaps =
    { $n ->
        [one] { $n } comprobación más con una brecha está en la sección «Comprobaciones».
       *[other] { $n } comprobaciones más con una brecha están en la sección «Comprobaciones».
    }
figures-per-hundred = Los números por cada 100 comparan los grupos como si fueran igual de grandes.
none-found = Con esta cantidad de datos no encontramos ninguna brecha: { $within }.
hidden-not-good = «Oculto» no es un buen resultado: protege a unas pocas personas.
few-not-good = «Muy pocas personas» no es un buen resultado: no se pudo decir nada.
to-watch = Para vigilar, dentro del límite pero más allá de la línea de aviso: { $groups }.

## El pie de la página.

whom-looked-at = A quién examinamos
known-for = { $attribute } conocido para el { $share }
whose-limits = De quién son los límites
not-told = Lo que esto no dice
board-asked = Lo que se pide al comité
asked-decision = Aceptar, aceptar con condiciones, pausar o hacer repetir.
asked-gaps = Para cada brecha confirmada: qué se hace, quién y hasta cuándo.
asked-limits = Adoptar límites o cambiarlos: nadie lo ha hecho aún.
asked-waivers =
    Revisar { $n ->
        [one] { $n } exención
       *[other] { $n } exenciones
    } en vigor.
judged-as-of = juzgado a fecha de { $date }
draft-until-signed = borrador hasta que el comité firme
signed-on = firmado por el comité el { $on }
