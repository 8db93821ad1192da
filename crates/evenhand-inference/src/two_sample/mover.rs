//! Combining two one-sample intervals into one for their difference or ratio.

use crate::distribution::normal;
use crate::one_sample::clopper_pearson;
use crate::{Interval, Proportion};

/// Both Clopper-Pearson intervals at the error that matches a critical value.
fn mover_clopper_pearson(a: Proportion, b: Proportion, critical: f64) -> (Interval, Interval) {
    let alpha = normal::two_sided(critical);
    (clopper_pearson(a, alpha), clopper_pearson(b, alpha))
}

/// The interval for θ1 − θ2 from an estimate and an interval of each; any scale.
///
/// # Source
/// Zou and Donner (2008), Construction of confidence limits about effect measures (MOVER); Newcombe (1998), method 10.
///
/// ```
/// use evenhand_inference::{Level, Proportion, one_sample::wilson, two_sample::mover_difference};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let z = Level::P95.z();
/// let i = mover_difference(a.rate(), wilson(a, z), b.rate(), wilson(b, z));
/// assert!((i.lower + 0.3888780865530256).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn mover_difference(
    first: f64,
    of_first: Interval,
    second: f64,
    of_second: Interval,
) -> Interval {
    let gap = first - second;
    let down = libm::hypot(first - of_first.lower, of_second.upper - second);
    let up = libm::hypot(of_first.upper - first, second - of_second.lower);
    Interval::new(gap - down, gap + up, "mover")
}

/// The interval for p1 − p2 recovered from two Clopper-Pearson intervals.
///
/// # Source
/// Zou and Donner (2008), MOVER; Clopper and Pearson (1934).
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::mover_exact_difference};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = mover_exact_difference(a, b, Level::P95.z());
/// assert!((i.lower + 0.4152194372000306).abs() < 1e-10 && (i.upper - 0.11544579664418517).abs() < 1e-10);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn mover_exact_difference(a: Proportion, b: Proportion, critical: f64) -> Interval {
    let (of_a, of_b) = mover_clopper_pearson(a, b, critical);
    mover_difference(a.rate(), of_a, b.rate(), of_b).named("mover-cp")
}

/// The interval for p1/p2 recovered from two Clopper-Pearson intervals.
///
/// # Source
/// Donner and Zou (2012), MOVER-R; Clopper and Pearson (1934).
///
/// ```
/// use evenhand_inference::{Level, Proportion, two_sample::mover_exact_ratio};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let i = mover_exact_ratio(a, b, Level::P95.z());
/// assert!((i.lower - 0.09476227762955637).abs() < 1e-10 && (i.upper - 1.5691119646376424).abs() < 1e-10);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn mover_exact_ratio(a: Proportion, b: Proportion, critical: f64) -> Interval {
    let (of_a, of_b) = mover_clopper_pearson(a, b, critical);
    mover_ratio(a.rate(), of_a, b.rate(), of_b).named("mover-r-cp")
}

/// The interval for the ratio of two non-negative quantities from an estimate and an interval of each.
///
/// # Source
/// Donner and Zou (2012), Closed-form confidence intervals for functions of the normal mean and standard deviation, MOVER-R.
///
/// ```
/// use evenhand_inference::{Interval, two_sample::mover_ratio};
/// let i = |lower, upper| Interval { lower, upper, method: "given" };
/// let r = mover_ratio(0.2, i(0.1, 0.3), 0.4, i(0.4, 0.4));
/// assert!((r.lower - 0.25).abs() < 1e-12 && (r.upper - 0.75).abs() < 1e-12);
/// ```
#[must_use]
pub fn mover_ratio(first: f64, of_first: Interval, second: f64, of_second: Interval) -> Interval {
    let product = first * second;
    let side = |limit: f64, estimate: f64| limit * (2.0 * estimate - limit);
    let squared = |limit: f64, estimate: f64| (limit - estimate) * (limit - estimate);
    // The published roots (a ± √(a² − l(2θ₁ − l) u(2θ₂ − u)))/(u(2θ₂ − u)), with the square root's argument written as a
    // sum of non-negative terms and the difference of roots as a quotient: neither can cancel.
    let inside = side(of_first.lower, first);
    let whole = product
        + (second * second * squared(of_first.lower, first)
            + inside * squared(of_second.upper, second))
        .sqrt();
    let lower = if first > 0.0 && whole > 0.0 {
        inside / whole
    } else {
        0.0
    };
    let over = side(of_second.lower, second);
    let upper = if over > 0.0 {
        let root = first * first * squared(of_second.lower, second)
            + over * squared(of_first.upper, first);
        (product + root.sqrt()) / over
    } else {
        f64::INFINITY
    };
    Interval::new(lower.max(0.0), upper, "mover-r")
}
