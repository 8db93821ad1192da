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
