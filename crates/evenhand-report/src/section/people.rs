use super::{Context, Section, caveats};
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::sizes;
use crate::number;
use evenhand_core::{AttributeKind, NoteLevel, Scorecard};

/// Who is in the data.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let (card, wording) = (context.card, &context.wording);
    let mut body = Body::new();
    if let Some(sentence) = crate::hidden::sentence(card) {
        body.warning(&sentence);
    }
    if !card.privacy.as_ref().is_some_and(|p| p.intake_hidden) {
        body.lead(&format!(
            "{} rows were read and {} are counted here.",
            number::count(card.intake.rows_read),
            number::count(card.intake.rows_used)
        ));
    }
    if let Some(weight) = wording.weight_of_all() {
        body.paragraph(&format!(
            "Not every row counts for itself: {weight}. All ranges allow for that."
        ));
    }
    body.list(&left_out(card));
    for note in card.notes.iter().filter(|note| !caveats::is_caveat(note)) {
        if note.level == NoteLevel::Warning {
            body.warning(&with_count(&note.message, note.count));
        }
    }
    let quiet: Vec<String> = card
        .notes
        .iter()
        .filter(|note| note.level == NoteLevel::Info && !caveats::is_caveat(note))
        .map(|note| with_count(&note.message, note.count))
        .collect();
    body.list(&quiet);
    for profile in &context.single {
        body.heading(3, &profile.title());
        body.paragraph(origin(profile.summary.kind));
        if let Some(figure) = sizes(wording, profile)? {
            body.figure(figure);
        }
    }
    Ok(Some(Section {
        id: "people",
        title: "Who is in the data".to_owned(),
        blocks: body.finish(),
    }))
}

/// How the values of an attribute were obtained.
fn origin(kind: AttributeKind) -> &'static str {
    match kind {
        AttributeKind::Unstated => "The spec does not say how these values were obtained.",
        AttributeKind::SelfReported => "People stated these values themselves.",
        AttributeKind::Registry => "These values come from a register.",
        AttributeKind::Inferred => {
            "These values were inferred, not asked: some people are in the wrong group."
        }
    }
}

fn left_out(card: &Scorecard) -> Vec<String> {
    let intake = &card.intake;
    let mut lines = Vec::new();
    if intake.rows_filtered_out > 0 {
        lines.push(format!(
            "{} rows were left out by the filter.",
            number::count(intake.rows_filtered_out)
        ));
    }
    for (i, without) in intake.rows_without_decision.iter().enumerate() {
        if *without > 0 {
            let model = card.models.get(i).map_or("", |model| &*model.name);
            let by = if model.is_empty() {
                String::new()
            } else {
                format!(" of {model}")
            };
            lines.push(format!(
                "{} rows carry no decision{by} and were left out.",
                number::count(*without)
            ));
        }
    }
    if intake.rows_without_label > 0 {
        lines.push(format!(
            "{} rows carry no outcome; they count where only the decision matters.",
            number::count(intake.rows_without_label)
        ));
    }
    for join in &intake.joins {
        lines.push(format!(
            "Joined on {}: {} rows found a partner, {} did not.",
            join.on,
            number::count(join.matched),
            number::count(join.unmatched)
        ));
    }
    for score in &intake.scores {
        let mut odd = Vec::new();
        for (count, what) in [
            (score.missing, "missing"),
            (score.nan, "not a number"),
            (score.infinite, "infinite"),
            (score.below_range, "below the range"),
            (score.above_range, "above the range"),
        ] {
            if count > 0 {
                odd.push(format!("{} {what}", number::count(count)));
            }
        }
        if !odd.is_empty() {
            lines.push(format!("Scores in {}: {}.", score.column, odd.join(", ")));
        }
        if score.tied_at_threshold > 1 {
            lines.push(format!(
                "{} rows are tied at the threshold of {}; all of them are selected.",
                number::count(score.tied_at_threshold),
                score.column
            ));
        }
    }
    lines
}

fn with_count(message: &str, count: Option<u64>) -> String {
    match count {
        Some(count)
            if !message.contains(&count.to_string())
                && !message.contains(&number::count(count)) =>
        {
            format!("{message} ({})", number::count(count))
        }
        _ => message.to_owned(),
    }
}
