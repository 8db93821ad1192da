### Money and trade-offs.

value-title = Money and trade-offs
family-prices = Prices and what offers are worth
family-outcomes = Outcomes that are numbers
family-uplift = Whom the campaign helped
family-targeting = Who gains by the choice
value-none = Not tested: no column of prices, of spend or of an experiment was given.
value-elsewhere = What another threshold would do to the groups: `evenhand sweep`. What another model would do: `evenhand compare`.
