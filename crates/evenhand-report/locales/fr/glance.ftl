### La première page.

## Tout le résultat en une ligne.

result-nothing = Rien n’a été testé
result-possible = Aucun écart confirmé, { $possible }
result-within = Aucun écart trouvé avec autant de données
result-waived = { $waived }, aucun autre écart trouvé avec autant de données
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
limits-default = Limites par défaut, que personne n’a adoptées.
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

## L’en-tête de la page.

eyebrow = Audit des biais
eyebrow-dated = Audit des biais · { $date }
fact-model = modèle { $name }
fact-version = version { $version }
fact-decision = décision : { $decision }
fact-owner = responsable : { $owner }
severity =
    { $severity ->
        [gate] bloquant
        [warn] avertissement
       *[info] pour information
    }
check-of = contrôle { $check } · { $severity }

## Ce qui se trouve à côté et au-dessous des constats.

level-range = fourchette { $level }
level-range-of = fourchette { $level } { $range }
column-effective-n = n effectif
column-out-of = sur
more-gaps =
    { $n ->
        [one] { $n } autre contrôle avec un écart figure dans la section « Contrôles ».
       *[other] { $n } autres contrôles avec un écart figurent dans la section « Contrôles ».
    }
figures-per-hundred = Les nombres pour 100 comparent les groupes comme s’ils avaient la même taille.
none-found = Avec autant de données, nous n’avons pas trouvé d’écart : { $within }.
hidden-not-good = « Masqué » n’est pas un bon résultat : cela protège un petit nombre de personnes.
few-not-good = « Trop peu de personnes » n’est pas un bon résultat : rien n’a pu être dit.
to-watch = À surveiller, dans la limite mais au-delà du seuil de vigilance : { $groups }.

## Le pied de la page.

whom-looked-at = Qui nous avons examiné
known-for = { $attribute } connu pour { $share }
whose-limits = À qui sont les limites
not-told = Ce que cela ne dit pas
board-asked = Ce qui est demandé au comité
asked-decision = Accepter, accepter sous conditions, suspendre ou faire refaire.
asked-gaps = Pour chaque écart confirmé : quoi faire, par qui, pour quand.
asked-limits = Adopter des limites, ou les changer : nul ne l’a encore fait.
asked-waivers =
    Examiner { $n ->
        [one] { $n } dérogation
       *[other] { $n } dérogations
    } en vigueur.
judged-as-of = jugé à la date du { $date }
draft-until-signed = projet jusqu’à la signature du comité
signed-on = signé par le comité le { $on }
