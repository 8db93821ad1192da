use super::TerminalOptions;
use super::paint::{Paint, clean, left, right, wrap};
use crate::{name, number};
use evenhand_core::{Estimate, MetricInfo, Span, Status, Sweep, SweepPoint, Verdict};
use std::sync::Arc;

const THRESHOLD: usize = 10;
const SHARE: usize = 9;
const CELL: usize = 24;
/// Groups named below a table.
const NAMED: usize = 5;

/// The numbers at every threshold, as text for a terminal: one table per metric, one column per attribute.
///
/// Of a metric that compares a group with its reference the group furthest from parity is shown. A group of fewer than
/// `min_n` people decides no line; how many there are stands below the table.
pub fn sweep(sweep: &Sweep, options: &TerminalOptions) -> String {
    let paint = Paint::new(options.color);
    let width = options.width.clamp(60, 140);
    let mut text = String::new();
    let mut line = |part: &str| {
        text.push_str(part.trim_end());
        text.push('\n');
    };
    for metric in &sweep.metrics {
        line(&format!(" {}", paint.bold(&clean(&metric.label))));
        for part in wrap(&clean(&metric.summary), width - 2) {
            line(&format!(" {}", paint.dim(&part)));
        }
        let attributes = attributes(sweep, metric);
        let fitting = ((width - 1 - THRESHOLD - SHARE) / CELL).max(1);
        for attributes in attributes.chunks(fitting) {
            let mut head = format!(
                " {}{}",
                right("score ≥", THRESHOLD),
                right("selected", SHARE)
            );
            for attribute in attributes {
                head.push_str(&format!("  {}", left(&clean(attribute), CELL - 2)));
            }
            line(&paint.dim(&head));
            for point in &sweep.points {
                let mut row = format!(
                    " {}{}",
                    right(&short(point.threshold.get()), THRESHOLD),
                    right(&number::percent(point.share.get()), SHARE)
                );
                for attribute in attributes {
                    let shown = shown(point, metric, attribute);
                    row.push_str(&format!("  {}", left(&shown, CELL - 2)));
                }
                line(&row);
            }
            for attribute in attributes {
                if let Some(note) = left_out(sweep, metric, attribute) {
                    for part in wrap(&clean(&note), width - 2) {
                        line(&format!(" {part}"));
                    }
                }
            }
            line("");
        }
    }
    text
}

pub(crate) fn attributes(sweep: &Sweep, metric: &MetricInfo) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = Vec::new();
    for estimate in sweep.points.iter().flat_map(|point| &point.estimates) {
        if *estimate.metric == *metric.id && !names.contains(&estimate.attribute) {
            names.push(estimate.attribute.clone());
        }
    }
    names
}

/// The groups of an attribute that are too small to decide a line.
pub(crate) fn left_out(sweep: &Sweep, metric: &MetricInfo, attribute: &str) -> Option<String> {
    let mut groups: Vec<&str> = Vec::new();
    let is_small = |n: Option<u64>| n.is_some_and(|n| n < sweep.min_n);
    for estimate in (sweep.points.iter()).flat_map(|point| own(&point.estimates, metric, attribute))
    {
        let group = is_small(estimate.units.or(Some(estimate.n))).then_some(&*estimate.group);
        let reference = is_small(estimate.units_reference.or(estimate.n_reference))
            .then_some(estimate.reference.as_deref())
            .flatten();
        let below = estimate.below_min_n.iter().map(|group| &**group);
        for name in below.chain(group).chain(reference.map(name::resolved)) {
            if !name.is_empty() && !groups.contains(&name) {
                groups.push(name);
            }
        }
    }
    let (what, decide) = match groups.len() {
        0 => return None,
        1 => ("1 group".to_owned(), "decides"),
        n => (format!("{} groups", number::count(n as u64)), "decide"),
    };
    let more = groups.len().saturating_sub(NAMED);
    let more = match more {
        0 => String::new(),
        more => format!(" and {} more", number::count(more as u64)),
    };
    groups.truncate(NAMED);
    Some(format!(
        "{} {attribute}: {what} of fewer than {} people {decide} no line: {}{more}",
        Verdict::InsufficientData.mark(),
        number::count(sweep.min_n),
        groups.join(", ")
    ))
}

fn own<'a>(
    estimates: &'a [Estimate],
    metric: &'a MetricInfo,
    attribute: &'a str,
) -> impl Iterator<Item = &'a Estimate> {
    let own = move |e: &&Estimate| *e.metric == *metric.id && &*e.attribute == attribute;
    estimates.iter().filter(own)
}

/// The number of an attribute at one threshold, with its interval; of several groups the one furthest from parity. Groups
/// that are too small do not decide it.
pub(crate) fn shown(point: &SweepPoint, metric: &MetricInfo, attribute: &str) -> String {
    let is_small = |e: &&Estimate| e.status == Status::InsufficientN;
    let small = own(&point.estimates, metric, attribute).any(|e| is_small(&e));
    let mut deciding: Vec<&Estimate> = own(&point.large_groups, metric, attribute).collect();
    if deciding.is_empty() {
        deciding.extend(own(&point.estimates, metric, attribute).filter(|e| !is_small(e)));
    }
    // What is left of an attribute with small groups may be a single one.
    deciding.retain(|e| !(small && e.status == Status::OneGroupOnly));
    let deciding = deciding.into_iter();
    let distance = |estimate: &&Estimate| {
        let value = estimate.value.map_or(f64::NEG_INFINITY, |v| v.get());
        match (metric.ideal, metric.span) {
            (Some(_), Span::Ratio | Span::OddsRatio) if value > 0.0 => libm::log(value).abs(),
            (Some(ideal), _) => (value - ideal).abs(),
            (None, _) => -value,
        }
    };
    let Some(estimate) = deciding.max_by(|a, b| distance(a).total_cmp(&distance(b))) else {
        let verdict = Verdict::InsufficientData;
        return if small {
            format!("{} {}", verdict.mark(), verdict.words())
        } else {
            String::new()
        };
    };
    let Some(value) = estimate.value else {
        return estimate.status.as_str().replace('_', " ");
    };
    let mut text = two(value.get());
    if let (Some(lower), Some(upper)) = (estimate.lower, estimate.upper) {
        text.push_str(&format!(" [{}, {}]", two(lower.get()), two(upper.get())));
    }
    text
}

fn two(value: f64) -> String {
    number::fixed(value, 2)
}

/// A threshold with as many decimals as it needs, up to four.
pub(crate) fn short(value: f64) -> String {
    let text = number::fixed(value, 4);
    let text = text.trim_end_matches('0');
    text.trim_end_matches('.').to_owned()
}
