//! Correlations of one group and of two.

use crate::error::{Result, require};
use crate::two_by_two::TestResult;
use crate::{Estimate, Interval, Level};

/// The z transform atanh r of a correlation with its variance 1/(n − 3).
///
/// # Errors
/// When `r` is not strictly between −1 and 1, or `n` (effective sizes are allowed) is not above 3.
///
/// # Source
/// Fisher (1921), On the "probable error" of a coefficient of correlation deduced from a small sample.
///
/// ```
/// use evenhand_inference::correlation::fisher_z;
/// let z = fisher_z(0.5, 28.0)?;
/// assert!((z.value - 0.5 * 3.0_f64.ln()).abs() < 1e-15 && (z.variance - 0.04).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn fisher_z(r: f64, n: f64) -> Result<Estimate> {
    require(r > -1.0 && r < 1.0, "r", r, "strictly between -1 and 1")?;
    require(n > 3.0 && n.is_finite(), "n", n, "above 3")?;
    Ok(Estimate {
        value: libm::atanh(r),
        variance: 1.0 / (n - 3.0),
    })
}

/// The interval for a correlation, by Fisher's z; two such intervals give that of a difference by
/// [`mover_difference`](crate::two_sample::mover_difference).
///
/// # Errors
/// When `r` is not strictly between −1 and 1, or `n` is not above 3.
///
/// # Source
/// Fisher (1921); the difference by Zou (2007), Toward using confidence intervals to compare correlations.
///
/// ```
/// use evenhand_inference::{Level, correlation::correlation_interval};
/// let i = correlation_interval(0.0, 28.0, Level::P95)?;
/// assert!((i.upper - (0.2 * 1.959963984540054_f64).tanh()).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn correlation_interval(r: f64, n: f64, level: Level) -> Result<Interval> {
    let i = fisher_z(r, n)?.interval(level);
    Ok(Interval::new(
        libm::tanh(i.lower),
        libm::tanh(i.upper),
        "fisher-z",
    ))
}

/// The test that the correlations of two independent groups are equal.
///
/// # Errors
/// When a correlation is not strictly between −1 and 1, or a size is not above 3.
///
/// # Source
/// Fisher (1921); Cohen (1988), Statistical power analysis for the behavioral sciences, section 4.2.
///
/// ```
/// use evenhand_inference::correlation::fisher_z_difference;
/// let test = fisher_z_difference(0.5, 28.0, 0.0, 28.0)?;
/// let z = 0.5 * 3.0_f64.ln() / 0.08_f64.sqrt();
/// assert!((test.statistic.unwrap() - z).abs() < 1e-14 && (test.p_value - 0.0521).abs() < 5e-5);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn fisher_z_difference(r1: f64, n1: f64, r2: f64, n2: f64) -> Result<TestResult> {
    let (a, b) = (fisher_z(r1, n1)?, fisher_z(r2, n2)?);
    let z = (a.value - b.value) / (a.variance + b.variance).sqrt();
    Ok(TestResult {
        p_value: crate::distribution::normal::two_sided(z),
        statistic: Some(z),
        method: "fisher-z",
    })
}
