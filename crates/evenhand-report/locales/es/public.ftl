### El resumen público: una página para las personas afectadas.

public-eyebrow = Para las personas afectadas
public-what-unsaid = Nadie ha escrito qué hace este sistema.
public-operator = Lo usa { $operator }.

public-data = Qué datos usa
public-data-used = Usa:
public-data-used-unsaid = Nadie ha escrito qué datos usa.
public-data-not-used = No usa:
public-data-not-used-unsaid = Nadie ha escrito qué datos no usa.

public-reasons = Por qué se elige a alguien o no
public-reasons-opening = Esto es lo que más cuenta:
public-reasons-unsaid = Nadie ha escrito qué cuenta para la elección.

public-found = Qué se revisó y qué se encontró
public-checked = Se compararon grupos de personas. La pregunta fue si se les trata igual. Los resultados, en número de comparaciones:
public-nothing-found = Con estos datos no encontramos ninguna brecha.
public-rounded = Los números de personas están redondeados.
public-hidden = «Oculto» no es un buen resultado: protege a personas que son pocas.
public-silent = Una brecha no dice por qué existe ni si es ilegal.

public-rights = Qué puede hacer usted
public-opt-out = Decir que no
public-opt-out-unsaid = Nadie ha escrito cómo.
public-opt-out-effect = Qué cambió al decir que no
public-opt-out-effect-unsaid = Esto no se estudió.
public-complaints = Dónde quejarse
public-complaints-unsaid = Nadie ha escrito dónde.
public-last-audit = Última revisión
public-next-audit = Próxima revisión
public-next-audit-unsaid = No hay fecha fijada.
public-footer = Solo se muestran los grupos que son bastante grandes.
public-title = { $title } – resumen para el público

public-verdict = Nuestro veredicto: { $verdict }.
public-table =
    { $polarity ->
        [burden] A quién se marcó
       *[benefit] A quién se eligió
    }: { $attribute }
public-people = personas, unas
public-of-hundred = de cada 100
public-range = con { $level } de certeza
public-from-to = { $lower } a { $upper }
public-reference = grupo de comparación
