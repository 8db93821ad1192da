use super::{Figure, MOST_ROWS, Point, left_out, verdict_summary};
use crate::chart::Head;
use crate::chart::panels::{Dot, Panel, Panels};
use crate::error::Result;
use crate::number;
use crate::profile::{Member, Profile};
use crate::rate_words::{RateWords, base_of};
use crate::table::{Cell, Table};
use crate::wording::Wording;
use crate::words::Words;
use evenhand_core::{Input, Real, Scope, Scorecard, Span, Verdict};

/// The rates that show how errors fall, in the order of the panels.
pub(crate) const RATES: [&str; 4] = [
    "false_positive_rate",
    "true_positive_rate",
    "positive_predictive_value",
    "false_omission_rate",
];

/// Metrics that compare an error rate of two groups and that a check looks at.
pub(crate) fn error_metrics(card: &Scorecard) -> Vec<&str> {
    let mut metrics: Vec<&str> = Vec::new();
    for check in &card.checks {
        let pair = card
            .metric(&check.metric)
            .is_some_and(|info| info.scope == Scope::Pair);
        let about_errors = base_of(&check.metric)
            .is_some_and(|base| base != "selection_rate" && RateWords::of_rate(base).is_some());
        if pair && about_errors && !metrics.contains(&&*check.metric) {
            metrics.push(&check.metric);
        }
    }
    metrics
}

/// Error rates of every group, one panel per rate.
pub(crate) fn error_rates(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    let rates: Vec<&str> = RATES.into_iter().filter(|rate| profile.has(rate)).collect();
    let Some(first) = rates.first() else {
        return Ok(None);
    };
    let (groups, hidden) = profile.worst(first, MOST_ROWS);
    let (words, level) = (wording.words, wording.level());
    let title = words.errors_title(profile.title()).to_text();
    let mut table = Table::speaking(
        words,
        title.clone(),
        &[
            (words.column_group().to_text(), false),
            ("n".to_owned(), true),
        ],
    );
    table.head.extend(rates.iter().map(|rate| {
        (
            format!(
                "{} [{level}]",
                RateWords::of_rate(rate).map_or_else(
                    || (*rate).to_owned(),
                    |of| of.short(words, wording.polarity())
                )
            ),
            true,
        )
    }));
    for group in &groups {
        let mut row = vec![
            Cell::Name(shown(profile, group)),
            Cell::Number(words.numbers().count(group.n)),
        ];
        row.extend(rates.iter().map(|rate| {
            Cell::Number(
                profile
                    .estimate(group.name, rate)
                    .map_or_else(String::new, |e| {
                        words
                            .numbers()
                            .with_interval(Span::Rate, e.value, e.lower, e.upper)
                    }),
            )
        }));
        table.rows.push(row);
    }
    let panels: Vec<Panel> = rates
        .iter()
        .map(|rate| panel(profile, &groups, rate))
        .collect();
    let names: Vec<(String, bool)> = groups
        .iter()
        .map(|group| {
            (
                profile.words.shown(group.name),
                profile.reference == Some(group.name),
            )
        })
        .collect();
    let most = axis_end(&panels);
    let verdicts: Vec<_> = groups
        .iter()
        .map(|group| {
            let worst = rates
                .iter()
                .filter_map(|rate| verdict(profile, group, rate))
                .min();
            (profile.words.shown(group.name), worst)
        })
        .collect();
    let head = Head {
        name: profile.stem("error-rates"),
        title,
        subtitle: format!(
            "{}{}",
            words.lines_are_ranges(level),
            if names.iter().any(|name| name.1) {
                words.errors_reference().to_text()
            } else {
                String::new()
            }
        ),
        description: description(words, &panels, &names),
        words,
    };
    let caption = format!("{}{}", caption(profile, &verdicts), left_out(words, hidden));
    let draw = |head: Head, width| {
        Panels {
            head,
            groups: names.clone(),
            most,
            rates: panels.clone(),
        }
        .draw(width)
    };
    let series = rates
        .iter()
        .flat_map(|rate| groups.iter().map(move |group| (rate, group)))
        .filter_map(|(rate, group)| {
            let e = profile.estimate(group.name, rate)?;
            Some(Point::of(e, words.numbers().rate(e.value?.get())))
        })
        .collect();
    let figure = Figure::new(&head, caption, table, draw)?;
    Ok(Some(figure.made_from(series)))
}

