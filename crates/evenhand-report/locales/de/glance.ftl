### Die erste Seite.

polarity-read =
    Ausgewählt zu werden gilt hier als { $polarity ->
        [burden] Nachteil
       *[benefit] Vorteil
    } für die Person{ $stated ->
        [no] ; angegeben hat das niemand
       *[yes] {""}
    }.

## Was die Seite nicht sagt.

silent-on-causes = Ob ein Unterschied verboten ist oder warum es ihn gibt.
silent-on-absent = Etwas über Personen, die nicht in den Daten sind.
silent-on-outcomes = Ob die erfassten Ergebnisse alle Gruppen gleich behandeln.
silent-on-errors = Ob die Fehler gleich verteilt waren: Es gab keine Spalte mit Ergebnissen.
silent-on-inferred = Was Menschen selbst sagen würden: { $attribute } wurde abgeleitet, nicht erfragt.
silent-on-origin = Wie { $attribute } erhoben wurde: Die Spezifikation sagt es nicht.
