use super::Context;
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;
use crate::sentence::Sentence;

/// Decision, sign-off and minutes: a form, since the decision is taken by people.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let words = context.words();
    let mut body = Body::new();
    body.lead(&words.decision_draft().to_text());
    body.paragraph(&words.decision_people().to_text());
    let digest = &context.card.digests.statistics;
    if !digest.is_empty() {
        body.paragraph(&words.decision_digest(digest).to_text());
    }
    // What a record of the decision asks for, in the order in which a meeting goes.
    let fields = [
        words.form_present(),
        words.form_interests(),
        words.form_questions(),
        words.form_dissent(),
        words.form_decision(),
        words.form_conditions(),
        words.form_actions(),
        words.form_next(),
        words.form_signatures(),
    ];
    body.form(fields.iter().map(Sentence::to_text).collect());
    Ok(Some(Section {
        id: "decision",
        title: words.decision_title().to_text(),
        blocks: body.finish(),
    }))
}
