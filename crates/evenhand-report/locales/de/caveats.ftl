### Grenzen und Vorbehalte: die jeder Prüfung, und die dieser.

caveats-title = Grenzen und Vorbehalte
caveats-own = In dieser Prüfung
caveats-none = Nichts über das hinaus, was für jede Prüfung gilt.
caveats-always = In jeder Prüfung
caveat-cause = Ein Unterschied ist ein Unterschied in Zahlen. Er sagt weder, warum es ihn gibt, noch, ob er verboten ist.
caveat-within = Ein Ergebnis innerhalb des Grenzwerts heißt: Die ganze Spanne liegt darin, mit so vielen Daten, für diese Gruppen und dieses Maß.
caveat-limit = Ein Grenzwert ist eine Entscheidung, die Menschen treffen. Vier Fünftel sind eine Konvention, kein Naturgesetz.
caveat-outcomes = Ergebnisse sind das, was erfasst wurde. Behandelt schon das Erfassen Gruppen verschieden, erben das die Fehlerraten.
caveat-groups = Gruppen sind nur so richtig wie das Merkmal. Wer in keine genannte Gruppe passt, wird nicht gesehen.
caveat-elsewhere = Die Zahlen beschreiben die Personen in den Daten. Bei anderen Personen, Orten und Zeiten kann es anders sein.
caveat-hidden = Dass eine Gruppe verborgen oder zu klein ist, ist kein gutes Ergebnis: Es ließ sich nichts über sie sagen.

## Von diesem Lauf.

caveat-base-rates = Der Anteil mit dem Ergebnis reicht in den Gruppen von { $attribute } von { $low } bis { $high }. Wo er sich unterscheidet, können gleiche Fehlerraten und gleiche Vorhersagewerte nicht zugleich gelten.
caveat-polarity = Niemand hat angegeben, ob ausgewählt zu werden für die Person gut oder schlecht ist; angenommen wurde „{ $assumed }“.
polarity =
    { $polarity ->
        [burden] Nachteil
       *[benefit] Vorteil
    }
caveat-limits = Die Grenzwerte hat niemand beschlossen. Sie zeigen, wo hinzusehen ist, nicht, was hinnehmbar ist.
caveat-weights = Zeilen tragen Gewichte: Raten sind gewichtet, n zählt Zeilen.
caveat-persons = Mehrere Zeilen können zu einer Person gehören; die Spannen berücksichtigen das.
caveat-design-effect = Der größte Designeffekt ist { $effect }: So viele Zeilen tragen dort die Information einer unabhängigen Zeile.
caveat-no-outcome = Es gab keine Spalte mit Ergebnissen: Nichts hier sagt, ob die Fehler gleich verteilt waren.
caveat-approximate = Manche Zahlen sind Näherungen; estimates.csv nennt die Schranke jedes Fehlers.
