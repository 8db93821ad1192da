//! Student's t distribution.

use super::{beta, normal};

/// The two-sided p-value of a t statistic with `df` > 0 degrees of freedom; 1 when `df` is not positive.
///
/// ```
/// use evenhand_inference::distribution::student;
/// assert!((student::two_sided(2.228138851986274, 10.0) - 0.05).abs() < 1e-13);
/// ```
#[must_use]
pub fn two_sided(t: f64, df: f64) -> f64 {
    if df.is_nan() || df <= 0.0 {
        return 1.0;
    }
    if df > 1e15 {
        return normal::two_sided(t);
    }
    let square = t * t;
    let all = df + square;
    if !all.is_finite() {
        return 0.0;
    }
    beta::tails(df / all, square / all, 0.5 * df, 0.5).0
}

/// The value `c` with `P(|T| > c) = alpha`; infinite when `df` is not positive.
///
/// ```
/// use evenhand_inference::distribution::student;
/// assert!((student::two_sided_critical(0.05, 1.0) - 12.706204736432095).abs() < 1e-9);
/// ```
#[must_use]
pub fn two_sided_critical(alpha: f64, df: f64) -> f64 {
    if df.is_nan() || df <= 0.0 {
        return f64::INFINITY;
    }
    if df > 1e12 {
        return -normal::quantile(0.5 * alpha);
    }
    let (x, y) = beta::quantile(alpha, 0.5 * df, 0.5);
    (df * y / x).sqrt()
}
