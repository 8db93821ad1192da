use super::{Context, Section};
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::{combined, worst};

/// Charts of intersections; more would hide rather than show.
const MOST_CHARTS: usize = 8;

/// Combined groups.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let words = context.words();
    let mut body = Body::new();
    if context.combined.is_empty() {
        body.paragraph(&words.combined_none().to_text());
    } else {
        let groups: usize = context
            .combined
            .iter()
            .map(|profile| profile.groups.len())
            .sum();
        body.lead(&words.combined_lead(groups).to_text());
        for figure in worst(&context.wording, &context.combined)? {
            body.figure(figure);
        }
        for profile in context.combined.iter().take(MOST_CHARTS) {
            if let Some(figure) = combined(&context.wording, profile)? {
                body.heading(3, &profile.title());
                body.figure(figure);
            }
        }
        if context.combined.len() > MOST_CHARTS {
            let more = words.combined_more(context.combined.len() - MOST_CHARTS);
            body.paragraph(&more.to_text());
        }
    }
    Ok(Some(Section {
        id: "combined",
        title: words.combined_title_section().to_text(),
        blocks: body.finish(),
    }))
}
