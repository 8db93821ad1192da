## Lo que muestran juntas todas las auditorías de un sistema.

history-eyebrow = Curso de las auditorías
history-purpose =
    { $audits ->
        [one] Una auditoría, de { $first }.
       *[other] { $audits } auditorías, de { $first } a { $last }.
    }
history-result =
    { $alerts ->
        [0] Ninguna alerta
        [one] Una alerta
       *[other] { $alerts } alertas
    }
history-alert = En { $audits } auditorías, las posibilidades del grupo son de { $low } a { $high } veces las de { $reference }.
history-further = Desde { $signed }, que el comité aceptó, los grupos están más lejos.
history-nearer = Desde { $signed }, que el comité aceptó, los grupos están más cerca.
history-possible = Una brecha posible en la última auditoría; todas juntas no la muestran.
history-last = La última auditoría sola: { $value }.
history-check = prueba { $check }
history-no-proof = Donde no hay alerta, una brecha puede existir y no haberse hallado aún.
history-chance = Un curso sin brechas da alguna alerta a lo sumo en { $alpha } de cada 100 casos, por más que se mire.
history-new = Nuevo
history-stayed = Sigue
history-over = Terminado
history-none = Nada.
history-missed = Faltó: { $periods }.
history-none-missed = No faltó ninguna auditoría.
history-on-time = Auditorías
history-live = { $number }: { $name }, desde { $since }
history-courses = Lo que se siguió
history-courses-lead = Se dibuja lo que da una alerta y aquello en lo que alguna vez se confirmó una brecha. La tabla lo contiene todo.
history-course-title = { $name }
history-course-subtitle = Cada marca: una auditoría, con su rango al { $level }. Comparación: { $reference }.
history-course-odds = Razón de posibilidades que todas las auditorías hasta entonces dejan abierta
history-course-description = { $name }, auditoría por auditoría: { $rows }.
history-course-caption = { $first } en { $from }, { $last } en { $to }.
history-course-waived = Rayado: exención.
history-all = Todas las series
history-column-series = serie
history-column-evidence = evidencia
history-column-alert = alerta
history-alert-yes = alerta
history-not-followed = no se sigue: { $why }
history-over-most = más de 100 000
history-evidence-meaning = La evidencia dice cuántas veces mejor explica una brecha todas las auditorías que ninguna.
history-findings = Hallazgos y cómo están
history-findings-none = Nunca se confirmó una brecha.
history-column-number = número
history-column-stage = estado
history-column-since = desde
history-column-changed = último cambio
history-stage =
    { $stage ->
        [new] nuevo
        [open] abierto
        [waived] con exención
        [fixed] corregido
        [closed] cerrado
       *[reopened] reabierto
    }
history-fixed-meaning = Corregido quiere decir que todo el rango está dentro del límite. Una brecha que solo ya no se confirma sigue abierta.
history-drift = Por qué cambió
history-drift-lead = Si la composición hubiera seguido igual, el número sería el de la cuarta columna. Lo que entonces queda del cambio viene de las decisiones.
history-drift-none = Sin distinguir: hacen falta dos auditorías que combinen atributos.
history-column-held = ahora, composición de { $period } [{ $level }]
history-column-mix = composición por
history-drift-table = Razones de las tasas de selección, como son y con una composición anterior
history-audits-table = Veredictos de cada auditoría
history-findings-table = Brechas confirmadas hasta ahora
history-audits = Las auditorías
history-column-period = período
history-column-models = modelos
history-column-run = ejecución
history-column-notes = qué cambió
history-limits-changed = límites
history-model-changed = modelo
history-provenance = cabeza del registro { $head }
