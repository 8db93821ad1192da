use super::{Context, Section};
use crate::document::Inline;
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::error_metrics;
use evenhand_core::DataNote;

/// Limits and caveats: those of every audit, then those of this one.
#[expect(clippy::unnecessary_wraps, reason = "every section has one signature")]
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let words = context.words();
    let mut body = Body::new();
    body.heading(3, &words.caveats_own().to_text());
    let own = of_this_run(context);
    if own.is_empty() {
        body.paragraph(&words.caveats_none().to_text());
    }
    body.lines(own);
    body.heading(3, &words.caveats_always().to_text());
    let always = [
        words.caveat_cause(),
        words.caveat_within(),
        words.caveat_limit(),
        words.caveat_outcomes(),
        words.caveat_groups(),
        words.caveat_elsewhere(),
        words.caveat_hidden(),
    ];
    body.list(&always.map(|line| line.to_text()));
    Ok(Some(Section {
        id: "caveats",
        title: words.caveats_title().to_text(),
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

fn of_this_run(context: &Context<'_>) -> Vec<Vec<Inline>> {
    let (card, words, numbers) = (context.card, context.words(), context.numbers());
    let noted = |code: &str| card.notes.iter().any(|note| note.code == code);
    let mut lines: Vec<Vec<Inline>> = card
        .notes
        .iter()
        .filter(|note| is_caveat(note))
        .map(|note| words.line_of_scorecard(&note.message))
        .collect();
    let mut own = Vec::new();
    if let Some((attribute, low, high)) = base_rates_differ(context) {
        own.push(words.caveat_base_rates(attribute, numbers.rate(high), numbers.rate(low)));
    }
    if !card.system.polarity_stated && !noted("polarity_assumed") {
        own.push(words.caveat_polarity(words.polarity(card.system.polarity)));
    }
    if card.system.adopted_by.is_empty() && !card.checks.is_empty() && !noted("default_limits") {
        own.push(words.caveat_limits());
    }
    if card.settings.weighted && !noted("weighted") {
        own.push(words.caveat_weights());
    }
    if card.settings.blocks > 0 && !noted("units") {
        own.push(words.caveat_persons());
    }
    let largest = card
        .estimates
        .iter()
        .filter_map(|estimate| estimate.design_effect)
        .map(evenhand_core::Real::get)
        .fold(0.0, f64::max);
    if largest > 1.0 {
        own.push(words.caveat_design_effect(numbers.fixed(largest, 1)));
    }
    if !card.settings.has_label {
        own.push(words.caveat_no_outcome());
    }
    if card
        .estimates
        .iter()
        .any(|estimate| estimate.error_bound.is_some())
    {
        own.push(words.caveat_approximate());
    }
    lines.extend(own.iter().map(|line| Inline::of(&line.to_text())));
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