/// What the checks say of groups, and of all groups together.
fn caption(profile: &Profile<'_>, verdicts: &[(String, Option<Verdict>)]) -> String {
    let words = profile.words;
    let mut parts = Vec::new();
    for finding in profile.index.findings(profile.place, "") {
        let info = profile.card.metric(&finding.metric);
        let about_errors = info.is_some_and(|info| info.inputs.contains(&Input::Label));
        if let (Some(info), true) = (info, about_errors) {
            let text = words.numbers().with_interval(
                number::span(Some(info)),
                finding.value,
                finding.lower,
                finding.upper,
            );
            let verdict = words.verdict(finding.verdict);
            parts.push(
                words
                    .errors_of_all(words.label(&info.label), text, verdict)
                    .to_text(),
            );
        }
    }
    if parts.is_empty() || verdicts.iter().any(|(_, verdict)| verdict.is_some()) {
        parts.insert(0, verdict_summary(words, verdicts));
    }
    parts.join(" ")
}

fn panel(profile: &Profile<'_>, groups: &[Member<'_>], rate: &str) -> Panel {
    let label = profile
        .card
        .metric(rate)
        .map_or(rate, |info| info.label.as_str());
    Panel {
        title: profile.words.label(label),
        reference: profile
            .reference
            .and_then(|reference| profile.estimate(reference, rate)?.value)
            .map(Real::get),
        dots: groups
            .iter()
            .map(|group| {
                let estimate = profile.estimate(group.name, rate);
                let value = estimate.and_then(|e| e.value).map(Real::get);
                Dot {
                    value,
                    ends: estimate.and_then(|e| Some((e.lower?.get(), e.upper?.get()))),
                    text: value.map_or_else(
                        || "–".to_owned(),
                        |value| profile.words.numbers().rate(value),
                    ),
                    n: group.n,
                    verdict: verdict(profile, group, rate),
                }
            })
            .collect(),
    }
}

/// What a check says of the comparison that this rate enters; too few people where the group is too small.
fn verdict(profile: &Profile<'_>, group: &Member<'_>, rate: &str) -> Option<Verdict> {
    let checked = profile
        .index
        .findings(profile.place, group.name)
        .iter()
        .filter(|finding| base_of(&finding.metric) == Some(rate))
        .map(|finding| finding.verdict)
        .min();
    checked.or_else(|| profile.small(group).then_some(Verdict::InsufficientData))
}

fn shown(profile: &Profile<'_>, group: &Member<'_>) -> String {
    if profile.reference == Some(group.name) {
        profile
            .words
            .marked_reference(profile.words.shown(group.name))
            .to_text()
    } else {
        profile.words.shown(group.name)
    }
}

fn description(words: Words, panels: &[Panel], names: &[(String, bool)]) -> String {
    let mut parts = Vec::new();
    for panel in panels {
        let listed: Vec<String> = panel
            .dots
            .iter()
            .zip(names)
            .take(10)
            .map(|(dot, name)| format!("{} {}", name.0, dot.text))
            .collect();
        parts.push(format!("{}: {}", panel.title, words.joined(&listed)));
    }
    format!("{}.", parts.join(". "))
}

/// Where the axes end: at one, or sooner where every rate is small.
fn axis_end(panels: &[Panel]) -> f64 {
    let most = panels
        .iter()
        .flat_map(|panel| &panel.dots)
        .filter_map(|dot| dot.ends.map(|ends| ends.1).or(dot.value))
        .fold(0.0, f64::max);
    [0.02, 0.05, 0.1, 0.2, 0.4, 0.6]
        .into_iter()
        .find(|end| most <= *end)
        .unwrap_or(1.0)
}
