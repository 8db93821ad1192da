use super::{Figure, MOST_ROWS, extremes, left_out, verdict_summary};
use crate::chart::Head;
use crate::chart::dots::{Dots, Row};
use crate::chart::strip::Strip;
use crate::error::Result;
use crate::name;
use crate::number;
use crate::profile::Profile;
use crate::rate_words::RateWords;
use crate::table::{Cell, Table};
use crate::wording::Wording;
use evenhand_core::{Finding, Limit, Real, Span};

/// A comparison of every group with the reference: dots, ranges and the limit.
pub(crate) fn pair(
    wording: &Wording<'_>,
    profile: &Profile<'_>,
    metric: &str,
) -> Result<Option<Figure>> {
    let card = profile.card;
    let (Some(info), true) = (card.metric(metric), profile.has(metric)) else {
        return Ok(None);
    };
    let (groups, hidden) = profile.worst(metric, MOST_ROWS);
    let words = RateWords::of_comparison(metric);
    let base_span = Span::Rate;
    let level = wording.level();
    let (rate_label, value_label) = (
        words.map_or("rate", |words| words.short(wording.polarity())),
        short_label(info.span),
    );
    let mut rows = Vec::new();
    let mut table = Table::new(
        format!("{}, {}", info.label, profile.title()),
        &[
            ("group", false),
            ("n", true),
            (&format!("{rate_label} [{level}]"), true),
            (&format!("{value_label} [{level}]"), true),
            ("verdict", false),
        ],
    );
    let units = profile.has_units();
    if units {
        table.head.push(("persons".to_owned(), true));
    }
    for group in &groups {
        let Some(estimate) = profile.estimate(group.name, metric) else {
            continue;
        };
        let base = words.and_then(|words| profile.estimate(group.name, words.base));
        let base_value = base.and_then(|base| base.value);
        let verdict = profile.index.verdict_on(profile.place, group.name, metric);
        let note = base_value.map_or_else(
            || format!("n = {}", number::count(group.n)),
            |rate| {
                format!(
                    "n = {} · {rate_label} {}",
                    number::count(group.n),
                    number::rate(rate.get())
                )
            },
        );
        let text = number::with_interval(info.span, estimate.value, estimate.lower, estimate.upper);
        let mut cells = vec![
            Cell::Name(name::shown(group.name)),
            Cell::Number(number::count(group.n)),
            Cell::Number(base.map_or_else(String::new, |base| {
                number::with_interval(base_span, base.value, base.lower, base.upper)
            })),
            Cell::Number(text.clone()),
            verdict.map_or(Cell::Nothing, Cell::Verdict),
        ];
        if units {
            cells.push(Cell::Number(
                group.units.map_or_else(String::new, number::persons),
            ));
        }
        table.rows.push(cells);
        rows.push(Row {
            name: name::shown(group.name),
            note,
            value: estimate.value.map(Real::get),
            ends: ends(estimate.lower, estimate.upper),
            text,
            n: group.n,
            verdict,
        });
    }
    let reference = groups
        .iter()
        .find_map(|group| profile.estimate(group.name, metric)?.reference.as_deref());
    let limit = limit_of(profile, metric);
    let head = Head {
        name: profile.stem(&metric.replace('_', "-")),
        title: format!("{}, {}", info.label, profile.title()),
        subtitle: format!(
            "{}Lines: {level} ranges.{}",
            reference.map_or_else(String::new, |written| subtitle_reference(
                profile, written, words
            )),
            if limit.is_some() {
                " Band: within the limit."
            } else {
                ""
            }
        ),
        description: describe(info.label.as_str(), &rows, reference),
    };
    let verdicts: Vec<_> = rows
        .iter()
        .map(|row| (row.name.clone(), row.verdict))
        .collect();
    let numbers: Vec<(String, f64)> = rows
        .iter()
        .filter_map(|row| Some((row.name.clone(), row.value?)))
        .collect();
    let told = if verdicts.iter().any(|(_, verdict)| verdict.is_some()) {
        None
    } else {
        extremes(&numbers, |value| number::of(info.span, value))
    };
    let caption = format!(
        "{}{}",
        told.unwrap_or_else(|| verdict_summary(&verdicts)),
        left_out(hidden)
    );
    let plot = Dots {
        head: Head::default(),
        rows,
        log: is_ratio(info.span),
        equal: if is_ratio(info.span) { 1.0 } else { 0.0 },
        limit: limit.map(Limit::range),
        axis_label: if is_ratio(info.span) {
            "ratio to the reference (log scale); 1 is equal".to_owned()
        } else {
            "difference from the reference; 0 is equal".to_owned()
        },
        column: format!("{value_label} [{level} range]"),
    };
    let draw = |head: Head, width| {
        Dots {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    Figure::new(&head, caption, table, draw).map(Some)
}

/// One finding on one line; `None` where there is nothing to draw.
pub(crate) fn strip(
    wording: &Wording<'_>,
    finding: &Finding,
    name: &str,
) -> Result<Option<(Head, String)>> {
    let Some(info) = wording.card.metric(&finding.metric) else {
        return Ok(None);
    };
    if finding.value.is_none() || matches!(info.span, Span::Index) {
        return Ok(None);
    }
    let text = number::with_interval(
        number::span(Some(info)),
        finding.value,
        finding.lower,
        finding.upper,
    );
    let headline = wording.headline(finding).to_text();
    let head = Head {
        name: name.to_owned(),
        title: headline,
        subtitle: String::new(),
        description: format!(
            "{text}; limit {}; {}.",
            finding.limit,
            finding.verdict.words()
        ),
    };
    let strip = Strip {
        head: head.clone(),
        log: is_ratio(info.span),
        equal: if is_ratio(info.span) { 1.0 } else { 0.0 },
        limit: finding.limit.range(),
        value: finding.value.map(Real::get),
        ends: ends(finding.lower, finding.upper),
        verdict: finding.verdict,
    };
    Ok(Some((head, strip.draw()?)))
}

fn subtitle_reference(profile: &Profile<'_>, written: &str, words: Option<RateWords>) -> String {
    let group = name::resolved(written);
    let mut facts = Vec::new();
    if let Some(base) = words.and_then(|words| profile.estimate(group, words.base)) {
        facts.push(format!("n = {}", number::count(base.n)));
        if let (Some(words), Some(rate)) = (words, base.value) {
            facts.push(format!(
                "{} {}",
                words.short(profile.card.system.polarity),
                number::rate(rate.get())
            ));
        }
    }
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(" ({})", facts.join(", "))
    };
    format!("Reference: {}{facts}. ", name::reference_in_full(written))
}

pub(super) fn limit_of(profile: &Profile<'_>, metric: &str) -> Option<Limit> {
    let card = profile.card;
    card.findings
        .iter()
        .find(|finding| {
            &*finding.metric == metric
                && *finding.attribute == *profile.place.attribute
                && *finding.model == *profile.place.model
        })
        .map(|finding| finding.limit)
        .filter(|limit| *limit != Limit::default())
}

fn describe(label: &str, rows: &[Row], reference: Option<&str>) -> String {
    let listed: Vec<String> = rows
        .iter()
        .take(12)
        .map(|row| match row.verdict {
            Some(verdict) => format!("{} {}, {}", row.name, row.text, verdict.words()),
            None => format!("{} {}", row.name, row.text),
        })
        .collect();
    let compared = reference.map_or_else(String::new, |written| {
        format!(" compared with {}", name::reference(written))
    });
    let more = if rows.len() > 12 {
        "; the table holds the rest"
    } else {
        ""
    };
    format!("{label}{compared}: {}{more}.", listed.join("; "))
}

fn short_label(span: Span) -> &'static str {
    match span {
        Span::Ratio => "ratio",
        Span::OddsRatio => "odds ratio",
        Span::Difference => "difference",
        Span::Rate => "rate",
        Span::Index => "value",
    }
}

fn is_ratio(span: Span) -> bool {
    matches!(span, Span::Ratio | Span::OddsRatio)
}

pub(super) fn ends(lower: Option<Real>, upper: Option<Real>) -> Option<(f64, f64)> {
    Some((lower?.get(), upper?.get()))
}
