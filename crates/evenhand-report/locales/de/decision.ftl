### Entscheidung, Unterschrift und Protokoll.

decision-title = Entscheidung, Unterschrift und Protokoll
decision-draft = Diesen Bericht hat niemand unterschrieben: Er ist ein Entwurf, bis das Gremium entschieden hat.
decision-people = Die Zahlen entscheiden nicht. Wer anders entscheidet, als sie nahelegen, schreibt auf, warum.
decision-digest = Die Entscheidung betrifft die Statistik mit dem SHA-256 `{ $digest }`.

## Das Formular, in der Reihenfolge einer Sitzung.

form-present = Anwesend, und ob das beschlussfähig ist
form-interests = Erklärte Interessen
form-questions = Fragen und Antworten
form-dissent = Abweichende Meinung, in den Worten derer, die sie haben
form-decision = Entscheidung: annehmen · mit Auflagen annehmen · anhalten · wiederholen · nicht zuständig
form-conditions = Auflagen
form-actions = Maßnahmen, jede mit Verantwortlichen und Datum
form-next = Datum der nächsten Prüfung
form-signatures = Namen, Datum, Unterschriften
decision-signed = Das Gremium hat entschieden: { $decision }. Unterschrieben von { $names }, zuletzt am { $on }.
decision-word =
    { $decision ->
        [accept] angenommen
        [conditions] angenommen mit Auflagen
        [pause] angehalten
        [rerun] neu zu prüfen
       *[scope] nicht zuständig
    }
decision-minutes = Das Protokoll mit Fragen, abweichenden Meinungen und Aufgaben liegt im Verlauf der Prüfungen: `evenhand board verify`.
