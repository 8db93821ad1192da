use super::Context;
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;

/// What changed since the last audit: a scorecard knows only itself, and says so.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let words = context.words();
    let mut body = Body::new();
    body.paragraph(&words.changes_none().to_text());
    Ok(Some(Section {
        id: "changes",
        title: words.changes_title().to_text(),
        blocks: body.finish(),
    }))
}
