### Wer ausgewählt und wer erreicht wurde.

selected-title =
    Wer { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    } wurde
selected-lead =
    { $chosen } von { $all } { $noun } wurden{ $by } { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }: { $share }.
selected-widest = Größter Unterschied zwischen den Gruppen: { $chance }.
selected-none = Nicht geprüft: Kein Merkmal hat zwei Gruppen, deren Raten sich vergleichen lassen.
family-funnel = Wie weit die Personen kamen
family-reach = Welche Anzeigen wen erreichten
family-ranking = Wer oben in Listen steht
family-exposure = Welche Aufmerksamkeit Listen bringen
family-audience = Aus wem eine Zielgruppe besteht
