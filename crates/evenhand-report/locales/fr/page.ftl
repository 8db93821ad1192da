### Ce qui entoure le rapport.

page-title = { $title } – audit des biais
untitled = Système sans titre
skip = Aller directement aux constats
contents = Sommaire
statistics-digest = statistiques { $digest }
footer-claim = Ce rapport dit ce que montrent les données, avec quelle certitude et face à quelle limite.
numbers-as-table = Les nombres en tableau
