use super::Context;
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;

/// What changed since the last audit: a scorecard knows only itself, and says so.
pub(super) fn section(_: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    body.paragraph(
        "Not compared: no earlier audit was given. `evenhand compare OLD NEW` tells of two scorecards what changed beyond chance, and why.",
    );
    Ok(Some(Section {
        id: "changes",
        title: "What changed since the last audit".to_owned(),
        blocks: body.finish(),
    }))
}
