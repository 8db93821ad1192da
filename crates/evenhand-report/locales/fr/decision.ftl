### Décision, signature et procès-verbal.

decision-title = Décision, signature et procès-verbal
decision-draft = Nul n’a signé ce rapport : c’est un projet jusqu’à la décision du comité.
decision-people = Les nombres ne décident pas. Qui décide autrement qu’ils ne le suggèrent écrit pourquoi.
decision-digest = La décision porte sur les statistiques de SHA-256 `{ $digest }`.

## Le formulaire, dans l’ordre d’une réunion.

form-present = Présents, et si le quorum est atteint
form-interests = Intérêts déclarés
form-questions = Questions et réponses
form-dissent = Désaccords, dans les mots de ceux qui les expriment
form-decision = Décision : accepter · accepter sous conditions · suspendre · refaire · hors du champ
form-conditions = Conditions
form-actions = Actions, chacune avec responsable et date
form-next = Date du prochain audit
form-signatures = Noms, date, signatures
decision-signed = Le comité a décidé : { $decision }. Signé par { $names }, en dernier le { $on }.
decision-word =
    { $decision ->
        [accept] accepté
        [conditions] accepté avec conditions
        [pause] suspendu
        [rerun] à refaire
       *[scope] hors de sa compétence
    }
decision-minutes = Le procès-verbal, avec les questions, les dissidences et les actions, est dans la suite des audits : `evenhand board verify`.
