//! Intervals for the largest gap, the smallest ratio and the worst rate over several groups.
//!
//! A percentile bootstrap never covers the truth here when groups are equal: every resample has a gap. The rule
//! `tukey-iut` takes one side at the simultaneous (Tukey) critical value and the other at the pairwise one, because a
//! maximum exceeds every pair but equals only one.
//!
//! Pairs with fewer than 10 events or non-events in a group take the hull with the exact limits on the simultaneous
//! side, as two groups do: at its large critical value the score statistic alone confirmed gaps between fifty equal
//! groups of 20 to 2000 rows at rate 0.01 in 29 % of 1000 data sets, with the hull in 1 %. Effective sizes (weights,
//! repeated units) take the hull below 50.

mod equalized_odds;
mod gap;
mod noise;
mod ratio;
mod worst;

pub use equalized_odds::{equalized_odds_gap_interval, equalized_odds_ratio_interval};
pub use gap::max_gap_interval;
pub use noise::{NoiseFloor, RatioNoiseFloor, noise_floor, noise_floors, ratio_noise_floor};
pub use ratio::min_ratio_interval;
pub use worst::{Extreme, worst_value_interval};

use crate::distribution::studentized_range;
use crate::error::{Error, Result};
use crate::one_sample::EXACT_BELOW;
use crate::two_sample::HULL_BELOW;
use crate::{Level, Proportion};

const METHOD: &str = "tukey-iut";

/// Up to this many groups every pair is compared on the simultaneous side.
const ALL_PAIRS_UP_TO: usize = 200;

/// Beyond it, pairs are skipped whose limit cannot plausibly win; this share of the Wilson arms is conceded.
const CONCEDED: f64 = 0.6;

/// The simultaneous critical value for all pairs of `k` groups: the studentized range quantile over √2.
///
/// One group or two give the pairwise z.
///
/// # Source
/// Tukey (1953); Kramer (1956) for unequal sizes.
///
/// ```
/// use evenhand_inference::{Level, k_groups::tukey_critical};
/// for (k, c) in [(2, 1.960), (5, 2.728), (10, 3.164)] {
///     assert!((tukey_critical(k, Level::P95) - c).abs() < 6e-4);
/// }
/// ```
#[must_use]
pub fn tukey_critical(k: usize, level: Level) -> f64 {
    studentized_range::critical(k, level.alpha()) / std::f64::consts::SQRT_2
}

/// What the side that must hold for every pair is computed with.
#[derive(Clone, Copy)]
struct Simultaneous {
    critical: f64,
    /// Pairs with fewer events or non-events take the hull with the exact limits.
    hull_below: f64,
}

impl Simultaneous {
    fn new(groups: usize, level: Level, df: Option<f64>) -> Self {
        // Effective sizes are estimates, whose error the score statistic does not know: they stay with the exact
        // limits as long as a single rate does.
        let hull_below = if df.is_some() {
            EXACT_BELOW
        } else {
            HULL_BELOW
        };
        Self {
            critical: level.widen(tukey_critical(groups, level), df),
            hull_below,
        }
    }
}

fn at_least_two(groups: &[Proportion], argument: &'static str) -> Result<()> {
    if groups.len() < 2 {
        return Err(Error::TooFew {
            argument,
            got: groups.len(),
            min: 2,
        });
    }
    groups
        .iter()
        .try_for_each(|g| Proportion::new(g.events, g.total).map(drop))
}

/// The share of the Wilson arms that a candidate pair is charged: none while all pairs are compared.
fn concession(groups: usize) -> f64 {
    if groups <= ALL_PAIRS_UP_TO {
        0.0
    } else {
        CONCEDED
    }
}

/// A group with the cheap bound that decides whether its pairs are looked at.
#[derive(Clone, Copy)]
struct Candidate {
    group: Proportion,
    rate: f64,
    /// How far the group reaches towards a wider gap (or a smaller ratio).
    reach: f64,
    /// The part of the variance the group can contribute, times the squared critical value.
    spread: f64,
    index: usize,
}

fn descending(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| b.reach.total_cmp(&a.reach).then(a.index.cmp(&b.index)));
}

fn ascending(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| a.reach.total_cmp(&b.reach).then(a.index.cmp(&b.index)));
}

fn candidates(groups: &[Proportion], bound: impl Fn(Proportion) -> (f64, f64)) -> Vec<Candidate> {
    let build = |(index, &group): (usize, &Proportion)| {
        let (reach, spread) = bound(group);
        Candidate {
            group,
            rate: group.rate(),
            reach,
            spread,
            index,
        }
    };
    groups.iter().enumerate().map(build).collect()
}

/// p(1−p), at its largest between two rates.
fn widest(from: f64, to: f64) -> f64 {
    let p = 0.5_f64.clamp(from.min(to).max(0.0), to.max(from).min(1.0));
    p * (1.0 - p)
}

/// The largest N/(N−1) over pairs with this group.
fn largest_factor(total: f64, smallest: f64) -> f64 {
    let all = total + smallest;
    if all > 1.0 {
        all / (all - 1.0)
    } else {
        f64::INFINITY
    }
}

/// The distinct groups; of equal ones two are kept, since they form a pair.
fn distinct(groups: &[Proportion]) -> Vec<Proportion> {
    let mut sorted = groups.to_vec();
    let order = |a: &Proportion, b: &Proportion| {
        a.total
            .total_cmp(&b.total)
            .then(a.events.total_cmp(&b.events))
    };
    sorted.sort_by(order);
    let mut kept: Vec<Proportion> = Vec::with_capacity(sorted.len());
    for group in sorted {
        let before = kept.len().checked_sub(2).and_then(|place| kept.get(place));
        if before.is_none_or(|earlier| order(earlier, &group).is_ne()) {
            kept.push(group);
        }
    }
    kept
}

fn smallest_total(groups: &[Proportion]) -> f64 {
    groups.iter().map(|g| g.total).fold(f64::INFINITY, f64::min)
}
