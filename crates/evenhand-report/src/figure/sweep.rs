//! What other thresholds would do to the ratio of selection rates.

use super::pair::limit_of;
use super::scored::{Scored, score};
use super::{Figure, Point};
use crate::chart::Head;
use crate::chart::axis::Axis;
use crate::chart::facets::{Cross, Facets, Panel, Ranges, Spot};
use crate::error::Result;
use crate::profile::Profile;
use crate::table::{Cell, Table};
use crate::wording::Wording;
use evenhand_core::{AtCut, Band, Estimate, GroupCurve, Limit, Real, Span};

const METRIC: &str = "disparate_impact_ratio";

/// The ratio of selection rates at every cut, one panel for each group; nothing without a score.
pub(crate) fn sweep(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    let min_n = profile.card.settings.min_n;
    let all_rows = |curve: &GroupCurve| curve.bands.iter().map(Band::n).sum::<u64>() >= min_n;
    let Some(scored) = Scored::of(profile, all_rows) else {
        return Ok(None);
    };
    let cuts = &scored.curves.cuts;
    // A ratio over a handful of selected people says nothing.
    let enough = |curve: &GroupCurve, cut: usize| {
        let selected = |curve: &GroupCurve| curve.bands[cut + 1..].iter().map(Band::n).sum::<u64>();
        selected(curve) >= min_n && selected(scored.reference) >= min_n
    };
    let told = |curve: &GroupCurve, cut: usize| -> Option<AtCut> {
        let ratio = curve.ratios[cut];
        let finite = ratio.value.is_some_and(|v| v.is_finite() && v.get() > 0.0);
        (finite && enough(curve, cut)).then_some(ratio)
    };
    let groups: Vec<_> = scored
        .groups
        .iter()
        .filter(|own| own.curve.ratios.len() == cuts.len())
        // A line takes two places.
        .filter(|own| {
            (0..cuts.len())
                .filter_map(|cut| told(own.curve, cut))
                .count()
                > 1
        })
        .collect();
    if groups.is_empty() || cuts.len() < 2 {
        return Ok(None);
    }
    let (words, level) = (wording.words, wording.level());
    let numbers = words.numbers();
    let title = words.sweep_title(profile.title()).to_text();
    let mut table = Table::speaking(
        words,
        words.sweep_table(profile.title()).to_text(),
        &[(words.column_threshold().to_text(), false)],
    );
    table.head.extend(
        groups
            .iter()
            .map(|own| (format!("{} [{level}]", scored.name(own.curve)), true)),
    );
    let mut series = Vec::new();
    for (cut, at) in cuts.iter().enumerate() {
        let mut row = vec![Cell::Name(score(numbers, at.get()))];
        for own in &groups {
            let Some(ratio) = told(own.curve, cut) else {
                row.push(Cell::Number("–".to_owned()));
                continue;
            };
            let text = numbers.with_interval(Span::Ratio, ratio.value, ratio.lower, ratio.upper);
            let value = ratio.value.map_or(0.0, Real::get);
            let of = format!("ratio.{cut}");
            series.push(Point {
                lower: ratio.lower,
                upper: ratio.upper,
                ..Point::made(profile, own.group.name, &of, value, &text)
            });
            row.push(Cell::Number(text));
        }
        table.rows.push(row);
    }
    let chosen = scored.curves.threshold.map(Real::get);
    let chosen = chosen.filter(|at| cuts.iter().any(|cut| (cut.get() - at).abs() < 1e-12));
    let estimate = |group: &str| {
        profile
            .estimate(group, METRIC)
            .filter(|e| e.value.is_some())
    };
    let panels: Vec<Panel> = groups
        .iter()
        .map(|own| {
            let spot = |cut: usize| {
                let ratio = told(own.curve, cut)?;
                Some(Spot {
                    x: cuts[cut].get(),
                    y: ratio.value?.get(),
                    ends: ratio
                        .lower
                        .zip(ratio.upper)
                        .map(|(l, u)| (l.get(), u.get())),
                })
            };
            let verdict = (profile.index).verdict_on(profile.place, own.group.name, METRIC);
            let decided = estimate(own.group.name);
            Panel {
                title: scored.name(own.curve),
                note: note(wording, decided),
                own: (0..cuts.len()).filter_map(spot).collect(),
                other: Vec::new(),
                cross: chosen.zip(decided).and_then(|(x, e)| {
                    Some(Cross {
                        at: (x, e.value?.get()),
                        across: None,
                        up: e.lower.zip(e.upper).map(|(l, u)| (l.get(), u.get())),
                        verdict,
                    })
                }),
            }
        })
        .collect();
    for own in &groups {
        if let (Some(e), Some(_)) = (estimate(own.group.name), chosen) {
            series.push(Point::of(
                e,
                numbers.with_interval(Span::Ratio, e.value, e.lower, e.upper),
            ));
        }
    }
    if let Some(at) = chosen {
        let mut row = vec![Cell::Name(
            words.sweep_decided(score(numbers, at)).to_text(),
        )];
        row.extend(groups.iter().map(|own| {
            Cell::Number(estimate(own.group.name).map_or_else(String::new, |e| {
                numbers.with_interval(Span::Ratio, e.value, e.lower, e.upper)
            }))
        }));
        table.rows.insert(0, row);
    }
    let limit = limit_of(profile, METRIC).map(Limit::range);
    let heights = panels
        .iter()
        .flat_map(|panel| &panel.own)
        .map(|spot| spot.y);
    let bounds = limit.into_iter().flat_map(|limit| [limit.0, limit.1]);
    let up = Axis::around(true, heights.chain(bounds).chain([1.0]), (0.0, 1.0)).range;
    let first = cuts.first().map_or(0.0, |cut| cut.get());
    let last = cuts.last().map_or(1.0, |cut| cut.get());
    let air = (last - first) * 0.03;
    let listed: Vec<String> = panels
        .iter()
        .map(|panel| format!("{} {}", panel.title, panel.note))
        .collect();
    let head = Head {
        name: profile.stem("sweep"),
        title,
        subtitle: format!(
            "{}{}",
            words.sweep_subtitle(&scored.reference_name, &scored.curves.score),
            if limit.is_some() {
                words.pair_band().to_text()
            } else {
                String::new()
            }
        ),
        description: words.sweep_description(listed.join("; ")).to_text(),
        words,
    };
    let caption = format!(
        "{}{}",
        caption(wording, &panels, cuts, limit, chosen),
        scored.rest(words)
    );
    let plot = Facets {
        head: Head::default(),
        panels,
        across: (
            (first - air, last + air),
            words.column_threshold().to_text(),
        ),
        up: (up, words.pair_axis("ratio").to_text()),
        log: true,
        diagonal: false,
        equal: Some(1.0),
        limit,
        chosen,
        ranges: Ranges::Band,
        key: [
            words.sweep_own(&level).to_text(),
            String::new(),
            chosen.map_or_else(String::new, |at| {
                words.sweep_decided(score(numbers, at)).to_text()
            }),
        ],
    };
    let draw = |head: Head, width| {
        Facets {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    let figure = Figure::new(&head, caption, table, draw)?;
    Ok(Some(figure.made_from(series)))
}

fn note(wording: &Wording<'_>, decided: Option<&Estimate>) -> String {
    let words = wording.words;
    let text = decided.map_or_else(String::new, |e| {
        words
            .numbers()
            .with_interval(Span::Ratio, e.value, e.lower, e.upper)
    });
    words.sweep_note(text).to_text()
}

/// At how many thresholds every ratio would lie within the limit.
fn caption(
    wording: &Wording<'_>,
    panels: &[Panel],
    cuts: &[Real],
    limit: Option<(f64, f64)>,
    chosen: Option<f64>,
) -> String {
    let words = wording.words;
    let numbers = words.numbers();
    let Some((low, high)) = limit else {
        return words.sweep_unchecked().to_text();
    };
    // Thresholds at which every group can be told.
    let at = |cut: f64| {
        let mut found = panels.iter().map(|panel| {
            let spot = panel.own.iter().find(|spot| (spot.x - cut).abs() < 1e-12)?;
            Some((low..=high).contains(&spot.y))
        });
        found.try_fold(true, |all, one| Some(all && one?))
    };
    let tried: Vec<(f64, bool)> = cuts
        .iter()
        .filter_map(|cut| Some((cut.get(), at(cut.get())?)))
        .collect();
    let within: Vec<f64> = tried.iter().filter(|one| one.1).map(|one| one.0).collect();
    if tried.is_empty() {
        return words.sweep_untold().to_text();
    }
    let mut text = match (within.first(), within.last()) {
        (Some(first), Some(last)) => words.sweep_some(
            score(numbers, *first),
            score(numbers, *last),
            tried.len(),
            within.len(),
        ),
        _ => words.sweep_none(tried.len()),
    }
    .to_text();
    if chosen.is_none() {
        text.push_str(&words.sweep_not_decided().to_text());
    }
    text
}
