### Ce qui est dit là où une version masque quelque chose : jamais un zéro, jamais rien.

hidden-version =
    Ceci est la version { $profile ->
        [public] publique
        [board] du comité
       *[internal] interne
    } : les nombres sur des groupes de moins de { $below } personnes d’un côté d’un comptage sont masqués, { $complementary ->
        [yes] comme tout ce qui les trahirait
       *[no] mais pas ce qui les trahirait
    } ; { $hidden } nombres en tout. Qu’un groupe soit masqué n’est pas un bon résultat.
hidden-rounded = { $start } Les effectifs sont arrondis à { $to }, et les taux sont calculés à partir d’effectifs arrondis.
hidden-altogether = { $start } Entièrement masqués : { $groups }.
