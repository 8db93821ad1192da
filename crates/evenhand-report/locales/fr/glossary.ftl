### Mots du rapport que l’on rencontre peut-être pour la première fois.

glossary-title = Glossaire
word-attribute = Attribut
word-attribute-meaning = Un trait par lequel on distingue ici les personnes, comme l’âge. Ses valeurs sont les groupes.
word-chance = Hasard
word-chance-meaning = Ce qui diffère bien que tous soient traités de même, comme avec des dés non pipés.
word-check = Contrôle
word-check-meaning = Une mesure, une limite, et ce qui arrive quand la limite est franchie.
word-confirmed-meaning = Toute la fourchette est au-delà de la limite.
word-combined = Groupe combiné
word-combined-meaning = Personnes qui partagent deux traits ou plus, comme les femmes de 18 à 24 ans.
word-limit = Limite
word-limit-meaning = Jusqu’où des groupes peuvent différer avant qu’il faille agir. Des personnes l’adoptent ; elle n’est pas dans les données.
word-possible-meaning = La fourchette traverse la limite : les données permettent les deux.
word-range = Fourchette
word-range-meaning = Où se trouve le vrai nombre avec la confiance indiquée, vu les personnes comptées. Moins de personnes, fourchette plus large.
word-rate = Taux
word-rate-meaning = À combien de personnes du groupe quelque chose est arrivé, divisé par la taille du groupe.
word-ratio = Rapport
word-ratio-meaning = Le taux d’un groupe divisé par celui du groupe auquel on le compare. 1 veut dire pareil.
word-few-meaning = Rien n’a pu être dit du groupe. Ce n’est pas un bon résultat.
word-waiver = Dérogation
word-waiver-meaning = La décision d’accepter un écart confirmé jusqu’à une date, avec une raison et un nom.
word-within-meaning = Toute la fourchette est dans la limite, avec autant de données et pour cette mesure.
