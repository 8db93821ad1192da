### L’annexe : tableaux complets, méthodes, réglages, comment refaire.

appendix-title = Annexe
numbers-title = Tous les nombres
numbers-on-screen = Ces tableaux ne sont qu’à l’écran ; estimates.csv contient tous les nombres.
numbers-of = Tous les nombres, { $title }
numbers-fold = { $title } ({ $n } nombres)
numbers-rest = Le reste, { $n } nombres, figure dans estimates.csv.
column-value-and-range = valeur et fourchette
column-adjusted-p = p ajusté
column-method = méthode
column-status = statut
estimate-status =
    { $status ->
        [unbounded] sans borne
        [undefined_zero_denominator] indéfini : dénominateur nul
        [insufficient_n] n insuffisant
        [one_group_only] un seul groupe
        [missing_input] donnée manquante
        [needs_rows] lignes nécessaires
        [suppressed] masqué
       *[ok] ok
    }

## Ce que veulent dire les mesures.

measures-title = Ce que veulent dire les mesures
measure-what = Ce que c’est
measure-formula = Formule
measure-reading = Lecture
measure-undefined = Indéfini
measure-beware = Attention
measure-compare = À comparer
measure-source = Source
measure-compared = Groupes comparés par elle

## Réglages et comment refaire.

methods-title = Comment les fourchettes et les valeurs p ont été calculées
settings-title = Réglages, et comment refaire cela
setting-level = Niveau des fourchettes
setting-min-n = Nombre minimal pour un verdict : { $noun }
setting-seed = Graine
setting-resamples = Rééchantillonnages
setting-correction = Ajustement pour de nombreuses comparaisons
setting-comparisons = Comparaisons prévues, faites
setting-weights = Poids
yes-or-no =
    { $yes ->
        [yes] oui
       *[no] non
    }
setting-blocks = Blocs de personnes
setting-program = Programme
setting-statistics = SHA-256 des statistiques
setting-spec = SHA-256 de la spécification
setting-model = SHA-256 du modèle { $model }
spec-title = La spécification telle qu’elle a été comprise
spec-rest = Le reste figure dans scorecard.json.
