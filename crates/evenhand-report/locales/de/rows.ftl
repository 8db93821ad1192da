### Was einzelne Zeilen zeigen.

consistency-knn = Einheitlichkeit
consistency-knn-meaning = Wie einheitlich über die fünf nach ihren Merkmalen nächsten Personen entschieden wurde: 1 heißt alle gleich.
situation-testing = Situationstest
situation-testing-meaning = Anteil der Gruppe, deren nächste Personen in der Vergleichsgruppe deutlich öfter ausgewählt werden als die der eigenen Gruppe.
flip-test = Tauschtest
flip-test-meaning = Wie viele mehr aus der Gruppe ausgewählt würden, wenn es ihnen wie ihren nächsten Gegenübern in der Vergleichsgruppe ginge, als dann nicht mehr.
counterfactual-flips = Wechsel
counterfactual-flips-meaning = Anteil der Entscheidungen, die sich ändern, wenn nur das geschützte Merkmal geändert wird.
counterfactual-net-flips = Wechsel netto
counterfactual-net-flips-meaning = Anteil, der durch diese Änderung ausgewählt wird, minus Anteil, der es nicht mehr wird: Über 0 kostet die Zugehörigkeit zur Gruppe Auswahlen.
the-score-itself = der Score selbst
features-together = Alle Merkmale zusammen unterscheiden { $group } von den anderen: { $number }; 0,5 ist Raten, 1 ist Wissen.

## Der Abschnitt über einzelne Zeilen.

rows-title = Was einzelne Zeilen zeigen
rows-alike = Wird über gleiche Personen gleich entschieden
rows-nearest = Nächste Personen jeder Gruppe, { $profile } [{ $level }]
rows-changed = Geändertes Merkmal jeder Gruppe, { $profile } [{ $level }]
proxies-title = Was eine Gruppe verrät
proxies-meaning = Ein Modell, das ein Merkmal nicht sieht, kann sich nach dem richten, was damit einhergeht. Der Zusammenhang ist Cramérs V: 0 sagt nichts, 1 verrät die Gruppe. Wie oft ein Datenmerkmal die Gruppe erkennt, sagt die Fläche unter der Kurve: 0,5 ist Raten. Wo der p-Wert klein ist, liegen beide über dem bloßen Zufall.
proxies-caption = Wie viel jedes Datenmerkmal verrät über: { $profile }
column-feature = Datenmerkmal
column-association = Zusammenhang
column-by-chance = durch Zufall bis
column-tells = erkennt eine Gruppe [{ $level }]
likely-title = Gruppen, die nur nach Wahrscheinlichkeit bekannt sind
likely-warning = Niemand weiß, wer zu diesen Gruppen gehört. Die gewichtete Schätzung und die durch Regression irren in verschiedene Richtungen, und die Wahrheit muss nicht dazwischen liegen; sie liegt innerhalb der Schranken.
likely-caption = Auswahlraten und ihre Differenzen zu allen anderen, nach Wahrscheinlichkeit
column-rate-weighted = Rate, gewichtet
column-rate-regression = Rate, Regression
column-rate-bounds = Schranken der Rate [{ $level }]
column-difference-weighted = Differenz, gewichtet
column-difference-regression = Differenz, Regression
column-difference-bounds = Schranken der Differenz [{ $level }]
