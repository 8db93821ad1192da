### Jede Prüfung zu jedem Merkmal, dann jeder Befund.

checks-title = Prüfungen
checks-none = Es war keine Prüfung verlangt: Die Zahlen stehen ohne Urteil da.
checks-matrix = Jede Prüfung zu jedem Merkmal: das schwerste Urteil
column-check = Prüfung
column-limit = Grenzwert
column-severity = Gewicht
column-limit-origin = woher der Grenzwert kommt
limit-mirrored = { $limit } (gespiegelt: Ausgewählt zu werden ist ein Nachteil)
origin-line = { $origin } (Zeile { $line })

## Grenzwerte, wie die Spezifikation sie schreibt.

limit-at-least = mindestens { $bound }
limit-at-most = höchstens { $bound }
limit-within = innerhalb ±{ $bound }
limit-none = keiner

## Jeder Befund.

checks-findings = Jeder Befund, der schwerste zuerst
checks-findings-fold = Jeder Befund ({ $n })
checks-findings-more = { $n } weitere Befunde stehen in scorecard.json.
column-attribute = Merkmal
column-value-range = Wert [Spanne zu { $level }]
column-n-reference = n der Vergleichsgruppe
column-p-limit = angepasstes p jenseits des Grenzwerts
column-model = Modell
column-note = Anmerkung
all-groups-together = alle Gruppen zusammen
note-shortfall = { $n } { $noun } bis zum Grenzwert
note-findable = kleinster Unterschied, den diese Stichprobe finden könnte: { $gap }
note-watch = über der Warnlinie
