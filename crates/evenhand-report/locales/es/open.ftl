### Lo que no está resuelto.

open-title = Puntos abiertos
open-none = Nada está abierto: ninguna exención, ninguna comparación sin decidir, ninguna respuesta pendiente.
waivers-title = Exenciones
waivers-meaning = Una exención no oculta ningún número. Dice quién responde de una brecha, y hasta cuándo.
waivers-caption = Brechas con las que se decidió vivir por un tiempo
column-waiver = exención
column-state = estado
column-last-day = último día
column-owner = responsable
column-approved-by = aprobada por
column-reason = motivo
waiver-standing =
    { $state ->
        [in-force] en vigor
        [expired] expirada
        [not-yet] aún no en vigor
       *[unused] no cubre nada
    }
answers-title = Respuestas que piden los paquetes de reglas
answer-missing = { $pack }: { $what } (iría en { $place })
