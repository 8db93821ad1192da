//! Intervals for the ratio of two rates.

use super::difference::variance_factor;
use super::mover::{mover_exact_ratio, mover_ratio};
use super::root::crossing;
use super::{HULL, has_cell_below, needs_hull};
use crate::one_sample::wilson;
use crate::{Interval, Proportion};

/// The score statistic of p1 = θ p2 without N/(N−1).
///
/// With θ ≥ 1 (else the groups are exchanged) every probability and its complement is a sum of terms that cannot
/// cancel; rates near one keep their digits.
fn koopman_z(a: Proportion, b: Proportion, log_theta: f64) -> f64 {
    if log_theta < 0.0 {
        return -koopman_z(b, a, -log_theta);
    }
    let excess = libm::expm1(log_theta);
    let theta = 1.0 + excess;
    if !theta.is_finite() {
        return f64::NEG_INFINITY;
    }
    let (gap, shift) = (a.rate_above(b), excess * b.rate());
    let numerator = gap - shift;
    if numerator.abs() <= 4.0 * f64::EPSILON * gap.abs().max(shift) {
        return 0.0;
    }
    let (events, rows) = (a.events + b.events, a.total + b.total);
    let (y1, y2) = (a.failures(), b.failures());
    let stretch = excess * (a.total + b.events);
    let apart = stretch + y1 - y2;
    let square = apart * apart + 4.0 * theta * y1 * y2;
    let root = if square.is_finite() {
        square.sqrt()
    } else {
        libm::hypot(apart, 2.0 * theta.sqrt() * (y1 * y2).sqrt())
    };
    let whole = stretch + rows + events + root;
    let p2 = 2.0 * events / whole;
    let q2 = (stretch + y1 + y2 + root) / whole;
    let linear = stretch - y1 - y2;
    let q1 = if linear > 0.0 {
        2.0 * excess * y1 / (linear + root)
    } else {
        (root - linear) / (2.0 * rows)
    };
    let variance = p2 * (q1 / (a.total * theta) + q2 / b.total);
    if variance > 0.0 {
        numerator / theta / variance.sqrt()
    } else {
        f64::INFINITY.copysign(numerator)
    }
}

/// The Miettinen-Nurminen score statistic of p1/p2 = θ > 0; positive when the observed ratio exceeds θ.
///
/// # Source
/// Miettinen and Nurminen (1985), equations 10 to 13.
///
/// ```
/// use evenhand_inference::{Proportion, two_sample::score_ratio_z};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// assert!((score_ratio_z(a, b, 0.14470493843449161) - 1.959963984540054).abs() < 1e-9);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn score_ratio_z(a: Proportion, b: Proportion, theta: f64) -> f64 {
    let factor = variance_factor(a, b);
    if factor.is_infinite() {
        0.0
    } else {
        koopman_z(a, b, libm::log(theta)) / factor.sqrt()
    }
}

fn lower_limit(a: Proportion, b: Proportion, critical: f64) -> f64 {
    if a.events <= 0.0 || !critical.is_finite() {
        return 0.0;
    }
    limit(a, b, critical, -1.0)
}

fn upper_limit(a: Proportion, b: Proportion, critical: f64) -> f64 {
    if b.events <= 0.0 || !critical.is_finite() {
        return f64::INFINITY;
    }
    limit(a, b, critical, 1.0)
}

/// The limit on one side (`side` is −1 below, +1 above), searched on ln θ from the log-normal guess.
fn limit(a: Proportion, b: Proportion, critical: f64, side: f64) -> f64 {
    let fewest = a.events.min(b.events);
    // Next to no events the log-normal guess is far out, so it is made as for none.
    let shift = if fewest < 0.5 { 0.5 } else { 0.0 };
    let (x1, x2) = (a.events + shift, b.events + shift);
    let spread =
        (1.0 / x1 - 1.0 / (a.total + shift) + 1.0 / x2 - 1.0 / (b.total + shift)).max(1e-6);
    let guess = libm::log(x1 / a.total / (x2 / b.total)) + side * critical * spread.sqrt();
    let inner = if fewest > 0.0 {
        libm::log(a.rate() / b.rate())
    } else {
        -side * f64::INFINITY
    };
    let excess = |log_theta: f64| -side * koopman_z(a, b, log_theta) - critical;
    libm::exp(crossing(
        excess,
        inner,
        -critical,
        side * f64::INFINITY,
        guess,
    ))
}

fn score_limits(a: Proportion, b: Proportion, critical: f64, method: &'static str) -> Interval {
    Interval::new(
        lower_limit(a, b, critical),
        upper_limit(a, b, critical),
        method,
    )
}

pub(crate) fn ratio_lower(a: Proportion, b: Proportion, critical: f64) -> f64 {
    lower_limit(a, b, critical * variance_factor(a, b).sqrt())
}

pub(crate) fn ratio_upper(a: Proportion, b: Proportion, critical: f64) -> f64 {
    upper_limit(a, b, critical * variance_factor(a, b).sqrt())
}

