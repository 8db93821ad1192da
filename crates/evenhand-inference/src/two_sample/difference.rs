//! Intervals for the difference of two rates.

use super::mover::{mover_difference, mover_exact_difference};
use super::root::crossing;
use super::{HULL, has_cell_below, needs_hull};
use crate::one_sample::wilson;
use crate::{Interval, Proportion};

/// The maximum-likelihood estimate of p2 under p1 − p2 = d.
///
/// Newton on the derivative of the log-likelihood times the distances to both ends of its range, which removes the two
/// poles nearest to the root; bisection when a step leaves the bracket.
fn constrained_rate(a: Proportion, b: Proportion, d: f64, start: f64) -> f64 {
    let (low_end, high_end) = ((-d).max(0.0), (1.0 - d).min(1.0));
    if high_end <= low_end {
        return low_end.clamp(0.0, 1.0);
    }
    let (x1, x2, y1, y2) = (a.events, b.events, a.failures(), b.failures());
    let (mut low, mut high) = (low_end, high_end);
    let mut p = if start > low && start < high {
        start
    } else {
        0.5 * (low + high)
    };
    for _ in 0..200 {
        let (p1, q1, q2) = (p + d, 1.0 - p - d, 1.0 - p);
        let (mut slope, mut curvature) = (0.0, 0.0);
        if x1 > 0.0 {
            let term = x1 / p1;
            slope += term;
            curvature += term / p1;
        }
        if y1 > 0.0 {
            let term = y1 / q1;
            slope -= term;
            curvature += term / q1;
        }
        if x2 > 0.0 {
            let term = x2 / p;
            slope += term;
            curvature += term / p;
        }
        if y2 > 0.0 {
            let term = y2 / q2;
            slope -= term;
            curvature += term / q2;
        }
        if slope > 0.0 {
            low = p;
        } else {
            high = p;
        }
        let pull = slope * (1.0 / (p - low_end) - 1.0 / (high_end - p));
        let mut next = p + slope / (curvature - pull);
        if !(next > low && next < high) {
            // A maximum at an end of the range is approached by halves, and fast enough.
            next = if next.is_finite()
                && next <= low_end
                && high - low_end < 1e-3 * (high_end - low_end)
            {
                low_end + 0.01 * (high - low_end)
            } else if next >= high_end && high_end - low < 1e-3 * (high_end - low_end) {
                high_end - 0.01 * (high_end - low)
            } else {
                0.5 * (low + high)
            };
        }
        if (next - p).abs() <= 1e-15 * p.abs().min(q2.abs()) || (high - low) <= 1e-17 {
            return next;
        }
        p = next;
    }
    p
}

/// The variance of the difference at p1 − p2 = d and the constrained estimate of p2.
fn variance_at(a: Proportion, b: Proportion, d: f64, start: f64) -> (f64, f64) {
    let (low_end, high_end) = ((-d).max(0.0), (1.0 - d).min(1.0));
    let p2 = if at_low_end(a, b, d) {
        low_end
    } else if at_low_end(a.complement(), b.complement(), -d) {
        high_end
    } else {
        constrained_rate(a, b, d, start)
    };
    let p2 = p2.clamp(low_end.min(high_end), high_end.max(low_end));
    let (p1, q1) = ((p2 + d).clamp(0.0, 1.0), (1.0 - p2 - d).clamp(0.0, 1.0));
    (p1 * q1 / a.total + p2 * (1.0 - p2) / b.total, p2)
}

/// Whether the likelihood falls from the lower end of the range on, so that the maximum is there.
fn at_low_end(a: Proportion, b: Proportion, d: f64) -> bool {
    let p2 = (-d).max(0.0);
    let p1 = p2 + d;
    let pole = (p2 <= 0.0 && b.events > 0.0) || (p1 <= 0.0 && a.events > 0.0);
    if pole {
        return false;
    }
    let term = |count: f64, share: f64| if count > 0.0 { count / share } else { 0.0 };
    term(a.events, p1) + term(b.events, p2)
        - term(a.failures(), 1.0 - p1)
        - term(b.failures(), 1.0 - p2)
        <= 0.0
}

fn start_rate(a: Proportion, b: Proportion, d: f64) -> f64 {
    (a.events + b.events - a.total * d) / (a.total + b.total)
}

