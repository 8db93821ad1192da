### Les graphiques : titres, légendes, ce qui est à côté et au-dessous d’un dessin.

verdict-for = { $verdict } : { $groups }
verdict-for-many =
    { $verdict } : { $n ->
        [one] { $n } groupe
       *[other] { $n } groupes
    }
unchecked = Aucun contrôle ne porte sur ces nombres.
unchecked-one = { $value } pour { $group }. Aucun contrôle ne porte sur ce nombre.
unchecked-between = De { $low } pour { $lowest } à { $high } pour { $highest }. Aucun contrôle ne porte sur ces nombres.
groups-left-out = {" "}Les { $most } groupes les plus défavorables sont montrés ; { $more } autres sont dans estimates.csv.
table-holds-rest =  ; le tableau contient le reste
description-of = { $label } : { $rows }{ $more }.
description-of-pair = { $label }, comparaison { $reference } : { $rows }{ $more }.
lines-are-ranges = Lignes : fourchettes à { $level }.
marked-reference = { $group } (référence)

## Dans un dessin.

drawn-limit = limite { $number }
drawn-equal = { $number } égal
drawn-crude = { $number } sur toutes les lignes

## Tailles des groupes.

sizes-title = Taille des groupes, { $profile }
sizes-subtitle =
    Longueur d’une barre : { $noun } du groupe. Partie foncée : { $polarity ->
        [burden] signalement
       *[benefit] sélection
    }.{ $unknown ->
        [yes] {" "}Hachuré : inconnu.
       *[no] {""}
    }
sizes-description = Diagramme en barres, { $noun } par groupe : { $rows }.
size-of =
    { $n } ({ $share }), { $polarity ->
        [burden] signalement
       *[benefit] sélection
    } { $chosen }
size-of-persons = { $n } ({ $share }), { $persons } personnes
small-none = Chaque groupe compte au moins { $n } { $noun }.
small-few = Moins de { $n } { $noun } dans { $groups } : trop peu pour un verdict.
small-many = { $many } groupes comptent moins de { $n } { $noun } : trop peu pour un verdict.
largest-shown = {" "}Les { $most } plus grands des { $all } groupes sont montrés.

## Une comparaison avec la référence.

pair-title = { $label }, { $profile }
pair-reference = Référence : { $reference }{ $facts }.
pair-band = {" "}Bande : dans la limite.
pair-axis =
    { $scale ->
        [ratio] rapport à la référence (échelle logarithmique) ; 1 = égal
       *[difference] différence avec la référence ; 0 = égal
    }
value-kind =
    { $span ->
        [ratio] rapport
        [odds-ratio] rapport de cotes
        [difference] différence
        [rate] taux
       *[index] valeur
    }
strip-description = { $number } ; limite { $limit } ; { $verdict }.

## Taux d’erreur.

errors-title = Taux d’erreur, { $profile }
errors-reference = {" "}Ligne en tirets et nom en gras : le groupe de référence.
errors-of-all = { $label } sur tous les groupes : { $verdict } { $number }.

## Groupes croisés.

combined-title = Groupes croisés, { $profile }
combined-subtitle =
    Taux de sélection en multiple, comparaison : { $reference }. Hachuré : moins de { $n } { $noun }.{ $persons ->
        [yes] {" "}n : personnes.
       *[no] {""}
    }
rate-of-everyone = taux de l’ensemble
combined-shown = {" "}{ $rows } lignes sur { $all-rows } et { $columns } colonnes sur { $all-columns } sont montrées ; le reste est dans estimates.csv.
combined-worst = Groupes croisés les plus défavorables, { $profile }
combined-description = Carte de chaleur de { $n } groupes croisés. Rapport le plus bas { $low } pour { $lowest }, le plus haut { $high } pour { $highest }.
combined-description-small = Carte de chaleur de groupes croisés, tous avec trop peu de personnes.

## Parmi des personnes semblables.

alike-title = Parmi des personnes semblables, { $profile }
alike-subtitle =
    Différence de la part de { $polarity ->
        [burden] signalement
       *[benefit] sélection
    }, comparaison : { $reference }. Semblable : mêmes valeurs de { $columns }.
alike-all-rows = sur toutes les lignes
alike-same = à mêmes valeurs de { $columns } [fourchette à { $level }]
alike-axis =
    différence de la part de { $polarity ->
        [burden] signalement
       *[benefit] sélection
    } ; 0 = égal
alike-note =
    n = { $n } · { $compared ->
        [one] { $compared } strate
       *[other] { $compared } strates
    }
alike-table =
    Différence de la part de { $polarity ->
        [burden] signalement
       *[benefit] sélection
    }, sur toutes les lignes et parmi les { $alike }, { $profile } ; test { $test }
test-cmh = de Cochran, Mantel et Haenszel
test-jackknife = par un jackknife sur des blocs de personnes
test-other = par { $test }
the-reference = la référence
all-too-small = Chaque groupe est trop petit pour en parler.
alike-no-gap = Aucun écart n’a été trouvé avec autant de données : chaque fourchette contient zéro.
alike-apart = La fourchette est loin de zéro aussi pour { $groups }.
alike-apart-more = La fourchette est loin de zéro aussi pour { $groups } et { $more } de plus.
alike-disagree =
    Les strates ne s’accordent pas sur { $groups } : un seul nombre y est un résumé grossier{ $cancel ->
        [yes] , et des écarts dans les deux sens peuvent s’annuler
       *[no] {""}
    }.
alike-compared = Pour { $group }, seuls { $share } des lignes ont pu être comparés : le reste est là où un côté manque.
alike-description =
    Différence de la part de { $polarity ->
        [burden] signalement
       *[benefit] sélection
    }, comparaison { $reference }, sur toutes les lignes puis parmi les { $alike } : { $rows }{ $more }.
alike-description-row = { $group } { $crude }, puis { $within }
