### En-têtes des tableaux.

column-group = groupe
column-verdict = verdict
column-persons = personnes
column-share = part
column-rate = taux
column-ratio = rapport
column-independent-rows = lignes indépendantes
column-design-effect = effet de plan
column-compared-with = comparaison
column-all-rows = toutes les lignes
column-within-strata = au sein des strates
column-odds-within-strata = rapport de cotes au sein des strates
column-p = p d’absence de différence
column-strata-differ = les strates diffèrent-elles
column-rows-compared = lignes comparées

## Mesures d’une famille côte à côte.

family-caption = { $labels }, { $profile } [fourchette à { $level }]
