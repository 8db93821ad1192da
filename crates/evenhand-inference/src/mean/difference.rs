//! Tests and standardized sizes of a difference of means.

use super::Sample;
use crate::Estimate;
use crate::distribution::student;
use crate::error::{Result, require};
use crate::two_by_two::TestResult;

/// Welch's test that two means are equal.
///
/// Without any spread the p-value is 1 for equal means and 0 for others.
///
/// # Source
/// Welch (1947); degrees of freedom after Satterthwaite (1946).
///
/// ```
/// use evenhand_inference::mean::{Sample, welch_test};
/// let (a, b) = (Sample::new(16.0, 10.0, 4.0)?, Sample::new(16.0, 9.0, 4.0)?);
/// let test = welch_test(a, b);
/// assert!((test.statistic.unwrap() - 2.0_f64.sqrt()).abs() < 1e-15);
/// assert!((test.p_value - 0.167594108019346).abs() < 1e-13); // t with 30 degrees of freedom
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn welch_test(a: Sample, b: Sample) -> TestResult {
    let (va, vb) = (a.squared_error(), b.squared_error());
    let (gap, all) = (a.mean - b.mean, va + vb);
    let (t, p_value) = if all > 0.0 {
        let df = all * all / (va * va / (a.n - 1.0) + vb * vb / (b.n - 1.0));
        let t = gap / all.sqrt();
        (t, student::two_sided(t, df))
    } else if gap.abs() > 0.0 {
        (f64::INFINITY.copysign(gap), 0.0)
    } else {
        (0.0, 1.0)
    };
    TestResult {
        p_value,
        statistic: Some(t),
        method: "welch",
    }
}

/// Cohen's d: the difference of two means in units of their pooled standard deviation, with its variance.
///
/// # Errors
/// When neither sample has any spread.
///
/// # Source
/// Cohen (1988), Statistical power analysis for the behavioral sciences, section 2.5; variance by Hedges and Olkin
/// (1985), Statistical methods for meta-analysis, section 5.E.
///
/// ```
/// use evenhand_inference::mean::{Sample, cohens_d};
/// let d = cohens_d(Sample::new(16.0, 10.0, 4.0)?, Sample::new(16.0, 9.0, 4.0)?)?;
/// assert!((d.value - 0.5).abs() < 1e-15 && (d.variance - (0.125 + 0.25 / 64.0)).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn cohens_d(a: Sample, b: Sample) -> Result<Estimate> {
    let all = a.n + b.n;
    let pooled = ((a.n - 1.0) * a.variance + (b.n - 1.0) * b.variance) / (all - 2.0);
    require(pooled > 0.0, "variance", pooled, "positive in a sample")?;
    let d = (a.mean - b.mean) / pooled.sqrt();
    Ok(Estimate {
        value: d,
        variance: all / (a.n * b.n) + d * d / (2.0 * all),
    })
}

/// The difference of two means in units of a given standard deviation > 0, which is taken as known.
///
/// # Errors
/// When the deviation is not positive and finite.
///
/// # Source
/// Glass (1976), Primary, secondary, and meta-analysis of research; variance of the difference as Welch (1947).
///
/// ```
/// use evenhand_inference::mean::{Sample, standardized_mean_difference};
/// let (a, b) = (Sample::new(16.0, 10.0, 4.0)?, Sample::new(16.0, 9.0, 4.0)?);
/// let d = standardized_mean_difference(a, b, 4.0)?;
/// assert!((d.value - 0.25).abs() < 1e-15 && (d.variance - 0.5 / 16.0).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn standardized_mean_difference(a: Sample, b: Sample, deviation: f64) -> Result<Estimate> {
    require(
        deviation > 0.0 && deviation.is_finite(),
        "deviation",
        deviation,
        "positive and finite",
    )?;
    Ok(Estimate {
        value: (a.mean - b.mean) / deviation,
        variance: (a.squared_error() + b.squared_error()) / (deviation * deviation),
    })
}
