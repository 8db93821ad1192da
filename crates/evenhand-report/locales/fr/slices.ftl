### Campagnes, canaux ou mois séparés.

slices-title = Tranche par tranche
slices-lead = Chaque tranche à part. Un écart dans une tranche peut disparaître dans l’ensemble, et inversement.
slices-more = { $n } autres tranches figurent dans estimates.csv.
slices-caption = Rapport le plus éloigné dans chaque tranche, { $profile }
column-slice = tranche
column-chosen-level = { $done } [{ $level }]
column-furthest-group = groupe le plus éloigné
column-ratio-level = rapport [{ $level }]
