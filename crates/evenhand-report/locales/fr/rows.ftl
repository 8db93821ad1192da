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

## La section sur les lignes une à une.

rows-title = Ce que montrent les lignes une à une
rows-alike = Décide-t-on pareil pour des personnes semblables
rows-nearest = Personnes les plus proches de chaque groupe, { $profile } [{ $level }]
rows-changed = Attribut changé de chaque groupe, { $profile } [{ $level }]
proxies-title = Ce qui trahit un groupe
proxies-meaning = Un modèle qui ne voit pas un attribut peut se guider sur ce qui l’accompagne. L’association est le V de Cramér : 0 ne dit rien, 1 trahit le groupe. L’aire sous la courbe dit à quel point une caractéristique reconnaît un groupe : 0,5 est deviner. Quand la valeur p est petite, les deux dépassent le seul hasard.
proxies-caption = Ce que chaque caractéristique dit de { $profile }
column-feature = caractéristique
column-association = association
column-by-chance = par hasard jusqu’à
column-tells = reconnaît un groupe [{ $level }]
likely-title = Groupes connus par probabilités
likely-warning = Nul ne sait qui appartient à ces groupes. L’estimation pondérée et celle par régression se trompent dans des sens différents, et la vérité n’est pas forcément entre elles ; elle est entre les bornes.
likely-caption = Taux de sélection et leurs différences avec tous les autres, par probabilité
column-rate-weighted = taux, pondéré
column-rate-regression = taux, régression
column-rate-bounds = bornes du taux [{ $level }]
column-difference-weighted = différence, pondérée
column-difference-regression = différence, régression
column-difference-bounds = bornes de la différence [{ $level }]
