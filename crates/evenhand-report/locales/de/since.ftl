### What this audit brings into the history of audits, on the first page.

since-number = F-{ $number }
since-gap = { $name }, seit { $since }
since-new =
    { $n ->
        [one] Ein Unterschied ist seit { $before } erstmals bestätigt: { $gaps }.
       *[other] { $n } Unterschiede sind seit { $before } erstmals bestätigt: { $gaps }.
    }
since-new-none = Seit { $before } ist kein Unterschied erstmals bestätigt.
since-reopened =
    { $n ->
        [one] Ein Unterschied, der nachweislich vorbei war, ist wieder bestätigt: { $gaps }.
       *[other] { $n } Unterschiede, die nachweislich vorbei waren, sind wieder bestätigt: { $gaps }.
    }
since-stayed =
    { $n ->
        [one] Ein Unterschied früherer Audits ist nicht nachweislich vorbei: { $gaps }.
       *[other] { $n } Unterschiede früherer Audits sind nicht nachweislich vorbei: { $gaps }.
    }
since-fixed =
    { $n ->
        [one] Ein Unterschied früherer Audits liegt jetzt ganz im Grenzwert: { $gaps }.
       *[other] { $n } Unterschiede früherer Audits liegen jetzt ganz im Grenzwert: { $gaps }.
    }
since-more = { $n } weitere
since-mark-new = { $number }, erstmals bestätigt
since-mark-open = { $number }, erstmals bestätigt in { $since }
overdue-waiver = Überfällig: Die Ausnahme { $id } endete am { $day }, und ihr Unterschied { $number } ist offen.
overdue-action = Überfällig seit { $day }: { $text } ({ $owner }).
overdue-audit = Überfällig: Das Audit für { $period } lag bis { $day } nicht vor.
