### Was das Skript der Seite sagt.

table-filter = Zeilen filtern
table-shown = { $shown } von { $all } Zeilen gezeigt
