### Die erste Seite.

## Das ganze Ergebnis in einer Zeile.

result-nothing = Es wurde nichts geprüft
result-possible = Kein bestätigter Unterschied, { $possible }
result-within = Kein Unterschied gefunden mit so vielen Daten
result-undecided = Es ließ sich kein Urteil geben

## Wer betrachtet wurde, und wie viele davon ausgewählt wurden.

looked-at = { $n } { $noun } betrachtet
looked-at-of = { $n } { $noun } von { $persons } betrachtet
chosen =
    { $n } { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }{ $by }{ $share }
by-model = {" "}von { $model }
polarity-read =
    Ausgewählt zu werden gilt hier als { $polarity ->
        [burden] Nachteil
       *[benefit] Vorteil
    } für die Person{ $stated ->
        [no] ; angegeben hat das niemand
       *[yes] {""}
    }.

## Wer die Grenzwerte beschlossen hat.

limits-none = Es wurde kein Grenzwert angewandt.
limits-default = Voreingestellte Grenzwerte, von niemandem beschlossen.
limits-in-spec = Die Grenzwerte stehen in der Spezifikation; wer sie beschlossen hat, ist nicht genannt.
limits-adopted = Grenzwerte beschlossen von: { $by }.
limits-adopted-on = Grenzwerte beschlossen von: { $by }, am { $on }.
limits-reason = Grund: { $reason }

## Wie viele Vergleiche es waren, und was das für den Zufall heißt.

compared-as-planned =
    Wir haben { $n ->
        [one] { $n } Vergleich
       *[other] { $n } Vergleiche
    } angestellt, alle geplant.
compared-otherwise =
    Wir haben { $planned ->
        [one] { $planned } Vergleich
       *[other] { $planned } Vergleiche
    } geplant und konnten { $made } anstellen.
chance-unadjusted = Die Urteile sind nicht an ihre Anzahl angepasst.
chance-discovery = Das ist berücksichtigt: Von 100 bestätigten Unterschieden wären etwa { $hundred } falsch zu erwarten.
chance-any = Dass auch nur ein bestätigter Unterschied falsch ist, kommt höchstens in { $hundred } von 100 Fällen vor.

## Was die Seite nicht sagt.

silent-on-causes = Ob ein Unterschied verboten ist oder warum es ihn gibt.
silent-on-absent = Etwas über Personen, die nicht in den Daten sind.
silent-on-outcomes = Ob die erfassten Ergebnisse alle Gruppen gleich behandeln.
silent-on-errors = Ob die Fehler gleich verteilt waren: Es gab keine Spalte mit Ergebnissen.
silent-on-inferred = Was Menschen selbst sagen würden: { $attribute } wurde abgeleitet, nicht erfragt.
silent-on-origin = Wie { $attribute } erhoben wurde: Die Spezifikation sagt es nicht.
unseen-gap = In der kleinsten verglichenen Gruppe hätte ein Unterschied unter { $gap } unbemerkt bleiben können.
