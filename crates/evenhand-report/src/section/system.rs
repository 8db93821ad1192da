use super::Context;
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;
use crate::sentence::Sentence;

/// What the system does, whom it touches, and which harm is looked for.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let (card, wording) = (context.card, &context.wording);
    let system = &card.system;
    let mut body = Body::new();
    let words = context.words();
    let or_unsaid = |text: &str| {
        if text.is_empty() {
            words.system_unsaid().to_text()
        } else {
            text.to_owned()
        }
    };
    let mut terms = vec![
        (words.system_purpose().to_text(), or_unsaid(&system.purpose)),
        (words.system_owner().to_text(), or_unsaid(&system.owner)),
        (
            words.system_reading().to_text(),
            wording.polarity_sentence(),
        ),
        (words.system_people().to_text(), wording.people().join("; ")),
    ];
    for model in &card.models {
        if !model.decision.is_empty() {
            let name = if model.name.is_empty() {
                words.system_decides()
            } else {
                words.system_model_decides(&*model.name)
            };
            terms.push((name.to_text(), model.decision.clone()));
        }
    }
    body.terms(&terms);
    body.heading(3, &words.system_harms().to_text());
    body.list(&harms(context));
    Ok(Some(Section {
        id: "system",
        title: words.system_title().to_text(),
        blocks: body.finish(),
    }))
}

/// The harms that the numbers of this audit could show, and those they could not.
fn harms(context: &Context<'_>) -> Vec<String> {
    let (card, words) = (context.card, context.words());
    let has = |family: &str| card.metrics.iter().any(|info| info.family == family);
    let mut lines = vec![words.harm_selection(card.system.polarity)];
    lines.push(if card.settings.has_label {
        words.harm_errors()
    } else {
        words.harm_errors_not()
    });
    for (family, harm) in [
        ("calibration", words.harm_calibration()),
        ("prices", words.harm_prices()),
        ("uplift", words.harm_uplift()),
        ("ranking", words.harm_ranking()),
        ("reach", words.harm_reach()),
    ] {
        if has(family) {
            lines.push(harm);
        }
    }
    lines.iter().map(Sentence::to_text).collect()
}
