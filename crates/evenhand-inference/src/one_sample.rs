//! Intervals for one rate.

use crate::distribution::{beta, normal};
use crate::{Interval, Level, Proportion};

/// Below this many events or non-events the exact interval replaces Wilson's.
pub(crate) const EXACT_BELOW: f64 = 50.0;

/// The Wilson score interval at a critical value > 0; exactly 0 (1) at no (all) events.
///
/// # Source
/// Wilson (1927), Probable inference; roots taken without cancellation.
///
/// ```
/// use evenhand_inference::{Level, Proportion, one_sample::wilson};
/// let i = wilson(Proportion::new(10.0, 20.0)?, Level::P95.z());
/// assert!((i.lower - 0.2992980).abs() < 5e-8 && (i.upper - 0.7007020).abs() < 5e-8);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn wilson(p: Proportion, critical: f64) -> Interval {
    let Proportion {
        events: x,
        total: n,
    } = p;
    let square = critical * critical;
    if !square.is_finite() {
        return Interval::new(0.0, 1.0, "wilson");
    }
    let root = critical * (x * (p.failures() / n) + 0.25 * square).sqrt();
    let upper = ((x + 0.5 * square + root) / (n + square)).min(1.0);
    let lower = if x > 0.0 {
        x * (x / n) / (x + 0.5 * square + root)
    } else {
        0.0
    };
    Interval::new(
        lower,
        if p.failures() > 0.0 { upper } else { 1.0 },
        "wilson",
    )
}

/// The exact interval by inversion of two binomial tests of size alpha/2; real counts are allowed.
///
/// # Source
/// Clopper and Pearson (1934); beta quantiles.
///
/// ```
/// use evenhand_inference::{Proportion, one_sample::clopper_pearson};
/// let i = clopper_pearson(Proportion::new(0.0, 20.0)?, 0.05);
/// assert!(i.lower == 0.0 && (i.upper - (1.0 - 0.025f64.powf(0.05))).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn clopper_pearson(p: Proportion, alpha: f64) -> Interval {
    let (lower, upper) = beta_limits(p, alpha, (0.0, 1.0), (1.0, 0.0));
    Interval::new(lower, upper, "clopper-pearson")
}

/// The equal-tailed interval of the Jeffreys posterior; 0 (1) at no (all) events.
///
/// # Source
/// Brown, Cai and DasGupta (2001), Interval estimation for a binomial proportion, section 3.1.2.
///
/// ```
/// use evenhand_inference::{Proportion, one_sample::jeffreys};
/// let i = jeffreys(Proportion::new(0.0, 1.0)?, 0.05);
/// assert!(i.lower == 0.0 && (i.upper - 0.8532536836904249).abs() < 1e-13);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn jeffreys(p: Proportion, alpha: f64) -> Interval {
    let (lower, upper) = beta_limits(p, alpha, (0.5, 0.5), (0.5, 0.5));
    Interval::new(lower, upper, "jeffreys")
}

fn beta_limits(p: Proportion, alpha: f64, low: (f64, f64), high: (f64, f64)) -> (f64, f64) {
    let (x, failures) = (p.events, p.failures());
    let tail = 0.5 * alpha.clamp(0.0, 1.0);
    let lower = if x > 0.0 {
        beta::quantile(tail, x + low.0, failures + low.1).0
    } else {
        0.0
    };
    let upper = if failures > 0.0 {
        beta::upper_quantile(tail, x + high.0, failures + high.1).0
    } else {
        1.0
    };
    (lower, upper)
}

/// The Agresti-Coull interval at a critical value > 0, cut to `[0, 1]`.
///
/// # Source
/// Agresti and Coull (1998), Approximate is better than "exact".
///
/// ```
/// use evenhand_inference::{Level, Proportion, one_sample::agresti_coull};
/// let i = agresti_coull(Proportion::new(10.0, 20.0)?, Level::P95.z());
/// assert!((i.lower - 0.2992980).abs() < 5e-8 && (i.upper - 0.7007020).abs() < 5e-8);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn agresti_coull(p: Proportion, critical: f64) -> Interval {
    let square = critical * critical;
    if !square.is_finite() {
        return Interval::new(0.0, 1.0, "agresti-coull");
    }
    let total = p.total + square;
    let rate = (p.events + 0.5 * square) / total;
    let half = critical * (rate * (1.0 - rate) / total).sqrt();
    Interval::new(
        (rate - half).max(0.0),
        (rate + half).min(1.0),
        "agresti-coull",
    )
}

/// The default interval of one rate: exact when fewer than 50 events or non-events, else Wilson.
///
/// With degrees of freedom (weights, repeated units) the same two on the effective size, at the t quantile.
///
/// # Source
/// Clopper and Pearson (1934); Wilson (1927); on effective sizes Korn and Graubard (1998), Confidence intervals for
/// proportions with small expected number of positive counts estimated from survey data.
///
/// ```
/// use evenhand_inference::{Level, Proportion, one_sample::proportion_interval};
/// let rare = proportion_interval(Proportion::new(3.0, 2000.0)?, Level::P95, None);
/// assert_eq!(rare.method, "clopper-pearson");
/// let weighted = proportion_interval(Proportion::new(210.5, 800.2)?, Level::P95, Some(63.0));
/// assert_eq!(weighted.method, "wilson-t");
/// let few = proportion_interval(Proportion::new(10.5, 80.2)?, Level::P95, Some(63.0));
/// assert_eq!(few.method, "clopper-pearson-t");
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn proportion_interval(p: Proportion, level: Level, df: Option<f64>) -> Interval {
    match df {
        Some(df) if p.smaller_cell() < EXACT_BELOW => {
            let alpha = normal::two_sided(level.t(df));
            clopper_pearson(p, alpha).named("clopper-pearson-t")
        }
        Some(df) => wilson(p, level.t(df)).named("wilson-t"),
        None if p.smaller_cell() < EXACT_BELOW => clopper_pearson(p, level.alpha()),
        None => wilson(p, level.z()),
    }
}
