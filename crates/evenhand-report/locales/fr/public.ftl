### Le résumé public : une page pour les personnes concernées.

public-eyebrow = Pour les personnes concernées
public-what-unsaid = Personne n’a écrit ce que fait ce système.
public-operator = Il est utilisé par { $operator }.

public-data = Les données utilisées
public-data-used = Il utilise :
public-data-used-unsaid = Personne n’a écrit quelles données il utilise.
public-data-not-used = Il n’utilise pas :
public-data-not-used-unsaid = Personne n’a écrit quelles données il n’utilise pas.

public-reasons = Pourquoi vous êtes choisi ou non
public-reasons-opening = Voici ce qui compte le plus :
public-reasons-unsaid = Personne n’a écrit ce qui compte pour le choix.

public-found = Ce qui a été vérifié et ce qui a été trouvé
public-checked = Des groupes de personnes ont été comparés. La question : sont-ils traités de la même façon ? Les résultats, en nombre de comparaisons :
public-nothing-found = Avec ces données, nous n’avons pas trouvé d’écart.
public-rounded = Les nombres de personnes sont arrondis.
public-hidden = « Masqué » n’est pas un bon résultat : cela protège des personnes peu nombreuses.
public-silent = Un écart ne dit pas d’où il vient, ni s’il est illégal.

public-rights = Ce que vous pouvez faire
public-opt-out = Dire non
public-opt-out-unsaid = Personne n’a écrit comment faire.
public-opt-out-effect = Ce que dire non a changé
public-opt-out-effect-unsaid = Cela n’a pas été étudié.
public-complaints = Se plaindre
public-complaints-unsaid = Personne n’a écrit où s’adresser.
public-last-audit = Dernière vérification
public-next-audit = Prochaine vérification
public-next-audit-unsaid = Aucune date n’est fixée.
public-footer = Seuls les groupes assez grands sont montrés.
public-title = { $title } – résumé pour le public

public-verdict = Notre verdict : { $verdict }.
public-table =
    { $polarity ->
        [burden] Qui a été signalé
       *[benefit] Qui a été choisi
    } : { $attribute }
public-people = personnes, environ
public-of-hundred = sur 100
public-range = sûr à { $level }
public-from-to = { $lower } à { $upper }
public-reference = groupe de comparaison
