//! What the public sees of what is left: counts rounded, and rates made anew from the rounded counts.
//!
//! A rate beside its denominator gives the count away, so that rounding counts alone would round nothing. Each rate,
//! difference, ratio and interval is therefore computed again from rounded counts: it is a function of them, and tells no
//! more than they do. What cannot be made from rounded counts is not shown.

use crate::hide::without_number;
use evenhand_core::{Estimate, Finding, Real, Scorecard, Span, Status, Verdict};
use evenhand_inference::{
    Interval, Level, Proportion, one_sample::wilson, two_sample::newcombe_difference,
    two_sample::ratio_interval,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How much the last digits of a quotient may be off.
const SAME: f64 = 1e-9;

/// Rounds a card whose small cells are hidden. Returns how many numbers are
/// not shown in consequence.
pub(crate) fn round(card: &mut Scorecard, to: u64) -> u64 {
    // Between two cuts are counts that only exact numbers make a curve of.
    card.curves.clear();
    let mut gone = 0;
    let rounded: Vec<Estimate> = (card.estimates.iter())
        .map(|e| {
            let new = estimate(card, e, to);
            gone += u64::from(e.value.is_some() && new.value.is_none());
            new
        })
        .collect();
    card.estimates = rounded;
    for finding in &mut card.findings {
        if let Some(e) = card.estimates.get(finding.estimate) {
            *finding = told(finding, e, to);
        }
    }
    sizes(card, to);
    gone
}

fn nearest(n: u64, to: u64) -> u64 {
    let to = to.max(1);
    (n + to / 2) / to * to
}

fn nearest_of(n: Real, to: u64) -> f64 {
    let to = to.max(1) as f64;
    (n.get() / to).round() * to
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(1.0)
}

fn real(value: f64) -> Option<Real> {
    Real::new(value)
}

/// The rates of a group and of its reference, from rounded counts.
struct Rates {
    exact: (f64, Option<f64>),
    own: Proportion,
    reference: Option<Proportion>,
}

impl Rates {
    fn of(e: &Estimate, to: u64) -> Option<Self> {
        let proportion = |events: Option<Real>, total: Option<Real>| {
            let (events, total) = (events?, total?);
            let rounded = Proportion::new(nearest_of(events, to), nearest_of(total, to)).ok()?;
            Some((events.get() / total.get(), rounded))
        };
        let own = proportion(e.events, e.total)?;
        let reference = proportion(e.events_reference, e.total_reference);
        if e.total_reference.is_some() && reference.is_none() {
            return None;
        }
        Some(Self {
            exact: (own.0, reference.map(|r| r.0)),
            own: own.1,
            reference: reference.map(|r| r.1),
        })
    }
}

/// An estimate made of rounded counts alone.
fn estimate(card: &Scorecard, e: &Estimate, to: u64) -> Estimate {
    if e.status == Status::Suppressed {
        return e.clone();
    }
    let mut new = Estimate {
        below_min_n: e.below_min_n.clone(),
        excluded: e.excluded.clone(),
        extremes: e.extremes.clone(),
        events: e.events.and_then(|n| real(nearest_of(n, to))),
        events_reference: e.events_reference.and_then(|n| real(nearest_of(n, to))),
        n: nearest(e.n, to),
        n_reference: e.n_reference.map(|n| nearest(n, to)),
        status: e.status,
        total: e.total.and_then(|n| real(nearest_of(n, to))),
        total_reference: e.total_reference.and_then(|n| real(nearest_of(n, to))),
        units: e.units.map(|n| nearest(n, to)),
        units_reference: e.units_reference.map(|n| nearest(n, to)),
        verdict: e.verdict,
        ..without_number(e)
    };
    let Some(value) = e.value else { return new };
    let made = if e.group.is_empty() && !e.attribute.is_empty() {
        summary(card, e, value.get(), to).map(|value| (value, None))
    } else if same(value.get(), e.n as f64) && e.total.is_none() {
        Some((nearest(e.n, to) as f64, None))
    } else {
        rate(e, value.get(), to)
    };
    match made.and_then(|(value, interval)| Some((real(value)?, interval))) {
        Some((value, interval)) => {
            new.value = Some(value);
            if let Some(interval) = interval {
                new.lower = real(interval.lower);
                new.upper = real(interval.upper);
                new.method = Some(interval.method.into());
            }
            new
        }
        None => without_number(e),
    }
}

/// A rate, or a comparison of two, with its interval.
fn rate(e: &Estimate, value: f64, to: u64) -> Option<(f64, Option<Interval>)> {
    let rates = Rates::of(e, to)?;
    let z = Level::new(e.level.get()).ok()?.z();
    match (rates.reference, rates.exact) {
        (None, (own, None)) if e.reference.is_none() && same(own, value) => {
            Some((rates.own.rate(), Some(wilson(rates.own, z))))
        }
        (Some(reference), (own, Some(other))) if same(own - other, value) => Some((
            rates.own.rate() - reference.rate(),
            Some(newcombe_difference(rates.own, reference, z)),
        )),
        (Some(reference), (own, Some(other))) if same(own / other, value) => Some((
            rates.own.rate() / reference.rate(),
            Some(ratio_interval(rates.own, reference, z)),
        )),
        _ => None,
    }
}

/// A summary that is the difference or the ratio of the rates of two groups.
fn summary(card: &Scorecard, e: &Estimate, value: f64, to: u64) -> Option<f64> {
    let (low, high) = e.extremes.as_ref()?;
    let span = card.metric(&e.metric)?.span;
    let base = card
        .metric(&e.metric)?
        .of
        .clone()
        .or_else(|| base_of(&e.metric).map(str::to_owned))?;
    let rates: BTreeMap<&Arc<str>, Rates> = (card.estimates.iter())
        .filter(|other| {
            *other.metric == *base
                && other.model == e.model
                && other.slice == e.slice
                && other.attribute == e.attribute
                && (other.group == *low || other.group == *high)
        })
        .filter_map(|other| Some((&other.group, Rates::of(other, to)?)))
        .collect();
    let (low, high) = (rates.get(low)?, rates.get(high)?);
    let (exact, rounded) = match span {
        Span::Difference => (high.exact.0 - low.exact.0, high.own.rate() - low.own.rate()),
        Span::Ratio => (low.exact.0 / high.exact.0, low.own.rate() / high.own.rate()),
        _ => return None,
    };
    same(exact, value).then_some(rounded)
}

/// The rate behind the summaries that have a name of their own.
fn base_of(metric: &str) -> Option<&'static str> {
    match metric {
        "demographic_parity_max_gap" | "demographic_parity_min_ratio" => Some("selection_rate"),
        _ => None,
    }
}

