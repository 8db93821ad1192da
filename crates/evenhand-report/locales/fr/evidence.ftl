### Ce qui est derrière un constat : le seul hasard, les personnes répétées, ce qui trancherait.

design-effect = {" "}(effet de plan { $effect })
weight-alike = les lignes répètent des personnes, qui diffèrent moins que des lignes tirées au hasard : { $rows } lignes pèsent comme { $independent } lignes indépendantes{ $effect }
weight-repeated = les lignes répètent des personnes : { $rows } lignes ({ $persons }) pèsent comme { $independent } lignes indépendantes{ $effect }
weight-carried = les lignes portent des poids : { $rows } lignes pèsent comme { $independent } de même poids{ $effect }
chance-alone =
    observé { $observed } ; { $expected } attendu du seul fait des tailles ({ $beyond ->
        [below] sous
       *[above] au-dessus de
    } { $quantile } dans un cas sur 20){ $few }
too-few-in-groups =
     ; trop peu de personnes dans { $n ->
        [one] un groupe
       *[other] certains groupes
    }
needed-more-for-size =
    { $more } { $noun } de plus du groupe { $group } le { $more ->
        [one] rendrait
       *[other] rendraient
    } assez grand
needed-more-for-decision =
    { $more } { $noun } de plus du groupe { $group } { $more ->
        [one] trancherait
       *[other] trancheraient
    }
in-hundred = { $number } sur 100

## Parmi des personnes semblables.

alike = { $noun } avec les mêmes valeurs de { $columns }
moved =
    { $size } de { $direction ->
        [fewer] moins
       *[more] plus
    }
moved-not = environ autant
moved-range =
    { $from } à { $to } de { $direction ->
        [fewer] moins
       *[more] plus
    }
moved-range-across = { $fewer } de moins à { $more } de plus
moved-sure = {" "}(fourchette à { $level } : { $range })
within-crude = {" "}; sur toutes les lignes, c’est { $moved }
within-moved =
    Parmi les { $alike }, on a { $polarity ->
        [burden] signalé
       *[benefit] sélectionné
    } { $size } sur { $base } { $group } de { $direction ->
        [fewer] moins
       *[more] plus
    }, comparé aux { $reference }{ $range }{ $crude }.
within-even =
    Parmi les { $alike }, on a { $polarity ->
        [burden] signalé
       *[benefit] sélectionné
    } environ la même part des { $group } et des { $reference }{ $range }{ $crude }.
turned-moved =
    { $how ->
        [turns] Au sein de { $columns }, l’écart s’inverse (paradoxe de Simpson)
        [unseen] Au sein de { $columns }, l’écart ne se voit pas (paradoxe de Simpson)
        [smaller] Au sein de { $columns }, l’écart est plus petit
       *[wider] Au sein de { $columns }, l’écart est plus grand
    } : sur toutes les lignes, on a { $polarity ->
        [burden] signalé
       *[benefit] sélectionné
    } { $size } sur { $base } { $group } de { $direction ->
        [fewer] moins
       *[more] plus
    }, comparé aux { $reference } ; au sein de { $columns }, { $inside }.
turned-even =
    { $how ->
        [turns] Au sein de { $columns }, l’écart s’inverse (paradoxe de Simpson)
        [unseen] Au sein de { $columns }, l’écart ne se voit pas (paradoxe de Simpson)
        [smaller] Au sein de { $columns }, l’écart est plus petit
       *[wider] Au sein de { $columns }, l’écart est plus grand
    } : sur toutes les lignes, on a { $polarity ->
        [burden] signalé
       *[benefit] sélectionné
    } la même part des { $group } et des { $reference } ; au sein de { $columns }, { $inside }.
why-turned = Les deux diffèrent parce que les groupes sont répartis inégalement selon { $columns }. Si { $columns } en est une bonne raison, les nombres ne peuvent le dire.
strata-one = une seule strate
strata-untested = non testé
strata-differ = oui (p { $p })
strata-not-shown = non montré (p { $p })

## Ce qui trancherait les questions ouvertes.

questions-title = Ce qui trancherait les questions ouvertes
questions-meaning = Le plus petit écart décelable est celui qu’autant de personnes montreraient quatre fois sur cinq.
questions-caption = Questions ouvertes, et ce qui les trancherait
questions-more = { $n } autres figurent parmi tous les constats.
column-smallest-gap = plus petit écart décelable
column-needed = ce qu’il faut
needed-more = { $n } { $noun } de plus
needed-unknown = on ne peut pas le dire

## Les écarts face au hasard.

against-chance-title = Les écarts face au hasard
against-chance-meaning = Le plus grand écart entre plusieurs groupes n’est jamais nul, même à taux égal : les petits groupes diffèrent par hasard.
against-chance-caption = Écarts sur tous les groupes, et ce que montreraient les seules tailles
column-measure = mesure
column-observed = observé [fourchette à { $level }]
column-expected = attendu des seules tailles
column-passed = dépassé dans un cas sur 20
column-reading = lecture
reading-few = trop peu de personnes : { $groups }
reading-more = plus que le hasard
reading-chance = peut être le hasard
rest-in-csv = Le reste figure dans estimates.csv.

## Ce qui est derrière chaque constat.

behind-caption = Ce qui est derrière chaque constat
behind-fold = Ce qui est derrière chaque constat : personnes, méthodes, p
column-persons-reference = personnes de la référence
column-range-method = comment la fourchette à { $level } a été calculée
column-test = test d’absence de différence
column-chance = le seul hasard
method-with-df = { $method }, t à { $df } degrés de liberté
