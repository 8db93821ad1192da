### What this audit brings into the history of audits, on the first page.

since-number = F-{ $number }
since-gap = { $name }, since { $since }
since-new =
    { $n ->
        [one] One gap is confirmed for the first time since { $before }: { $gaps }.
       *[other] { $n } gaps are confirmed for the first time since { $before }: { $gaps }.
    }
since-new-none = No gap is confirmed for the first time since { $before }.
since-reopened =
    { $n ->
        [one] One gap that was shown to be over is confirmed again: { $gaps }.
       *[other] { $n } gaps that were shown to be over are confirmed again: { $gaps }.
    }
since-stayed =
    { $n ->
        [one] One gap of earlier audits is not shown to be over: { $gaps }.
       *[other] { $n } gaps of earlier audits are not shown to be over: { $gaps }.
    }
since-fixed =
    { $n ->
        [one] One gap of earlier audits lies wholly within the limit now: { $gaps }.
       *[other] { $n } gaps of earlier audits lie wholly within the limit now: { $gaps }.
    }
since-more = { $n } more
since-mark-new = { $number }, confirmed for the first time
since-mark-open = { $number }, first confirmed in { $since }
overdue-waiver = Overdue: waiver { $id } ended on { $day }, and its gap { $number } is open.
overdue-action = Overdue since { $day }: { $text } ({ $owner }).
overdue-audit = Overdue: the audit of { $period } was not there by { $day }.
