//! Distances by the differences of shares.

use super::divergence::shares;
use crate::error::{Result, require};

/// The total variation distance ½ Σ |p − q|, between 0 and 1: the largest difference in the share of any set.
///
/// Counts per category, in the same order in both, with `alpha` ≥ 0 added to each.
///
/// # Errors
/// When the lengths differ, a count or `alpha` is negative or not finite, or a side sums to 0.
///
/// # Source
/// Levin and Peres (2017), Markov chains and mixing times, section 4.1.
///
/// ```
/// use evenhand_inference::distance::total_variation;
/// assert_eq!(total_variation(&[1.0, 3.0, 0.0], &[1.0, 1.0, 2.0], 0.0)?, 0.5);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn total_variation(first: &[f64], second: &[f64], alpha: f64) -> Result<f64> {
    let shares = shares(first, second, alpha)?;
    Ok(0.5 * shares.map(|(p, q)| (p - q).abs()).sum::<f64>())
}

/// The distance (Σ |p − q|^power)^(1/power) of order `power` ≥ 1; finite, else use [`chebyshev`].
///
/// Counts per category, in the same order in both, with `alpha` ≥ 0 added to each.
///
/// # Errors
/// When the lengths differ, a count or `alpha` is negative or not finite, a side sums to 0, or `power` is below 1.
///
/// # Source
/// Minkowski (1910), Geometrie der Zahlen.
///
/// ```
/// use evenhand_inference::distance::lp_distance;
/// let d = lp_distance(&[1.0, 3.0], &[3.0, 1.0], 2.0, 0.0)?;
/// assert!((d - 0.5_f64.sqrt()).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn lp_distance(first: &[f64], second: &[f64], power: f64, alpha: f64) -> Result<f64> {
    require(
        power >= 1.0 && power.is_finite(),
        "power",
        power,
        "finite and at least 1",
    )?;
    // Divided by the largest, no term can underflow at a high power.
    let largest = chebyshev(first, second, alpha)?;
    if largest <= 0.0 {
        return Ok(0.0);
    }
    let sum: f64 = shares(first, second, alpha)?
        .map(|(p, q)| libm::pow((p - q).abs() / largest, power))
        .sum();
    Ok(largest * libm::pow(sum, 1.0 / power))
}

/// The largest difference of shares max |p − q|, between 0 and 1.
///
/// Counts per category, in the same order in both, with `alpha` ≥ 0 added to each.
///
/// # Errors
/// When the lengths differ, a count or `alpha` is negative or not finite, or a side sums to 0.
///
/// # Source
/// Cantrell (2000), Modern mathematical methods for physicists and engineers.
///
/// ```
/// use evenhand_inference::distance::chebyshev;
/// assert_eq!(chebyshev(&[1.0, 3.0, 0.0], &[1.0, 1.0, 2.0], 0.0)?, 0.5);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn chebyshev(first: &[f64], second: &[f64], alpha: f64) -> Result<f64> {
    let shares = shares(first, second, alpha)?;
    Ok(shares.fold(0.0, |most, (p, q)| most.max((p - q).abs())))
}
