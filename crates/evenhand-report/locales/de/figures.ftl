### Diagramme zu den Erreichten, den auffälligsten Gruppen, den Scores und dem, was eine Wahl kostet.

## Erreichbare und Erreichte.

reach-title = Erreichbare und Erreichte, { $profile }
reach-subtitle = Links: Anteil an allen, die hätten erreicht werden können. Rechts: Anteil an den Erreichten, Spanne zu { $level }.
reach-before = der Erreichbaren
reach-after = der Erreichten
reach-apart = Anteile weichen über den Zufall hinaus ab
reach-chance = keine Abweichung über den Zufall hinaus
column-eligible = Erreichbare
column-share-of-eligible = Anteil an den Erreichbaren
column-reached = Erreichte
column-share-of-reached = Anteil an den Erreichten
reach-description = Liniendiagramm von Anteil zu Anteil, eine Linie je Gruppe: { $rows }.
reach-description-row = { $group } { $before } der Erreichbaren, { $after } der Erreichten
reach-widest = { $group } stellt { $before } derer, die hätten erreicht werden können, und { $after } derer, die erreicht wurden.
reach-others = Auch für { $groups } liegt die Spanne des Unterschieds abseits der Null.
reach-no-gap = Mit so vielen Daten wurde kein Unterschied zwischen den Erreichbaren und den Erreichten gefunden.
reach-left-out = {" "}Gezeichnet sind die { $most } Gruppen mit dem größten Unterschied; { $more } weitere stehen in der Tabelle oder in estimates.csv.
reach-untested = Erreichbare und Erreichte: nicht geprüft, keine Spalte mit Auslieferungen.

## Die auffälligsten kombinierten Gruppen.

worst-title = Die { $shown } auffälligsten von { $tried } kombinierten Gruppen
worst-subtitle = Jede im Vergleich mit der Vergleichsgruppe ihrer eigenen Kombination.
worst-table = Verhältnis der Auswahlraten der auffälligsten unter { $tried } kombinierten Gruppen
worst-note = n = { $n } · Vergleich: { $reference }
worst-axis = Verhältnis zur Vergleichsgruppe (logarithmisch); 1 ist gleich
worst-caption = { $tried } kombinierte Gruppen wurden geprüft; gezeigt sind die { $shown }, die auf der ungünstigen Seite am weitesten abliegen. Die äußerste von vielen wirkt weiter entfernt, als sie ist: Ihre Spanne gilt für eine vorab gewählte Gruppe.
worst-small = {" "}{ $small ->
        [one] { $small } davon hat
       *[other] { $small } davon haben
    } weniger als { $min } { $noun } und { $small ->
        [one] ist
       *[other] sind
    } nicht eingereiht.
worst-unchecked = {" "}Die übrigen betrachtet keine Prüfung.