/// The Miettinen-Nurminen score interval for p1/p2; (0, ∞) when neither group has an event.
///
/// # Source
/// Miettinen and Nurminen (1985), equations 10 to 13.
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::miettinen_nurminen_ratio};
/// let (a, b) = (Proportion::new(3.0, 30.0)?, Proportion::new(0.0, 20.0)?);
/// let i = miettinen_nurminen_ratio(a, b, Level::P95.z());
/// assert!((i.lower - 0.5546967644826513).abs() < 1e-10 && i.upper.is_infinite());
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn miettinen_nurminen_ratio(a: Proportion, b: Proportion, critical: f64) -> Interval {
    score_limits(
        a,
        b,
        critical * variance_factor(a, b).sqrt(),
        "miettinen-nurminen",
    )
}

/// The score interval for p1/p2 without the factor N/(N−1).
///
/// # Source
/// Koopman (1984), Confidence intervals for the ratio of two binomial proportions.
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::koopman_ratio};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = koopman_ratio(a, b, Level::P95.z());
/// assert!((i.lower - 0.14645902282461531).abs() < 1e-10 && (i.upper - 1.3898463556786171).abs() < 1e-10);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn koopman_ratio(a: Proportion, b: Proportion, critical: f64) -> Interval {
    score_limits(a, b, critical, "koopman")
}

/// The MOVER-R interval for p1/p2 from two Wilson intervals.
///
/// # Source
/// Donner and Zou (2012), MOVER-R; Wilson (1927).
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::mover_wilson_ratio};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = mover_wilson_ratio(a, b, Level::P95.z());
/// assert!((i.lower - 0.1501130908351101).abs() < 1e-12 && (i.upper - 1.3873363462564547).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn mover_wilson_ratio(a: Proportion, b: Proportion, critical: f64) -> Interval {
    mover_ratio(a.rate(), wilson(a, critical), b.rate(), wilson(b, critical))
        .named("mover-r-wilson")
}

/// The log-normal interval for p1/p2; `None` when a group has no event.
///
/// # Source
/// Katz, Baptista, Azen and Pike (1978), Obtaining confidence intervals for the risk ratio, method C.
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::katz_ratio};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = katz_ratio(a, b, Level::P95.z()).unwrap();
/// assert!((i.lower - 0.1426734130376752).abs() < 1e-12 && (i.upper - 1.5400666306481199).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn katz_ratio(a: Proportion, b: Proportion, critical: f64) -> Option<Interval> {
    (a.events > 0.0 && b.events > 0.0).then(|| katz(a, b, critical, "katz"))
}

/// The log-normal interval for p1/p2 with half an event and half a row added to each group.
///
/// # Source
/// Walter (1975), The distribution of Levin's measure of attributable risk; Katz et al. (1978).
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::katz_half_ratio};
/// let (a, b) = (Proportion::new(0.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = katz_half_ratio(a, b, Level::P95.z());
/// assert!((i.lower - 0.0044840058456889435).abs() < 1e-12 && (i.upper - 1.1940118195277623).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn katz_half_ratio(a: Proportion, b: Proportion, critical: f64) -> Interval {
    let half = |p: Proportion| Proportion {
        events: p.events + 0.5,
        total: p.total + 0.5,
    };
    katz(half(a), half(b), critical, "katz+half")
}

fn katz(a: Proportion, b: Proportion, critical: f64, method: &'static str) -> Interval {
    let variance = (1.0 / a.events - 1.0 / a.total + 1.0 / b.events - 1.0 / b.total).max(0.0);
    let (ratio, factor) = (a.rate() / b.rate(), libm::exp(critical * variance.sqrt()));
    Interval::new(ratio / factor, ratio * factor, method)
}

/// The default interval for p1/p2: Miettinen-Nurminen, hulled with MOVER-Clopper-Pearson when a cell is below 10.
///
/// The upper limit is infinite when the second group has no event, or cannot be told from having none.
///
/// # Source
/// Miettinen and Nurminen (1985), equations 10 to 13; Donner and Zou (2012), MOVER-R; Clopper and Pearson (1934).
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::ratio_interval};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = ratio_interval(a, b, Level::P95.z());
/// assert!((i.lower - 0.0947622776).abs() < 1e-9 && (i.upper - 1.5691119646).abs() < 1e-9);
/// assert_eq!(i.method, "miettinen-nurminen+mover-cp");
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn ratio_interval(a: Proportion, b: Proportion, critical: f64) -> Interval {
    let score = miettinen_nurminen_ratio(a, b, critical);
    if !needs_hull(a, b) {
        return score;
    }
    score.hull(mover_exact_ratio(a, b, critical), HULL)
}

/// The upper limit of [`ratio_interval`] alone, hulled when a cell is below `hull_below`.
pub(crate) fn ratio_hull_upper(
    a: Proportion,
    b: Proportion,
    critical: f64,
    hull_below: f64,
) -> f64 {
    let score = ratio_upper(a, b, critical);
    if !has_cell_below(a, b, hull_below) {
        return score;
    }
    score.max(mover_exact_ratio(a, b, critical).upper)
}
