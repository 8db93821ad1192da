//! Whether effects of several groups differ by more than chance.

use crate::Estimate;
use crate::distribution::chi_squared;
use crate::error::{Error, Result, require};

/// Cochran's Q of several independent effects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heterogeneity {
    /// The weighted squared deviations from the common effect.
    pub q: f64,
    /// Effects minus one.
    pub df: f64,
    /// The probability of at least this Q when all effects are the same.
    pub p_value: f64,
    /// The common effect, weighted by the inverse variances.
    pub common: Estimate,
    /// The share of Q beyond its degrees of freedom, between 0 and 1: I².
    pub i_squared: f64,
}

/// The test that independent effects with known variances are all the same.
///
/// # Errors
/// When there are fewer than two effects, the lengths differ, an effect is not finite, or a variance is not positive.
///
/// # Source
/// Cochran (1954), The combination of estimates from different experiments; I² by Higgins and Thompson (2002).
///
/// ```
/// use evenhand_inference::heterogeneity::cochran_q;
/// let test = cochran_q(&[0.0, 2.0, 1.0], &[1.0, 1.0, 0.5])?;
/// assert!((test.q - 2.0).abs() < 1e-15 && (test.p_value - (-1.0_f64).exp()).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn cochran_q(effects: &[f64], variances: &[f64]) -> Result<Heterogeneity> {
    if effects.len() != variances.len() {
        return Err(Error::LengthMismatch {
            left: "effects",
            left_len: effects.len(),
            right: "variances",
            right_len: variances.len(),
        });
    }
    if effects.len() < 2 {
        return Err(Error::TooFew {
            argument: "effects",
            got: effects.len(),
            min: 2,
        });
    }
    let (mut weights, mut sum) = (0.0, 0.0);
    for (&effect, &variance) in effects.iter().zip(variances) {
        require(effect.is_finite(), "effects", effect, "finite")?;
        require(
            variance > 0.0 && variance.is_finite(),
            "variances",
            variance,
            "positive and finite",
        )?;
        weights += 1.0 / variance;
        sum += effect / variance;
    }
    let common = sum / weights;
    let squares = effects.iter().zip(variances);
    let q: f64 = squares
        .map(|(effect, variance)| (effect - common) * (effect - common) / variance)
        .sum();
    let df = effects.len() as f64 - 1.0;
    Ok(Heterogeneity {
        q,
        df,
        p_value: chi_squared::upper_tail(q, df),
        common: Estimate {
            value: common,
            variance: 1.0 / weights,
        },
        i_squared: if q > df { (q - df) / q } else { 0.0 },
    })
}
