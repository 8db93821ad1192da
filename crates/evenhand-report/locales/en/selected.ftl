### Who was selected, and who was reached.

selected-title =
    Who was { $polarity ->
        [burden] flagged
       *[benefit] selected
    }
selected-lead =
    { $chosen } of { $all } { $noun } were { $polarity ->
        [burden] flagged
       *[benefit] selected
    }{ $by }: { $share }.
selected-widest = Widest gap between the groups: { $chance }.
selected-none = Not tested: no attribute has two groups whose rates can be compared.
family-funnel = How far people came
family-reach = Which advertisements reached whom
family-ranking = Who stands at the top of lists
family-exposure = What attention lists bring
family-audience = Who an audience is made of
