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
rule-says = Die Regel selbst sagt: { $said }.
rule-said = { $result }{ $tests }{ $flip }
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

## Der Abschnitt über Regelpakete.

packs-title = Regelpakete
packs-lead = Ein Regelpaket ist eine Regel als datierte Datei. Es sagt, was verlangt war; es ist keine Rechtsberatung.
pack-not-in-force = Diese Regel ist nicht in Kraft: { $status }. Sie wurde angewandt, weil die Spezifikation sie nennt.
pack-stale = Die Regel kann sich geändert haben, seit zuletzt jemand nachgesehen hat.
pack-not-applied = Nicht angewandt: { $reason }.
pack-asks = Was { $pack } verlangt{ $standing }
column-code = Code
column-result = Ergebnis
pack-shown = gezeigt
pack-none-shown = keiner: gezeigt
pack-numbers = { $check }: die Zahlen
pack-unconfirmed = Bestätigt hat niemand:
pack-sources = { $sources }. SHA-256 des Pakets: { $digest }.
pack-rule-caption = Was die Regel selbst sagt, neben dem Urteil
column-rule = die Regel
pack-items-caption = Was gezeigt oder dokumentiert sein muss
column-item = Punkt
column-there = vorhanden
column-where = wo
item-there =
    { $there ->
        [yes] ja
       *[no] fehlt
    }
item-would-go = gehört unter { $place }
