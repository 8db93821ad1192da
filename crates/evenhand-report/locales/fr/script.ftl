### Ce que dit le script de la page.

table-filter = Filtrer les lignes
table-shown = { $shown } lignes sur { $all } affichées
