### Lo que dice el script de la página.

table-filter = Filtrar filas
table-shown = { $shown } de { $all } filas mostradas
