//! Quantiles of weighted values, and their intervals by order statistics.

use crate::distribution::beta;
use crate::error::{Result, require};
use crate::sorted::total_weight;
use crate::two_sample::mover_difference;
use crate::{Interval, Level};

/// Values in ascending order with their weights, and how many rows they are worth.
///
/// ```
/// use evenhand_inference::quantile::Ordered;
/// let counts = [(1.0, 3.0), (2.0, 2.0)];
/// assert!(Ordered::new(&counts, 5.0).is_ok() && Ordered::new(&[(2.0, 1.0), (1.0, 1.0)], 2.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ordered<'a> {
    values: &'a [(f64, f64)],
    total: f64,
    n: f64,
}

impl<'a> Ordered<'a> {
    /// Checks (value, weight) pairs in ascending order of value; ties are allowed.
    ///
    /// `n` ≥ 1 is how many rows they are worth: the number of rows when the weights are counts, Kish's effective size
    /// ([`kish`](crate::effective_size::kish)) when they are weights.
    ///
    /// # Errors
    /// When values are not ascending or not finite, weights are negative or sum to 0, or `n` is below 1.
    pub fn new(values: &'a [(f64, f64)], n: f64) -> Result<Self> {
        require(n >= 1.0 && n.is_finite(), "n", n, "finite and at least 1")?;
        let total = total_weight(values, "values")?;
        Ok(Self { values, total, n })
    }

    /// The value at which the cumulative weight passes a share of the whole.
    fn at(self, share: f64) -> f64 {
        let (mut below, mut last) = (0.0, f64::NAN);
        for &(value, weight) in self.values.iter().filter(|(_, weight)| *weight > 0.0) {
            below += weight;
            last = value;
            if below >= share * self.total {
                break;
            }
        }
        last
    }
}

/// The quantile at `q` in [0, 1], of type 7 when the weights are counts.
///
/// The mean of the values over the stretch from q(n − 1)/n to (q(n − 1) + 1)/n of the cumulative weight, which
/// interpolates between neighbouring rows.
///
/// # Errors
/// When `q` is outside [0, 1].
///
/// # Source
/// Hyndman and Fan (1996), Sample quantiles in statistical packages, definition 7; with weights Akinshin (2023), Weighted
/// quantile estimators, section 3.
///
/// ```
/// use evenhand_inference::quantile::{Ordered, quantile};
/// let rows = Ordered::new(&[(1.0, 1.0), (2.0, 2.0), (10.0, 1.0)], 4.0)?; // 1, 2, 2, 10
/// assert_eq!(quantile(rows, 0.5)?, 2.0);
/// assert!((quantile(rows, 0.9)? - (2.0 + 0.7 * 8.0)).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn quantile(values: Ordered<'_>, q: f64) -> Result<f64> {
    require((0.0..=1.0).contains(&q), "q", q, "between 0 and 1")?;
    let Ordered { values, total, n } = values;
    let from = q * (n - 1.0) / n;
    let to = from + 1.0 / n;
    let (mut below, mut sum, mut covered) = (0.0, 0.0, 0.0);
    let mut nearest = f64::NAN;
    // Nothing that ends surely below the stretch has a part in it, and nothing does that starts above.
    let surely = from * total * (1.0 - 1e-9);
    for &(value, weight) in values.iter().filter(|(_, weight)| *weight > 0.0) {
        if below + weight < surely {
            below += weight;
            nearest = value;
            continue;
        }
        let (start, end) = (below / total, (below + weight) / total);
        if start > to {
            break;
        }
        below += weight;
        let part = end.min(to) - start.max(from);
        // A sliver that is rounding only must not bring in a distant value.
        if part > 1e-12 / n {
            sum += part * value;
            covered += part;
        }
        if nearest.is_nan() || start <= from {
            nearest = value;
        }
    }
    Ok(if covered > 0.0 {
        sum / covered
    } else {
        nearest
    })
}

/// The distribution-free interval of the quantile at `q` in (0, 1), between two order statistics.
///
/// The order statistics, counted from 1, at the binomial(n, q) quantile of alpha/2 and at its upper one plus 1, kept
/// between 1 and n. It covers at least at its level as long as both exist (6 rows for the median at 95 %). An effective
/// size is rounded down and its ranks are mapped to the cumulative weight.
///
/// # Errors
/// When `q` is not strictly between 0 and 1.
///
/// # Source
/// Thompson (1936), On confidence ranges for the median; David and Nagaraja (2003), Order statistics, section 7.1; with
/// weights Francisco and Fuller (1991).
///
/// ```
/// use evenhand_inference::{Level, quantile::{Ordered, quantile_interval}};
/// let rows: Vec<(f64, f64)> = (1..=25).map(|i| (f64::from(i), 1.0)).collect();
/// let i = quantile_interval(Ordered::new(&rows, 25.0)?, 0.5, Level::P95)?;
/// assert_eq!((i.lower, i.upper), (8.0, 18.0)); // the tables for 25 rows
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn quantile_interval(values: Ordered<'_>, q: f64, level: Level) -> Result<Interval> {
    require(q > 0.0 && q < 1.0, "q", q, "strictly between 0 and 1")?;
    // Sums of weights may fall short of a whole number by rounding.
    let n = libm::floor(values.n * (1.0 + 1e-12)).max(1.0);
    let tail = 0.5 * level.alpha();
    let lower = first_whole(n, |k| below(k, n, q) >= tail).max(1.0);
    let upper = (first_whole(n, |k| above(k, n, q) <= tail) + 1.0).min(n);
    let place = |rank: f64| values.at((rank - 0.5) / n);
    Ok(Interval::new(
        place(lower.min(n)),
        place(upper),
        "order-statistics",
    ))
}

/// The interval for the difference of a quantile (0.5 for the median) of two independent groups.
///
/// # Errors
/// When `q` is not strictly between 0 and 1.
///
/// # Source
/// Zou and Donner (2008), MOVER; Thompson (1936) for the limits of each.
///
/// ```
/// use evenhand_inference::{Level, quantile::{Ordered, quantile_difference_interval}};
/// let rows: Vec<(f64, f64)> = (1..=25).map(|i| (f64::from(i), 1.0)).collect();
/// let rows = Ordered::new(&rows, 25.0)?;
/// let i = quantile_difference_interval(rows, rows, 0.5, Level::P95)?;
/// assert!((i.upper - 50.0_f64.sqrt()).abs() < 1e-14 && (i.lower + i.upper).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn quantile_difference_interval(
    first: Ordered<'_>,
    second: Ordered<'_>,
    q: f64,
    level: Level,
) -> Result<Interval> {
    let (a, b) = (
        quantile_interval(first, q, level)?,
        quantile_interval(second, q, level)?,
    );
    let (x, y) = (quantile(first, q)?, quantile(second, q)?);
    Ok(mover_difference(x, a, y, b).named("mover-order-statistics"))
}

/// P(X ≤ k) of a binomial.
fn below(k: f64, n: f64, q: f64) -> f64 {
    if k >= n {
        return 1.0;
    }
    beta::tails(1.0 - q, q, n - k, k + 1.0).0
}

/// P(X > k) of a binomial.
fn above(k: f64, n: f64, q: f64) -> f64 {
    if k >= n {
        return 0.0;
    }
    beta::tails(1.0 - q, q, n - k, k + 1.0).1
}

/// The smallest whole number in [0, n] from which on a condition holds.
fn first_whole(n: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, n);
    while low < high {
        let middle = libm::floor(0.5 * (low + high));
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1.0;
        }
    }
    low
}
