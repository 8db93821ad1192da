### Les graphiques des personnes atteintes, des groupes les plus défavorables, des scores et de ce que coûte un choix.

## Éligibles et atteints.

reach-title = Éligibles et atteints, { $profile }
reach-subtitle = À gauche : part des personnes éligibles. À droite : part des personnes atteintes, avec sa fourchette à { $level }.
reach-before = des éligibles
reach-after = des atteints
reach-apart = les parts diffèrent au-delà du hasard
reach-chance = aucun écart au-delà du hasard
column-eligible = éligibles
column-share-of-eligible = part des éligibles
column-reached = atteints
column-share-of-reached = part des atteints
reach-description = Graphique en pentes, une ligne par groupe : { $rows }.
reach-description-row = { $group } { $before } des éligibles, { $after } des atteints
reach-widest = { $group } représente { $before } des personnes qui auraient pu être atteintes, et { $after } de celles qui l’ont été.
reach-others = Pour { $groups } aussi, la fourchette de la différence exclut zéro.
reach-no-gap = Avec cette quantité de données, aucune différence n’a été trouvée entre les personnes éligibles et les personnes atteintes.
reach-left-out = {" "}Les { $most } groupes où la différence est la plus grande sont dessinés ; { $more } autres sont dans le tableau ou dans estimates.csv.
reach-untested = Éligibles et atteints : non testé, aucune colonne de diffusion.

## Les groupes combinés les plus défavorables.

worst-title = Les { $shown } plus éloignés des { $tried } groupes combinés
worst-subtitle = Chacun est comparé à la référence de sa propre combinaison.
worst-table = Rapport des taux de sélection des plus éloignés parmi { $tried } groupes combinés
worst-note = n = { $n } · comparaison : { $reference }
worst-axis = rapport à la référence (échelle logarithmique) ; 1 = égal
worst-caption = { $tried } groupes combinés ont été essayés ; les { $shown } plus éloignés du côté défavorable sont montrés. Le plus éloigné parmi beaucoup paraît plus loin qu’il ne l’est : sa fourchette vaut pour un groupe choisi d’avance.
worst-small = {" "}{ $small ->
        [one] { $small } d’entre eux compte
       *[other] { $small } d’entre eux comptent
    } moins de { $min } { $noun } et { $small ->
        [one] n’est pas classé
       *[other] ne sont pas classés
    }.
worst-unchecked = {" "}Aucun contrôle ne porte sur les autres.

## Les scores face aux résultats, groupe par groupe.

facets-upwards = vers le haut : { $what }
scored-own = le groupe
scored-left-out = {" "}Les { $most } plus grands groupes sont dessinés ; { $more } autres sont dans la fiche de résultats.
scored-untested =
    { $why ->
        [hidden] Les scores par groupe ne sont pas montrés, ou seulement en partie, dans cette version du rapport : on pourrait en déduire de petits groupes.
       *[missing] Fiabilité et classement des scores par groupe : non testé, aucune colonne de score.
    }
column-mean-score = score moyen
column-outcome = part ayant le résultat
column-threshold = seuil
reliability-title = Ce que signifie un score, { $profile }
reliability-subtitle =
    Chaque point : à peu près autant de personnes du groupe, avec la fourchette à { $level }.{ $probable ->
        [yes] {" "}Sur la diagonale, le score est juste.
       *[no] {""}
    }
reliability-note = n = { $n } en { $bins } points
reliability-at = score { $score } : { $rate }
reliability-description = Courbes de fiabilité, point le plus bas et point le plus haut : { $rows }.
reliability-widest = Le plus grand écart : { $group }, où un score moyen de { $score } a rencontré un résultat de { $rate }. Points dont la fourchette exclut le score : { $counts }.
reliability-off = { $group } { $n } sur { $bins }
reliability-none = Avec cette quantité de données, les scores ne sont sortis dans aucun groupe de la fourchette de ce qui s’est produit.
reliability-read = Là où la ligne d’un groupe passe au-dessus de celle de { $reference }, le même score correspond à plus de résultats dans le groupe.
roc-title = Comment le score classe, { $profile }
roc-table = Taux de faux et de vrais positifs à chaque seuil, { $profile }
roc-area = aire sous la courbe
roc-decided-false = taux de faux positifs tel que décidé
roc-decided-true = taux de vrais positifs tel que décidé
roc-subtitle = À chaque seuil : qui serait choisi avec le résultat, face à qui le serait sans lui. Fourchettes : { $level }.
roc-note = aire { $area }
roc-description = Courbes ROC. Aire sous la courbe : { $rows }.
roc-extremes = Le score distingue le mieux les personnes ayant le résultat des autres pour { $highest } (aire { $high }), et le moins bien pour { $lowest } (aire { $low }).
roc-plain = Les courbes montrent chaque seuil ; les points montrent ce qui a été décidé.
roc-across = taux de faux positifs
roc-upwards = taux de vrais positifs
roc-decided = tel que décidé

