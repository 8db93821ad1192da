### Les constats en phrases : le nombre, la limite, ce que cela veut dire pour les personnes, ce qui trancherait.

others = Aussi { $verdict } : { $groups }.
others-and-more = Aussi { $verdict } : { $groups } et { $more } de plus.
others-middle = { $start } ; { $next }

## Le titre d’un constat.

headline = { $label }, { $attribute }
headline-group = { $label }, { $attribute } : { $group }
headline-pair = { $label }, { $attribute } : { $group } (comparaison : { $reference })
headline-model = { $headline } (modèle { $model })
headline-slice = { $headline } (tranche { $slice })

## Qui est compté.

noun =
    { $kind ->
        [people] { $n ->
            [one] personne
           *[other] personnes
        }
        [persons] { $n ->
            [one] personne
           *[other] personnes
        }
        [households] { $n ->
            [one] ménage
           *[other] ménages
        }
        [impressions] { $n ->
            [one] impression
           *[other] impressions
        }
        [customers] { $n ->
            [one] personne cliente
           *[other] personnes clientes
        }
        [rows] { $n ->
            [one] ligne
           *[other] lignes
        }
       *[unit] { $n ->
            [one] unité (« { $word } »)
           *[other] unités (« { $word } »)
        }
    }
members = { $noun } du groupe { $group }
members-rest = autres { $noun }
members-overall = { $noun } de l’ensemble
among =
    { $among ->
        [outcome] {" "}avec le résultat
        [no-outcome] {" "}sans le résultat
        [chosen] {" "}{ $kind ->
            [households] { $polarity ->
                [burden] signalés
               *[benefit] sélectionnés
            }
           *[people] { $polarity ->
                [burden] signalées
               *[benefit] sélectionnées
            }
        }
        [not-chosen] {" "}non { $kind ->
            [households] { $polarity ->
                [burden] signalés
               *[benefit] sélectionnés
            }
           *[people] { $polarity ->
                [burden] signalées
               *[benefit] sélectionnées
            }
        }
       *[everyone] {""}
    }

## Ce qui leur est arrivé.

happened =
    { $event ->
        [outcome] ont eu le résultat
        [no-outcome] n’ont pas eu le résultat
        [right] ont reçu une décision conforme au résultat
        [wrong] ont reçu une décision contraire au résultat
        [not-chosen] n’ont pas été { $kind ->
            [households] { $polarity ->
                [burden] signalés
               *[benefit] sélectionnés
            }
           *[people] { $polarity ->
                [burden] signalées
               *[benefit] sélectionnées
            }
        }
       *[chosen] ont été { $kind ->
            [households] { $polarity ->
                [burden] signalés
               *[benefit] sélectionnés
            }
           *[people] { $polarity ->
                [burden] signalées
               *[benefit] sélectionnées
            }
        }
    }
done =
    { $polarity ->
        [burden] signalement
       *[benefit] sélection
    }
rate-short =
    { $rate ->
        [base-rate] résultat
        [tpr] TPR
        [fpr] FPR
        [tnr] TNR
        [fnr] FNR
        [ppv] PPV
        [npv] NPV
        [fdr] FDR
        [for] FOR
        [accuracy] exactitude
        [errors] erreurs
       *[selection] { $polarity ->
            [burden] signalement
           *[benefit] sélection
        }
    }

## Le nombre, avec sa fourchette.

sure = {" "}(fourchette { $level } : { $from } à { $to })
range = {" "}({ $from } à { $to })
no-end = sans fin
number-hidden = Masqué pour protéger un petit nombre de personnes ; ce n’est pas un bon résultat.
number-without-input = Non testé : il manque une donnée.
number-undefined = Aucun nombre ne peut être donné pour si peu de personnes.
none-of = Parmi les { $reference }, 0 { $event } ; parmi les { $group }, plusieurs.
ratio-chosen =
    Pour 100 { $reference } { $kind ->
        [households] { $polarity ->
            [burden] signalés
           *[benefit] sélectionnés
        }
       *[people] { $polarity ->
            [burden] signalées
           *[benefit] sélectionnées
        }
    }, on compte environ { $value } { $group }{ $range }.
counts-only = On compte ici les { $noun }{ $among }.
ratio-event = Pour 100 { $reference } qui { $event }, on compte environ { $value } { $group }{ $range }.
rate-of = Sur { $base } { $members }{ $among }, environ { $value } { $event }{ $range }.
rate-of-other = Sur { $base } { $members }{ $among }, environ { $value }{ $range }.
gap-of = L’écart est de { $value } sur { $base }{ $range }.
spread-of = Selon le groupe de { $attribute }, jusqu’à { $value } sur { $base } de plus { $event }{ $range }.
differ-in-odds = Les taux de vrais ou de faux positifs diffèrent entre les groupes de { $attribute }.
differ-in-rates = Les taux sous-jacents diffèrent entre les groupes de { $attribute }.
widest-gap = Le plus grand écart est de { $value } sur { $base }{ $range }.
lowest-rate = Le taux le plus bas de { $attribute } est de { $value } pour 100 du plus haut{ $range }.
bare-number = { $label } : { $value }{ $range }.
the-number = Le nombre
of-base = { $value } sur { $base }

## La limite, et qui l’a adoptée.

limit-of-pack = La limite de { $pack } est { $limit }{ $standing }.
limit-agreed = Notre limite convenue est { $limit }.
limit-default = La limite est { $limit } : limite par défaut, que personne n’a adoptée.
limit-proposed = La limite est { $limit }, proposée par { $pack }, que personne n’a adoptée.
limit-in-spec = La limite est { $limit }, fixée dans la spécification, que personne n’a adoptée.

## Ce que cela veut dire pour les personnes, et ce qui trancherait.

unplanned = Cette comparaison n’est pas dans le plan écrit à l’avance.
shortfall =
    Pour respecter la limite, il aurait fallu { $polarity ->
        [burden] signaler
       *[benefit] sélectionner
    } environ { $n } { $members } { $direction ->
        [fewer] de moins
       *[more] de plus
    }.
range-reaches-past = L’estimation est dans la limite, mais la fourchette la dépasse.
range-reaches-inside = L’estimation dépasse la limite, mais la fourchette y revient.
needed-for-size = Avec environ { $n } { $members } de plus, le groupe serait assez grand pour un verdict.
needed-for-decision = Avec environ { $n } { $members } de plus, cette question pourrait être tranchée.
smallest-findable = Le plus petit écart que cet échantillon aurait pu trouver est de { $gap }.
