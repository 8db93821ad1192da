### Lo que rodea el informe.

page-title = { $title } – auditoría de sesgos
untitled = Sistema sin título
skip = Ir directamente a los resultados
contents = Contenido
statistics-digest = estadísticas { $digest }
footer-claim = Este informe dice qué muestran los datos, con qué seguridad y frente a qué límite.
numbers-as-table = Los números en una tabla
