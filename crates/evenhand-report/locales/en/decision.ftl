### Decision, sign-off and minutes.

decision-title = Decision, sign-off and minutes
decision-draft = Nobody has signed this report: it is a draft until the board has decided.
decision-people = The numbers do not decide. Who decides differently from what they suggest writes down why.
decision-digest = The decision is about the statistics with the SHA-256 `{ $digest }`.

## The form, in the order in which a meeting goes.

form-present = Present, and whether that is a quorum
form-interests = Declared interests
form-questions = Questions and answers
form-dissent = Dissent, in the words of those who dissent
form-decision = Decision: accept · accept with conditions · pause · re-run · out of scope
form-conditions = Conditions
form-actions = Actions, each with owner and date
form-next = Date of the next audit
form-signatures = Names, date, signatures
decision-signed = The board decided: { $decision }. Signed by { $names }, the last on { $on }.
decision-word =
    { $decision ->
        [accept] accepted
        [conditions] accepted with conditions
        [pause] paused
        [rerun] to be run again
       *[scope] out of scope
    }
decision-minutes = The minutes, with questions, dissent and actions, are in the history of audits: `evenhand board verify`.
