//! The chi-squared distribution.

use statrs::function::gamma::checked_gamma_ur;

/// The probability above `x` with `df` > 0 degrees of freedom; NaN when `df` is not positive.
///
/// ```
/// use evenhand_inference::distribution::chi_squared;
/// assert!((chi_squared::upper_tail(3.841458820694124, 1.0) - 0.05).abs() < 1e-14);
/// assert!((chi_squared::upper_tail(9.487729036781154, 4.0) - 0.05).abs() < 1e-13);
/// ```
#[must_use]
pub fn upper_tail(x: f64, df: f64) -> f64 {
    if df.is_nan() || df <= 0.0 || x.is_nan() {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 1.0;
    }
    if x.is_infinite() {
        return 0.0;
    }
    if (df - 1.0).abs() < f64::EPSILON {
        return libm::erfc((0.5 * x).sqrt());
    }
    if (df - 2.0).abs() < f64::EPSILON {
        return libm::exp(-0.5 * x);
    }
    checked_gamma_ur(0.5 * df, 0.5 * x).unwrap_or(f64::NAN)
}

/// The value below which a share `p` of the distribution lies; `None` unless 0 < `p` < 1 and `df` > 0.
///
/// ```
/// use evenhand_inference::distribution::chi_squared;
/// assert!((chi_squared::quantile(0.95, 4.0).unwrap() - 9.487729036781154).abs() < 1e-9);
/// ```
#[must_use]
pub fn quantile(p: f64, df: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0 && df > 0.0 && df.is_finite()) {
        return None;
    }
    let above = |x: f64| upper_tail(x, df) > 1.0 - p;
    let (mut low, mut high) = (0.0, df.max(1.0));
    while above(high) {
        low = high;
        high *= 2.0;
    }
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if above(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(0.5 * (low + high))
}
