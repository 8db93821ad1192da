### Los paquetes de reglas y las exenciones.

pack-status =
    { $status ->
        [draft] borrador
        [suspended] suspendido
        [repealed] derogado
        [expired] expirado
        [convention] convención
       *[in-force] en vigor
    }
rule-may-have-changed = la regla pudo haber cambiado
pack-looked-at = { $pack }: { $status }, revisado el { $date }
rule-says = La regla misma dice: { $result }{ $tests }{ $flip }.
rule-result =
    { $result ->
        [shown] por debajo de cuatro quintos, mostrado
        [below-not-shown] por debajo de cuatro quintos, no mostrado
        [significant-small] no por debajo de cuatro quintos, pero se muestra una diferencia
       *[none] nada según la regla de los cuatro quintos
    }
rule-flips = ; una sola persona distinta lo invertiría
waived-until = Una brecha confirmada, con exención hasta { $until } por { $by }: { $reason } ({ $tracking }).
waiver-state =
    { $state ->
        [expired] expirada el { $date }
        [in-force] en vigor hasta el { $date }
        [not-yet] no en vigor antes del { $date }
       *[unused] no cubre ninguna brecha confirmada
    }
waiver-line = Exención { $id }, { $state }: { $check } para { $whom }; { $reason }. Responsable: { $owner }; aprobada por { $by } el { $on }, { $tracking }.

## Los números que publica un paquete.

disclosed-reference = grupo comparado
disclosed-unknown = desconocido, contado
disclosed-left-out = omitido: muy pocos
with-range = { $label } [rango al { $level }]
all-groups = todos los grupos
