use super::Context;
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;
use evenhand_core::Polarity;

/// What the system does, whom it touches, and which harm is looked for.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let (card, wording) = (context.card, &context.wording);
    let system = &card.system;
    let mut body = Body::new();
    let or_unsaid = |text: &str| {
        if text.is_empty() {
            "the spec does not say".to_owned()
        } else {
            text.to_owned()
        }
    };
    let mut terms = vec![
        ("What it is for".to_owned(), or_unsaid(&system.purpose)),
        ("Who answers for it".to_owned(), or_unsaid(&system.owner)),
        (
            "How a decision is read".to_owned(),
            wording.polarity_sentence(),
        ),
        ("Whom it touches".to_owned(), wording.people().join("; ")),
    ];
    for model in &card.models {
        if !model.decision.is_empty() {
            let name = if model.name.is_empty() {
                "How it decides".to_owned()
            } else {
                format!("How {} decides", model.name)
            };
            terms.push((name, model.decision.clone()));
        }
    }
    body.terms(&terms);
    body.heading(3, "Which harm is looked for");
    body.list(&harms(context));
    Ok(Some(Section {
        id: "system",
        title: "What the system does, and whom it touches".to_owned(),
        blocks: body.finish(),
    }))
}

/// The harms that the numbers of this audit could show, and those they could not.
fn harms(context: &Context<'_>) -> Vec<String> {
    let card = context.card;
    let has = |family: &str| card.metrics.iter().any(|info| info.family == family);
    let mut lines = vec![match card.system.polarity {
        Polarity::Benefit => "An offer withheld: a group is selected less often than others.",
        Polarity::Burden => "A burden laid on: a group is selected more often than others.",
    }];
    lines.push(if card.settings.has_label {
        "Errors unevenly shared: among people with the same outcome, a group is decided wrongly more often."
    } else {
        "Not looked for: errors unevenly shared. No outcome column was given."
    });
    for (family, there) in [
        (
            "calibration",
            "Scores that promise one group more than it gets.",
        ),
        ("prices", "A worse price for the same thing."),
        ("uplift", "Help that reaches one group less."),
        ("ranking", "A worse place in a list."),
        (
            "reach",
            "An advertisement shown to one group less often than to others.",
        ),
    ] {
        if has(family) {
            lines.push(there);
        }
    }
    lines.into_iter().map(str::to_owned).collect()
}
