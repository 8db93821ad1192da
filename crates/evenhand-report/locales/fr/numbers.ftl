### Nombres accompagnés de mots.

under = moins de { $number }
persons-exactly =
    { $n ->
        [one] { $n } personne
       *[other] { $n } personnes
    }
persons-about = environ { $n } personnes
p-adjusted = { $p } (ajusté { $adjusted })

## Énumérations. `list-middle` relie tous les éléments sauf le dernier.

list-middle = { $start }, { $next }
list-end = { $start } et { $last }
clause-next = { $start } ; { $next }

## Groupes de référence et modèles.

reference-rest = tous les autres
reference-overall = tout le monde
reference-largest = { $group }, le plus grand groupe
reference-best = { $group }, le groupe le mieux traité
with-model = { $attribute }, modèle { $model }
with-slice = { $attribute }, tranche { $slice }
compared-with = { $what }, comparaison : { $reference }

## Groupes de ce qui n’est pas une valeur.

level-missing = (manquant)
level-empty = (vide)
level-out-of-range = (pas un nombre)
