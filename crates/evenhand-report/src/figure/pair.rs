use super::{Figure, MOST_ROWS, Point, extremes, left_out, verdict_summary};
use crate::chart::Head;
use crate::chart::dots::{Dots, Row};
use crate::chart::strip::Strip;
use crate::error::Result;
use crate::name;
use crate::number;
use crate::profile::Profile;
use crate::rate_words::RateWords;
use crate::sentence::Sentence;
use crate::table::{Cell, Table};
use crate::wording::Wording;
use crate::words::Words;
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
    let words = wording.words;
    let numbers = words.numbers();
    let rate_words = RateWords::of_comparison(metric);
    let base_span = Span::Rate;
    let level = wording.level();
    let (rate_label, value_label) = (
        rate_words.map_or_else(
            || words.column_rate().to_text(),
            |of| of.short(words, wording.polarity()),
        ),
        words.value_kind(key(info.span)).to_text(),
    );
    let (mut rows, mut series) = (Vec::new(), Vec::new());
    let label = words.label(&info.label);
    let title = words.pair_title(&label, profile.title()).to_text();
    let mut table = Table::speaking(
        words,
        title.clone(),
        &[
            (words.column_group().to_text(), false),
            ("n".to_owned(), true),
            (format!("{rate_label} [{level}]"), true),
            (format!("{value_label} [{level}]"), true),
            (words.column_verdict().to_text(), false),
        ],
    );
    let units = profile.has_units();
    if units {
        table.head.push((words.column_persons().to_text(), true));
    }
    for group in &groups {
        let Some(estimate) = profile.estimate(group.name, metric) else {
            continue;
        };
        let base = rate_words.and_then(|of| profile.estimate(group.name, of.base));
        let base_value = base.and_then(|base| base.value);
        let verdict = profile.index.verdict_on(profile.place, group.name, metric);
        let note = base_value.map_or_else(
            || format!("n = {}", numbers.count(group.n)),
            |rate| {
                format!(
                    "n = {} · {rate_label} {}",
                    numbers.count(group.n),
                    numbers.rate(rate.get())
                )
            },
        );
        let text = numbers.with_interval(info.span, estimate.value, estimate.lower, estimate.upper);
        let mut cells = vec![
            Cell::Name(profile.words.shown(group.name)),
            Cell::Number(numbers.count(group.n)),
            Cell::Number(base.map_or_else(String::new, |base| {
                numbers.with_interval(base_span, base.value, base.lower, base.upper)
            })),
            Cell::Number(text.clone()),
            verdict.map_or(Cell::Nothing, Cell::Verdict),
        ];
        if units {
            cells.push(Cell::Number(
                group.units.map_or_else(String::new, |n| numbers.persons(n)),
            ));
        }
        table.rows.push(cells);
        let point = Point::of(estimate, text);
        rows.push(Row {
            name: profile.words.shown(group.name),
            note,
            value: point.at(),
            ends: point.ends(),
            text: point.text.clone(),
            n: group.n,
            verdict,
        });
        series.push(point);
    }
    let reference = groups
        .iter()
        .find_map(|group| profile.estimate(group.name, metric)?.reference.as_deref());
    let limit = limit_of(profile, metric);
    let head = Head {
        name: profile.stem(&metric.replace('_', "-")),
        title,
        subtitle: format!(
            "{}{}{}",
            reference.map_or_else(String::new, |written| subtitle_reference(
                profile, written, rate_words
            )),
            words.lines_are_ranges(&level),
            if limit.is_some() {
                words.pair_band().to_text()
            } else {
                String::new()
            }
        ),
        description: describe(words, &label, &rows, reference),
        words,
    };
    let verdicts: Vec<_> = rows
        .iter()
        .map(|row| (row.name.clone(), row.verdict))
        .collect();
    let told: Vec<(String, f64)> = rows
        .iter()
        .filter_map(|row| Some((row.name.clone(), row.value?)))
        .collect();
    let told = if verdicts.iter().any(|(_, verdict)| verdict.is_some()) {
        None
    } else {
        extremes(words, &told, |value| numbers.of(info.span, value))
    };
    let caption = format!(
        "{}{}",
        told.unwrap_or_else(|| verdict_summary(words, &verdicts)),
        left_out(words, hidden)
    );
    let plot = Dots {
        head: Head::default(),
        rows,
        log: is_ratio(info.span),
        equal: if is_ratio(info.span) { 1.0 } else { 0.0 },
        limit: limit.map(Limit::range),
        axis_label: words.pair_axis(scale(info.span)).to_text(),
        column: words.with_range(value_label, level).to_text(),
    };
    let draw = |head: Head, width| {
        Dots {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    let figure = Figure::new(&head, caption, table, draw)?;
    Ok(Some(figure.made_from(series)))
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
    let words = wording.words;
    let numbers = words.numbers();
    let text = numbers.with_interval(
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
        description: words
            .strip_description(
                numbers.with_decimal(finding.limit.to_string()),
                text,
                words.verdict(finding.verdict),
            )
            .to_text(),
        words,
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

fn subtitle_reference(profile: &Profile<'_>, written: &str, of: Option<RateWords>) -> String {
    let words = profile.words;
    let group = name::resolved(written);
    let mut facts = Vec::new();
    if let Some(base) = of.and_then(|of| profile.estimate(group, of.base)) {
        facts.push(format!("n = {}", words.numbers().count(base.n)));
        if let (Some(of), Some(rate)) = (of, base.value) {
            facts.push(format!(
                "{} {}",
                of.short(words, profile.card.system.polarity),
                words.numbers().rate(rate.get())
            ));
        }
    }
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(" ({})", words.joined(&facts))
    };
    let reference = words.reference_in_full(written);
    format!("{} ", words.pair_reference(facts, reference))
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

pub(super) fn describe(words: Words, label: &str, rows: &[Row], reference: Option<&str>) -> String {
    let listed: Vec<String> = rows
        .iter()
        .take(12)
        .map(|row| match row.verdict {
            Some(verdict) => format!("{} {}, {}", row.name, row.text, words.verdict(verdict)),
            None => format!("{} {}", row.name, row.text),
        })
        .collect();
    let listed = listed.join("; ");
    let more = if rows.len() > 12 {
        words.table_holds_rest()
    } else {
        Sentence::new()
    };
    match reference {
        Some(written) => words.description_of_pair(label, more, words.reference(written), listed),
        None => words.description_of(label, more, listed),
    }
    .to_text()
}

fn key(span: Span) -> &'static str {
    match span {
        Span::Ratio => "ratio",
        Span::OddsRatio => "odds-ratio",
        Span::Difference => "difference",
        Span::Rate => "rate",
        Span::Index => "index",
    }
}

fn scale(span: Span) -> &'static str {
    if is_ratio(span) {
        "ratio"
    } else {
        "difference"
    }
}

pub(super) fn is_ratio(span: Span) -> bool {
    matches!(span, Span::Ratio | Span::OddsRatio)
}

pub(super) fn ends(lower: Option<Real>, upper: Option<Real>) -> Option<(f64, f64)> {
    Some((lower?.get(), upper?.get()))
}
