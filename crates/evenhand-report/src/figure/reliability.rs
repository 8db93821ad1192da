//! Whether a score means the same in every group.

use super::scored::{Scored, end, score};
use super::{Figure, Point};
use crate::chart::Head;
use crate::chart::facets::{Facets, Panel, Ranges, Spot};
use crate::error::Result;
use crate::name;
use crate::profile::Profile;
use crate::table::{Cell, Table};
use crate::wording::Wording;
use evenhand_core::{GroupCurve, ReliabilityBin, Span};

/// Score against outcome, each group beside the reference; nothing without a score or an outcome.
pub(crate) fn reliability(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    let fit = |curve: &GroupCurve| curve.reliability.len() > 1;
    let Some(scored) = Scored::of(profile, fit) else {
        return Ok(None);
    };
    let (words, level) = (wording.words, wording.level());
    let numbers = words.numbers();
    let title = words.reliability_title(profile.title()).to_text();
    let mut table = Table::speaking(
        words,
        title.clone(),
        &[
            (words.column_group().to_text(), false),
            ("n".to_owned(), true),
            (words.column_mean_score().to_text(), true),
            (format!("{} [{level}]", words.column_outcome()), true),
        ],
    );
    let (mut series, mut described) = (Vec::new(), Vec::new());
    for curve in scored.all() {
        let name = scored.name(curve);
        for (i, bin) in curve.reliability.iter().enumerate() {
            let mean = score(numbers, bin.mean_score.get());
            let rate = numbers.with_interval(Span::Rate, Some(bin.rate), bin.lower, bin.upper);
            table.rows.push(vec![
                Cell::Name(name.clone()),
                Cell::Number(numbers.count(bin.n)),
                Cell::Number(mean.clone()),
                Cell::Number(rate.clone()),
            ]);
            let made = |what: &str, value: f64, text: String| {
                Point::made(
                    profile,
                    &curve.group,
                    &format!("reliability.{i}.{what}"),
                    value,
                    text,
                )
            };
            series.push(made("score", bin.mean_score.get(), mean));
            series.push(Point {
                lower: bin.lower,
                upper: bin.upper,
                ..made("rate", bin.rate.get(), rate)
            });
        }
        if let (Some(first), Some(last)) = (curve.reliability.first(), curve.reliability.last()) {
            let at = |bin: &ReliabilityBin| {
                words
                    .reliability_at(
                        numbers.rate(bin.rate.get()),
                        score(numbers, bin.mean_score.get()),
                    )
                    .to_text()
            };
            let ends = words.others_middle(at(last), at(first));
            described.push(format!("{name} {ends}"));
        }
    }
    let every = || scored.all().flat_map(|curve| &curve.reliability);
    let means: Vec<f64> = every().map(|bin| bin.mean_score.get()).collect();
    let least = means.iter().copied().fold(f64::INFINITY, f64::min);
    let most = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let share = every()
        .map(|bin| bin.upper.unwrap_or(bin.rate).get())
        .fold(0.0, f64::max);
    // Only a score between 0 and 1 can be a probability.
    let probable = least >= 0.0 && most <= 1.0;
    let (across, up) = if probable {
        let end = end(most.max(share));
        ((0.0, end), (0.0, end))
    } else {
        let air = (most - least) * 0.05;
        ((least - air, most + air), (0.0, end(share)))
    };
    let panels = scored
        .groups
        .iter()
        .map(|own| Panel {
            title: name::shown(own.group.name),
            note: words
                .reliability_note(own.curve.reliability.len(), labelled(own.curve))
                .to_text(),
            own: spots(own.curve),
            other: spots(scored.reference),
            cross: None,
        })
        .collect();
    let head = Head {
        name: profile.stem("reliability"),
        title,
        subtitle: words.reliability_subtitle(&level, probable).to_text(),
        description: words
            .reliability_description(described.join(". "))
            .to_text(),
        words,
    };
    let caption = format!(
        "{}{}",
        caption(wording, &scored, probable),
        scored.rest(words)
    );
    let plot = Facets {
        head: Head::default(),
        panels,
        across: (across, words.column_mean_score().to_text()),
        up: (up, words.column_outcome().to_text()),
        log: false,
        diagonal: probable,
        equal: None,
        limit: None,
        chosen: None,
        ranges: Ranges::Whiskers,
        key: [
            words.scored_own().to_text(),
            scored.reference_name.clone(),
            String::new(),
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

fn labelled(curve: &GroupCurve) -> u64 {
    curve.reliability.iter().map(|bin| bin.n).sum()
}

fn spots(curve: &GroupCurve) -> Vec<Spot> {
    let spot = |bin: &ReliabilityBin| Spot {
        x: bin.mean_score.get(),
        y: bin.rate.get(),
        ends: bin
            .lower
            .zip(bin.upper)
            .map(|(low, high)| (low.get(), high.get())),
    };
    curve.reliability.iter().map(spot).collect()
}

/// How far a score lies outside the range of what happened.
fn outside(bin: &ReliabilityBin) -> f64 {
    let mean = bin.mean_score.get();
    let below = bin.lower.map_or(0.0, |lower| lower.get() - mean);
    let above = bin.upper.map_or(0.0, |upper| mean - upper.get());
    below.max(above).max(0.0)
}

/// The bin whose score is furthest from what happened.
fn caption(wording: &Wording<'_>, scored: &Scored<'_>, probable: bool) -> String {
    let words = wording.words;
    let numbers = words.numbers();
    if !probable {
        return words.reliability_read(&scored.reference_name).to_text();
    }
    let worst = scored
        .all()
        .flat_map(|curve| curve.reliability.iter().map(move |bin| (curve, bin)))
        .filter(|(_, bin)| outside(bin) > 0.0)
        .max_by(|a, b| outside(a.1).total_cmp(&outside(b.1)));
    let Some((curve, bin)) = worst else {
        return words.reliability_none().to_text();
    };
    let off = |curve: &GroupCurve| {
        let bins = curve.reliability.iter();
        bins.filter(|bin| outside(bin) > 0.0).count()
    };
    let counts: Vec<String> = scored
        .all()
        .map(|curve| {
            words
                .reliability_off(curve.reliability.len(), scored.name(curve), off(curve))
                .to_text()
        })
        .collect();
    let rate = numbers.with_interval(Span::Rate, Some(bin.rate), bin.lower, bin.upper);
    let mean = score(numbers, bin.mean_score.get());
    words
        .reliability_widest(words.joined(&counts), scored.name(curve), rate, mean)
        .to_text()
}
