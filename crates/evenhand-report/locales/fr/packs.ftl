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
rule-says = La règle elle-même dit : { $said }.
rule-said = { $result }{ $tests }{ $flip }
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

## La section sur les jeux de règles.

packs-title = Jeux de règles
packs-lead = Un jeu de règles est une règle sous forme de fichier daté. Il dit ce qui était demandé ; ce n’est pas un conseil juridique.
pack-not-in-force = Cette règle n’est pas en vigueur : { $status }. Elle a été appliquée parce que la spécification la nomme.
pack-stale = La règle a pu changer depuis la dernière vérification.
pack-not-applied = Non appliqué : { $reason }.
pack-asks = Ce que demande { $pack }{ $standing }
column-code = code
column-result = résultat
pack-shown = montré
pack-none-shown = aucune : montré
pack-numbers = { $check } : les nombres
pack-unconfirmed = Nul n’a confirmé :
pack-sources = { $sources }. SHA-256 du jeu : { $digest }.
pack-rule-caption = Ce que dit la règle elle-même, à côté du verdict
column-rule = la règle
pack-items-caption = Ce qui doit être montré ou documenté
column-item = point
column-there = présent
column-where = où
item-there =
    { $there ->
        [yes] oui
       *[no] absent
    }
item-would-go = irait sous { $place }
