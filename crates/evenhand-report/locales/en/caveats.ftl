### Limits and caveats: those of every audit, and those of this one.

caveats-title = Limits and caveats
caveats-own = In this audit
caveats-none = Nothing beyond what holds for every audit.
caveats-always = In every audit
caveat-cause = A gap is a difference in numbers. It says neither why it exists nor whether it is unlawful.
caveat-within = A result within the limit means that the whole range lies inside it with this much data, for these groups and this measure.
caveat-limit = A limit is a decision that people adopt. Four fifths is a convention, not a law of nature.
caveat-outcomes = Outcomes are what was recorded. If recording itself treats groups differently, error rates inherit that.
caveat-groups = Groups are only as right as the attribute. People who fit no listed group are not seen.
caveat-elsewhere = The numbers describe the people in the data. Other people, places and times may differ.
caveat-hidden = A group being hidden or too small is not a good result: nothing could be said about it.

## Of this run.

caveat-base-rates = The share with the outcome runs from { $low } to { $high } over the groups of { $attribute }. Where it differs, equal error rates and equal predictive values cannot both hold.
caveat-polarity = Nobody stated whether being selected is good or bad for the person; “{ $assumed }” was assumed.
polarity =
    { $polarity ->
        [burden] burden
       *[benefit] benefit
    }
caveat-limits = The limits were adopted by nobody. They show where to look, not what is acceptable.
caveat-weights = Rows carry weights: rates are weighted, n counts rows.
caveat-persons = Several rows may belong to one person; ranges allow for that.
caveat-design-effect = The largest design effect is { $effect }: there, that many rows carry the information of one independent row.
caveat-no-outcome = No outcome column was given: nothing here says whether errors were shared evenly.
caveat-approximate = Some numbers are approximate; estimates.csv carries the bound of each error.
