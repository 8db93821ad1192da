### Ce que fait le système, et qui il touche.

system-title = Ce que fait le système, et qui il touche
system-unsaid = la spécification ne le dit pas
system-purpose = À quoi il sert
system-owner = Qui en répond
system-reading = Comment se lit une décision
system-people = Qui il touche
system-decides = Comment il décide
system-model-decides = Comment { $model } décide

## Quel préjudice est recherché.

system-harms = Quel préjudice est recherché
harm-selection =
    { $polarity ->
        [burden] Une charge imposée : un groupe est sélectionné plus souvent que d’autres.
       *[benefit] Une offre refusée : un groupe est sélectionné moins souvent que d’autres.
    }
harm-errors = Des erreurs mal réparties : à résultat égal, les décisions sur un groupe sont plus souvent fausses.
harm-errors-not = Non recherché : des erreurs mal réparties. Il n’y avait pas de colonne de résultats.
harm-calibration = Des scores qui promettent à un groupe plus qu’il n’obtient.
harm-prices = Un prix moins bon pour la même chose.
harm-uplift = Une aide qui atteint moins un groupe.
harm-ranking = Une moins bonne place dans une liste.
harm-reach = Une publicité montrée à un groupe moins souvent qu’à d’autres.
