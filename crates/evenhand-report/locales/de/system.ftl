### Was das System tut, und wen es betrifft.

system-title = Was das System tut, und wen es betrifft
system-unsaid = Die Spezifikation sagt es nicht.
system-purpose = Wozu es dient
system-owner = Wer dafür verantwortlich ist
system-reading = Wie eine Entscheidung gelesen wird
system-people = Wen es betrifft
system-decides = Wie es entscheidet
system-model-decides = Wie { $model } entscheidet

## Nach welchem Schaden gesucht wird.

system-harms = Nach welchem Schaden gesucht wird
harm-selection =
    { $polarity ->
        [burden] Ein auferlegter Nachteil: Eine Gruppe wird öfter ausgewählt als andere.
       *[benefit] Ein vorenthaltenes Angebot: Eine Gruppe wird seltener ausgewählt als andere.
    }
harm-errors = Ungleich verteilte Fehler: Unter Personen mit gleichem Ergebnis wird über eine Gruppe öfter falsch entschieden.
harm-errors-not = Nicht gesucht: ungleich verteilte Fehler. Es gab keine Spalte mit Ergebnissen.
harm-calibration = Scores, die einer Gruppe mehr versprechen, als sie bekommt.
harm-prices = Ein schlechterer Preis für dasselbe.
harm-uplift = Hilfe, die bei einer Gruppe weniger ankommt.
harm-ranking = Ein schlechterer Platz in einer Liste.
harm-reach = Eine Anzeige, die eine Gruppe seltener sieht als andere.
