### The ladder: one fixed term for every verdict, the same on every page. Never a softer or a stronger synonym.

verdict-confirmed-gap = confirmed gap
verdict-possible-gap = possible gap
verdict-within-limit = within our limit
verdict-insufficient-data = too few people
verdict-hidden = hidden
verdict-waived = waived
verdict-not-tested = not tested

## The same for a number of findings.

verdict-confirmed-gap-counted =
    { $n ->
        [one] { $n } confirmed gap
       *[other] { $n } confirmed gaps
    }
verdict-possible-gap-counted =
    { $n ->
        [one] { $n } possible gap
       *[other] { $n } possible gaps
    }
verdict-within-limit-counted = { $n } within our limit
verdict-insufficient-data-counted = { $n } too few people
verdict-hidden-counted = { $n } hidden
verdict-waived-counted = { $n } waived
verdict-not-tested-counted = { $n } not tested
