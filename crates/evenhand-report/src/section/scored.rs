use super::Context;
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::{frontier, reliability, roc, sweep};
use crate::profile::Profile;

/// What scores mean and how well they rank, for one attribute.
pub(super) fn figures(context: &Context<'_>, profile: &Profile<'_>, body: &mut Body) -> Result<()> {
    for figure in [reliability, roc] {
        if let Some(figure) = figure(&context.wording, profile)? {
            body.figure(figure);
        }
    }
    Ok(())
}

/// Why there are no curves over scores, where there are none.
pub(super) fn untested(context: &Context<'_>, body: &mut Body) {
    let curves = &context.card.curves;
    let absent = |profile: &Profile<'_>| {
        let attribute = profile.place.attribute;
        curves.iter().all(|curves| *curves.attribute != *attribute)
    };
    let why = if context.card.privacy.is_some() && context.single.iter().any(absent) {
        "hidden"
    } else if curves.is_empty() {
        "missing"
    } else {
        return;
    };
    body.paragraph(&context.wording.words.scored_untested(why).to_text());
}

/// What other thresholds would do; one line where there is no score.
pub(super) fn thresholds(context: &Context<'_>, body: &mut Body) -> Result<()> {
    for profile in &context.single {
        if let Some(figure) = sweep(&context.wording, profile)? {
            body.figure(figure);
        }
    }
    if let Some(figure) = frontier(&context.wording, &context.single)? {
        body.figure(figure);
    }
    if context.card.curves.is_empty() && context.card.privacy.is_none() {
        body.paragraph(&context.wording.words.sweep_untested().to_text());
    }
    Ok(())
}
