use super::{Context, family};
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;

/// Money and trade-offs.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let words = context.words();
    let mut body = Body::new();
    // Families that speak of money and of what a choice is worth, each with its heading.
    for (name, heading) in [
        ("prices", words.family_prices()),
        ("outcomes", words.family_outcomes()),
        ("uplift", words.family_uplift()),
        ("targeting", words.family_targeting()),
    ] {
        family::tables(context, name, &heading.to_text(), &mut body);
    }
    if body.is_empty() {
        body.paragraph(&words.value_none().to_text());
    }
    super::scored::thresholds(context, &mut body)?;
    body.paragraph(&words.value_elsewhere().to_text());
    Ok(Some(Section {
        id: "value",
        title: words.value_title().to_text(),
        blocks: body.finish(),
    }))
}
