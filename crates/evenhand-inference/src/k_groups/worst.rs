//! The worst rate over several groups.

use super::{METHOD, at_least_two};
use crate::error::Result;
use crate::one_sample::proportion_interval;
use crate::{Interval, Level, Proportion};

/// Which end of the rates is the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extreme {
    /// The smallest rate, as of benefits.
    Minimum,
    /// The largest rate, as of losses.
    Maximum,
}

/// The interval for the smallest or largest of the rates of two or more groups.
///
/// # Errors
/// When there are fewer than two groups, or one is not a proportion.
///
/// # Source
/// Šidák (1967) on the side that must hold for every group; the group's own limit on the other.
///
/// ```
/// use evenhand_inference::{Level, Proportion, k_groups::{Extreme, worst_value_interval}};
/// let p = |x| Proportion::new(x, 400.0).unwrap();
/// let i = worst_value_interval(&[p(200.0), p(120.0), p(180.0)], Level::P95, None, Extreme::Minimum)?;
/// assert!(i.contains(0.3) && i.upper < 0.4);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn worst_value_interval(
    groups: &[Proportion],
    level: Level,
    df: Option<f64>,
    extreme: Extreme,
) -> Result<Interval> {
    at_least_two(groups, "groups")?;
    if extreme == Extreme::Maximum {
        let mirrored: Vec<_> = groups.iter().map(|g| g.complement()).collect();
        let i = worst_value_interval(&mirrored, level, df, Extreme::Minimum)?;
        return Ok(Interval::new(1.0 - i.upper, 1.0 - i.lower, METHOD));
    }
    // 1 − (1−α)^(1/k) without cancellation.
    let share = libm::log1p(-level.alpha()) / groups.len() as f64;
    let simultaneous = Level::from_alpha(-libm::expm1(share));
    let (mut lower, mut upper) = (1.0_f64, 1.0_f64);
    for &group in groups {
        upper = upper.min(proportion_interval(group, simultaneous, df).upper);
        lower = lower.min(proportion_interval(group, level, df).lower);
    }
    Ok(Interval::new(lower, upper, METHOD))
}
