//! Combining two one-sample intervals into one for their difference or ratio.

use crate::distribution::normal;
use crate::one_sample::clopper_pearson;
use crate::{Interval, Proportion};

/// Both Clopper-Pearson intervals at the error that matches a critical value.
pub(super) fn mover_clopper_pearson(
    a: Proportion,
    b: Proportion,
    critical: f64,
) -> (Interval, Interval) {
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
    let (l1, u1, l2, u2) = (
        of_first.lower,
        of_first.upper,
        of_second.lower,
        of_second.upper,
    );
    let side = |limit: f64, estimate: f64| limit * (2.0 * estimate - limit);
    let under = side(u2, second);
    let lower = if first <= 0.0 {
        0.0
    } else if under.abs() < 1e-14 {
        if product > 0.0 {
            side(l1, first) / (2.0 * product)
        } else {
            0.0
        }
    } else {
        let inside = side(l1, first);
        let root = (product * product - inside * under).max(0.0).sqrt();
        // The same root twice; the one that adds keeps its digits.
        if under > 0.0 {
            inside / (product + root)
        } else {
            (product - root) / under
        }
    };
    let over = side(l2, second);
    let upper = if over <= 0.0 {
        f64::INFINITY
    } else {
        (product + (product * product - side(u1, first) * over).max(0.0).sqrt()) / over
    };
    Interval::new(lower.max(0.0), upper, "mover-r")
}
