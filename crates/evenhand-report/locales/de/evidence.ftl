### Was hinter einem Befund steht: der Zufall allein, wiederholte Personen, was es entscheiden würde.

design-effect = {" "}(Designeffekt { $effect })
weight-alike = Zeilen wiederholen Personen, die sich weniger unterscheiden als zufällig gezogene Zeilen: { $rows } Zeilen wiegen wie { $independent } unabhängige Zeilen{ $effect }
weight-repeated = Zeilen wiederholen Personen: { $rows } Zeilen von { $persons } wiegen wie { $independent } unabhängige Zeilen{ $effect }
weight-carried = Zeilen tragen Gewichte: { $rows } Zeilen wiegen wie { $independent } mit gleichem Gewicht{ $effect }
chance-alone =
    beobachtet { $observed }; { $expected } allein wegen der Größen zu erwarten ({ $beyond ->
        [below] unter
       *[above] über
    } { $quantile } in einem von 20 Fällen){ $few }
too-few-in-groups =
    ; zu wenige Personen in { $n ->
        [one] einer Gruppe
       *[other] einigen Gruppen
    }
needed-more-for-size =
    { $more } { $noun } mehr aus der Gruppe { $group } { $more ->
        [one] würde
       *[other] würden
    } sie groß genug machen
needed-more-for-decision =
    { $more } { $noun } mehr aus der Gruppe { $group } { $more ->
        [one] würde
       *[other] würden
    } es entscheiden
in-hundred = { $number } von 100

## Unter Personen, die einander gleichen.

alike = { $noun } mit gleichen Werten in { $columns }
moved =
    { $size } { $direction ->
        [fewer] weniger
       *[more] mehr
    }
moved-not = etwa gleich viele
moved-range =
    { $from } bis { $to } { $direction ->
        [fewer] weniger
       *[more] mehr
    }
moved-range-across = { $fewer } weniger bis { $more } mehr
moved-sure = {" "}(Spanne zu { $level }: { $range })
within-crude = ; über alle Zeilen sind es { $moved }
within-moved =
    Für { $alike } gilt: { $size } von { $base } { $direction ->
        [fewer] weniger
       *[more] mehr
    } { $group } als { $reference } wurden { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }{ $range }{ $crude }.
within-even =
    Für { $alike } gilt: Etwa gleich viele { $group } wie { $reference } wurden { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }{ $range }{ $crude }.
turned-moved =
    { $how ->
        [turns] Innerhalb von { $columns } kehrt sich der Unterschied um (Simpson-Paradox)
        [unseen] Innerhalb von { $columns } ist der Unterschied nicht zu sehen (Simpson-Paradox)
        [smaller] Innerhalb von { $columns } ist der Unterschied kleiner
       *[wider] Innerhalb von { $columns } ist der Unterschied größer
    }: Über alle Zeilen wurden { $size } von { $base } { $direction ->
        [fewer] weniger
       *[more] mehr
    } { $group } als { $reference } { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }, innerhalb von { $columns } { $inside }.
turned-even =
    { $how ->
        [turns] Innerhalb von { $columns } kehrt sich der Unterschied um (Simpson-Paradox)
        [unseen] Innerhalb von { $columns } ist der Unterschied nicht zu sehen (Simpson-Paradox)
        [smaller] Innerhalb von { $columns } ist der Unterschied kleiner
       *[wider] Innerhalb von { $columns } ist der Unterschied größer
    }: Über alle Zeilen wurden etwa gleich viele { $group } wie { $reference } { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }, innerhalb von { $columns } { $inside }.
why-turned = Die beiden unterscheiden sich, weil die Gruppen ungleich über { $columns } verteilt sind. Ob { $columns } dafür ein guter Grund ist, können Zahlen nicht sagen.
strata-one = nur eine Schicht
strata-untested = nicht geprüft
strata-differ = ja (p { $p })
strata-not-shown = nicht gezeigt (p { $p })

## Was die offenen Fragen entscheiden würde.

questions-title = Was die offenen Fragen entscheiden würde
questions-meaning = Der kleinste auffindbare Unterschied ist der, den so viele Personen in vier von fünf Fällen zeigen würden.
questions-caption = Offene Fragen, und was sie entscheiden würde
questions-more = { $n } weitere stehen unter allen Befunden.
column-smallest-gap = kleinster auffindbarer Unterschied
column-needed = was nötig ist
needed-more = { $n } { $noun } mehr
needed-unknown = lässt sich nicht sagen

## Unterschiede gegen den Zufall.

against-chance-title = Unterschiede gegen den Zufall
against-chance-meaning = Der größte Unterschied zwischen mehreren Gruppen ist nie null, auch bei gleicher Rate: Kleine Gruppen unterscheiden sich durch Zufall.
against-chance-caption = Unterschiede über alle Gruppen, und was die Größen allein zeigen würden
column-measure = Maß
column-observed = beobachtet [Spanne zu { $level }]
column-expected = aus den Größen allein zu erwarten
column-passed = in einem von 20 Fällen überschritten
column-reading = Lesart
reading-few = zu wenige Personen: { $groups }
reading-more = mehr als Zufall
reading-chance = könnte Zufall sein
rest-in-csv = Der Rest steht in estimates.csv.

## Was hinter jedem Befund steht.

behind-caption = Was hinter jedem Befund steht
behind-fold = Was hinter jedem Befund steht: Personen, Methoden, p
column-persons-reference = Personen der Vergleichsgruppe
column-range-method = wie die Spanne zu { $level } berechnet wurde
column-test = Test auf keinen Unterschied
column-chance = bloßer Zufall
method-with-df = { $method }, t mit { $df } Freiheitsgraden