/// A finding with the numbers of its rounded estimate.
fn told(finding: &Finding, e: &Estimate, to: u64) -> Finding {
    let lost = finding.value.is_some() && e.value.is_none();
    let mut new = finding.clone();
    new.estimate_side = None;
    new.lower = e.lower;
    new.n = nearest(finding.n, to);
    new.n_reference = finding.n_reference.map(|n| nearest(n, to));
    new.p_limit = None;
    new.p_limit_adjusted = None;
    new.rows_needed = None;
    new.shortfall = None;
    new.smallest_detectable = None;
    new.upper = e.upper;
    new.value = e.value;
    if let Some(rule) = &mut new.rule {
        rule.p_fisher = None;
        rule.p_mid = None;
        rule.z = None;
        // Whether one person would turn it round is an exact count.
        rule.flips = false;
    }
    if lost {
        new.n = 0;
        new.n_reference = None;
        new.reason = Some("hidden: this number cannot be made from rounded counts".to_owned());
        new.rule = None;
        new.status = Status::Suppressed;
        new.verdict = Verdict::Hidden;
        new.watch = false;
    }
    new
}

fn sizes(card: &mut Scorecard, to: u64) {
    let everyone = card.models.first().map_or(0, |model| nearest(model.n, to));
    let weighted = card.settings.weighted;
    for group in card.attributes.iter_mut().flat_map(|a| &mut a.groups) {
        if group.hidden {
            continue;
        }
        group.share = if everyone == 0 {
            Real::default()
        } else if weighted {
            // A share of weights has no count to be made of.
            real((group.share.get() * 100.0).round() / 100.0).unwrap_or_default()
        } else {
            real(nearest(group.n, to) as f64 / everyone as f64).unwrap_or_default()
        };
        group.n = nearest(group.n, to);
        group.selected = nearest(group.selected, to);
        group.units = group.units.map(|n| nearest(n, to));
    }
    for model in &mut card.models {
        model.n = nearest(model.n, to);
        model.selected = nearest(model.selected, to);
    }
    for slice in &mut card.slices {
        slice.n = nearest(slice.n, to);
    }
    let intake = &mut card.intake;
    let counts = [
        &mut intake.rows_read,
        &mut intake.rows_used,
        &mut intake.rows_filtered_out,
        &mut intake.rows_without_label,
    ];
    for n in counts.into_iter().chain(&mut intake.rows_without_decision) {
        *n = nearest(*n, to);
    }
    for join in &mut intake.joins {
        join.matched = nearest(join.matched, to);
        join.unmatched = nearest(join.unmatched, to);
    }
    for score in &mut intake.scores {
        for n in [
            &mut score.above_range,
            &mut score.below_range,
            &mut score.infinite,
            &mut score.missing,
            &mut score.nan,
        ] {
            *n = nearest(*n, to);
        }
    }
}
