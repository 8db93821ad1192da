### Was nicht geklärt ist.

open-title = Offene Punkte
open-none = Nichts ist offen: keine Ausnahme, kein unentschiedener Vergleich, keine fehlende Antwort.
waivers-title = Ausnahmen
waivers-meaning = Eine Ausnahme verbirgt keine Zahl. Sie sagt, wer für einen Unterschied einsteht, und bis wann.
waivers-caption = Unterschiede, die jemand eine Zeit lang hinnimmt
column-waiver = Ausnahme
column-state = Stand
column-last-day = letzter Tag
column-owner = verantwortlich
column-approved-by = genehmigt durch
column-reason = Grund
waiver-standing =
    { $state ->
        [in-force] in Kraft
        [expired] abgelaufen
        [not-yet] noch nicht in Kraft
       *[unused] deckt nichts
    }
answers-title = Antworten, die Regelpakete verlangen
answer-missing = { $pack }: { $what } (gehört unter { $place })
