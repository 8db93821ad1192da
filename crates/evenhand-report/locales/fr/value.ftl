### Argent et arbitrages.

value-title = Argent et arbitrages
family-prices = Les prix et ce que valent les offres
family-outcomes = Les résultats qui sont des nombres
family-uplift = Qui la campagne a aidé
family-targeting = Qui gagne à ce choix
value-none = Non testé : aucune colonne de prix, de dépenses ou d’expérience n’a été fournie.
value-elsewhere = Ce qu’un autre seuil changerait pour les groupes : `evenhand sweep`. Ce que changerait un autre modèle : `evenhand compare`.
