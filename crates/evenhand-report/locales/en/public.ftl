### The public summary: one page for the people concerned.

public-eyebrow = For the people concerned
public-what-unsaid = Nobody has written down what this system does.
public-operator = It is used by { $operator }.

public-data = What data it uses
public-data-used = It uses:
public-data-used-unsaid = Nobody has written down which data it uses.
public-data-not-used = It does not use:
public-data-not-used-unsaid = Nobody has written down which data it leaves alone.

public-reasons = Why you may or may not be chosen
public-reasons-opening = These things matter most:
public-reasons-unsaid = Nobody has written down what matters for the choice.

public-found = What was checked, and what was found
public-checked = Groups of people were compared. We asked whether they were treated alike. The results, by number of comparisons:
public-nothing-found = We did not find a gap with this much data.
public-rounded = Numbers of people are rounded.
public-hidden = “Hidden” is not a good result: it protects people who are few.
public-silent = A gap does not say why it exists, or whether it is unlawful.

public-rights = What you can do
public-opt-out = How to say no
public-opt-out-unsaid = Nobody has written down how.
public-opt-out-effect = What saying no changed
public-opt-out-effect-unsaid = This was not looked at.
public-complaints = Where to complain
public-complaints-unsaid = Nobody has written down where.
public-last-audit = Last checked
public-next-audit = Next check
public-next-audit-unsaid = No day has been set.
public-footer = Only groups that are large enough are shown.
public-title = { $title } – summary for the public

public-verdict = Our verdict: { $verdict }.
public-table =
    { $polarity ->
        [burden] Who was flagged
       *[benefit] Who was selected
    }: { $attribute }
public-people = people, about
public-of-hundred = of every 100
public-range = { $level } sure
public-from-to = { $lower } to { $upper }
public-reference = the comparison group
