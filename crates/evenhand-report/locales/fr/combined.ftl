### Groupes combinés.

combined-title-section = Groupes combinés
combined-none = Non testé : aucun attribut n’a été combiné.
combined-lead = { $n } groupes combinés ont été examinés. Un écart peut se cacher dans une combinaison qu’aucun attribut seul ne montre.
combined-more = { $n } autres combinaisons figurent dans estimates.csv.
