### Die öffentliche Zusammenfassung: eine Seite für die Betroffenen.

public-eyebrow = Für alle, die es betrifft
public-what-unsaid = Niemand hat aufgeschrieben, was dieses System tut.
public-operator = Eingesetzt wird es von { $operator }.

public-data = Welche Daten es nutzt
public-data-used = Es nutzt:
public-data-used-unsaid = Niemand hat aufgeschrieben, welche Daten es nutzt.
public-data-not-used = Es nutzt nicht:
public-data-not-used-unsaid = Niemand hat aufgeschrieben, welche Daten es nicht nutzt.

public-reasons = Warum jemand ausgewählt wird oder nicht
public-reasons-opening = Darauf kommt es am meisten an:
public-reasons-unsaid = Niemand hat aufgeschrieben, worauf es bei der Auswahl ankommt.

public-found = Was geprüft wurde, und was herauskam
public-checked = Gruppen von Menschen wurden verglichen. Die Frage war, ob sie gleich behandelt wurden. Die Ergebnisse, nach Zahl der Vergleiche:
public-nothing-found = Mit so vielen Daten haben wir keinen Unterschied gefunden.
public-rounded = Zahlen von Menschen sind gerundet.
public-hidden = „Verborgen“ ist kein gutes Ergebnis: es schützt Menschen, die wenige sind.
public-silent = Ein Unterschied sagt nicht, woher er kommt oder ob er verboten ist.

public-rights = Was Betroffene tun können
public-opt-out = Nein sagen
public-opt-out-unsaid = Niemand hat aufgeschrieben, wie das geht.
public-opt-out-effect = Was ein Nein geändert hat
public-opt-out-effect-unsaid = Das wurde nicht untersucht.
public-complaints = Sich beschweren
public-complaints-unsaid = Niemand hat aufgeschrieben, wo das geht.
public-last-audit = Zuletzt geprüft
public-next-audit = Nächste Prüfung
public-next-audit-unsaid = Kein Tag ist festgelegt.
public-footer = Gezeigt werden nur Gruppen, die groß genug sind.
public-title = { $title } – Zusammenfassung für die Öffentlichkeit

public-verdict = Unser Urteil: { $verdict }.
public-table =
    { $polarity ->
        [burden] Wer markiert wurde
       *[benefit] Wer ausgewählt wurde
    }: { $attribute }
public-people = Personen, etwa
public-of-hundred = von je 100
public-range = zu { $level } sicher
public-from-to = { $lower } bis { $upper }
public-reference = Vergleichsgruppe