/// N/(N−1), the variance factor of Miettinen and Nurminen; infinite up to a total of one.
pub(super) fn variance_factor(a: Proportion, b: Proportion) -> f64 {
    let total = a.total + b.total;
    if total > 1.0 {
        total / (total - 1.0)
    } else {
        f64::INFINITY
    }
}

fn standardised(gap: f64, d: f64, variance: f64) -> f64 {
    let numerator = gap - d;
    if numerator.abs() <= 4.0 * f64::EPSILON * gap.abs().max(d.abs()) {
        0.0
    } else if variance > 0.0 {
        numerator / variance.sqrt()
    } else {
        f64::INFINITY.copysign(numerator)
    }
}

/// The Miettinen-Nurminen score statistic of p1 − p2 = d, −1 ≤ d ≤ 1; positive when the observed gap exceeds d.
///
/// # Source
/// Miettinen and Nurminen (1985), Comparative analysis of two rates, equations 6 to 9.
///
/// ```
/// use evenhand_inference::{Proportion, two_sample::score_difference_z};
/// let (a, b) = (Proportion::new(7.0, 34.0)?, Proportion::new(1.0, 34.0)?);
/// assert!((score_difference_z(a, b, 0.027041626583446762) - 1.959963984540054).abs() < 1e-10);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn score_difference_z(a: Proportion, b: Proportion, d: f64) -> f64 {
    let variance = variance_at(a, b, d, start_rate(a, b, d)).0 * variance_factor(a, b);
    if variance.is_infinite() {
        return 0.0;
    }
    standardised(a.rate_above(b), d, variance)
}

/// What [`score_difference_z`] cannot exceed for an observed gap of at least d ≥ 0; found without the constrained estimate.
///
/// That estimate of p2 lies between the rate of `b` and the rate of `a` less d, and the variance is concave between them.
pub(crate) fn score_difference_z_at_most(a: Proportion, b: Proportion, d: f64) -> f64 {
    let variance = |p1: f64, p2: f64| p1 * (1.0 - p1) / a.total + p2 * (1.0 - p2) / b.total;
    let (p1, p2) = (a.rate(), b.rate());
    let least = variance(p2 + d, p2).min(variance(p1, p1 - d));
    if least > 0.0 {
        (p1 - p2 - d) / (least * variance_factor(a, b)).sqrt()
    } else {
        f64::INFINITY
    }
}

/// The upper limit where the score statistic without N/(N−1) equals −critical.
fn upper_limit(a: Proportion, b: Proportion, critical: f64) -> f64 {
    if !critical.is_finite() {
        return 1.0;
    }
    if a.events + b.events > 0.5 * (a.total + b.total) {
        // Counting failures keeps the digits of rates near one.
        return upper_from_rates(b.complement(), a.complement(), critical);
    }
    upper_from_rates(a, b, critical)
}

fn upper_from_rates(a: Proportion, b: Proportion, critical: f64) -> f64 {
    let gap = a.rate() - b.rate();
    if gap >= 1.0 {
        return 1.0;
    }
    let guess = newcombe_difference(a, b, critical).upper;
    let mut start = f64::NAN;
    let excess = |d: f64| {
        if start.is_nan() {
            start = start_rate(a, b, d);
        }
        let (variance, p2) = variance_at(a, b, d, start);
        start = p2;
        -standardised(gap, d, variance) - critical
    };
    crossing(excess, gap, -critical, 1.0, guess).clamp(-1.0, 1.0)
}

fn score_limits(a: Proportion, b: Proportion, critical: f64, method: &'static str) -> Interval {
    Interval::new(
        -upper_limit(b, a, critical),
        upper_limit(a, b, critical),
        method,
    )
}

pub(crate) fn difference_upper(a: Proportion, b: Proportion, critical: f64) -> f64 {
    upper_limit(a, b, critical * variance_factor(a, b).sqrt())
}

pub(crate) fn difference_lower(a: Proportion, b: Proportion, critical: f64) -> f64 {
    -difference_upper(b, a, critical)
}

