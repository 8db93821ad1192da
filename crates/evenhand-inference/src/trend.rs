//! A trend of rates over ordered groups.

use crate::Proportion;
use crate::distribution::chi_squared;
use crate::error::{Error, Result, require};
use crate::two_by_two::TestResult;

/// The χ² test of a linear trend of rates over groups with the given scores; p is 1 when rates or scores do not vary.
///
/// # Errors
/// When there are fewer than two groups, the lengths differ, a score is not finite, or a group is not a proportion.
///
/// # Source
/// Cochran (1954); Armitage (1955), Tests for linear trends in proportions and frequencies.
///
/// ```
/// use evenhand_inference::{Proportion, trend::cochran_armitage};
/// let groups = [Proportion::new(43.0, 225.0)?, Proportion::new(96.0, 375.0)?, Proportion::new(72.0, 248.0)?];
/// let test = cochran_armitage(&groups, &[0.0, 1.0, 2.0])?;
/// assert!((test.statistic.unwrap() - 6.136778063990036).abs() < 1e-11);
/// assert!((test.p_value - 0.013239834033802148).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn cochran_armitage(groups: &[Proportion], scores: &[f64]) -> Result<TestResult> {
    if groups.len() != scores.len() {
        return Err(Error::LengthMismatch {
            left: "groups",
            left_len: groups.len(),
            right: "scores",
            right_len: scores.len(),
        });
    }
    if groups.len() < 2 {
        return Err(Error::TooFew {
            argument: "groups",
            got: groups.len(),
            min: 2,
        });
    }
    for (group, &score) in groups.iter().zip(scores) {
        Proportion::new(group.events, group.total)?;
        require(score.is_finite(), "scores", score, "finite")?;
    }
    let rows: f64 = groups.iter().map(|g| g.total).sum();
    let events: f64 = groups.iter().map(|g| g.events).sum();
    let (p, q) = (events / rows, (rows - events) / rows);
    let centre = groups
        .iter()
        .zip(scores)
        .map(|(g, s)| g.total * s)
        .sum::<f64>()
        / rows;
    let (mut slope, mut spread) = (0.0, 0.0);
    for (group, &score) in groups.iter().zip(scores) {
        let distance = score - centre;
        slope += distance * (group.events - group.total * p);
        spread += group.total * distance * distance;
    }
    let variance = p * q * spread;
    let statistic = if variance > 0.0 {
        slope * slope / variance
    } else {
        0.0
    };
    Ok(TestResult {
        p_value: chi_squared::upper_tail(statistic, 1.0),
        statistic: Some(statistic),
        method: "cochran-armitage",
    })
}
