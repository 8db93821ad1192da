### Ce qui n’est pas réglé.

open-title = Points ouverts
open-none = Rien n’est ouvert : aucune dérogation, aucune comparaison indécise, aucune réponse manquante.
waivers-title = Dérogations
waivers-meaning = Une dérogation ne masque aucun nombre. Elle dit qui répond d’un écart, et jusqu’à quand.
waivers-caption = Écarts que l’on a décidé d’accepter pour un temps
column-waiver = dérogation
column-state = état
column-last-day = dernier jour
column-owner = responsable
column-approved-by = approuvé par
column-reason = raison
waiver-standing =
    { $state ->
        [in-force] en vigueur
        [expired] expirée
        [not-yet] pas encore en vigueur
       *[unused] ne couvre rien
    }
answers-title = Réponses que demandent les jeux de règles
answer-missing = { $pack } : { $what } (irait sous { $place })
