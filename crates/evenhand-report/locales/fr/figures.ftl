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
