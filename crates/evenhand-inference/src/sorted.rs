//! Checks of distributions given as ascending values with weights.

use crate::error::{Result, require};

/// The sum of the weights of ascending (value, weight) pairs.
pub(crate) fn total_weight(values: &[(f64, f64)], argument: &'static str) -> Result<f64> {
    let (mut before, mut total) = (f64::NEG_INFINITY, 0.0);
    for &(value, weight) in values {
        require(value.is_finite(), argument, value, "of finite values")?;
        require(
            value >= before,
            argument,
            value,
            "in ascending order of value",
        )?;
        require(
            weight >= 0.0 && weight.is_finite(),
            argument,
            weight,
            "of finite weights of at least 0",
        )?;
        before = value;
        total += weight;
    }
    require(
        total > 0.0 && total.is_finite(),
        argument,
        total,
        "of positive finite weight in sum",
    )?;
    Ok(total)
}
