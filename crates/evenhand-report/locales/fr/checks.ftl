### Chaque contrôle sur chaque attribut, puis chaque constat.

checks-title = Contrôles
checks-none = Aucun contrôle n’était demandé : les nombres sont donnés sans verdict.
checks-matrix = Chaque contrôle sur chaque attribut : le verdict le plus grave
column-check = contrôle
column-limit = limite
column-severity = gravité
column-limit-origin = d’où vient la limite
limit-mirrored = { $limit } (en miroir : être sélectionné est une charge)
origin-line = { $origin } (ligne { $line })

## Les limites telles que la spécification les écrit.

limit-at-least = au moins { $bound }
limit-at-most = au plus { $bound }
limit-within = dans ±{ $bound }
limit-none = aucune

## Chaque constat.

checks-findings = Chaque constat, le plus grave d’abord
checks-findings-fold = Chaque constat ({ $n })
checks-findings-more = { $n } autres constats figurent dans scorecard.json.
column-attribute = attribut
column-value-range = valeur [fourchette à { $level }]
column-n-reference = n de la référence
column-p-limit = p ajusté au-delà de la limite
column-model = modèle
column-note = remarque
all-groups-together = tous les groupes ensemble
note-shortfall = { $n } { $noun } d’écart avec la limite
note-findable = plus petit écart que cet échantillon pouvait trouver : { $gap }
note-watch = au-delà du seuil de vigilance
