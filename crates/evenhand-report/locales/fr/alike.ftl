### L’écart est-il encore là entre personnes semblables.

alike-title-section = Entre personnes semblables
alike-unnamed = Non comparé : aucune strate n’a été nommée. `stratum` sous `[columns]` nomme les colonnes où les personnes comptent comme semblables.
alike-lead = Un écart est-il encore là entre personnes semblables ? On ne compare ici entre elles que les { $alike } ; les différences sont ensuite réunies.
alike-warning = Une strate qui est elle-même le produit d’un traitement inégal cache un écart au lieu de l’expliquer. C’est aux personnes de dire si elle est une bonne raison.
alike-none = Non comparé : aucune strate ne contient de personnes de deux groupes.
