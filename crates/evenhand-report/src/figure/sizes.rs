use super::{Figure, MOST_ROWS, joined};
use crate::chart::Head;
use crate::chart::bars::{Bar, Bars};
use crate::error::Result;
use crate::name;
use crate::number;
use crate::profile::{Member, Profile};
use crate::rate_words::participle;
use crate::table::{Cell, Table};
use crate::wording::Wording;
use std::fmt::Write as _;

/// Sizes of the groups of an attribute, with the part that was selected.
pub(crate) fn sizes(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    if profile.groups.is_empty() {
        return Ok(None);
    }
    let noun = wording.noun();
    let done = participle(wording.polarity());
    let mut shown: Vec<&Member<'_>> = profile.groups.iter().collect();
    let all = shown.len();
    if all > MOST_ROWS {
        shown.sort_by(|a, b| b.n.cmp(&a.n).then(a.name.cmp(b.name)));
        shown.truncate(MOST_ROWS);
    }
    let text = |group: &Member<'_>| {
        let size = format!(
            "{} ({})",
            number::count(group.n),
            number::percent(group.share)
        );
        match group.units {
            Some(units) => format!("{size}, {} persons", number::persons(units)),
            None => format!("{size}, {} {done}", number::count(group.selected)),
        }
    };
    let bars: Vec<Bar> = shown
        .iter()
        .map(|group| Bar {
            name: name::shown(group.name),
            n: group.n,
            part: group.selected,
            text: text(group),
            unknown: group.missing,
        })
        .collect();
    let min_n = profile.card.settings.min_n;
    let heads = wording.heads();
    let small: Vec<String> = profile
        .groups
        .iter()
        .filter(|group| profile.small(group))
        .map(|group| name::shown(group.name))
        .collect();
    let mut caption = match small.len() {
        0 => format!("Every group has at least {min_n} {heads}."),
        1..=6 => format!(
            "Fewer than {min_n} {heads} in {}: too few for a verdict.",
            joined(&small.iter().map(String::as_str).collect::<Vec<_>>())
        ),
        many => format!(
            "{} groups have fewer than {min_n} {heads}: too few for a verdict.",
            number::count(many as u64)
        ),
    };
    if all > MOST_ROWS {
        let _ = write!(
            caption,
            " The {MOST_ROWS} largest of {} groups are shown.",
            number::count(all as u64)
        );
    }
    let mut table = Table::new(
        format!("Group sizes, {}", profile.title()),
        &[
            ("group", false),
            (noun, true),
            ("share", true),
            (done, true),
        ],
    );
    let units = profile.has_units();
    if units {
        for column in ["persons", "independent rows", "design effect"] {
            table.head.push((column.to_owned(), true));
        }
    }
    for group in &shown {
        let mut row = vec![
            Cell::Name(name::shown(group.name)),
            Cell::Number(number::count(group.n)),
            Cell::Number(number::percent(group.share)),
            Cell::Number(number::count(group.selected)),
        ];
        if units {
            let rate = profile.estimate(group.name, "selection_rate");
            row.push(Cell::Number(
                group.units.map_or_else(String::new, number::persons),
            ));
            row.push(Cell::Number(number::independent_rows(rate)));
            row.push(Cell::Number(number::design_effect(rate)));
        }
        table.rows.push(row);
    }
    let listed: Vec<String> = bars
        .iter()
        .take(12)
        .map(|bar| format!("{} {}", bar.name, bar.text))
        .collect();
    let head = Head {
        name: profile.stem("sizes"),
        title: format!("Group sizes, {}", profile.title()),
        subtitle: format!(
            "Length of a bar: {noun} in the group. Strong part: {done}.{}",
            if bars.iter().any(|bar| bar.unknown) {
                " Hatched: unknown."
            } else {
                ""
            }
        ),
        description: format!("Bar chart of {noun} per group: {}.", listed.join("; ")),
    };
    let draw = |head: Head, width| {
        Bars {
            head,
            bars: bars.clone(),
        }
        .draw(width)
    };
    Figure::new(&head, caption, table, draw).map(Some)
}
