### Nombres accompagnés de mots.

under = moins de { $number }
persons-exactly =
    { $n ->
        [one] { $n } personne
       *[other] { $n } personnes
    }
persons-about = environ { $n } personnes
p-adjusted = { $p } (ajusté { $adjusted })

## Énumérations. `list-middle` relie tous les éléments sauf le dernier.

list-middle = { $start }, { $next }
list-end = { $start } et { $last }
