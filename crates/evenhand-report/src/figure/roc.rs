//! How well a score tells those with the outcome from those without it, group by group.

use super::scored::{LEAST_OF_EACH, Scored, outcomes, score};
use super::{Figure, Point};
use crate::chart::Head;
use crate::chart::facets::{Cross, Facets, Panel, Ranges, Spot};
use crate::error::Result;
use crate::profile::Profile;
use crate::table::{Cell, Table};
use crate::wording::Wording;
use evenhand_core::{Band, Estimate, GroupCurve, Real, Span};

const AUC: &str = "auc";
const FALSE: &str = "false_positive_rate";
const TRUE: &str = "true_positive_rate";

/// True against false positive rates at every cut, each group beside the reference; nothing without a score or an
/// outcome.
pub(crate) fn roc(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    let fit = |curve: &GroupCurve| {
        let sum = |of: fn(&Band) -> u64| curve.bands.iter().map(of).sum::<u64>();
        sum(|band| band.negative) >= LEAST_OF_EACH && sum(|band| band.positive) >= LEAST_OF_EACH
    };
    let Some(scored) = Scored::of(profile, fit) else {
        return Ok(None);
    };
    let (words, level) = (wording.words, wording.level());
    let numbers = words.numbers();
    let title = words.roc_title(profile.title()).to_text();
    let written = |e: Option<&Estimate>| {
        e.map_or_else(String::new, |e| {
            numbers.with_interval(Span::Rate, e.value, e.lower, e.upper)
        })
    };
    let estimate = |curve: &GroupCurve, metric: &str| {
        if curve.group.is_empty() {
            None
        } else {
            profile.estimate(&curve.group, metric)
        }
    };
    let mut table = Table::speaking(
        words,
        words.roc_table(profile.title()).to_text(),
        &[(words.column_threshold().to_text(), false)],
    );
    let all: Vec<&GroupCurve> = scored.all().collect();
    let mut series = Vec::new();
    for (metric, label) in [
        (AUC, words.roc_area()),
        (FALSE, words.roc_decided_false()),
        (TRUE, words.roc_decided_true()),
    ] {
        let mut row = vec![Cell::Name(format!("{label} [{level}]"))];
        for curve in &all {
            let e = estimate(curve, metric);
            let text = written(e);
            series.extend(
                e.filter(|e| e.value.is_some())
                    .map(|e| Point::of(e, text.clone())),
            );
            row.push(Cell::Number(text));
        }
        table.rows.push(row);
    }
    let paths: Vec<Vec<Spot>> = all.iter().map(|curve| path(curve)).collect();
    for (i, cut) in scored.curves.cuts.iter().enumerate().rev() {
        let mut row = vec![Cell::Name(score(numbers, cut.get()))];
        for (curve, path) in all.iter().zip(&paths) {
            // The first place is that of nobody selected.
            let spot = path[scored.curves.cuts.len() - i];
            let text = format!("{} / {}", numbers.rate(spot.x), numbers.rate(spot.y));
            for (what, value) in [("false", spot.x), ("true", spot.y)] {
                let of = format!("roc.{i}.{what}");
                let point = Point::made(profile, &curve.group, &of, value, numbers.rate(value));
                series.push(point);
            }
            row.push(Cell::Number(text));
        }
        table.rows.push(row);
    }
    table
        .head
        .extend(all.iter().map(|curve| (scored.name(curve), true)));
    let areas: Vec<(String, Real, String)> = all
        .iter()
        .filter_map(|curve| {
            let e = estimate(curve, AUC)?;
            Some((scored.name(curve), e.value?, written(Some(e))))
        })
        .collect();
    let panels = scored
        .groups
        .iter()
        .zip(&paths[1..])
        .map(|(own, path)| {
            let ends = |e: &Estimate| Some((e.lower?.get(), e.upper?.get()));
            let (x, y) = (estimate(own.curve, FALSE), estimate(own.curve, TRUE));
            Panel {
                title: scored.name(own.curve),
                note: words.roc_note(written(estimate(own.curve, AUC))).to_text(),
                own: path.clone(),
                other: paths[0].clone(),
                cross: x.zip(y).and_then(|(x, y)| {
                    Some(Cross {
                        at: (x.value?.get(), y.value?.get()),
                        across: ends(x),
                        up: ends(y),
                        verdict: None,
                    })
                }),
            }
        })
        .collect();
    let listed: Vec<String> = areas
        .iter()
        .map(|(name, _, text)| format!("{name} {text}"))
        .collect();
    let head = Head {
        name: profile.stem("roc"),
        title,
        subtitle: words.roc_subtitle(&level).to_text(),
        description: words.roc_description(listed.join("; ")).to_text(),
        words,
    };
    let by =
        |a: &&(String, Real, String), b: &&(String, Real, String)| a.1.get().total_cmp(&b.1.get());
    let caption = match (areas.iter().min_by(by), areas.iter().max_by(by)) {
        (Some(low), Some(high)) if low.0 != high.0 => words
            .roc_extremes(&high.2, &high.0, &low.2, &low.0)
            .to_text(),
        _ => words.roc_plain().to_text(),
    };
    let plot = Facets {
        head: Head::default(),
        panels,
        across: ((0.0, 1.0), words.roc_across().to_text()),
        up: ((0.0, 1.0), words.roc_upwards().to_text()),
        log: false,
        diagonal: true,
        equal: None,
        limit: None,
        chosen: None,
        ranges: Ranges::Band,
        key: [
            words.scored_own().to_text(),
            scored.reference_name.clone(),
            words.roc_decided().to_text(),
        ],
    };
    let draw = |head: Head, width| {
        Facets {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    let caption = format!("{caption}{}", scored.rest(words));
    let figure = Figure::new(&head, caption, table, draw)?;
    Ok(Some(figure.made_from(series)))
}

/// From nobody selected to everybody: the false and the true positive rate at each cut from the highest.
///
/// # Source
/// Fawcett (2006), An introduction to ROC analysis, algorithm 1, at the cuts alone.
fn path(curve: &GroupCurve) -> Vec<Spot> {
    let [negatives, positives] = outcomes(&curve.bands);
    (0..=curve.bands.len())
        .rev()
        .map(|first| {
            let [negative, positive] = outcomes(&curve.bands[first..]);
            Spot {
                x: negative / negatives,
                y: positive / positives,
                ends: None,
            }
        })
        .collect()
}
