use evenhand_core::{Estimate, Finding, Real, Scorecard, Span};
use evenhand_inference::sequential::Contrast;
use serde::{Deserialize, Serialize};

/// How far a number may be from that of its own counts, as a share of it, and still be theirs.
const ROUNDING: f64 = 1e-9;

/// By what a check compares two rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// The rate of the group minus that of its reference.
    Difference,
    /// The rate of the group over that of its reference.
    Ratio,
}

/// The limit that two rates are held against.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesLimit {
    /// By what.
    pub by: Compared,
    /// The lowest number within the limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub least: Option<Real>,
    /// The highest number within the limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub most: Option<Real>,
}

impl SeriesLimit {
    pub(crate) fn contrast(self) -> Contrast {
        let most = self.most.map_or(f64::INFINITY, Real::get);
        match self.by {
            Compared::Ratio => Contrast::Ratio {
                least: self.least.map_or(0.0, |least| least.get().max(0.0)),
                most,
            },
            Compared::Difference => Contrast::Difference {
                least: self.least.map_or(f64::NEG_INFINITY, Real::get),
                most,
            },
        }
    }
}

/// The limit of a finding, where its number is the ratio or the difference of the two rates whose counts it tells.
pub(super) fn limit(card: &Scorecard, finding: &Finding) -> Option<SeriesLimit> {
    let estimate = card.estimates.get(finding.estimate)?;
    let metrics = &mut card.metrics.iter();
    let by = match metrics.find(|info| *info.id == *finding.metric)?.span {
        Span::Ratio => Compared::Ratio,
        Span::Difference => Compared::Difference,
        _ => return None,
    };
    if !fits(by, estimate)? {
        return None;
    }
    let (least, most) = finding.limit.range();
    // A ratio has no limit at 0 or below: nothing lies beyond it.
    let sound = |bound: f64| bound.is_finite() && (by == Compared::Difference || bound > 0.0);
    let limit = SeriesLimit {
        by,
        least: Real::new(least).filter(|least| sound(least.get())),
        most: Real::new(most).filter(|most| sound(most.get())),
    };
    (limit.least.is_some() || limit.most.is_some()).then_some(limit)
}

/// Whether the number is that of its own counts: one that is adjusted or pooled is held against no limit of two rates.
fn fits(by: Compared, estimate: &Estimate) -> Option<bool> {
    let rate = |events: Option<Real>, total: Option<Real>| {
        let (events, total) = (events?.get(), total?.get());
        (total > 0.0).then(|| events / total)
    };
    let own = rate(estimate.events, estimate.total)?;
    let other = rate(estimate.events_reference, estimate.total_reference)?;
    let number = match by {
        Compared::Ratio => own / other,
        Compared::Difference => own - other,
    };
    let value = estimate.value?.get();
    Some((number - value).abs() <= ROUNDING * value.abs().max(1.0))
}
