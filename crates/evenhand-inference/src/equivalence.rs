//! Showing that two rates differ by less than a margin.

use crate::Proportion;
use crate::distribution::normal;
use crate::error::{Result, require};
use crate::two_sample::{score_difference_z, score_ratio_z};

/// The two one-sided tests and their combination.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Equivalence {
    /// The p-value of "not below the lower margin".
    pub p_lower: f64,
    /// The p-value of "not above the upper margin".
    pub p_upper: f64,
    /// The larger of both: small when the rates are shown to be equivalent.
    pub p: f64,
}

impl Equivalence {
    fn new(at_lower: f64, at_upper: f64) -> Self {
        let (p_lower, p_upper) = (normal::upper_tail(at_lower), normal::cdf(at_upper));
        Self {
            p_lower,
            p_upper,
            p: p_lower.max(p_upper),
        }
    }
}

/// Two one-sided score tests that |p1 − p2| is below `margin`, 0 < margin < 1.
///
/// # Errors
/// When the margin is not strictly between 0 and 1.
///
/// # Source
/// Schuirmann (1987), two one-sided tests; statistic of Miettinen and Nurminen (1985).
///
/// ```
/// use evenhand_inference::{Proportion, equivalence::tost_difference};
/// let test = tost_difference(Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?, 0.02)?;
/// assert!((test.p_lower - 0.8765203192448243).abs() < 1e-10);
/// assert!((test.p_upper - 0.07377800163717868).abs() < 1e-10);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn tost_difference(a: Proportion, b: Proportion, margin: f64) -> Result<Equivalence> {
    require(
        margin > 0.0 && margin < 1.0,
        "margin",
        margin,
        "strictly between 0 and 1",
    )?;
    Ok(Equivalence::new(
        score_difference_z(a, b, -margin),
        score_difference_z(a, b, margin),
    ))
}

/// Two one-sided score tests that p1/p2 lies between `lower` and `upper`.
///
/// # Errors
/// When not 0 < lower < upper < ∞.
///
/// # Source
/// Schuirmann (1987), two one-sided tests; statistic of Miettinen and Nurminen (1985).
///
/// ```
/// use evenhand_inference::{Proportion, equivalence::tost_ratio};
/// let test = tost_ratio(Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?, 0.8, 1.25)?;
/// assert!((test.p - 0.816223791019139).abs() < 1e-10);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn tost_ratio(a: Proportion, b: Proportion, lower: f64, upper: f64) -> Result<Equivalence> {
    require(lower > 0.0, "lower", lower, "positive")?;
    require(
        upper > lower && upper.is_finite(),
        "upper",
        upper,
        "finite and above lower",
    )?;
    Ok(Equivalence::new(
        score_ratio_z(a, b, lower),
        score_ratio_z(a, b, upper),
    ))
}
