### Befunde in Sätzen: die Zahl, der Grenzwert, was das für Menschen heißt, was es entscheiden würde.

others = Ebenfalls { $verdict }: { $groups }.
others-and-more = Ebenfalls { $verdict }: { $groups } und { $more } weitere.
others-middle = { $start }; { $next }

## Die Überschrift eines Befunds.

headline = { $label }, { $attribute }
headline-group = { $label }, { $attribute }: { $group }
headline-pair = { $label }, { $attribute }: { $group } (Vergleich: { $reference })
headline-model = { $headline } (Modell { $model })
headline-slice = { $headline } (Ausschnitt { $slice })

## Wer gezählt wird.

noun =
    { $kind ->
        [people] { $n ->
            [one] Person
           *[other] Personen
        }
        [persons] { $n ->
            [one] Person
           *[other] Personen
        }
        [households] { $n ->
            [one] Haushalt
           *[other] Haushalte
        }
        [impressions] { $n ->
            [one] Einblendung
           *[other] Einblendungen
        }
        [customers] { $n ->
            [one] Kundenkonto
           *[other] Kundenkonten
        }
        [rows] { $n ->
            [one] Zeile
           *[other] Zeilen
        }
       *[unit] { $n ->
            [one] Einheit („{ $word }“)
           *[other] Einheiten („{ $word }“)
        }
    }
members = { $noun } der Gruppe { $group }
members-rest = übrige { $noun }
members-overall = { $noun } insgesamt
among =
    { $among ->
        [outcome] {" "}mit dem Ergebnis
        [no-outcome] {" "}ohne das Ergebnis
        [chosen] {" "}unter den { $polarity ->
            [burden] Markierten
           *[benefit] Ausgewählten
        }
        [not-chosen] {" "}unter den nicht { $polarity ->
            [burden] Markierten
           *[benefit] Ausgewählten
        }
       *[everyone] {""}
    }

## Was mit ihnen geschah; steht in einem Nebensatz nach „die“.

happened =
    { $event ->
        [outcome] das Ergebnis hatten
        [no-outcome] das Ergebnis nicht hatten
        [right] so entschieden wurden, wie es dann kam
        [wrong] anders entschieden wurden, als es dann kam
        [not-chosen] nicht { $polarity ->
            [burden] markiert
           *[benefit] ausgewählt
        } wurden
       *[chosen] { $polarity ->
            [burden] markiert
           *[benefit] ausgewählt
        } wurden
    }
done =
    { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    }
rate-short =
    { $rate ->
        [base-rate] Ergebnis
        [tpr] TPR
        [fpr] FPR
        [tnr] TNR
        [fnr] FNR
        [ppv] PPV
        [npv] NPV
        [fdr] FDR
        [for] FOR
        [accuracy] Trefferquote
        [errors] Fehler
       *[selection] { $polarity ->
            [burden] markiert
           *[benefit] ausgewählt
        }
    }

## Die Zahl mit ihrer Spanne.

sure = {" "}(Spanne zu { $level }: { $from } bis { $to })
range = {" "}({ $from } bis { $to })
no-end = unbegrenzt
number-hidden = Verborgen, um wenige Personen zu schützen; das ist kein gutes Ergebnis.
number-without-input = Nicht geprüft: Eine Eingabe fehlt.
number-undefined = Für so wenige Personen lässt sich keine Zahl nennen.
none-of = Es gab keine { $reference }, die { $event }, wohl aber { $group }.
ratio-chosen =
    Auf 100 { $polarity ->
        [burden] markierte
       *[benefit] ausgewählte
    } { $reference } kamen etwa { $value } { $group }{ $range }.
counts-only = Gezählt werden hier { $noun }{ $among }.
ratio-event = Auf 100 { $reference }, die { $event }, kamen etwa { $value } { $group }{ $range }.
rate-of = Auf { $base } { $members }{ $among } kamen etwa { $value }, die { $event }{ $range }.
rate-of-other = Auf { $base } { $members }{ $among } kamen etwa { $value }{ $range }.
gap-of = Der Unterschied beträgt { $value } von { $base }{ $range }.
spread-of = Je nach { $attribute } sind es bis zu { $value } von { $base } mehr, die { $event }{ $range }.
differ-in-odds = Richtig-positiv- oder Falsch-positiv-Raten unterscheiden sich zwischen den Gruppen von { $attribute }.
differ-in-rates = Die Raten dahinter unterscheiden sich zwischen den Gruppen von { $attribute }.
widest-gap = Der größte Unterschied beträgt { $value } von { $base }{ $range }.
lowest-rate = Die niedrigste Rate in { $attribute } liegt bei { $value } je 100 der höchsten{ $range }.
bare-number = { $label }: { $value }{ $range }.
the-number = Die Zahl
of-base = { $value } von { $base }

## Der Grenzwert, und wer ihn beschlossen hat.

limit-of-pack = Der Grenzwert aus { $pack } ist { $limit }{ $standing }.
limit-agreed = Unser vereinbarter Grenzwert ist { $limit }.
limit-default = Der Grenzwert ist { $limit }: Voreinstellung, von niemandem beschlossen.
limit-proposed = Der Grenzwert ist { $limit }, vorgeschlagen von { $pack } und von niemandem beschlossen.
limit-in-spec = Der Grenzwert ist { $limit }, in der Spezifikation gesetzt und von niemandem beschlossen.

## Was das für Menschen heißt, und was es entscheiden würde.

unplanned = Dieser Vergleich steht nicht im Plan, der vorher geschrieben wurde.
shortfall =
    Um den Grenzwert einzuhalten, wären etwa { $n } { $members } { $direction ->
        [fewer] weniger
       *[more] mehr
    } { $polarity ->
        [burden] markiert
       *[benefit] ausgewählt
    } worden.
range-reaches-past = Der Schätzwert liegt innerhalb des Grenzwerts, aber die Spanne reicht darüber hinaus.
range-reaches-inside = Der Schätzwert liegt jenseits des Grenzwerts, aber die Spanne reicht wieder hinein.
needed-for-size =
    { $n ->
        [one] Käme
       *[other] Kämen
    } etwa { $n } { $members } hinzu, wäre die Gruppe groß genug für ein Urteil.
needed-for-decision =
    { $n ->
        [one] Käme
       *[other] Kämen
    } etwa { $n } { $members } hinzu, ließe sich diese Frage entscheiden.
smallest-findable = Der kleinste Unterschied, den diese Stichprobe hätte finden können, beträgt { $gap }.
