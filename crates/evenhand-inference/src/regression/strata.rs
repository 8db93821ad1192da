//! The gap in means inside strata.

use crate::error::{Error, Result, require};
use crate::{Interval, Level};

/// Rows (effective), mean and variance (divisor n − 1) of a group and of the reference in one stratum.
///
/// A side without rows has n = 0; its other numbers are not read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanStratum {
    /// (rows, mean, variance) of the group.
    pub group: (f64, f64, f64),
    /// (rows, mean, variance) of the reference.
    pub reference: (f64, f64, f64),
}

/// A gap in means inside strata.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanGap {
    /// The weighted mean of the strata's gaps, group − reference.
    pub gap: f64,
    /// Its variance.
    pub variance: f64,
    /// The share of rows in strata that have both groups.
    pub share_used: f64,
}

impl MeanGap {
    /// The normal interval of the gap.
    #[must_use]
    pub fn interval(self, level: Level) -> Interval {
        let half = level.z() * self.variance.sqrt();
        Interval::new(self.gap - half, self.gap + half, "stratified-z")
    }
}

/// The gap in means inside strata, weighted by n_g·n_r/(n_g + n_r); strata without one of the groups carry no weight.
///
/// # Errors
/// When a number is not finite, rows or a variance are negative, or no stratum has both groups.
///
/// # Source
/// Cochran (1954), Some methods for strengthening the common χ² tests: the weights of the Mantel-Haenszel
/// difference, and the most precise ones when variances are equal.
///
/// ```
/// use evenhand_inference::regression::{MeanStratum, stratified_mean_gap};
/// let strata = [
///     MeanStratum { group: (10.0, 1.0, 1.0), reference: (10.0, 3.0, 1.0) }, // weight 5, gap −2
///     MeanStratum { group: (20.0, 5.0, 4.0), reference: (20.0, 4.0, 4.0) }, // weight 10, gap 1
///     MeanStratum { group: (15.0, 9.0, 1.0), reference: (0.0, 0.0, 0.0) },
/// ];
/// let gap = stratified_mean_gap(&strata)?;
/// assert_eq!((gap.gap, gap.share_used), (0.0, 0.8));
/// assert!((gap.variance - (25.0 * 0.2 + 100.0 * 0.4) / 225.0).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn stratified_mean_gap(strata: &[MeanStratum]) -> Result<MeanGap> {
    let (mut weights, mut gap, mut variance) = (0.0, 0.0, 0.0);
    let (mut used, mut rows) = (0.0, 0.0);
    for stratum in strata {
        for (n, mean, variance) in [stratum.group, stratum.reference] {
            require(
                n >= 0.0 && n.is_finite(),
                "rows",
                n,
                "finite and at least 0",
            )?;
            let known = n <= 0.0 || (mean.is_finite() && variance.is_finite());
            require(known, "mean and variance", mean + variance, "finite")?;
            let spread = n <= 0.0 || variance >= 0.0;
            require(spread, "variance", variance, "at least 0")?;
        }
        let ((n_g, mean_g, var_g), (n_r, mean_r, var_r)) = (stratum.group, stratum.reference);
        rows += n_g + n_r;
        if n_g > 0.0 && n_r > 0.0 {
            let weight = n_g * n_r / (n_g + n_r);
            weights += weight;
            gap += weight * (mean_g - mean_r);
            variance += weight * weight * (var_g / n_g + var_r / n_r);
            used += n_g + n_r;
        }
    }
    if weights <= 0.0 {
        return Err(Error::TooFew {
            argument: "strata with both groups",
            got: 0,
            min: 1,
        });
    }
    Ok(MeanGap {
        gap: gap / weights,
        variance: variance / (weights * weights),
        share_used: used / rows,
    })
}
