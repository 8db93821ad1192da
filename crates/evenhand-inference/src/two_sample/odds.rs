//! Intervals for the odds ratio of two rates.

use super::difference::variance_factor;
use super::mover::mover_difference;
use super::root::crossing;
use super::{HULL, needs_hull};
use crate::distribution::normal;
use crate::one_sample::clopper_pearson;
use crate::{Interval, Proportion};

/// The score statistic of odds ratio ψ without N/(N−1); events at most half of all rows.
fn rare_z(a: Proportion, b: Proportion, psi: f64) -> f64 {
    let (n1, n2) = (a.total, b.total);
    let m = a.events + b.events;
    let excess = psi - 1.0;
    let linear = psi * (n1 - m) + n2 + m;
    // B² + 4Am as a sum of terms that cannot cancel.
    let square = psi * psi * (n1 - m) * (n1 - m)
        + (n2 - m) * (n2 - m)
        + 2.0 * psi * (n1 * n2 + m * (n1 + n2 - m));
    let root = square.sqrt();
    let p2 = if linear > 0.0 {
        2.0 * m / (linear + root)
    } else {
        (root - linear) / (2.0 * n2 * excess)
    };
    // The same quadratic in 1 − p2, whose digits are lost in the difference when p2 is near one.
    let others = n1 + n2 - m;
    let opposite = n2 - m - psi * (others + n2);
    let q2 = if opposite < 0.0 {
        2.0 * psi * others / (root - opposite)
    } else {
        (root + opposite) / (2.0 * n2 * -excess)
    };
    let (p2, q2) = (p2.clamp(0.0, 1.0), q2.clamp(0.0, 1.0));
    let scale = q2 + psi * p2;
    let (p1, q1) = (psi * p2 / scale, q2 / scale);
    // The deviations of both groups are opposite; the one with fewer expected keeps more digits.
    let numerator = if n1 * p1 <= n2 * p2 {
        a.events - n1 * p1
    } else {
        n2 * p2 - b.events
    };
    if numerator.abs() <= 4.0 * f64::EPSILON * a.events.min(b.events) {
        return 0.0;
    }
    let inverse = 1.0 / (n1 * p1 * q1) + 1.0 / (n2 * p2 * q2);
    if inverse.is_finite() {
        numerator * inverse.sqrt()
    } else {
        f64::INFINITY.copysign(numerator)
    }
}

fn plain_z(a: Proportion, b: Proportion, psi: f64) -> f64 {
    if a.events + b.events > 0.5 * (a.total + b.total) {
        // Counting failures exchanges the roles of the groups and keeps the digits of rates near one.
        return rare_z(b.complement(), a.complement(), psi);
    }
    rare_z(a, b, psi)
}

/// The Miettinen-Nurminen score statistic of odds ratio ψ > 0; positive when the observed odds ratio exceeds ψ.
///
/// # Source
/// Miettinen and Nurminen (1985), section on the odds ratio.
///
/// ```
/// use evenhand_inference::{Proportion, two_sample::score_odds_ratio_z};
/// let (a, b) = (Proportion::new(7.0, 34.0)?, Proportion::new(1.0, 34.0)?);
/// assert!((score_odds_ratio_z(a, b, 1.2466223602451683) - 1.959963984540054).abs() < 1e-9);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn score_odds_ratio_z(a: Proportion, b: Proportion, psi: f64) -> f64 {
    let factor = variance_factor(a, b);
    if factor.is_infinite() {
        0.0
    } else {
        plain_z(a, b, psi) / factor.sqrt()
    }
}

