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

## Scores und Ergebnisse, Gruppe für Gruppe.

facets-upwards = nach oben: { $what }
scored-own = die Gruppe
scored-left-out = {" "}Gezeichnet sind die { $most } größten Gruppen; { $more } weitere stehen in der Scorecard.
scored-untested =
    { $why ->
        [hidden] Scores je Gruppe werden in dieser Fassung des Berichts nicht oder nur zum Teil gezeigt: Aus ihnen ließen sich kleine Gruppen errechnen.
       *[missing] Verlässlichkeit und Rangfolge der Scores je Gruppe: nicht geprüft, keine Spalte mit einem Score.
    }
column-mean-score = mittlerer Score
column-outcome = Anteil mit dem Ergebnis
column-threshold = Schwelle
reliability-title = Was ein Score bedeutet, { $profile }
reliability-subtitle =
    Jeder Punkt: etwa gleich viele Personen der Gruppe, mit der Spanne zu { $level }.{ $probable ->
        [yes] {" "}Auf der Diagonale stimmt der Score.
       *[no] {""}
    }
reliability-note = n = { $n } in { $bins } Punkten
reliability-at = Score { $score }: { $rate }
reliability-description = Verlässlichkeitskurven, niedrigster und höchster Punkt: { $rows }.
reliability-widest = Am weitesten daneben: { $group }, wo auf einen mittleren Score von { $score } ein Ergebnis von { $rate } kam. Punkte, deren Spanne den Score nicht enthält: { $counts }.
reliability-off = { $group } { $n } von { $bins }
reliability-none = In keiner Gruppe lagen die Scores mit so vielen Daten außerhalb der Spanne dessen, was eintrat.
reliability-read = Wo die Linie einer Gruppe über der von { $reference } liegt, steht derselbe Score in der Gruppe für mehr Ergebnisse.
roc-title = Wie gut der Score ordnet, { $profile }
roc-table = Falsch- und Richtig-Positiv-Raten an jeder Schwelle, { $profile }
roc-area = Fläche unter der Kurve
roc-decided-false = Falsch-Positiv-Rate wie entschieden
roc-decided-true = Richtig-Positiv-Rate wie entschieden
roc-subtitle = An jeder Schwelle: wer mit dem Ergebnis gewählt würde, gegen wen ohne das Ergebnis. Spannen: { $level }.
roc-note = Fläche { $area }
roc-description = ROC-Kurven. Fläche unter der Kurve: { $rows }.
roc-extremes = Der Score unterscheidet Personen mit und ohne Ergebnis am besten für { $highest } (Fläche { $high }) und am schlechtesten für { $lowest } (Fläche { $low }).
roc-plain = Die Kurven zeigen jede Schwelle, die Punkte das, was entschieden wurde.
roc-across = Falsch-Positiv-Rate
roc-upwards = Richtig-Positiv-Rate
roc-decided = wie entschieden

## Andere Schwellen.

sweep-title = Was andere Schwellen bewirken würden, { $profile }
sweep-table = Verhältnis der Auswahlraten an jeder Schwelle, { $profile }
sweep-subtitle = Als gewählt gilt, wer mindestens so viel { $score } hat. Vergleich: { $reference }.
sweep-own = das Verhältnis mit seiner Spanne zu { $level }
sweep-note = wie entschieden { $ratio }
sweep-decided = wie entschieden, bei { $threshold }
sweep-description = Verhältnis der Auswahlraten über die Schwellen, ein Feld je Gruppe: { $rows }.
sweep-some =
    { $within ->
        [one] An einer von { $tried } Schwellen, { $first }, läge jedes gezeichnete Verhältnis innerhalb des Grenzwerts.
       *[other] An { $within } von { $tried } Schwellen, zwischen { $first } und { $last }, läge jedes gezeichnete Verhältnis innerhalb des Grenzwerts.
    } Auch ein Verhältnis innerhalb des Grenzwerts kann Zufall sein.
sweep-none = An keiner von { $tried } Schwellen läge jedes gezeichnete Verhältnis innerhalb des Grenzwerts.
sweep-unchecked = Keine Prüfung betrachtet diese Verhältnisse.
sweep-untold = An keiner Schwelle hätte jede gezeichnete Gruppe genug Gewählte für einen Vergleich.
sweep-not-decided = {" "}Die Entscheidungen folgen nicht allein diesem Score; darum ist keine Schwelle markiert.
sweep-untested = Andere Schwellen: nicht geprüft, keine Spalte mit einem Score.

