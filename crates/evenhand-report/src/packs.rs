//! What a policy pack asks for and what was found, as tables.

use crate::index::{Index, Place};
use crate::name;
use crate::number;
use crate::table::{Cell, Table};
use crate::words::Words;
use evenhand_core::{CheckSummary, Estimate, MISSING, PackRecord, Scorecard};

/// The checks of a pack.
pub(crate) fn checks<'a>(
    card: &'a Scorecard,
    pack: &'a PackRecord,
) -> impl Iterator<Item = &'a CheckSummary> {
    let name = pack.name();
    let of_pack = move |check: &&CheckSummary| check.pack.as_deref() == Some(name.as_str());
    card.checks.iter().filter(of_pack)
}

/// The numbers that a check discloses, one table for each model, slice and attribute. Groups that are left out stay in
/// the table, with their size and rate.
pub(crate) fn disclosures(
    words: Words,
    card: &Scorecard,
    index: &Index<'_>,
    check: &CheckSummary,
) -> Vec<Table> {
    let shown: Vec<&Estimate> = check
        .disclosed
        .iter()
        .filter_map(|&position| card.estimates.get(position))
        .collect();
    let mut places: Vec<(&str, &str, &str)> = Vec::new();
    for e in &shown {
        let place = (&*e.model, &*e.slice, &*e.attribute);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let table = |&(model, slice, attribute): &(&str, &str, &str)| {
        let own =
            |e: &&&Estimate| (&*e.model, &*e.slice, &*e.attribute) == (model, slice, attribute);
        let numbers: Vec<&Estimate> = shown.iter().filter(own).copied().collect();
        let place = Place {
            model,
            slice,
            attribute,
        };
        of_place(words, card, index, check, place, &numbers)
    };
    places.iter().map(table).collect()
}

fn of_place(
    words: Words,
    card: &Scorecard,
    index: &Index<'_>,
    check: &CheckSummary,
    place: Place<'_>,
    numbers: &[&Estimate],
) -> Table {
    let info = card.metric(&check.metric);
    let english = info.map_or(&*check.metric, |info| info.label.as_str());
    let label = words.label(english);
    let reference = numbers.iter().find_map(|e| e.reference.as_deref());
    let mut caption = words.headline(words.shown(place.attribute), &label);
    if !place.model.is_empty() {
        caption = words.with_model(caption, place.model);
    }
    if !place.slice.is_empty() {
        caption = words.with_slice(caption, place.slice);
    }
    if let Some(reference) = reference {
        caption = words.compared_with(words.reference(reference), caption);
    }
    let level = words.percent(card.settings.level.get());
    let mut table = Table::speaking(
        words,
        caption.to_text(),
        &[
            (words.column_group().to_text(), false),
            ("n".to_owned(), true),
            (words.column_rate().to_text(), true),
            (words.with_range(&label, level).to_text(), true),
        ],
    );
    let written = words.numbers();
    let compared = reference.map(name::resolved);
    let summary = card.attributes.iter().find(|a| *a.name == *place.attribute);
    let rate = |group: &str| {
        let rate = index.estimate(place, group, "selection_rate");
        (
            rate.map_or(0, |rate| rate.n),
            rate.and_then(|rate| rate.value).map_or_else(
                || "–".to_owned(),
                |value| format!("{} %", written.fixed(100.0 * value.get(), 1)),
            ),
        )
    };
    let span = number::span(info);
    for group in summary.iter().flat_map(|summary| &summary.groups) {
        let (n, rate) = rate(&group.name);
        let number = numbers.iter().find(|e| e.group == group.name);
        let text = match number {
            Some(e) => written.with_interval(span, e.value, e.lower, e.upper),
            None if compared == Some(&*group.name) => words.disclosed_reference().to_text(),
            None if name::levels(&group.name)
                .iter()
                .any(|level| level == MISSING) =>
            {
                words.disclosed_unknown().to_text()
            }
            None => words.disclosed_left_out().to_text(),
        };
        table.rows.push(vec![
            Cell::Name(words.shown(&group.name)),
            Cell::Number(written.count(if n == 0 { group.n } else { n })),
            Cell::Number(rate),
            Cell::Number(text),
        ]);
    }
    // A number over all groups, or of a feature, has a line of its own.
    let known = |e: &&&Estimate| {
        !summary.is_some_and(|s| s.groups.iter().any(|group| group.name == e.group))
    };
    for e in numbers.iter().filter(known) {
        let whom = if e.group.is_empty() {
            words.all_groups().to_text()
        } else {
            words.shown(&e.group)
        };
        table.rows.push(vec![
            Cell::Name(whom),
            Cell::Number(written.count(e.n)),
            Cell::Nothing,
            Cell::Number(written.with_interval(span, e.value, e.lower, e.upper)),
        ]);
    }
    table
}
