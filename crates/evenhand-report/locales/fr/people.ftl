### Qui est dans les données.

people-title = Qui est dans les données
rows-read = { $read } lignes ont été lues, { $used } sont comptées ici.
rows-weigh = Toutes les lignes ne comptent pas pour une : { $weight }. Toutes les fourchettes en tiennent compte.

## Comment les valeurs d’un attribut ont été obtenues.

values-from =
    { $kind ->
        [stated] Les personnes ont indiqué ces valeurs elles-mêmes.
        [register] Ces valeurs viennent d’un registre.
        [inferred] Ces valeurs ont été déduites, non demandées : certaines personnes sont dans le mauvais groupe.
       *[unstated] La spécification ne dit pas comment ces valeurs ont été obtenues.
    }

## Ce qui a été laissé de côté.

rows-filtered = { $rows } lignes ont été écartées par le filtre.
rows-undecided = { $rows } lignes ne portent aucune décision et ont été écartées.
rows-undecided-by = { $rows } lignes ne portent aucune décision de { $model } et ont été écartées.
rows-without-outcome = { $rows } lignes ne portent aucun résultat ; elles comptent là où seule la décision importe.
rows-joined = Jointure sur { $on } : { $matched } lignes ont trouvé une correspondance, { $unmatched } non.
score-odd =
    { $n } { $kind ->
        [missing] absents
        [nan] non numériques
        [infinite] infinis
        [below] au-dessous de la plage
       *[above] au-dessus de la plage
    }
scores-odd = Scores dans { $column } : { $odd }.
scores-tied = { $rows } lignes sont à égalité au seuil de { $column } ; toutes sont sélectionnées.
