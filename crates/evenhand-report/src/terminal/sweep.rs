use super::TerminalOptions;
use super::paint::{Paint, clean, left, right, wrap};
use crate::number;
use evenhand_core::{Estimate, MetricInfo, Span, Sweep};
use std::sync::Arc;

const THRESHOLD: usize = 10;
const SHARE: usize = 9;
const CELL: usize = 24;

/// The numbers at every threshold, as text for a terminal: one table per metric, one column per attribute.
///
/// Of a metric that compares a group with its reference the group furthest from parity is shown.
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
                    let shown = shown(&point.estimates, metric, attribute);
                    row.push_str(&format!("  {}", left(&shown, CELL - 2)));
                }
                line(&row);
            }
            line("");
        }
    }
    text
}

fn attributes(sweep: &Sweep, metric: &MetricInfo) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = Vec::new();
    for estimate in sweep.points.iter().flat_map(|point| &point.estimates) {
        if *estimate.metric == *metric.id && !names.contains(&estimate.attribute) {
            names.push(estimate.attribute.clone());
        }
    }
    names
}

/// The number of an attribute at one threshold, with its interval; of several groups the one furthest from parity.
fn shown(estimates: &[Estimate], metric: &MetricInfo, attribute: &str) -> String {
    let own = estimates
        .iter()
        .filter(|e| *e.metric == *metric.id && &*e.attribute == attribute);
    let distance = |estimate: &&Estimate| {
        let value = estimate.value.map_or(f64::NEG_INFINITY, |v| v.get());
        match (metric.ideal, metric.span) {
            (Some(_), Span::Ratio | Span::OddsRatio) if value > 0.0 => libm::log(value).abs(),
            (Some(ideal), _) => (value - ideal).abs(),
            (None, _) => -value,
        }
    };
    let Some(estimate) = own.max_by(|a, b| distance(a).total_cmp(&distance(b))) else {
        return String::new();
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
fn short(value: f64) -> String {
    let text = number::fixed(value, 4);
    let text = text.trim_end_matches('0');
    text.trim_end_matches('.').to_owned()
}
