### Regelpakete und Ausnahmen.

pack-status =
    { $status ->
        [draft] Entwurf
        [suspended] ausgesetzt
        [repealed] aufgehoben
        [expired] abgelaufen
        [convention] Konvention
       *[in-force] in Kraft
    }
rule-may-have-changed = die Regel kann sich geändert haben
pack-looked-at = { $pack }: { $status }, nachgesehen am { $date }
rule-says = Die Regel selbst sagt: { $result }{ $tests }{ $flip }.
rule-result =
    { $result ->
        [shown] unter vier Fünfteln, gezeigt
        [below-not-shown] unter vier Fünfteln, nicht gezeigt
        [significant-small] nicht unter vier Fünfteln, aber ein Unterschied ist gezeigt
       *[none] nichts nach der Vier-Fünftel-Regel
    }
rule-flips = ; eine einzige andere Person würde es umkehren
waived-until = Ein bestätigter Unterschied, befristet ausgenommen bis { $until } durch { $by }: { $reason } ({ $tracking }).
waiver-state =
    { $state ->
        [expired] abgelaufen am { $date }
        [in-force] in Kraft bis { $date }
        [not-yet] nicht in Kraft vor dem { $date }
       *[unused] deckt keinen bestätigten Unterschied
    }
waiver-line = Ausnahme { $id }, { $state }: { $check } für { $whom }; { $reason }. Verantwortlich: { $owner }; genehmigt durch { $by } am { $on }, { $tracking }.

## Die Zahlen, die ein Paket offenlegt.

disclosed-reference = Vergleichsgruppe
disclosed-unknown = unbekannt, gezählt
disclosed-left-out = ausgelassen: zu wenige
with-range = { $label } [Spanne zu { $level }]
all-groups = alle Gruppen