/// The Miettinen-Nurminen score interval for p1 − p2 at a critical value > 0.
///
/// # Source
/// Miettinen and Nurminen (1985), equations 6 to 9.
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::miettinen_nurminen_difference};
/// let (a, b) = (Proportion::new(20.0, 20.0)?, Proportion::new(18.0, 30.0)?);
/// let i = miettinen_nurminen_difference(a, b, Level::P95.z());
/// assert!((i.lower - 0.2137959).abs() < 5e-8 && (i.upper - 0.5784948).abs() < 5e-8);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn miettinen_nurminen_difference(a: Proportion, b: Proportion, critical: f64) -> Interval {
    score_limits(
        a,
        b,
        critical * variance_factor(a, b).sqrt(),
        "miettinen-nurminen",
    )
}

/// The score interval for p1 − p2 without the factor N/(N−1).
///
/// # Source
/// Mee (1984), Confidence bounds for the difference between two probabilities.
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::mee_difference};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = mee_difference(a, b, Level::P95.z());
/// assert!((i.lower + 0.4009861248035808).abs() < 1e-10 && (i.upper - 0.08920477389271038).abs() < 1e-10);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn mee_difference(a: Proportion, b: Proportion, critical: f64) -> Interval {
    score_limits(a, b, critical, "mee")
}

/// The hybrid score interval for p1 − p2, from two Wilson intervals.
///
/// # Source
/// Newcombe (1998), Interval estimation for the difference between independent proportions, method 10.
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::newcombe_difference};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = newcombe_difference(a, b, Level::P95.z());
/// assert!((i.lower + 0.3888780865530256).abs() < 1e-12 && (i.upper - 0.08722507269756952).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn newcombe_difference(a: Proportion, b: Proportion, critical: f64) -> Interval {
    mover_difference(a.rate(), wilson(a, critical), b.rate(), wilson(b, critical)).named("newcombe")
}

/// The adjusted Wald interval for p1 − p2 with one success and one failure added to each group.
///
/// # Source
/// Agresti and Caffo (2000), Simple and effective confidence intervals for proportions; cut to `[−1, 1]`.
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::agresti_caffo_difference};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = agresti_caffo_difference(a, b, Level::P95.z());
/// assert!((i.lower + 0.3914990027378158).abs() < 1e-12 && (i.upper - 0.08846869970751278).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn agresti_caffo_difference(a: Proportion, b: Proportion, critical: f64) -> Interval {
    let adjusted = |p: Proportion| {
        let (rate, total) = ((p.events + 1.0) / (p.total + 2.0), p.total + 2.0);
        (rate, rate * (1.0 - rate) / total)
    };
    let ((p1, v1), (p2, v2)) = (adjusted(a), adjusted(b));
    let half = critical * (v1 + v2).sqrt();
    Interval::new(
        (p1 - p2 - half).max(-1.0),
        (p1 - p2 + half).min(1.0),
        "agresti-caffo",
    )
}

/// The default interval for p1 − p2: Miettinen-Nurminen, hulled with MOVER-Clopper-Pearson when a cell is below 10.
///
/// `critical` is the two-sided critical value (z, or a wider t); the exact part uses the matching error.
///
/// # Source
/// Miettinen and Nurminen (1985), equations 6 to 9; Zou and Donner (2008), MOVER; Clopper and Pearson (1934).
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::difference_interval};
/// let (a, b) = (Proportion::new(70.0, 340.0)?, Proportion::new(30.0, 340.0)?);
/// assert_eq!(difference_interval(a, b, Level::P95.z()).method, "miettinen-nurminen");
/// let (a, b) = (Proportion::new(7.0, 34.0)?, Proportion::new(1.0, 34.0)?);
/// let i = difference_interval(a, b, Level::P95.z());
/// assert_eq!(i.method, "miettinen-nurminen+mover-cp");
/// assert!((i.lower - 0.0048074478).abs() < 1e-9 && (i.upper - 0.3519238180).abs() < 1e-9);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn difference_interval(a: Proportion, b: Proportion, critical: f64) -> Interval {
    let score = miettinen_nurminen_difference(a, b, critical);
    if !needs_hull(a, b) {
        return score;
    }
    score.hull(mover_exact_difference(a, b, critical), HULL)
}

/// The lower limit of [`difference_interval`] alone, hulled when a cell is below `hull_below`.
pub(crate) fn difference_hull_lower(
    a: Proportion,
    b: Proportion,
    critical: f64,
    hull_below: f64,
) -> f64 {
    let score = difference_lower(a, b, critical);
    if !has_cell_below(a, b, hull_below) {
        return score;
    }
    score.min(mover_exact_difference(a, b, critical).lower)
}
