use super::Context;
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;
use crate::sentence::Sentence;

/// Decision, sign-off and minutes: a form, since the decision is taken by people.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let words = context.words();
    let mut body = Body::new();
    let lead = match &context.options.signed {
        Some(signed) => words.decision_signed(
            words.decision_word(key(&signed.decision)),
            words.list(
                signed
                    .names
                    .iter()
                    .map(|name| Sentence::plain(name.as_str())),
            ),
            &signed.on,
        ),
        None => words.decision_draft(),
    };
    body.lead(&lead.to_text());
    body.paragraph(&words.decision_people().to_text());
    let digest = &context.card.digests.statistics;
    if !digest.is_empty() {
        body.paragraph(&words.decision_digest(digest).to_text());
    }
    if context.options.signed.is_some() {
        body.paragraph(&words.decision_minutes().to_text());
        return Ok(Some(Section {
            id: "decision",
            title: words.decision_title().to_text(),
            blocks: body.finish(),
        }));
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

/// The key of a decision in the catalogue.
fn key(decision: &str) -> &'static str {
    match decision {
        "accept" => "accept",
        "accept with conditions" => "conditions",
        "pause" => "pause",
        "re-run" => "rerun",
        _ => "scope",
    }
}
