### Wörter des Berichts, die jemand zum ersten Mal liest.

glossary-title = Glossar
word-attribute = Merkmal
word-attribute-meaning = Eine Eigenschaft, nach der Personen hier unterschieden werden, etwa das Alter. Ihre Werte sind die Gruppen.
word-chance = Zufall
word-chance-meaning = Was verschieden ausfällt, obwohl alle gleich behandelt werden: wie bei ungezinkten Würfeln.
word-check = Prüfung
word-check-meaning = Ein Maß, ein Grenzwert, und was geschieht, wenn er verletzt ist.
word-confirmed-meaning = Die ganze Spanne liegt jenseits des Grenzwerts.
word-combined = Kombinierte Gruppe
word-combined-meaning = Personen, die zwei oder mehr Eigenschaften teilen, etwa Frauen von 18 bis 24.
word-limit = Grenzwert
word-limit-meaning = Wie weit Gruppen auseinanderliegen dürfen, bevor jemand handeln muss. Menschen beschließen ihn; in den Daten steht er nicht.
word-possible-meaning = Die Spanne schneidet den Grenzwert: Die Daten lassen beides zu.
word-range = Spanne
word-range-meaning = Wo die wahre Zahl mit der genannten Sicherheit liegt, bei so vielen gezählten Personen. Weniger Personen, weitere Spanne.
word-rate = Rate
word-rate-meaning = Wie vielen in einer Gruppe etwas geschah, geteilt durch die Zahl derer in der Gruppe.
word-ratio = Verhältnis
word-ratio-meaning = Die Rate einer Gruppe, geteilt durch die der Vergleichsgruppe. 1 heißt gleich.
word-few-meaning = Über die Gruppe ließ sich nichts sagen. Das ist kein gutes Ergebnis.
word-waiver = Ausnahme
word-waiver-meaning = Die Entscheidung, einen bestätigten Unterschied bis zu einem Tag hinzunehmen, mit Grund und Namen.
word-within-meaning = Die ganze Spanne liegt innerhalb des Grenzwerts, mit so vielen Daten und für dieses Maß.
