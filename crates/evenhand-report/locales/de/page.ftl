### Was den Bericht umgibt.

page-title = { $title } – Prüfung auf ungleiche Behandlung
untitled = System ohne Titel
skip = Direkt zu den Befunden
contents = Inhalt
statistics-digest = Statistik { $digest }
footer-claim = Dieser Bericht sagt, was die Daten zeigen, wie sicher das ist und gegen welchen Grenzwert.
numbers-as-table = Die Zahlen als Tabelle
