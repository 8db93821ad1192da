use super::{Context, Section};
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::{combined, worst};
use crate::number;

/// Charts of intersections; more would hide rather than show.
const MOST_CHARTS: usize = 8;

/// Combined groups.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    if context.combined.is_empty() {
        body.paragraph("Not tested: no attributes were combined.");
    } else {
        let groups: usize = context
            .combined
            .iter()
            .map(|profile| profile.groups.len())
            .sum();
        body.lead(&format!(
            "{} combined groups were looked at. A gap can hide in a combination that no single attribute shows.",
            number::count(groups as u64)
        ));
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
            body.paragraph(&format!(
                "{} more combinations are in estimates.csv.",
                context.combined.len() - MOST_CHARTS
            ));
        }
    }
    Ok(Some(Section {
        id: "combined",
        title: "Combined groups".to_owned(),
        blocks: body.finish(),
    }))
}
