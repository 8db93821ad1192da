### Decisión, firma y acta.

decision-title = Decisión, firma y acta
decision-draft = Nadie ha firmado este informe: es un borrador hasta que el comité decida.
decision-people = Los números no deciden. Quien decide de otro modo que el que sugieren escribe por qué.
decision-digest = La decisión se refiere a las estadísticas con el SHA-256 `{ $digest }`.

## El formulario, en el orden de una reunión.

form-present = Presentes, y si hay quórum
form-interests = Intereses declarados
form-questions = Preguntas y respuestas
form-dissent = Desacuerdo, con las palabras de quienes disienten
form-decision = Decisión: aceptar · aceptar con condiciones · pausar · repetir · fuera de ámbito
form-conditions = Condiciones
form-actions = Acciones, cada una con responsable y fecha
form-next = Fecha de la próxima auditoría
form-signatures = Nombres, fecha, firmas
decision-signed = El comité decidió: { $decision }. Firmado por { $names }, por último el { $on }.
decision-word =
    { $decision ->
        [accept] aceptado
        [conditions] aceptado con condiciones
        [pause] en pausa
        [rerun] por repetir
       *[scope] fuera de su competencia
    }
decision-minutes = El acta, con preguntas, votos particulares y acciones, está en el curso de las auditorías: `evenhand board verify`.
