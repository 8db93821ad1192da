### Die erste Seite.

## Das ganze Ergebnis in einer Zeile.

result-nothing = Es wurde nichts geprüft
result-possible = Kein bestätigter Unterschied, { $possible }
result-within = Kein Unterschied gefunden mit so vielen Daten
result-waived = { $waived }, sonst kein Unterschied gefunden mit so vielen Daten
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

## Der Kopf der Seite.

eyebrow = Prüfung auf ungleiche Behandlung
eyebrow-dated = Prüfung auf ungleiche Behandlung · { $date }
fact-model = Modell { $name }
fact-version = Version { $version }
fact-decision = Entscheidung: { $decision }
fact-owner = verantwortlich: { $owner }
severity =
    { $severity ->
        [gate] hält an
        [warn] warnt
       *[info] zur Kenntnis
    }
check-of = Prüfung { $check } · { $severity }

## Was neben und unter den Befunden steht.

level-range = Spanne zu { $level }
level-range-of = Spanne zu { $level } { $range }
column-effective-n = wirksames n
column-out-of = von
more-gaps =
    { $n ->
        [one] { $n } weitere Prüfung mit einem Unterschied steht im Abschnitt „Prüfungen“.
       *[other] { $n } weitere Prüfungen mit einem Unterschied stehen im Abschnitt „Prüfungen“.
    }
figures-per-hundred = Zahlen je 100 vergleichen die Gruppen so, als wären sie gleich groß.
none-found = Mit so vielen Daten haben wir keinen Unterschied gefunden: { $within }.
hidden-not-good = „Verborgen“ ist kein gutes Ergebnis: Es schützt Personen, die wenige sind.
few-not-good = „Zu wenige Personen“ ist kein gutes Ergebnis: Es ließ sich nichts sagen.
to-watch = Im Auge zu behalten, im Grenzwert, aber über der Warnlinie: { $groups }.

## Der Fuß der Seite.

whom-looked-at = Wen wir betrachtet haben
known-for = { $attribute } bekannt bei { $share }
whose-limits = Wessen Grenzwerte
not-told = Was das nicht sagt
board-asked = Worum das Gremium gebeten wird
asked-decision = Annehmen, mit Auflagen annehmen, anhalten oder wiederholen lassen.
asked-gaps = Für jeden bestätigten Unterschied: was getan wird, von wem, bis wann.
asked-limits = Grenzwerte beschließen oder ändern: Das hat noch niemand getan.
asked-waivers =
    { $n ->
        [one] { $n } geltende Ausnahme
       *[other] { $n } geltende Ausnahmen
    } ansehen.
judged-as-of = beurteilt zum { $date }
draft-until-signed = Entwurf, bis das Gremium unterschrieben hat
signed-on = vom Gremium unterschrieben am { $on }
