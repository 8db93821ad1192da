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
rule-says = La regla misma dice: { $said }.
rule-said = { $result }{ $tests }{ $flip }
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

## La sección sobre paquetes de reglas.

packs-title = Paquetes de reglas
packs-lead = Un paquete de reglas es una regla como archivo con fecha. Dice qué se pedía; no es asesoramiento jurídico.
pack-not-in-force = Esta regla no está en vigor: { $status }. Se aplicó porque la especificación la nombra.
pack-stale = La regla pudo haber cambiado desde que alguien la miró por última vez.
pack-not-applied = No aplicado: { $reason }.
pack-asks = Qué pide { $pack }{ $standing }
column-code = código
column-result = resultado
pack-shown = mostrado
pack-none-shown = ninguno: mostrado
pack-numbers = { $check }: los números
pack-unconfirmed = Nadie ha confirmado:
pack-sources = { $sources }. SHA-256 del paquete: { $digest }.
pack-rule-caption = Qué dice la regla misma, junto al veredicto
column-rule = la regla
pack-items-caption = Qué se debe mostrar o documentar
column-item = punto
column-there = presente
column-where = dónde
item-there =
    { $there ->
        [yes] sí
       *[no] falta
    }
item-would-go = iría en { $place }
