### Campañas, canales o meses por separado.

slices-title = Segmento por segmento
slices-lead = Cada segmento por separado. Una brecha en un segmento puede desaparecer en el conjunto, y al revés.
slices-more = Hay { $n } segmentos más en estimates.csv.
slices-caption = Razón más alejada en cada segmento, { $profile }
column-slice = segmento
column-chosen-level = { $done } [{ $level }]
column-furthest-group = grupo más alejado
column-ratio-level = razón [{ $level }]
