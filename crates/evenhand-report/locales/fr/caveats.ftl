### Limites et réserves : celles de tout audit, et celles de celui-ci.

caveats-title = Limites et réserves
caveats-own = Dans cet audit
caveats-none = Rien de plus que ce qui vaut pour tout audit.
caveats-always = Dans tout audit
caveat-cause = Un écart est une différence de nombres. Il ne dit ni pourquoi il existe, ni s’il est illégal.
caveat-within = Un résultat dans la limite veut dire que toute la fourchette s’y trouve, avec autant de données, pour ces groupes et cette mesure.
caveat-limit = Une limite est une décision que des personnes adoptent. Quatre cinquièmes sont une convention, pas une loi de la nature.
caveat-outcomes = Les résultats sont ce qui a été relevé. Si le relevé traite lui-même les groupes différemment, les taux d’erreur en héritent.
caveat-groups = Les groupes ne sont justes qu’autant que l’attribut. Qui n’entre dans aucun groupe nommé n’est pas vu.
caveat-elsewhere = Les nombres décrivent les personnes des données. D’autres personnes, lieux et moments peuvent différer.
caveat-hidden = Qu’un groupe soit masqué ou trop petit n’est pas un bon résultat : rien n’a pu en être dit.

## De cette exécution.

caveat-base-rates = La part avec le résultat va de { $low } à { $high } selon le groupe de { $attribute }. Là où elle diffère, des taux d’erreur égaux et des valeurs prédictives égales ne peuvent aller ensemble.
caveat-polarity = Nul n’a indiqué si être sélectionné est bon ou mauvais pour la personne ; « { $assumed } » a été supposé.
polarity =
    { $polarity ->
        [burden] charge
       *[benefit] avantage
    }
caveat-limits = Les limites n’ont été adoptées par personne. Elles montrent où regarder, pas ce qui est acceptable.
caveat-weights = Les lignes portent des poids : les taux sont pondérés, n compte les lignes.
caveat-persons = Plusieurs lignes peuvent venir d’une même personne ; les fourchettes en tiennent compte.
caveat-design-effect = Le plus grand effet de plan est { $effect } : là, autant de lignes portent l’information d’une seule ligne indépendante.
caveat-no-outcome = Aucune colonne de résultats n’a été fournie : rien ici ne dit si les erreurs étaient réparties également.
caveat-approximate = Certains nombres sont approchés ; estimates.csv donne la borne de chaque erreur.
