### The first page.

polarity-read =
    Being selected is read as { $polarity ->
        [burden] a burden
       *[benefit] good
    } for the person{ $stated ->
        [no] ; nobody stated it
       *[yes] {""}
    }.

## What the page does not tell.

silent-on-causes = Whether a gap is unlawful, or why it exists.
silent-on-absent = Anything about people who are not in the data.
silent-on-outcomes = Whether the recorded outcomes treat every group alike.
silent-on-errors = Whether errors were shared evenly: no outcome column was given.
silent-on-inferred = What people would say themselves: { $attribute } was inferred, not asked.
silent-on-origin = How { $attribute } was obtained: the spec does not say.
