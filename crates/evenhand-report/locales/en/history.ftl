## What all audits of a system show together.

history-eyebrow = Trend of audits
history-purpose =
    { $audits ->
        [one] One audit, of { $first }.
       *[other] { $audits } audits, from { $first } to { $last }.
    }
history-result =
    { $alerts ->
        [0] No alert
        [one] One alert
       *[other] { $alerts } alerts
    }
history-alert = Over { $audits } audits, the odds of the group are { $low } to { $high } times those of { $reference }.
history-further = Since { $signed }, which the board accepted, the groups are further apart.
history-nearer = Since { $signed }, which the board accepted, the groups are nearer to each other.
history-possible = A possible gap in the last audit; all audits together do not show one.
history-last = The last audit alone: { $value }.
history-check = check { $check }
history-no-proof = Where there is no alert, a gap may be there and not yet be found.
history-chance = A history without gaps ever raises an alert in at most { $alpha } of 100 cases, however often one looks.
history-new = New
history-stayed = Stayed
history-over = Over
history-none = Nothing.
history-missed = Missed: { $periods }.
history-none-missed = No audit was missed.
history-on-time = Audits
history-live = { $number }: { $name }, since { $since }
history-courses = What was followed
history-courses-lead = Drawn is what raises an alert, and what a confirmed gap was once found in. The table holds all.
history-course-title = { $name }
history-course-subtitle = Each mark: one audit, with its { $level } range. Compared with { $reference }.
history-course-odds = Odds ratio that all audits so far leave possible
history-course-description = { $name }, audit by audit: { $rows }.
history-course-caption = { $first } in { $from }, { $last } in { $to }.
history-course-waived = Hatched: waived.
history-all = Every series
history-column-series = series
history-column-evidence = evidence
history-column-alert = alert
history-alert-yes = alert
history-not-followed = not followed: { $why }
history-over-most = over 100,000
history-evidence-meaning = Evidence is how many times better a gap explains all audits than none does.
history-findings = Findings, and where they stand
history-findings-none = No gap was ever confirmed.
history-column-number = number
history-column-stage = stage
history-column-since = since
history-column-changed = last change
history-stage =
    { $stage ->
        [new] new
        [open] open
        [waived] waived
        [fixed] fixed
        [closed] closed
       *[reopened] reopened
    }
history-fixed-meaning = Fixed means that the whole range lies within the limit. A gap that is merely no longer confirmed stays open.
history-drift = Why it changed
history-drift-lead = Had the mix of people stayed as it was, the number would be that of the fourth column. What is left of the change then comes from the decisions.
history-drift-none = Not told apart: it needs two audits whose scorecards combine attributes.
history-column-held = now, mix of { $period } [{ $level }]
history-column-mix = mix of
history-drift-table = Ratios of selection rates, as they are and with an earlier mix
history-audits-table = Verdicts of every audit
history-findings-table = Confirmed gaps so far
history-audits = The audits
history-column-period = period
history-column-models = models
history-column-run = run
history-column-notes = what changed
history-limits-changed = limits
history-model-changed = model
history-provenance = head of the log { $head }
