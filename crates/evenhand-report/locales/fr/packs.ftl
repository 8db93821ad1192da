### Les jeux de règles et les dérogations.

pack-status =
    { $status ->
        [draft] projet
        [suspended] suspendu
        [repealed] abrogé
        [expired] expiré
        [convention] convention
       *[in-force] en vigueur
    }
rule-may-have-changed = la règle a pu changer
pack-looked-at = { $pack } : { $status }, vérifié le { $date }
rule-says = La règle elle-même dit : { $result }{ $tests }{ $flip }.
rule-result =
    { $result ->
        [shown] sous quatre cinquièmes, montré
        [below-not-shown] sous quatre cinquièmes, non montré
        [significant-small] pas sous quatre cinquièmes, mais un écart est montré
       *[none] rien selon la règle des quatre cinquièmes
    }
rule-flips =  ; une seule personne différente l’inverserait
waived-until = Un écart confirmé, avec dérogation jusqu’au { $until } par { $by } : { $reason } ({ $tracking }).
waiver-state =
    { $state ->
        [expired] expirée le { $date }
        [in-force] en vigueur jusqu’au { $date }
        [not-yet] pas en vigueur avant le { $date }
       *[unused] ne couvre aucun écart confirmé
    }
waiver-line = Dérogation { $id }, { $state } : { $check } pour { $whom } ; { $reason }. Responsable : { $owner } ; approuvée par { $by } le { $on }, { $tracking }.

## Les nombres qu’un jeu de règles publie.

disclosed-reference = groupe comparé
disclosed-unknown = inconnu, compté
disclosed-left-out = laissé de côté : trop peu
with-range = { $label } [fourchette à { $level }]
all-groups = tous les groupes
