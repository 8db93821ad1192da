### Qué hace el sistema, y a quién afecta.

system-title = Qué hace el sistema, y a quién afecta
system-unsaid = la especificación no lo dice
system-purpose = Para qué sirve
system-owner = Quién responde de él
system-reading = Cómo se lee una decisión
system-people = A quién afecta
system-decides = Cómo decide
system-model-decides = Cómo decide { $model }

## Qué daño se busca.

system-harms = Qué daño se busca
harm-selection =
    { $polarity ->
        [burden] Una carga impuesta: un grupo es elegido más a menudo que otros.
       *[benefit] Una oferta negada: un grupo es elegido menos a menudo que otros.
    }
harm-errors = Errores mal repartidos: con el mismo resultado, sobre un grupo se decide mal más a menudo.
harm-errors-not = No se buscaron errores mal repartidos. No había columna de resultados.
harm-calibration = Puntuaciones que prometen a un grupo más de lo que recibe.
harm-prices = Un precio peor por lo mismo.
harm-uplift = Ayuda que llega menos a un grupo.
harm-ranking = Un peor lugar en una lista.
harm-reach = Un anuncio que se muestra a un grupo menos a menudo que a otros.
