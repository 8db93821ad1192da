### What this audit brings into the history of audits, on the first page.

since-number = F-{ $number }
since-gap = { $name }, desde { $since }
since-new =
    { $n ->
        [one] Una brecha se confirma por primera vez desde { $before }: { $gaps }.
       *[other] { $n } brechas se confirman por primera vez desde { $before }: { $gaps }.
    }
since-new-none = Ninguna brecha se confirma por primera vez desde { $before }.
since-reopened =
    { $n ->
        [one] Una brecha cuyo final se había mostrado se confirma de nuevo: { $gaps }.
       *[other] { $n } brechas cuyo final se había mostrado se confirman de nuevo: { $gaps }.
    }
since-stayed =
    { $n ->
        [one] No se ha mostrado el final de una brecha de auditorías anteriores: { $gaps }.
       *[other] No se ha mostrado el final de { $n } brechas de auditorías anteriores: { $gaps }.
    }
since-fixed =
    { $n ->
        [one] Una brecha de auditorías anteriores está ahora por completo dentro del límite: { $gaps }.
       *[other] { $n } brechas de auditorías anteriores están ahora por completo dentro del límite: { $gaps }.
    }
since-more = { $n } más
since-mark-new = { $number }, confirmada por primera vez
since-mark-open = { $number }, confirmada por primera vez en { $since }
overdue-waiver = Atrasada: la exención { $id } terminó el { $day }, y su brecha { $number } está abierta.
overdue-action = Atrasada desde el { $day }: { $text } ({ $owner }).
overdue-audit = Atrasada: la auditoría de { $period } no estaba el { $day }.
