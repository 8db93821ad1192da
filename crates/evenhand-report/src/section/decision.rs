use super::Context;
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;

/// What a record of the board's decision asks for, in the order in which a meeting goes.
const FIELDS: [&str; 9] = [
    "Present, and whether that is a quorum",
    "Declared interests",
    "Questions and answers",
    "Dissent, in the words of those who dissent",
    "Decision: accept · accept with conditions · pause · re-run · out of scope",
    "Conditions",
    "Actions, each with owner and date",
    "Date of the next audit",
    "Names, date, signatures",
];

/// Decision, sign-off and minutes: a form, since the decision is taken by people.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    body.lead("Nobody has signed this report: it is a draft until the board has decided.");
    body.paragraph(
        "The numbers do not decide. Who decides differently from what they suggest writes down why.",
    );
    let digest = &context.card.digests.statistics;
    if !digest.is_empty() {
        body.paragraph(&format!(
            "The decision is about the statistics with the SHA-256 `{digest}`."
        ));
    }
    body.form(FIELDS.map(str::to_owned).to_vec());
    Ok(Some(Section {
        id: "decision",
        title: "Decision, sign-off and minutes".to_owned(),
        blocks: body.finish(),
    }))
}
