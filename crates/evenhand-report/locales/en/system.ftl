### What the system does, and whom it touches.

system-title = What the system does, and whom it touches
system-unsaid = the spec does not say
system-purpose = What it is for
system-owner = Who answers for it
system-reading = How a decision is read
system-people = Whom it touches
system-decides = How it decides
system-model-decides = How { $model } decides

## Which harm is looked for.

system-harms = Which harm is looked for
harm-selection =
    { $polarity ->
        [burden] A burden laid on: a group is selected more often than others.
       *[benefit] An offer withheld: a group is selected less often than others.
    }
harm-errors = Errors unevenly shared: among people with the same outcome, a group is decided wrongly more often.
harm-errors-not = Not looked for: errors unevenly shared. No outcome column was given.
harm-calibration = Scores that promise one group more than it gets.
harm-prices = A worse price for the same thing.
harm-uplift = Help that reaches one group less.
harm-ranking = A worse place in a list.
harm-reach = An advertisement shown to one group less often than to others.