## Der Unterschied Stufe für Stufe.

funnel-title = Wo der Unterschied entsteht, { $profile }
funnel-subtitle = Jeder Balken: wie eine Stufe die Gruppe vor oder hinter die Vergleichsgruppe bringt. Linien: Spannen zu { $level }.
funnel-axis = Verhältnis zur Vergleichsgruppe bis hierher (logarithmisch); 1 ist gleich
funnel-stage =
    { $stage ->
        [scoring] mit Score
        [selection] ausgewählt
        [delivery] erreicht
        [click] geklickt
        [conversion] abgeschlossen
       *[total] alle Stufen
    }
funnel-note = n = { $n } · Vergleich: { $reference }
funnel-description = Wasserfalldiagramm des Verhältnisses der Abschlussraten, Stufe für Stufe: { $rows }.
funnel-worst = { $group } fällt hinter { $reference } am weitesten zurück bei der Stufe „{ $stage }“: das { $ratio }-Fache der Rate. Über alle Stufen ist es { $total }.
funnel-no-gap = Mit so vielen Daten wurde auf keiner Stufe gefunden, dass eine Gruppe zurückfällt.
funnel-ahead = vor der Vergleichsgruppe
funnel-behind = hinter der Vergleichsgruppe
column-stage = Stufe

## Datenmerkmale gegen den Zufall.

proxies-chart = Was { $profile } verrät
proxies-subtitle = Jeder Balken: wie eng ein Datenmerkmal mit der Gruppe einhergeht, gegen das, was der Zufall allein zeigt.
proxies-axis = Zusammenhang (Cramérs V)
proxies-beyond = mehr als Zufall
proxies-within = nicht mehr als Zufall
proxies-chance = Zufall allein, 95 von 100 Malen
proxies-description = Zusammenhang jedes Datenmerkmals mit { $profile }: { $rows }.
proxies-some =
    { $beyond ->
        [one] Eines von { $tried } Datenmerkmalen geht mit { $profile } mehr einher, als es der Zufall allein täte: { $feature }, { $value }.
       *[other] { $beyond } von { $tried } Datenmerkmalen gehen mit { $profile } mehr einher, als es der Zufall allein täte, am meisten { $feature }, { $value }.
    }
proxies-none = Mit so vielen Daten wurde kein Datenmerkmal gefunden, das mit { $profile } mehr einhergeht, als es der Zufall allein täte.

## Was eine Wahl wert ist und wen sie zurücklässt.

frontier-title = Was eine Wahl wert ist und wie gleichmäßig sie ist
frontier-subtitle = Rechts ist mehr wert; nahe der Linie bei 1 ist gleichmäßiger.
frontier-choice = Wahl
frontier-selected = gewählt von 100
frontier-across = Anteil der Gewählten mit dem Ergebnis
frontier-up =
    { $polarity ->
        [benefit] kleinstes Verhältnis der Auswahlraten
       *[burden] größtes Verhältnis der Auswahlraten
    }
frontier-decided = wie entschieden
frontier-threshold = ab { $at }
frontier-mark = wie entschieden, mit Spannen zu { $level }
frontier-thresholds = andere Schwellen
frontier-description = Anteil der Gewählten mit dem Ergebnis und das { $polarity ->
        [benefit] kleinste
       *[burden] größte
    } Verhältnis der Auswahlraten irgendeiner Gruppe: { $rows }.
frontier-models = Von { $models } Modellen hat { $best } den größten Anteil mit dem Ergebnis, { $share }; { $even } hat das Verhältnis, das der Gleichheit am nächsten ist, { $ratio }.
frontier-moves = Von der niedrigsten Schwelle zur höchsten geht der Anteil mit dem Ergebnis von { $start } auf { $end }, und das { $polarity ->
        [benefit] kleinste
       *[burden] größte
    } Verhältnis von { $before } auf { $ratio }.
frontier-chance = Wo Spannen sich überschneiden, kann der Zufall allein zwei Möglichkeiten trennen.
frontier-left-out =
    { $groups ->
        [one] Eine Gruppe ist ausgelassen: Zu wenige aus ihr würden gewählt.
       *[other] { $groups } Gruppen sind ausgelassen: Zu wenige aus ihnen würden gewählt.
    }
