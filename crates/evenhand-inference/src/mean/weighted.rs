//! The sample summary of weighted rows.

use super::Sample;
use crate::effective_size::kish;
use crate::error::{Error, Result, require};

/// The sums that a weighted mean needs, of values x measured from `pivot`.
///
/// A pivot near the mean keeps the digits of the squares; it may be 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedValues {
    /// Rows with a positive weight.
    pub n: u64,
    /// What has been taken off every value.
    pub pivot: f64,
    /// Σw.
    pub sum_w: f64,
    /// Σwx.
    pub sum_wx: f64,
    /// Σwx².
    pub sum_wx2: f64,
    /// Σw².
    pub sum_w2: f64,
    /// Σw²x.
    pub sum_w2x: f64,
    /// Σw²x².
    pub sum_w2x2: f64,
}

/// The sample of effective size that every interval and test of a mean takes in place of weighted rows.
///
/// The mean is Σwx/Σw and the variance s² = n/(n−1) Σw(x − x̄)²/Σw. The size is the smaller of Kish's and the
/// linearised one, s²/v with v = n/(n−1) Σw²(x − x̄)²/(Σw)², so that weights correlated with the values are not ignored.
///
/// # Errors
/// When there are fewer than two rows, the sums are not finite or contradict each other, or the effective size is below 2.
///
/// # Source
/// Kish (1965); linearisation after Woodruff (1971), A simple method for approximating the variance of a complicated
/// estimate.
///
/// ```
/// use evenhand_inference::mean::{WeightedValues, weighted_sample};
/// // 1, 2, 3 and 4 with equal weights ½ around the pivot 2.
/// let sums = WeightedValues { n: 4, pivot: 2.0, sum_w: 2.0, sum_wx: 1.0, sum_wx2: 3.0, sum_w2: 1.0, sum_w2x: 0.5, sum_w2x2: 1.5 };
/// let sample = weighted_sample(sums)?;
/// assert!(sample.n() == 4.0 && sample.mean() == 2.5 && (sample.variance() - 5.0 / 3.0).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn weighted_sample(sums: WeightedValues) -> Result<Sample> {
    if sums.n < 2 {
        return Err(Error::TooFew {
            argument: "rows",
            got: sums.n as usize,
            min: 2,
        });
    }
    for (argument, value) in [("sum_w", sums.sum_w), ("sum_w2", sums.sum_w2)] {
        require(
            value > 0.0 && value.is_finite(),
            argument,
            value,
            "positive and finite",
        )?;
    }
    for (argument, value) in [("sum_wx2", sums.sum_wx2), ("sum_w2x2", sums.sum_w2x2)] {
        require(
            value >= 0.0 && value.is_finite(),
            argument,
            value,
            "finite and at least 0",
        )?;
    }
    for (argument, value) in [
        ("pivot", sums.pivot),
        ("sum_wx", sums.sum_wx),
        ("sum_w2x", sums.sum_w2x),
    ] {
        require(value.is_finite(), argument, value, "finite")?;
    }
    let rows = sums.n as f64;
    let off = sums.sum_wx / sums.sum_w;
    let mean = sums.pivot + off;
    // A variance is known no better than the rounding of the sums it is the difference of.
    let rounded = |value: f64, of: f64| if value > 1e-14 * of { value } else { 0.0 };
    let spread = rounded(sums.sum_wx2 - off * sums.sum_wx, sums.sum_wx2);
    let variance = rows / (rows - 1.0) * spread / sums.sum_w;
    let squares = sums.sum_w2x2 - 2.0 * off * sums.sum_w2x + off * off * sums.sum_w2;
    let squares = rounded(squares, sums.sum_w2x2);
    let error = rows / (rows - 1.0) * squares / (sums.sum_w * sums.sum_w);
    let mut size = kish(sums.sum_w, sums.sum_w2).min(rows);
    if variance > 0.0 && error > 0.0 {
        size = size.min(variance / error);
    }
    Sample::new(size, mean, variance)
}
