### Ce que montrent les lignes une à une.

consistency-knn = cohérence
consistency-knn-meaning = À quel point les décisions sur les cinq personnes les plus proches par leurs caractéristiques se ressemblent : 1 = toutes pareilles.
situation-testing = test de situation
situation-testing-meaning = Part du groupe dont les plus proches personnes de la référence sont sélectionnées nettement plus souvent que celles de leur propre groupe.
flip-test = test d’échange
flip-test-meaning = Combien de plus du groupe seraient sélectionnées avec le sort de leurs plus proches semblables de la référence, moins celles qui ne le seraient plus.
counterfactual-flips = changements
counterfactual-flips-meaning = Part des décisions qui changent quand seul l’attribut protégé est changé.
counterfactual-net-flips = changements nets
counterfactual-net-flips-meaning = Part qui gagne la sélection par ce changement, moins la part qui la perd : au-dessus de 0, appartenir au groupe coûte des sélections.
the-score-itself = le score lui-même
features-together = Toutes les caractéristiques ensemble distinguent { $group } des autres : { $number }, où 0,5 est deviner et 1 savoir.
