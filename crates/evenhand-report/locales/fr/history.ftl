## Ce que montrent ensemble tous les audits d’un système.

history-eyebrow = Suite des audits
history-purpose =
    { $audits ->
        [one] Un audit, de { $first }.
       *[other] { $audits } audits, de { $first } à { $last }.
    }
history-result =
    { $alerts ->
        [0] Aucune alerte
        [one] Une alerte
       *[other] { $alerts } alertes
    }
history-alert = Sur { $audits } audits, les chances du groupe sont de { $low } à { $high } fois celles de { $reference }.
history-further = Depuis { $signed }, que le comité a accepté, les groupes sont plus éloignés.
history-nearer = Depuis { $signed }, que le comité a accepté, les groupes sont plus proches.
history-possible = Un écart possible au dernier audit ; tous ensemble n’en montrent pas.
history-last = Le dernier audit seul : { $value }.
history-check = contrôle { $check }
history-no-proof = Là où il n’y a pas d’alerte, un écart peut exister sans être encore trouvé.
history-chance = Une suite sans écart ne donne jamais d’alerte dans plus de { $alpha } cas sur 100, quel que soit le nombre de regards.
history-new = Nouveau
history-stayed = Resté
history-over = Terminé
history-none = Rien.
history-missed = Manqué : { $periods }.
history-none-missed = Aucun audit n’a manqué.
history-on-time = Audits
history-live = { $number } : { $name }, depuis { $since }
history-courses = Ce qui a été suivi
history-courses-lead = Est dessiné ce qui donne une alerte et ce où un écart fut un jour confirmé. Le tableau contient tout.
history-course-title = { $name }
history-course-subtitle = Chaque marque : un audit, avec sa fourchette à { $level }. Comparaison : { $reference }.
history-course-odds = Rapport des chances que tous les audits jusque-là laissent possible
history-course-description = { $name }, audit par audit : { $rows }.
history-course-caption = { $first } en { $from }, { $last } en { $to }.
history-course-waived = Hachuré : dérogation.
history-all = Toutes les séries
history-column-series = série
history-column-evidence = preuve
history-column-alert = alerte
history-alert-yes = alerte
history-not-followed = non suivi : { $why }
history-over-most = plus de 100 000
history-evidence-meaning = La preuve dit combien de fois mieux un écart explique tous les audits que l’absence d’écart.
history-findings = Constats, et où ils en sont
history-findings-none = Aucun écart n’a jamais été confirmé.
history-column-number = numéro
history-column-stage = état
history-column-since = depuis
history-column-changed = dernier changement
history-stage =
    { $stage ->
        [new] nouveau
        [open] ouvert
        [waived] dérogation
        [fixed] corrigé
        [closed] clos
       *[reopened] rouvert
    }
history-fixed-meaning = Corrigé veut dire que toute la fourchette est dans la limite. Un écart qui n’est simplement plus confirmé reste ouvert.
history-drift = Pourquoi cela a changé
history-drift-lead = Si la composition était restée, le nombre serait celui de la quatrième colonne. Ce qui reste alors du changement vient des décisions.
history-drift-none = Non distingué : il faut deux audits qui combinent des attributs.
history-column-held = maintenant, composition de { $period } [{ $level }]
history-column-mix = composition par
history-drift-table = Rapports des taux de sélection, tels quels et avec une composition antérieure
history-audits-table = Verdicts de chaque audit
history-findings-table = Écarts confirmés jusqu’ici
history-audits = Les audits
history-column-period = période
history-column-models = modèles
history-column-run = exécution
history-column-notes = ce qui a changé
history-limits-changed = limites
history-model-changed = modèle
history-provenance = tête du journal { $head }
