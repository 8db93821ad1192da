use super::{Context, Section};
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::{error_metrics, error_rates, pair};

/// Were errors shared evenly.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let (card, wording, words) = (context.card, &context.wording, context.words());
    let mut body = Body::new();
    if card.settings.has_label {
        let metrics = error_metrics(card);
        for profile in &context.single {
            let rates = error_rates(wording, profile)?;
            let mut comparisons = Vec::new();
            for metric in &metrics {
                comparisons.extend(pair(wording, profile, metric)?);
            }
            if rates.is_none() && comparisons.is_empty() {
                continue;
            }
            body.heading(3, &profile.title());
            for figure in rates.into_iter().chain(comparisons) {
                body.figure(figure);
            }
            super::scored::figures(context, profile, &mut body)?;
        }
        if body.is_empty() {
            body.paragraph(&words.errors_none().to_text());
        }
        super::scored::untested(context, &mut body);
    } else {
        body.paragraph(&words.errors_no_outcome().to_text());
    }
    Ok(Some(Section {
        id: "errors",
        title: words.errors_title_section().to_text(),
        blocks: body.finish(),
    }))
}
