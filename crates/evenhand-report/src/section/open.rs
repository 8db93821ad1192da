use super::{Context, evidence};
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;
use crate::table::{Cell, Table};
use evenhand_core::WaiverState;

/// What is not settled: waivers, questions that more people would decide, answers that packs still miss.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    waivers(context, &mut body);
    evidence::open_questions(context, &mut body);
    missing(context, &mut body);
    if body.is_empty() {
        body.paragraph(&context.words().open_none().to_text());
    }
    Ok(Some(Section {
        id: "open",
        title: context.words().open_title().to_text(),
        blocks: body.finish(),
    }))
}

fn waivers(context: &Context<'_>, body: &mut Body) {
    let waivers = &context.card.waivers;
    if waivers.is_empty() {
        return;
    }
    let words = context.words();
    let mut table = Table::of(
        words,
        &words.waivers_caption(),
        &[
            (words.column_waiver(), false),
            (words.column_check(), false),
            (words.column_group(), false),
            (words.column_state(), false),
            (words.column_last_day(), false),
            (words.column_owner(), false),
            (words.column_approved_by(), false),
            (words.column_reason(), false),
        ],
    );
    for waiver in waivers {
        let mut group = words.shown(&waiver.attribute);
        if !waiver.group.is_empty() {
            group = format!("{group}: {}", words.shown(&waiver.group));
        }
        table.rows.push(vec![
            Cell::Name(waiver.id.clone()),
            Cell::Text(waiver.check.clone()),
            Cell::Text(group),
            Cell::Text(words.waiver_standing(standing(waiver.state)).to_text()),
            Cell::Text(waiver.expires.clone()),
            Cell::Text(waiver.owner.clone()),
            Cell::Text(waiver.approved_by.join(", ")),
            Cell::Text(waiver.reason.clone()),
        ]);
    }
    body.heading(3, &words.waivers_title().to_text());
    body.paragraph(&words.waivers_meaning().to_text());
    body.table(table);
}

/// By which the words for a waiver's state are chosen.
fn standing(state: WaiverState) -> &'static str {
    match state {
        WaiverState::InForce => "in-force",
        WaiverState::Expired => "expired",
        WaiverState::NotYet => "not-yet",
        WaiverState::Unused => "unused",
    }
}

fn missing(context: &Context<'_>, body: &mut Body) {
    let words = context.words();
    let lines: Vec<String> = (context.card.packs.iter())
        .flat_map(|pack| pack.items.iter().map(move |item| (pack, item)))
        .filter(|(_, item)| !item.present)
        .map(|(pack, item)| {
            words
                .answer_missing(pack.name(), &item.whereabouts, &item.what)
                .to_text()
        })
        .collect();
    if !lines.is_empty() {
        body.heading(3, &words.answers_title().to_text());
        body.list(&lines);
    }
}
