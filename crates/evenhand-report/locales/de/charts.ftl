### Diagramme: Titel, Bildunterschriften, was neben und unter einer Zeichnung steht.

verdict-for = { $verdict }: { $groups }
verdict-for-many =
    { $verdict }: { $n ->
        [one] { $n } Gruppe
       *[other] { $n } Gruppen
    }
unchecked = Keine Prüfung betrachtet diese Zahlen.
unchecked-one = { $value } für { $group }. Keine Prüfung betrachtet diese Zahl.
unchecked-between = Von { $low } für { $lowest } bis { $high } für { $highest }. Keine Prüfung betrachtet diese Zahlen.
groups-left-out = {" "}Gezeigt sind die { $most } auffälligsten Gruppen; { $more } weitere stehen in estimates.csv.
table-holds-rest = ; die Tabelle enthält den Rest
description-of = { $label }: { $rows }{ $more }.
description-of-pair = { $label }, Vergleich { $reference }: { $rows }{ $more }.
lines-are-ranges = Linien: Spannen zu { $level }.
marked-reference = { $group } (Vergleichsgruppe)

## In einer Zeichnung.

drawn-limit = Grenzwert { $number }
drawn-equal = { $number } gleich
drawn-crude = { $number } über alle Zeilen

## Größen der Gruppen.

sizes-title = Gruppengrößen, { $profile }
sizes-subtitle =
    Länge eines Balkens: { $noun } in der Gruppe. Kräftiger Teil: { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }.{ $unknown ->
        [yes] {" "}Schraffiert: unbekannt.
       *[no] {""}
    }
sizes-description = Balkendiagramm, { $noun } je Gruppe: { $rows }.
size-of =
    { $n } ({ $share }), { $chosen } { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }
size-of-persons = { $n } ({ $share }), { $persons } Personen
small-none = Jede Gruppe hat mindestens { $n } { $noun }.
small-few = Weniger als { $n } { $noun } in { $groups }: zu wenige für ein Urteil.
small-many = { $many } Gruppen haben weniger als { $n } { $noun }: zu wenige für ein Urteil.
largest-shown = {" "}Gezeigt sind die { $most } größten von { $all } Gruppen.

## Ein Vergleich mit der Vergleichsgruppe.

pair-title = { $label }, { $profile }
pair-reference = Vergleichsgruppe: { $reference }{ $facts }.
pair-band = {" "}Band: innerhalb des Grenzwerts.
pair-axis =
    { $scale ->
        [ratio] Verhältnis zur Vergleichsgruppe (logarithmisch); 1 ist gleich
       *[difference] Unterschied zur Vergleichsgruppe; 0 ist gleich
    }
value-kind =
    { $span ->
        [ratio] Verhältnis
        [odds-ratio] Chancenverhältnis
        [difference] Unterschied
        [rate] Rate
       *[index] Wert
    }
strip-description = { $number }; Grenzwert { $limit }; { $verdict }.

## Fehlerraten.

errors-title = Fehlerraten, { $profile }
errors-reference = {" "}Gestrichelte Linie und fetter Name: die Vergleichsgruppe.
errors-of-all = { $label } über alle Gruppen: { $verdict } { $number }.

## Kombinierte Gruppen.

combined-title = Kombinierte Gruppen, { $profile }
combined-subtitle =
    Auswahlrate als Vielfaches, Vergleich: { $reference }. Schraffiert: weniger als { $n } { $noun }.{ $persons ->
        [yes] {" "}n: Personen.
       *[no] {""}
    }
rate-of-everyone = Rate aller
combined-shown = {" "}Gezeigt sind { $rows } von { $all-rows } Zeilen und { $columns } von { $all-columns } Spalten; der Rest steht in estimates.csv.
combined-worst = Auffälligste kombinierte Gruppen, { $profile }
combined-description = Wärmekarte von { $n } kombinierten Gruppen. Niedrigstes Verhältnis { $low } für { $lowest }, höchstes { $high } für { $highest }.
combined-description-small = Wärmekarte kombinierter Gruppen, alle mit zu wenigen Personen.

## Unter Personen, die einander gleichen.

alike-title = Unter Personen, die einander gleichen, { $profile }
alike-subtitle =
    Unterschied des Anteils „{ $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }“, Vergleich: { $reference }. Gleich heißt: gleiche Werte in { $columns }.
alike-all-rows = über alle Zeilen
alike-same = bei gleichen Werten in { $columns } [Spanne zu { $level }]
alike-axis =
    Unterschied des Anteils „{ $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }“; 0 ist gleich
alike-note =
    n = { $n } · { $compared ->
        [one] { $compared } Schicht
       *[other] { $compared } Schichten
    }
alike-table =
    Unterschied des Anteils „{ $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }“, über alle Zeilen und für { $alike }, { $profile }; geprüft { $test }
test-cmh = nach Cochran, Mantel und Haenszel
test-jackknife = durch ein Jackknife über Blöcke von Personen
test-other = durch { $test }
the-reference = die Vergleichsgruppe
all-too-small = Jede Gruppe ist zu klein für eine Aussage.
alike-no-gap = Mit so vielen Daten wurde kein Unterschied gefunden: Jede Spanne enthält die Null.
alike-apart = Auch für { $groups } liegt die Spanne abseits der Null.
alike-apart-more = Auch für { $groups } und { $more } weitere liegt die Spanne abseits der Null.
alike-disagree =
    Die Schichten stimmen zu { $groups } nicht überein: Eine Zahl ist dort nur eine grobe Zusammenfassung{ $cancel ->
        [yes] , und Unterschiede in beide Richtungen können sich aufheben
       *[no] {""}
    }.
alike-compared = Für { $group } ließen sich nur { $share } der Zeilen vergleichen: Die übrigen liegen, wo eine Seite fehlt.
alike-description =
    Unterschied des Anteils „{ $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }“, Vergleich { $reference }, über alle Zeilen und dann für { $alike }: { $rows }{ $more }.
alike-description-row = { $group } { $crude }, dann { $within }
