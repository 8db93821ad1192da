### Was sich seit der letzten Prüfung geändert hat.

changes-title = Was sich seit der letzten Prüfung geändert hat
changes-none = Nicht verglichen: Es lag keine frühere Prüfung vor. `evenhand compare OLD NEW` sagt von zwei Ergebnisdateien, was sich über den Zufall hinaus geändert hat, und warum.
