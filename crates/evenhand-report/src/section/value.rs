use super::{Context, family};
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;

/// Families that speak of money and of what a choice is worth, each with its heading.
const FAMILIES: [(&str, &str); 4] = [
    ("prices", "Prices and what offers are worth"),
    ("outcomes", "Outcomes that are numbers"),
    ("uplift", "Whom the campaign helped"),
    ("targeting", "Who gains by the choice"),
];

/// Money and trade-offs.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    for (name, heading) in FAMILIES {
        family::tables(context, name, heading, &mut body);
    }
    if body.is_empty() {
        body.paragraph("Not tested: no column of prices, of spend or of an experiment was given.");
    }
    super::scored::thresholds(context, &mut body)?;
    body.paragraph(
        "What another threshold would do to the groups: `evenhand sweep`. What another model would do: `evenhand compare`.",
    );
    Ok(Some(Section {
        id: "value",
        title: "Money and trade-offs".to_owned(),
        blocks: body.finish(),
    }))
}