## D’autres seuils.

sweep-title = Ce que feraient d’autres seuils, { $profile }
sweep-table = Rapport des taux de sélection à chaque seuil, { $profile }
sweep-subtitle = Est tenu pour choisi quiconque a au moins ce { $score }. Comparaison : { $reference }.
sweep-own = le rapport, avec sa fourchette à { $level }
sweep-note = tel que décidé { $ratio }
sweep-decided = tel que décidé, à { $threshold }
sweep-description = Rapport des taux de sélection selon le seuil, un cadre par groupe : { $rows }.
sweep-some =
    { $within ->
        [one] À un des { $tried } seuils, { $first }, chaque rapport dessiné serait dans la limite.
       *[other] À { $within } des { $tried } seuils, de { $first } à { $last }, chaque rapport dessiné serait dans la limite.
    } Un rapport dans la limite peut encore être dû au hasard.
sweep-none = À aucun des { $tried } seuils tous les rapports dessinés ne seraient dans la limite.
sweep-unchecked = Aucun contrôle ne porte sur ces rapports.
sweep-untold = À aucun seuil, chaque groupe dessiné n’aurait assez de personnes choisies pour une comparaison.
sweep-not-decided = {" "}Les décisions ne suivent pas ce score seul ; aucun seuil n’est donc marqué.
sweep-untested = D’autres seuils : non testé, aucune colonne de score.

## L’écart étape par étape.

funnel-title = Où naît l’écart, { $profile }
funnel-subtitle = Chaque barre : comment une étape place le groupe devant la référence ou derrière elle. Lignes : fourchettes à { $level }.
funnel-axis = rapport à la référence jusqu’ici (échelle logarithmique) ; 1 = égal
funnel-stage =
    { $stage ->
        [scoring] avec un score
        [selection] sélection
        [delivery] diffusion
        [click] clic
        [conversion] conversion
       *[total] toutes les étapes
    }
funnel-note = n = { $n } · comparaison : { $reference }
funnel-description = Graphique en cascade du rapport d’aboutissement, étape par étape : { $rows }.
funnel-worst = { $group } prend le plus de retard sur { $reference } à l’étape « { $stage } » : { $ratio } fois le taux. Sur toutes les étapes, c’est { $total }.
funnel-no-gap = Avec cette quantité de données, on n’a trouvé aucune étape où un groupe prend du retard.
funnel-ahead = devant la référence
funnel-behind = derrière la référence
column-stage = étape

## Les caractéristiques face au hasard.

proxies-chart = Ce qui trahit { $profile }
proxies-subtitle = Chaque barre : à quel point une caractéristique accompagne le groupe, face à ce que montre le seul hasard.
proxies-axis = association (V de Cramér)
proxies-beyond = plus que le hasard
proxies-within = pas plus que le hasard
proxies-chance = le seul hasard, 95 fois sur 100
proxies-description = Association de chaque caractéristique avec { $profile } : { $rows }.
proxies-some =
    { $beyond ->
        [one] Une caractéristique sur { $tried } accompagne { $profile } plus que le seul hasard : { $feature }, { $value }.
       *[other] { $beyond } caractéristiques sur { $tried } accompagnent { $profile } plus que le seul hasard, surtout { $feature }, { $value }.
    }
proxies-none = Avec autant de données, aucune caractéristique n’a été trouvée qui accompagne { $profile } plus que le seul hasard.

## Ce que vaut un choix, et qui il laisse derrière.

frontier-title = Ce que vaut un choix, et combien il est égal
frontier-subtitle = À droite vaut plus ; près de la ligne à 1 est plus égal.
frontier-choice = choix
frontier-selected = choisis sur 100
frontier-across = part des choisis avec le résultat
frontier-up =
    { $polarity ->
        [benefit] rapport le plus bas des taux de sélection
       *[burden] rapport le plus haut des taux de sélection
    }
frontier-decided = tel que décidé
frontier-threshold = dès { $at }
frontier-mark = tel que décidé, avec fourchettes à { $level }
frontier-thresholds = d’autres seuils
frontier-description = Part des choisis avec le résultat, et le rapport le plus { $polarity ->
        [benefit] bas
       *[burden] haut
    } des taux de sélection d’un groupe : { $rows }.
frontier-models = Sur { $models } modèles, { $best } a la plus grande part avec le résultat, { $share } ; { $even } a le rapport le plus proche de l’égalité, { $ratio }.
frontier-moves = Du seuil le plus bas au plus haut, la part avec le résultat va de { $start } à { $end }, et le rapport le plus { $polarity ->
        [benefit] bas
       *[burden] haut
    } de { $before } à { $ratio }.
frontier-chance = Là où les fourchettes se recouvrent, le seul hasard peut séparer deux choix.
frontier-left-out =
    { $groups ->
        [one] Un groupe est laissé de côté : trop peu de ses membres seraient choisis.
       *[other] { $groups } groupes sont laissés de côté : trop peu de leurs membres seraient choisis.
    }
