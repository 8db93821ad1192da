### Les erreurs étaient-elles bien réparties.

errors-title-section = Les erreurs étaient-elles réparties également
errors-none = Non testé : aucun taux d’erreur n’a pu être calculé pour aucun groupe.
errors-no-outcome = Non testé : pas de colonne de résultats.
