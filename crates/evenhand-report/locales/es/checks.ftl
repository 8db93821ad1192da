### Cada comprobación en cada atributo, y luego cada resultado.

checks-title = Comprobaciones
checks-none = No se pidió ninguna comprobación: los números están sin veredicto.
checks-matrix = Cada comprobación en cada atributo: el veredicto más grave
column-check = comprobación
column-limit = límite
column-severity = gravedad
column-limit-origin = de dónde viene el límite
limit-mirrored = { $limit } (en espejo: ser elegido es una carga)
origin-line = { $origin } (línea { $line })

## Los límites como los escribe la especificación.

limit-at-least = al menos { $bound }
limit-at-most = como mucho { $bound }
limit-within = dentro de ±{ $bound }
limit-none = ninguno

## Cada resultado.

checks-findings = Cada resultado, el más grave primero
checks-findings-fold = Cada resultado ({ $n })
checks-findings-more = Hay { $n } resultados más en scorecard.json.
column-attribute = atributo
column-value-range = valor [rango al { $level }]
column-n-reference = n de la referencia
column-p-limit = p ajustado más allá del límite
column-model = modelo
column-note = nota
all-groups-together = todos los grupos juntos
note-shortfall = faltan { $n } { $noun } hasta el límite
note-findable = brecha más pequeña que esta muestra podía encontrar: { $gap }
note-watch = más allá de la línea de aviso
