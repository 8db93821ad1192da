### Kampagnen, Kanäle oder Monate für sich.

slices-title = Ausschnitt für Ausschnitt
slices-lead = Jeder Ausschnitt für sich. Ein Unterschied in einem Ausschnitt kann in allen zusammen verschwinden, und umgekehrt.
slices-more = { $n } weitere Ausschnitte stehen in estimates.csv.
slices-caption = Äußerstes Verhältnis in jedem Ausschnitt, { $profile }
column-slice = Ausschnitt
column-chosen-level = { $done } [{ $level }]
column-furthest-group = äußerste Gruppe
column-ratio-level = Verhältnis [{ $level }]
