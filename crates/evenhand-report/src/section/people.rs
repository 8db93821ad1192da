use super::{Context, Section, caveats};
use crate::document::Inline;
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::sizes;
use crate::sentence::Sentence;
use crate::words::Words;
use evenhand_core::{AttributeKind, DataNote, NoteLevel};

/// Who is in the data.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let (card, wording, words) = (context.card, &context.wording, context.words());
    let mut body = Body::new();
    if let Some(sentence) = crate::hidden::sentence(words, card) {
        body.warning(&sentence);
    }
    if !card.privacy.as_ref().is_some_and(|p| p.intake_hidden) {
        let read = words.rows_read(card.intake.rows_read, card.intake.rows_used);
        body.lead(&read.to_text());
    }
    if let Some(weight) = wording.weight_of_all() {
        body.paragraph(&words.rows_weigh(weight).to_text());
    }
    body.list(&left_out(context));
    for note in card.notes.iter().filter(|note| !caveats::is_caveat(note)) {
        if note.level == NoteLevel::Warning {
            body.remark(noted(context, note));
        }
    }
    let quiet = card
        .notes
        .iter()
        .filter(|note| note.level == NoteLevel::Info && !caveats::is_caveat(note))
        .map(|note| noted(context, note));
    body.lines(quiet.collect());
    for profile in &context.single {
        body.heading(3, &profile.title());
        let origin = match profile.summary.kind {
            AttributeKind::Unstated => "unstated",
            AttributeKind::SelfReported => "stated",
            AttributeKind::Registry => "register",
            AttributeKind::Inferred => "inferred",
        };
        body.paragraph(&words.values_from(origin).to_text());
        if let Some(figure) = sizes(wording, profile)? {
            body.figure(figure);
        }
    }
    Ok(Some(Section {
        id: "people",
        title: words.people_title().to_text(),
        blocks: body.finish(),
    }))
}

fn left_out(context: &Context<'_>) -> Vec<String> {
    let (card, words) = (context.card, context.words());
    let intake = &card.intake;
    let mut lines = Vec::new();
    if intake.rows_filtered_out > 0 {
        lines.push(words.rows_filtered(intake.rows_filtered_out));
    }
    for (i, without) in intake.rows_without_decision.iter().enumerate() {
        if *without > 0 {
            let model = card.models.get(i).map_or("", |model| &*model.name);
            lines.push(if model.is_empty() {
                words.rows_undecided(*without)
            } else {
                words.rows_undecided_by(model, *without)
            });
        }
    }
    if intake.rows_without_label > 0 {
        lines.push(words.rows_without_outcome(intake.rows_without_label));
    }
    for join in &intake.joins {
        lines.push(words.rows_joined(join.matched, &join.on, join.unmatched));
    }
    for score in &intake.scores {
        let odd: Vec<String> = [
            (score.missing, "missing"),
            (score.nan, "nan"),
            (score.infinite, "infinite"),
            (score.below_range, "below"),
            (score.above_range, "above"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| words.score_odd(kind, count).to_text())
        .collect();
        if !odd.is_empty() {
            lines.push(words.scores_odd(&score.column, odd.join(", ")));
        }
        if score.tied_at_threshold > 1 {
            lines.push(words.scores_tied(&score.column, score.tied_at_threshold));
        }
    }
    lines.iter().map(Sentence::to_text).collect()
}

/// A note of the scorecard, and how many rows it is about.
fn noted(context: &Context<'_>, note: &DataNote) -> Vec<Inline> {
    let mut line = context.words().line_of_scorecard(&note.message);
    if let Some(count) = note.count {
        let written = context.numbers().count(count);
        let told = note.message.contains(&count.to_string())
            || note
                .message
                .contains(&Words::english().numbers().count(count));
        if !told {
            let text = format!(" ({written})");
            match line.last_mut() {
                Some(Inline::Text(last)) => last.push_str(&text),
                _ => line.push(Inline::Text(text)),
            }
        }
    }
    line
}
