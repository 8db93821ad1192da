//! How much of a gap in means goes with different features, how much with different coefficients.

use super::dot;
use crate::error::{Error, Result, require};

/// The parts of a gap in means (group − reference); they add up to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decomposition {
    /// The gap, the sum of the three parts.
    pub gap: f64,
    /// What the different means of the features explain: (x̄_g − x̄_r)′β*.
    pub explained: f64,
    /// What sets the group apart from the coefficients compared with: x̄_g′(β_g − β*).
    pub unexplained_group: f64,
    /// What sets the reference apart from them: x̄_r′(β* − β_r); 0 when they are the reference's own.
    pub unexplained_reference: f64,
}

impl Decomposition {
    /// Both unexplained parts together.
    #[must_use]
    pub fn unexplained(self) -> f64 {
        self.unexplained_group + self.unexplained_reference
    }
}

/// The Kitagawa-Oaxaca-Blinder decomposition of the gap between two fitted means.
///
/// `means_*` are a group's feature means in the order of its coefficients, with a 1 for the intercept; `compared_with` is
/// β*: the reference's coefficients for the usual two parts, or those of a regression over both groups (pooled).
///
/// # Errors
/// When lengths differ or a number is not finite.
///
/// # Source
/// Oaxaca (1973), Male-female wage differentials in urban labor markets; Blinder (1973); Kitagawa (1955) for rates;
/// Oaxaca and Ransom (1994) for any β*.
///
/// ```
/// use evenhand_inference::regression::kitagawa_oaxaca_blinder;
/// // Fitted means 2 + 3·1 = 5 and 1 + 4·2 = 9.
/// let (group, reference) = ([2.0, 3.0], [1.0, 4.0]);
/// let d = kitagawa_oaxaca_blinder((&[1.0, 1.0], &group), (&[1.0, 2.0], &reference), &reference)?;
/// assert_eq!((d.gap, d.explained, d.unexplained()), (-4.0, -4.0, 0.0));
/// let d = kitagawa_oaxaca_blinder((&[1.0, 1.0], &group), (&[1.0, 2.0], &reference), &[1.5, 3.5])?;
/// assert_eq!((d.explained, d.unexplained_group, d.unexplained_reference), (-3.5, 0.0, -0.5));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn kitagawa_oaxaca_blinder(
    (means_group, group): (&[f64], &[f64]),
    (means_reference, reference): (&[f64], &[f64]),
    compared_with: &[f64],
) -> Result<Decomposition> {
    for (right, other) in [
        ("coefficients of the group", group),
        ("means of the reference", means_reference),
        ("coefficients of the reference", reference),
        ("coefficients compared with", compared_with),
    ] {
        if other.len() != means_group.len() {
            return Err(Error::LengthMismatch {
                left: "means of the group",
                left_len: means_group.len(),
                right,
                right_len: other.len(),
            });
        }
    }
    let less = |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a - b).collect() };
    let explained = dot(&less(means_group, means_reference), compared_with);
    let unexplained_group = dot(means_group, &less(group, compared_with));
    let unexplained_reference = dot(means_reference, &less(compared_with, reference));
    let gap = explained + unexplained_group + unexplained_reference;
    require(gap.is_finite(), "means and coefficients", gap, "finite")?;
    Ok(Decomposition {
        gap,
        explained,
        unexplained_group,
        unexplained_reference,
    })
}
