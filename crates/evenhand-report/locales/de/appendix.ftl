### Der Anhang: ganze Tabellen, Methoden, Einstellungen, Wiederholung.

appendix-title = Anhang
numbers-title = Jede Zahl
numbers-on-screen = Diese Tabellen gibt es nur am Bildschirm; estimates.csv enthält jede Zahl.
numbers-of = Jede Zahl, { $title }
numbers-fold = { $title } ({ $n } Zahlen)
numbers-rest = Der Rest, { $n } Zahlen, steht in estimates.csv.
column-value-and-range = Wert und Spanne
column-adjusted-p = angepasstes p
column-method = Methode
column-status = Status
estimate-status =
    { $status ->
        [unbounded] unbegrenzt
        [undefined_zero_denominator] unbestimmt: Nenner null
        [insufficient_n] n zu klein
        [one_group_only] nur eine Gruppe
        [missing_input] Eingabe fehlt
        [needs_rows] braucht Zeilen
        [suppressed] verborgen
       *[ok] in Ordnung
    }

## Was die Maße bedeuten.

measures-title = Was die Maße bedeuten
measure-what = Was es ist
measure-formula = Formel
measure-reading = Lesart
measure-undefined = Unbestimmt
measure-beware = Vorsicht
measure-compare = Vergleiche
measure-source = Quelle
measure-compared = Gruppen damit verglichen

## Einstellungen und Wiederholung.

methods-title = Wie Spannen und p-Werte berechnet wurden
settings-title = Einstellungen, und wie es sich wiederholen lässt
setting-level = Niveau der Spannen
setting-min-n = Kleinste Zahl für ein Urteil: { $noun }
setting-seed = Startwert
setting-resamples = Neuziehungen
setting-correction = Anpassung an viele Vergleiche
setting-comparisons = Vergleiche geplant, angestellt
setting-weights = Gewichte
yes-or-no =
    { $yes ->
        [yes] ja
       *[no] nein
    }
setting-blocks = Blöcke von Personen
setting-program = Programm
setting-statistics = SHA-256 der Statistik
setting-spec = SHA-256 der Spezifikation
setting-model = SHA-256 des Modells { $model }
spec-title = Die Spezifikation, wie sie verstanden wurde
spec-rest = Der Rest steht in scorecard.json.
