//! The larger of two largest gaps: equalized odds.

use super::{METHOD, Simultaneous, at_least_two, distinct, gap, ratio};
use crate::error::Result;
use crate::{Interval, Level, Proportion};

/// The interval for the larger of the true and false positive rate gaps over groups.
///
/// The lower side spends alpha/2 on each of the two rates; the upper side needs no correction.
///
/// # Errors
/// When either list has fewer than two groups, or a value is not a proportion.
///
/// # Source
/// Bonferroni over the two rates and Tukey-Kramer over groups below; intersection-union (Berger 1982) above.
///
/// ```
/// use evenhand_inference::{Level, Proportion, k_groups::equalized_odds_gap_interval};
/// let p = |x, n| Proportion::new(x, n).unwrap();
/// let i = equalized_odds_gap_interval(&[p(80.0, 100.0), p(50.0, 100.0)], &[p(10.0, 400.0), p(12.0, 400.0)], Level::P95, None)?;
/// assert!(i.lower > 0.1 && i.contains(0.3));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn equalized_odds_gap_interval(
    tpr: &[Proportion],
    fpr: &[Proportion],
    level: Level,
    df: Option<f64>,
) -> Result<Interval> {
    let [first, second] = simultaneous(tpr, fpr, level, df)?;
    let (tpr, fpr) = (&distinct(tpr), &distinct(fpr));
    let pairwise = level.critical(df);
    let lower = gap::largest_lower(tpr, first).max(gap::largest_lower(fpr, second));
    let upper = gap::largest_upper(tpr, pairwise).max(gap::largest_upper(fpr, pairwise));
    Ok(Interval::new(lower, upper, METHOD))
}

/// The interval for the smaller of the true and false positive rate ratios over groups.
///
/// # Errors
/// When either list has fewer than two groups, or a value is not a proportion.
///
/// # Source
/// As [`equalized_odds_gap_interval`], on ratios.
///
/// ```
/// use evenhand_inference::{Level, Proportion, k_groups::equalized_odds_ratio_interval};
/// let p = |x, n| Proportion::new(x, n).unwrap();
/// let i = equalized_odds_ratio_interval(&[p(80.0, 100.0), p(50.0, 100.0)], &[p(40.0, 400.0), p(42.0, 400.0)], Level::P95, None)?;
/// assert!(i.contains(0.625) && i.upper < 1.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn equalized_odds_ratio_interval(
    tpr: &[Proportion],
    fpr: &[Proportion],
    level: Level,
    df: Option<f64>,
) -> Result<Interval> {
    let [first, second] = simultaneous(tpr, fpr, level, df)?;
    let (tpr, fpr) = (&distinct(tpr), &distinct(fpr));
    let pairwise = level.critical(df);
    let upper = ratio::smallest_upper(tpr, first).min(ratio::smallest_upper(fpr, second));
    let lower = ratio::smallest_lower(tpr, pairwise).min(ratio::smallest_lower(fpr, pairwise));
    Ok(Interval::new(lower, upper, METHOD))
}

fn simultaneous(
    tpr: &[Proportion],
    fpr: &[Proportion],
    level: Level,
    df: Option<f64>,
) -> Result<[Simultaneous; 2]> {
    at_least_two(tpr, "tpr")?;
    at_least_two(fpr, "fpr")?;
    let half = Level::from_alpha(0.5 * level.alpha());
    Ok([tpr, fpr].map(|groups| Simultaneous::new(groups.len(), half, df)))
}
