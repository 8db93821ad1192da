### La première page.

polarity-read =
    Être choisi est lu ici comme { $polarity ->
        [burden] une charge
       *[benefit] un avantage
    } pour la personne{ $stated ->
        [no]  ; nul ne l’a indiqué
       *[yes] {""}
    }.

## Ce que la page ne dit pas.

silent-on-causes = Si un écart est illégal, ni pourquoi il existe.
silent-on-absent = Rien sur les personnes absentes des données.
silent-on-outcomes = Si les résultats relevés traitent tous les groupes de la même façon.
silent-on-errors = Si les erreurs étaient également réparties : il n’y avait pas de colonne de résultats.
silent-on-inferred = Ce que diraient les personnes elles-mêmes : { $attribute } a été déduit, non demandé.
silent-on-origin = Comment { $attribute } a été obtenu : la spécification ne le dit pas.
