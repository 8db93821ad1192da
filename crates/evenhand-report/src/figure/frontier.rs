//! What a choice is worth against whom it leaves behind: every model as it decides, and every other threshold.

use super::pair::limit_of;
use super::scored::score;
use super::{Figure, Point};
use crate::chart::Head;
use crate::chart::scatter::{Choice as Spot, Path, Scatter};
use crate::choices::{Found, From, GAP, WORTH, choices, worse};
use crate::error::Result;
use crate::profile::Profile;
use crate::table::{Cell, Table};
use crate::wording::Wording;
use crate::words::Words;
use evenhand_core::{AtCut, Choice, Limit, Polarity, Real, Span};

/// All models over all single attributes; nothing where there is only one choice, or no outcome.
pub(crate) fn frontier(wording: &Wording<'_>, single: &[Profile<'_>]) -> Result<Option<Figure>> {
    let (words, level) = (wording.words, wording.level());
    let polarity = wording.polarity();
    let (found, left_out) = choices(single, polarity);
    if found.len() < 2 {
        return Ok(None);
    }
    let mut series = Vec::new();
    let mut spots = Vec::new();
    for Found { choice, from } in &found {
        match from {
            From::Decided(estimates, verdict) => {
                for e in estimates {
                    let number = AtCut {
                        lower: e.lower,
                        upper: e.upper,
                        value: e.value,
                    };
                    series.push(Point::of(e, text(words, &e.metric, number)));
                }
                spots.push(Spot {
                    name: name(words, choice),
                    at: at(choice),
                    across: ends(choice.worth),
                    up: ends(choice.gap),
                    verdict: *verdict,
                });
            }
            From::Cut(cut) => series.extend(points(words, *cut, choice)),
        }
    }
    let paths: Vec<Path> = found
        .chunk_by(|a, b| a.choice.model == b.choice.model)
        .filter_map(|own| path(words, own))
        .collect();
    let title = words.frontier_title().to_text();
    let found: Vec<Choice> = found.into_iter().map(|found| found.choice).collect();
    let table = table(words, &found, polarity, &level);
    let limits: Vec<(f64, f64)> = (single.iter())
        .filter_map(|profile| limit_of(profile, GAP))
        .map(Limit::range)
        .collect();
    // Attributes with limits of their own share no band.
    let limit = limits
        .first()
        .copied()
        .filter(|first| limits.iter().all(|limit| limit == first));
    let listed: Vec<String> = (found.iter())
        .map(|choice| {
            let (worth, gap) = (
                text(words, WORTH, choice.worth),
                text(words, GAP, choice.gap),
            );
            format!("{} {worth}, {gap}", name(words, choice))
        })
        .collect();
    let head = Head {
        name: "frontier".to_owned(),
        title,
        subtitle: words.frontier_subtitle().to_text(),
        description: words
            .frontier_description(polarity, listed.join("; "))
            .to_text(),
        words,
    };
    let mut caption = caption(wording, &spots, &paths, polarity);
    if left_out > 0 {
        caption.push(' ');
        caption.push_str(&words.frontier_left_out(left_out).to_text());
    }
    let plot = Scatter {
        head: Head::default(),
        key: [
            words.frontier_mark(&level).to_text(),
            if paths.is_empty() {
                String::new()
            } else {
                words.frontier_thresholds().to_text()
            },
        ],
        choices: spots,
        paths,
        labels: (
            words.frontier_across().to_text(),
            words.frontier_up(polarity).to_text(),
        ),
        limit,
    };
    let draw = |head: Head, width| {
        Scatter {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    Ok(Some(
        Figure::new(&head, caption, table, draw)?.made_from(series),
    ))
}

/// The choices as a table.
pub(crate) fn table(words: Words, choices: &[Choice], polarity: Polarity, level: &str) -> Table {
    let mut table = Table::speaking(
        words,
        words.frontier_title().to_text(),
        &[
            (words.frontier_choice().to_text(), false),
            (words.frontier_selected().to_text(), true),
            (format!("{} [{level}]", words.frontier_across()), true),
            (format!("{} [{level}]", words.frontier_up(polarity)), true),
            (words.column_group().to_text(), false),
        ],
    );
    let share = |share: Real| words.numbers().fixed(share.get() * 100.0, 1);
    for choice in choices {
        table.rows.push(vec![
            Cell::Name(name(words, choice)),
            Cell::Number(choice.selected.map_or_else(String::new, share)),
            Cell::Number(text(words, WORTH, choice.worth)),
            Cell::Number(text(words, GAP, choice.gap)),
            Cell::Text(format!(
                "{}: {}",
                words.shown(&choice.attribute),
                words.shown(&choice.group)
            )),
        ]);
    }
    table
}

/// The model, and the threshold where it is one.
pub(crate) fn name(words: Words, choice: &Choice) -> String {
    match choice.threshold {
        None if choice.model.is_empty() => words.frontier_decided().to_text(),
        None => choice.model.to_string(),
        Some(from) => {
            let name = words.frontier_threshold(score(words.numbers(), from.get()));
            if choice.model.is_empty() {
                name.to_text()
            } else {
                words.with_model(name, &*choice.model).to_text()
            }
        }
    }
}

/// The thresholds of one model.
fn path(words: Words, own: &[Found<'_>]) -> Option<Path> {
    let cuts = || {
        own.iter()
            .filter(|found| matches!(found.from, From::Cut(_)))
    };
    let (first, last) = (cuts().next()?, cuts().next_back()?);
    Some(Path {
        spots: cuts().map(|found| at(&found.choice)).collect(),
        names: (name(words, &first.choice), name(words, &last.choice)),
    })
}

/// Where it is drawn: what it is worth, and how even it is.
fn at(choice: &Choice) -> (f64, f64) {
    let get = |number: Option<Real>| number.map_or(0.0, Real::get);
    (get(choice.worth.value), get(choice.gap.value))
}

fn ends(number: AtCut) -> Option<(f64, f64)> {
    Some((number.lower?.get(), number.upper?.get()))
}

fn text(words: Words, metric: &str, number: AtCut) -> String {
    let span = if metric == GAP {
        Span::Ratio
    } else {
        Span::Rate
    };
    words
        .numbers()
        .with_interval(span, number.value, number.lower, number.upper)
}

/// The two numbers of a threshold, as the curves hold them.
fn points(words: Words, cut: usize, choice: &Choice) -> [Point; 2] {
    let point = |attribute: &str, group: &str, of: &str, metric: &str, number: AtCut| Point {
        attribute: attribute.to_owned(),
        group: group.to_owned(),
        lower: number.lower,
        model: choice.model.to_string(),
        of: format!("{of}.{cut}"),
        text: text(words, metric, number),
        upper: number.upper,
        value: number.value,
    };
    [
        point("", "", "precision", WORTH, choice.worth),
        point(&choice.attribute, &choice.group, "ratio", GAP, choice.gap),
    ]
}

/// Which model is worth most and which is most even; what thresholds do to both.
fn caption(wording: &Wording<'_>, choices: &[Spot], paths: &[Path], polarity: Polarity) -> String {
    let words = wording.words;
    let numbers = words.numbers();
    let (rate, ratio) = (
        |value: f64| numbers.of(Span::Rate, value),
        |value: f64| numbers.of(Span::Ratio, value),
    );
    let mut said = Vec::new();
    let best = choices.iter().max_by(|a, b| a.at.0.total_cmp(&b.at.0));
    let even = choices
        .iter()
        .max_by(|a, b| worse(polarity, |of: &&Spot| of.at.1)(a, b));
    if let (Some(best), Some(even), true) = (best, even, choices.len() > 1) {
        let models = words.frontier_models(
            best.name.clone(),
            even.name.clone(),
            choices.len(),
            ratio(even.at.1),
            rate(best.at.0),
        );
        said.push(models.to_text());
    }
    if let [path] = paths
        && let (Some(first), Some(last)) = (path.spots.first(), path.spots.last())
    {
        let moves = words.frontier_moves(
            ratio(first.1),
            rate(last.0),
            polarity,
            ratio(last.1),
            rate(first.0),
        );
        said.push(moves.to_text());
    }
    said.push(words.frontier_chance().to_text());
    said.join(" ")
}
