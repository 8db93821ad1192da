### Geld und Abwägungen.

value-title = Geld und Abwägungen
family-prices = Preise, und was Angebote wert sind
family-outcomes = Ergebnisse, die Zahlen sind
family-uplift = Wem die Kampagne geholfen hat
family-targeting = Wer durch die Auswahl gewinnt
value-none = Nicht geprüft: Es gab keine Spalte mit Preisen, Ausgaben oder einem Experiment.
value-elsewhere = Was eine andere Schwelle für die Gruppen hieße: `evenhand sweep`. Was ein anderes Modell hieße: `evenhand compare`.
