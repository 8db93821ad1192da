use super::{Context, Section, family};
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::pair;
use crate::number;

/// Families that speak of what became of the selected, each with its heading.
const FAMILIES: [(&str, &str); 5] = [
    ("funnel", "How far people came"),
    ("reach", "Which advertisements reached whom"),
    ("ranking", "Who stands at the top of lists"),
    ("exposure", "What attention lists bring"),
    ("audience", "Who an audience is made of"),
];

/// Who was selected, and who was reached.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let wording = &context.wording;
    let done = wording.done();
    let mut body = Body::new();
    for model in context.card.models.iter().filter(|model| !model.hidden) {
        let rate = if model.n == 0 {
            0.0
        } else {
            model.selected as f64 / model.n as f64
        };
        let by = if model.name.is_empty() {
            String::new()
        } else {
            format!(" by {}", model.name)
        };
        body.lead(&format!(
            "{} of {} {} were {done}{by}: {}.",
            number::count(model.selected),
            number::count(model.n),
            wording.noun(),
            number::percent(rate)
        ));
    }
    let mut drawn = false;
    for profile in &context.single {
        if let Some(figure) = pair(wording, profile, "disparate_impact_ratio")? {
            body.heading(3, &profile.title());
            body.figure(figure);
            if let Some(chance) = profile
                .estimate("", "demographic_parity_max_gap")
                .and_then(|gap| wording.chance(gap))
            {
                body.paragraph(&format!("Widest gap between the groups: {chance}."));
            }
            drawn = true;
        }
    }
    if !drawn {
        body.paragraph("Not tested: no attribute has two groups whose rates can be compared.");
    }
    super::reached::figures(context, &mut body)?;
    for (name, heading) in FAMILIES {
        family::tables(context, name, heading, &mut body);
    }
    Ok(Some(Section {
        id: "selected",
        title: format!("Who was {done}"),
        blocks: body.finish(),
    }))
}
