use super::{Figure, Point, extremes, verdict_summary};
use crate::chart::Head;
use crate::chart::heat::{Cell, Heat};
use crate::error::Result;
use crate::name;
use crate::profile::{Member, Profile};
use crate::table::{self, Table};
use crate::wording::Wording;
use evenhand_core::{Polarity, Real, Span};
use std::collections::BTreeMap;

const METRIC: &str = "disparate_impact_ratio";
const MOST_COLUMNS: usize = 8;
const MOST_ROWS: usize = 30;
/// As many groups as the drawing can hold.
const MOST_GROUPS: usize = MOST_COLUMNS * MOST_ROWS;

/// Ratios of an intersection's groups, as a heat map: the last attribute across, the others down.
pub(crate) fn combined(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    let words = wording.words;
    let overall = overall_rate(profile);
    let against_reference = profile.has(METRIC);
    let ratio = |group: &Member<'_>| -> Option<f64> {
        if against_reference {
            if profile.reference == Some(group.name) {
                return Some(1.0);
            }
            profile.estimate(group.name, METRIC)?.value.map(Real::get)
        } else {
            let rate = profile.estimate(group.name, "selection_rate")?.value?.get();
            (overall > 0.0).then(|| rate / overall)
        }
    };
    // Levels keep the order in which the groups stand, which is that of bins and texts.
    let mut order: BTreeMap<String, usize> = BTreeMap::new();
    let mut sheet: BTreeMap<(String, String), &Member<'_>> = BTreeMap::new();
    let (mut columns, mut rows) = (BTreeMap::new(), BTreeMap::new());
    for group in &profile.groups {
        let mut levels: Vec<String> = (name::levels(group.name).iter())
            .map(|level| profile.words.level(level))
            .collect();
        let Some(column) = levels.pop() else { continue };
        let row = levels.join(" × ");
        for level in [&row, &column] {
            let next = order.len();
            order.entry(level.clone()).or_insert(next);
        }
        *columns.entry(column.clone()).or_insert(0) += group.n;
        let worst = rows.entry(row.clone()).or_insert((0_u64, u8::MAX));
        worst.0 += group.n;
        let rank = profile.index.verdict_on(profile.place, group.name, METRIC);
        worst.1 = worst.1.min(rank.map_or(u8::MAX, |rank| rank as u8));
        sheet.insert((row, column), group);
    }
    if columns.len() < 2 || rows.is_empty() {
        return Ok(None);
    }
    let total = (rows.len(), columns.len());
    let columns = most(columns, MOST_COLUMNS, &order, |n| (0, *n));
    let rows = most(rows, MOST_ROWS, &order, |(n, rank)| (u8::MAX - rank, *n));
    let cells: Vec<(String, Vec<Cell>)> = rows
        .iter()
        .map(|row| {
            let line = columns
                .iter()
                .map(|column| {
                    sheet
                        .get(&(row.clone(), column.clone()))
                        .map_or_else(empty, |group| cell(profile, group, ratio(group)))
                })
                .collect();
            (row.clone(), line)
        })
        .collect();
    let against = if against_reference {
        profile.summary.reference.as_deref().map_or_else(
            || words.the_reference().to_text(),
            |written| words.reference_in_full(written),
        )
    } else {
        words.rate_of_everyone().to_text()
    };
    let verdicts: Vec<_> = profile
        .groups
        .iter()
        .map(|group| {
            (
                profile.words.shown(group.name),
                profile.index.verdict_on(profile.place, group.name, METRIC),
            )
        })
        .collect();
    let numbers: Vec<(String, f64)> = profile
        .groups
        .iter()
        .filter(|group| !profile.small(group))
        .filter_map(|group| Some((profile.words.shown(group.name), ratio(group)?)))
        .collect();
    let told = if verdicts.iter().any(|(_, verdict)| verdict.is_some()) {
        None
    } else {
        extremes(words, &numbers, |value| words.numbers().fixed(value, 2))
    };
    let mut caption = told.unwrap_or_else(|| verdict_summary(words, &verdicts));
    if total.0 > rows.len() || total.1 > columns.len() {
        let shown = words.combined_shown(total.1, total.0, columns.len(), rows.len());
        caption.push_str(&shown.to_text());
    }
    let heads = wording.heads();
    let head = Head {
        name: profile.stem("combined"),
        title: words.combined_title(profile.title()).to_text(),
        subtitle: words
            .combined_subtitle(
                profile.card.settings.min_n,
                heads,
                profile.has_units(),
                against,
            )
            .to_text(),
        description: describe(profile, &ratio),
        words,
    };
    let heat = Heat {
        head: head.clone(),
        columns,
        rows: cells,
        flipped: wording.polarity() == Polarity::Burden,
    };
    let drawn = heat.rows.iter().flat_map(|(row, _)| {
        heat.columns
            .iter()
            .filter_map(|column| sheet.get(&(row.clone(), column.clone())))
    });
    let series = drawn
        .filter(|group| !profile.small(group))
        .filter_map(|group| profile.estimate(group.name, METRIC))
        .filter_map(|e| Some(Point::of(e, words.numbers().fixed(e.value?.get(), 2))))
        .collect();
    Ok(Some(Figure {
        wide: heat.draw()?,
        narrow: None,
        series,
        table: worst_table(wording, profile),
        caption,
        head,
    }))
}

