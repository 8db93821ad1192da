### Wer in den Daten ist.

people-title = Wer in den Daten ist
rows-read = { $read } Zeilen wurden gelesen, { $used } sind hier gezählt.
rows-weigh = Nicht jede Zeile zählt für sich: { $weight }. Alle Spannen berücksichtigen das.

## Wie die Werte eines Merkmals erhoben wurden.

values-from =
    { $kind ->
        [stated] Diese Werte haben die Personen selbst angegeben.
        [register] Diese Werte stammen aus einem Register.
        [inferred] Diese Werte wurden abgeleitet, nicht erfragt: Manche Personen stehen in der falschen Gruppe.
       *[unstated] Die Spezifikation sagt nicht, wie diese Werte erhoben wurden.
    }

## Was ausgelassen wurde.

rows-filtered = { $rows } Zeilen hat der Filter ausgelassen.
rows-undecided = { $rows } Zeilen tragen keine Entscheidung und wurden ausgelassen.
rows-undecided-by = { $rows } Zeilen tragen keine Entscheidung von { $model } und wurden ausgelassen.
rows-without-outcome = { $rows } Zeilen tragen kein Ergebnis; sie zählen dort, wo es nur auf die Entscheidung ankommt.
rows-joined = Verknüpft über { $on }: { $matched } Zeilen fanden ein Gegenstück, { $unmatched } nicht.
score-odd =
    { $n } { $kind ->
        [missing] fehlen
        [nan] sind keine Zahl
        [infinite] sind unendlich
        [below] liegen unter dem Bereich
       *[above] liegen über dem Bereich
    }
scores-odd = Scores in { $column }: { $odd }.
scores-tied = { $rows } Zeilen liegen gleichauf an der Schwelle von { $column }; alle gelten als ausgewählt.
