### Waren die Fehler gleich verteilt.

errors-title-section = Waren die Fehler gleich verteilt
errors-none = Nicht geprüft: Für keine Gruppe ließ sich eine Fehlerrate berechnen.
errors-no-outcome = Nicht geprüft: keine Spalte mit Ergebnissen.
