use super::{Context, Section, family};
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::pair;
use crate::sentence::Sentence;

/// Who was selected, and who was reached.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let (wording, words) = (&context.wording, context.words());
    let mut body = Body::new();
    for model in context.card.models.iter().filter(|model| !model.hidden) {
        let rate = if model.n == 0 {
            0.0
        } else {
            model.selected as f64 / model.n as f64
        };
        let by = if model.name.is_empty() {
            Sentence::new()
        } else {
            words.by_model(&*model.name)
        };
        let lead = words.selected_lead(
            model.n,
            by,
            model.selected,
            wording.noun(),
            wording.polarity(),
            words.percent(rate),
        );
        body.lead(&lead.to_text());
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
                body.paragraph(&words.selected_widest(chance).to_text());
            }
            drawn = true;
        }
    }
    if !drawn {
        body.paragraph(&words.selected_none().to_text());
    }
    super::reached::figures(context, &mut body)?;
    // Families that speak of what became of the selected, each with its heading.
    for (name, heading) in [
        ("funnel", words.family_funnel()),
        ("reach", words.family_reach()),
        ("ranking", words.family_ranking()),
        ("exposure", words.family_exposure()),
        ("audience", words.family_audience()),
    ] {
        family::tables(context, name, &heading.to_text(), &mut body);
    }
    Ok(Some(Section {
        id: "selected",
        title: words.selected_title(wording.polarity()).to_text(),
        blocks: body.finish(),
    }))
}
