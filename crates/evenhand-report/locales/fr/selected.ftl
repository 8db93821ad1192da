### Qui a été sélectionné, et qui a été touché.

selected-title =
    Qui a été { $polarity ->
        [burden] signalé
       *[benefit] sélectionné
    }
selected-lead =
    Il y a eu { $chosen } { $polarity ->
        [burden] signalements
       *[benefit] sélections
    }{ $by } sur { $all } { $noun } : { $share }.
selected-widest = Plus grand écart entre les groupes : { $chance }.
selected-none = Non testé : aucun attribut n’a deux groupes dont les taux puissent être comparés.
family-funnel = Jusqu’où les personnes sont allées
family-reach = Quelles publicités ont touché qui
family-ranking = Qui est en tête des listes
family-exposure = Quelle attention les listes apportent
family-audience = De qui se compose une audience
