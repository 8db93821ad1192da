use super::{Context, Section};
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::error_metrics;
use crate::number;
use evenhand_core::DataNote;

/// Limits and caveats: those of every audit, then those of this one.
#[expect(clippy::unnecessary_wraps, reason = "every section has one signature")]
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    body.heading(3, "In this audit");
    let own = of_this_run(context);
    if own.is_empty() {
        body.paragraph("Nothing beyond what holds for every audit.");
    }
    body.list(&own);
    body.heading(3, "In every audit");
    body.list(&[
        "A gap is a difference in numbers. It says neither why it exists nor whether it is unlawful.",
        "A result within the limit means that the whole range lies inside it with this much data, for these groups and this measure.",
        "A limit is a decision that people adopt. Four fifths is a convention, not a law of nature.",
        "Outcomes are what was recorded. If recording itself treats groups differently, error rates inherit that.",
        "Groups are only as right as the attribute. People who fit no listed group are not seen.",
        "The numbers describe the people in the data. Other people, places and times may differ.",
        "A group being hidden or too small is not a good result: nothing could be said about it.",
    ]);
    Ok(Some(Section {
        id: "caveats",
        title: "Limits and caveats".to_owned(),
        blocks: body.finish(),
    }))
}

/// Notes that are about reading the numbers rather than about the data.
const CAVEATS: [&str; 8] = [
    "base_rates_differ",
    "default_limits",
    "limit_mirrored",
    "polarity_assumed",
    "strata_disagree",
    "strata_not_compared",
    "units",
    "weighted",
];

/// Whether a note belongs here rather than to the data.
pub(super) fn is_caveat(note: &DataNote) -> bool {
    CAVEATS.contains(&note.code.as_str())
}

fn of_this_run(context: &Context<'_>) -> Vec<String> {
    let card = context.card;
    let noted = |code: &str| card.notes.iter().any(|note| note.code == code);
    let mut lines: Vec<String> = card
        .notes
        .iter()
        .filter(|note| is_caveat(note))
        .map(|note| note.message.clone())
        .collect();
    if let Some((attribute, low, high)) = base_rates_differ(context) {
        lines.push(format!(
            "The share with the outcome runs from {} to {} over the groups of {attribute}. Where it differs, equal error rates and equal predictive values cannot both hold.",
            number::rate(low),
            number::rate(high)
        ));
    }
    if !card.system.polarity_stated && !noted("polarity_assumed") {
        lines.push(format!(
            "Nobody stated whether being selected is good or bad for the person; “{}” was assumed.",
            card.system.polarity.as_str()
        ));
    }
    if card.system.adopted_by.is_empty() && !card.checks.is_empty() && !noted("default_limits") {
        lines.push(
            "The limits were adopted by nobody. They show where to look, not what is acceptable."
                .to_owned(),
        );
    }
    if card.settings.weighted && !noted("weighted") {
        lines.push("Rows carry weights: rates are weighted, n counts rows.".to_owned());
    }
    if card.settings.blocks > 0 && !noted("units") {
        lines.push("Several rows may belong to one person; ranges allow for that.".to_owned());
    }
    let largest = card
        .estimates
        .iter()
        .filter_map(|estimate| estimate.design_effect)
        .map(evenhand_core::Real::get)
        .fold(0.0, f64::max);
    if largest > 1.0 {
        lines.push(format!(
            "The largest design effect is {}: there, that many rows carry the information of one independent row.",
            number::fixed(largest, 1)
        ));
    }
    if !card.settings.has_label {
        lines.push(
            "No outcome column was given: nothing here says whether errors were shared evenly."
                .to_owned(),
        );
    }
    if card
        .estimates
        .iter()
        .any(|estimate| estimate.error_bound.is_some())
    {
        lines.push(
            "Some numbers are approximate; estimates.csv carries the bound of each error."
                .to_owned(),
        );
    }
    lines
}

/// The attribute whose groups differ most in their share with the outcome, where errors are compared.
fn base_rates_differ(context: &Context<'_>) -> Option<(String, f64, f64)> {
    if !context.card.settings.has_label || error_metrics(context.card).is_empty() {
        return None;
    }
    let mut widest: Option<(String, f64, f64)> = None;
    for profile in &context.single {
        let rates: Vec<f64> = profile
            .groups
            .iter()
            .filter(|group| !group.missing && !profile.small(group))
            .filter_map(|group| Some(profile.estimate(group.name, "base_rate")?.value?.get()))
            .collect();
        let low = rates.iter().copied().fold(f64::INFINITY, f64::min);
        let high = rates.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let wider = widest
            .as_ref()
            .is_none_or(|widest| high - low > widest.2 - widest.1);
        if high - low > 0.02 && wider {
            widest = Some((profile.title(), low, high));
        }
    }
    widest
}
