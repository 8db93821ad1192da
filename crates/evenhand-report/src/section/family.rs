use super::Context;
use crate::document::body::Body;
use crate::number;
use crate::profile::Profile;
use crate::table::{Cell, Table};
use evenhand_core::{MetricInfo, Scope};

/// Measures side by side; more would be wider than the page.
const MOST_COLUMNS: usize = 4;
/// Groups in a table; the rest is in `estimates.csv`.
const MOST_ROWS: usize = 30;

/// What a family of measures found for every group, under a heading of its own; nothing where none was worked out.
/// Says whether there was anything.
pub(super) fn tables(context: &Context<'_>, family: &str, heading: &str, body: &mut Body) -> bool {
    let before = body.len();
    for profile in &context.single {
        let measures: Vec<&MetricInfo> = (context.card.metrics.iter())
            .filter(|info| info.family == family && info.scope == Scope::Group)
            .filter(|info| {
                (profile.groups.iter())
                    .any(|group| profile.estimate(group.name, &info.id).is_some())
            })
            .collect();
        for some in measures.chunks(MOST_COLUMNS) {
            if body.len() == before {
                body.heading(3, heading);
            }
            body.table(table(context, profile, some));
        }
    }
    body.len() > before
}

fn table(context: &Context<'_>, profile: &Profile<'_>, measures: &[&MetricInfo]) -> Table {
    let (words, numbers) = (context.words(), context.numbers());
    let labels: Vec<String> = measures
        .iter()
        .map(|info| context.wording.label(&info.id))
        .collect();
    let mut head = vec![
        (words.column_group().to_text(), false),
        ("n".to_owned(), true),
    ];
    head.extend(labels.iter().map(|label| (label.clone(), true)));
    let rows = profile.groups.iter().take(MOST_ROWS).map(|group| {
        let mut row = vec![
            Cell::Name(words.shown(group.name)),
            Cell::Number(numbers.count(group.n)),
        ];
        row.extend(measures.iter().map(|info| {
            let e = profile.estimate(group.name, &info.id);
            Cell::Number(e.map_or_else(
                || "–".to_owned(),
                |e| numbers.with_interval(number::span(Some(info)), e.value, e.lower, e.upper),
            ))
        }));
        row
    });
    Table {
        caption: words
            .family_caption(labels.join(", "), context.wording.level(), profile.title())
            .to_text(),
        head,
        rows: rows.collect(),
        words,
    }
}