fn limit(a: Proportion, b: Proportion, critical: f64, side: f64) -> f64 {
    let smallest = a.smaller_cell().min(b.smaller_cell());
    // Next to an empty cell the log-normal guess is far out, so it is made as for an empty one.
    let shift = if smallest < 0.5 { 0.5 } else { 0.0 };
    let log_odds_ratio = |[x1, y1, y2, x2]: [f64; 4]| libm::log(x1 / y1) + libm::log(y2 / x2);
    let cells = [a.events, a.failures(), b.failures(), b.events];
    let shifted = cells.map(|cell| cell + shift);
    let centre = log_odds_ratio(shifted);
    let spread = shifted.iter().map(|cell| 1.0 / cell).sum::<f64>().sqrt();
    let inner = if smallest > 0.0 {
        log_odds_ratio(cells)
    } else {
        -side * f64::INFINITY
    };
    let excess = |log_psi: f64| -side * plain_z(a, b, libm::exp(log_psi)) - critical;
    libm::exp(crossing(
        excess,
        inner,
        -critical,
        side * f64::INFINITY,
        centre + side * critical * spread,
    ))
}

/// The Miettinen-Nurminen score interval for the odds ratio, without any continuity addition.
///
/// 0 below when no product supports it, ∞ above likewise.
///
/// # Source
/// Miettinen and Nurminen (1985), section on the odds ratio.
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::miettinen_nurminen_odds_ratio};
/// let (a, b) = (Proportion::new(10.0, 50.0)?, Proportion::new(10.0, 50.0)?);
/// let i = miettinen_nurminen_odds_ratio(a, b, Level::P95.z());
/// assert!((i.lower - 0.3811846098084591).abs() < 1e-10 && (i.upper - 2.6234007729286044).abs() < 1e-10);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn miettinen_nurminen_odds_ratio(a: Proportion, b: Proportion, critical: f64) -> Interval {
    let critical = critical * variance_factor(a, b).sqrt();
    let supported = |x: f64, y: f64| x > 0.0 && y > 0.0 && critical.is_finite();
    let lower = if supported(a.events, b.failures()) {
        limit(a, b, critical, -1.0)
    } else {
        0.0
    };
    let upper = if supported(b.events, a.failures()) {
        limit(a, b, critical, 1.0)
    } else {
        f64::INFINITY
    };
    Interval::new(lower, upper, "miettinen-nurminen")
}

/// The log odds and their exact limits; rates above one half by their complement, which keeps its digits.
fn exact_log_odds(p: Proportion, alpha: f64) -> (f64, Interval) {
    if p.events > p.failures() {
        let (estimate, i) = exact_log_odds(p.complement(), alpha);
        return (-estimate, Interval::new(-i.upper, -i.lower, i.method));
    }
    let i = clopper_pearson(p, alpha);
    let log_odds = |rate: f64| libm::log(rate / (1.0 - rate));
    let limits = Interval::new(log_odds(i.lower), log_odds(i.upper), i.method);
    (libm::log(p.events / p.failures()), limits)
}

/// The default interval for the odds ratio: Miettinen-Nurminen, hulled with MOVER on the exact log odds when a cell is
/// below 10.
///
/// # Source
/// Miettinen and Nurminen (1985); Zou and Donner (2008), MOVER on logarithms; Clopper and Pearson (1934).
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::odds_ratio_interval};
/// let (a, b) = (Proportion::new(7.0, 34.0)?, Proportion::new(1.0, 34.0)?);
/// let i = odds_ratio_interval(a, b, Level::P95.z());
/// assert!((i.lower - 1.1032171208).abs() < 1e-9 && (i.upper - 383.7140755).abs() < 1e-5);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn odds_ratio_interval(a: Proportion, b: Proportion, critical: f64) -> Interval {
    let score = miettinen_nurminen_odds_ratio(a, b, critical);
    if !needs_hull(a, b) || a.smaller_cell() <= 0.0 || b.smaller_cell() <= 0.0 {
        return score;
    }
    let alpha = normal::two_sided(critical);
    let ((first, ia), (second, ib)) = (exact_log_odds(a, alpha), exact_log_odds(b, alpha));
    let exact = mover_difference(first, ia, second, ib);
    let exact = Interval::new(libm::exp(exact.lower), libm::exp(exact.upper), HULL);
    score.hull(exact, HULL)
}
