### Spaltenköpfe von Tabellen.

column-group = Gruppe
column-verdict = Urteil
column-persons = Personen
column-share = Anteil
column-rate = Rate
column-ratio = Verhältnis
column-independent-rows = unabhängige Zeilen
column-design-effect = Designeffekt
column-compared-with = Vergleich
column-all-rows = alle Zeilen
column-within-strata = innerhalb der Schichten
column-odds-within-strata = Chancenverhältnis innerhalb der Schichten
column-p = p für keinen Unterschied
column-strata-differ = unterscheiden sich die Schichten
column-rows-compared = verglichene Zeilen

## Maße einer Familie nebeneinander.

family-caption = { $labels }, { $profile } [Spanne zu { $level }]