fn empty() -> Cell {
    Cell {
        empty: true,
        ..Cell::default()
    }
}

fn cell(profile: &Profile<'_>, group: &Member<'_>, ratio: Option<f64>) -> Cell {
    let numbers = profile.words.numbers();
    Cell {
        ratio: ratio.filter(|ratio| ratio.is_finite()),
        text: ratio.map_or_else(String::new, |ratio| numbers.fixed(ratio, 2)),
        note: match group.units {
            Some(units) => format!("n = {}", numbers.persons(units)),
            None => format!("n = {}", numbers.count(group.n)),
        },
        small: profile.small(group),
        empty: false,
        verdict: profile.index.verdict_on(profile.place, group.name, METRIC),
    }
}

/// At most so many names, those of the highest key, in the given order.
fn most<V, K: Ord>(
    names: BTreeMap<String, V>,
    most: usize,
    order: &BTreeMap<String, usize>,
    key: impl Fn(&V) -> K,
) -> Vec<String> {
    let mut all: Vec<(String, V)> = names.into_iter().collect();
    all.sort_by_key(|entry| std::cmp::Reverse(key(&entry.1)));
    all.truncate(most);
    let mut names: Vec<String> = all.into_iter().map(|entry| entry.0).collect();
    names.sort_by_key(|name| order.get(name).copied());
    names
}

/// The groups with the gravest verdicts and the furthest ratios.
fn worst_table(wording: &Wording<'_>, profile: &Profile<'_>) -> Table {
    let (words, level) = (wording.words, wording.level());
    let numbers = words.numbers();
    let mut table = Table::speaking(
        words,
        words.combined_worst(profile.title()).to_text(),
        &[
            (words.column_group().to_text(), false),
            ("n".to_owned(), true),
            (format!("{} [{level}]", words.column_rate()), true),
            (format!("{} [{level}]", words.column_ratio()), true),
            (words.column_verdict().to_text(), false),
        ],
    );
    let units = profile.has_units();
    if units {
        table.head.push((words.column_persons().to_text(), true));
    }
    let metric = if profile.has(METRIC) {
        METRIC
    } else {
        "selection_rate"
    };
    let (groups, _) = profile.worst(metric, MOST_GROUPS);
    for group in groups {
        let text = |metric: &str, span| {
            profile
                .estimate(group.name, metric)
                .map_or_else(String::new, |e| {
                    numbers.with_interval(span, e.value, e.lower, e.upper)
                })
        };
        let verdict = profile.index.verdict_on(profile.place, group.name, METRIC);
        let mut row = vec![
            table::Cell::Name(profile.words.shown(group.name)),
            table::Cell::Number(numbers.count(group.n)),
            table::Cell::Number(text("selection_rate", Span::Rate)),
            table::Cell::Number(text(METRIC, Span::Ratio)),
            verdict.map_or(table::Cell::Nothing, table::Cell::Verdict),
        ];
        if units {
            row.push(table::Cell::Number(
                group.units.map_or_else(String::new, |n| numbers.persons(n)),
            ));
        }
        table.rows.push(row);
    }
    table
}

fn overall_rate(profile: &Profile<'_>) -> f64 {
    let (n, selected) = profile.groups.iter().fold((0, 0), |sum, group| {
        (sum.0 + group.n, sum.1 + group.selected)
    });
    if n == 0 {
        0.0
    } else {
        selected as f64 / n as f64
    }
}

fn describe(profile: &Profile<'_>, ratio: &impl Fn(&Member<'_>) -> Option<f64>) -> String {
    let mut known: Vec<(f64, String)> = profile
        .groups
        .iter()
        .filter(|group| !profile.small(group))
        .filter_map(|group| Some((ratio(group)?, profile.words.shown(group.name))))
        .collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    let words = profile.words;
    let number = |value: f64| words.numbers().fixed(value, 2);
    match (known.first(), known.last()) {
        (Some(low), Some(high)) => words.combined_description(
            number(high.0),
            &high.1,
            number(low.0),
            &low.1,
            profile.groups.len(),
        ),
        _ => words.combined_description_small(),
    }
    .to_text()
}
