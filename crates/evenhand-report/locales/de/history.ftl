## Was alle Prüfungen eines Systems zusammen zeigen.

history-eyebrow = Verlauf der Prüfungen
history-purpose =
    { $audits ->
        [one] Eine Prüfung, von { $first }.
       *[other] { $audits } Prüfungen, von { $first } bis { $last }.
    }
history-result =
    { $alerts ->
        [0] Kein Alarm
        [one] Ein Alarm
       *[other] { $alerts } Alarme
    }
history-alert = Über { $audits } Prüfungen sind die Chancen der Gruppe das { $low }- bis { $high }-fache derer von { $reference }.
history-further = Seit { $signed }, das das Gremium angenommen hat, liegen die Gruppen weiter auseinander.
history-nearer = Seit { $signed }, das das Gremium angenommen hat, liegen die Gruppen näher beieinander.
history-possible = Ein möglicher Unterschied in der letzten Prüfung; alle zusammen zeigen keinen.
history-last = Die letzte Prüfung allein: { $value }.
history-check = Prüfung { $check }
history-no-proof = Wo kein Alarm ist, kann ein Unterschied da sein und noch nicht gefunden.
history-chance = Ein Verlauf ohne Unterschiede gibt in höchstens { $alpha } von 100 Fällen je einen Alarm, so oft man auch hinsieht.
history-new = Neu
history-stayed = Geblieben
history-over = Vorbei
history-none = Nichts.
history-missed = Ausgeblieben: { $periods }.
history-none-missed = Keine Prüfung blieb aus.
history-on-time = Prüfungen
history-live = { $number }: { $name }, seit { $since }
history-courses = Was verfolgt wurde
history-courses-lead = Gezeichnet ist, was einen Alarm gibt und worin einmal ein Unterschied bestätigt wurde. Die Tabelle enthält alles.
history-course-title = { $name }
history-course-subtitle = Jede Marke: eine Prüfung mit ihrer Spanne zu { $level }. Vergleich: { $reference }.
history-course-odds = Chancenverhältnis, das alle Prüfungen bis dahin zulassen
history-course-description = { $name }, Prüfung für Prüfung: { $rows }.
history-course-caption = { $first } in { $from }, { $last } in { $to }.
history-course-waived = Schraffiert: befristet ausgenommen.
history-all = Alle Reihen
history-column-series = Reihe
history-column-evidence = Beleg
history-column-alert = Alarm
history-alert-yes = Alarm
history-not-followed = nicht verfolgt: { $why }
history-over-most = über 100.000
history-evidence-meaning = Der Beleg sagt, wievielmal besser ein Unterschied alle Prüfungen erklärt als keiner.
history-findings = Befunde und wo sie stehen
history-findings-none = Nie wurde ein Unterschied bestätigt.
history-column-number = Nummer
history-column-stage = Stand
history-column-since = seit
history-column-changed = letzte Änderung
history-stage =
    { $stage ->
        [new] neu
        [open] offen
        [waived] befristet ausgenommen
        [fixed] behoben
        [closed] erledigt
       *[reopened] wieder offen
    }
history-fixed-meaning = Behoben heißt, dass die ganze Spanne innerhalb des Grenzwerts liegt. Was nur nicht mehr bestätigt ist, bleibt offen.
history-drift = Warum es sich änderte
history-drift-lead = Wäre die Zusammensetzung geblieben, stünde die Zahl der vierten Spalte da. Was von der Änderung dann bleibt, kommt aus den Entscheidungen.
history-drift-none = Nicht unterschieden: Dazu braucht es zwei Prüfungen, die Merkmale kombinieren.
history-column-held = jetzt, Zusammensetzung { $period } [{ $level }]
history-column-mix = Zusammensetzung nach
history-drift-table = Verhältnisse der Auswahlraten, wie sie sind und mit früherer Zusammensetzung
history-audits-table = Urteile jeder Prüfung
history-findings-table = Bisher bestätigte Unterschiede
history-audits = Die Prüfungen
history-column-period = Zeitraum
history-column-models = Modelle
history-column-run = Lauf
history-column-notes = was sich änderte
history-limits-changed = Grenzwerte
history-model-changed = Modell
history-provenance = Kopf des Protokolls { $head }
