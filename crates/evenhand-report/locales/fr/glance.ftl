### La première page.

## Tout le résultat en une ligne.

result-nothing = Rien n’a été testé
result-possible = Aucun écart confirmé, { $possible }
result-within = Aucun écart trouvé avec autant de données
result-undecided = Aucun verdict n’a pu être rendu

## Qui a été examiné, et combien de sélections.

looked-at = examen de { $n } { $noun }
looked-at-of = examen de { $n } { $noun } ({ $persons })
chosen =
    { $n } { $polarity ->
        [burden] { $n ->
            [one] signalement
           *[other] signalements
        }
       *[benefit] { $n ->
            [one] sélection
           *[other] sélections
        }
    }{ $by }{ $share }
by-model = {" "}par { $model }
polarity-read =
    La sélection est lue ici comme { $polarity ->
        [burden] une charge
       *[benefit] un avantage
    } pour la personne{ $stated ->
        [no]  ; nul ne l’a indiqué
       *[yes] {""}
    }.

## Qui a adopté les limites.

limits-none = Aucune limite n’a été appliquée.
limits-default = Limites par défaut, adoptées par personne.
limits-in-spec = Les limites sont dans la spécification ; il n’est pas dit qui les a adoptées.
limits-adopted = Limites adoptées par : { $by }.
limits-adopted-on = Limites adoptées par : { $by }, le { $on }.
limits-reason = Raison : { $reason }

## Combien de comparaisons, et ce que cela change au hasard.

compared-as-planned =
    Nous avons fait { $n ->
        [one] { $n } comparaison
       *[other] { $n } comparaisons
    }, toutes prévues.
compared-otherwise =
    Nous avons prévu { $planned ->
        [one] { $planned } comparaison
       *[other] { $planned } comparaisons
    } et avons pu en faire { $made }.
chance-unadjusted = Les verdicts ne sont pas ajustés à leur nombre.
chance-discovery = Nous en avons tenu compte : sur 100 écarts confirmés, environ { $hundred } seraient faux.
chance-any = Le risque qu’un seul écart confirmé soit faux est d’au plus { $hundred } sur 100.

## Ce que la page ne dit pas.

silent-on-causes = Si un écart est illégal, ni pourquoi il existe.
silent-on-absent = Rien sur les personnes absentes des données.
silent-on-outcomes = Si les résultats relevés traitent tous les groupes de la même façon.
silent-on-errors = Si les erreurs étaient réparties de la même façon : il n’y avait pas de colonne de résultats.
silent-on-inferred = Ce que diraient les personnes elles-mêmes : { $attribute } a été déduit, non demandé.
silent-on-origin = Comment { $attribute } a été obtenu : la spécification ne le dit pas.
unseen-gap = Dans le plus petit groupe comparé, un écart de moins de { $gap } a pu passer inaperçu.
