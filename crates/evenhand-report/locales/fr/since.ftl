### What this audit brings into the history of audits, on the first page.

since-number = F-{ $number }
since-gap = { $name }, depuis { $since }
since-new =
    { $n ->
        [one] Un écart est confirmé pour la première fois depuis { $before } : { $gaps }.
       *[other] { $n } écarts sont confirmés pour la première fois depuis { $before } : { $gaps }.
    }
since-new-none = Aucun écart n’est confirmé pour la première fois depuis { $before }.
since-reopened =
    { $n ->
        [one] Un écart dont la fin avait été montrée est confirmé à nouveau : { $gaps }.
       *[other] { $n } écarts dont la fin avait été montrée sont confirmés à nouveau : { $gaps }.
    }
since-stayed =
    { $n ->
        [one] La fin d’un écart d’audits antérieurs n’est pas montrée : { $gaps }.
       *[other] La fin de { $n } écarts d’audits antérieurs n’est pas montrée : { $gaps }.
    }
since-fixed =
    { $n ->
        [one] Un écart d’audits antérieurs est maintenant entièrement dans la limite : { $gaps }.
       *[other] { $n } écarts d’audits antérieurs sont maintenant entièrement dans la limite : { $gaps }.
    }
since-more = { $n } de plus
since-mark-new = { $number }, confirmé pour la première fois
since-mark-open = { $number }, confirmé d’abord en { $since }
overdue-waiver = En retard : la dérogation { $id } a pris fin le { $day }, et son écart { $number } est ouvert.
overdue-action = En retard depuis le { $day } : { $text } ({ $owner }).
overdue-audit = En retard : l’audit de { $period } n’était pas là le { $day }.
