//! How many rows of a group a verdict needs.

use crate::error::{Result, require};
use crate::two_sample::{difference_lower, difference_upper, ratio_lower, ratio_upper};
use crate::{Level, Proportion};

/// More rows than this are "never".
const MOST_ROWS: f64 = 1e12;

/// The rows of `group` at which the interval of its difference to `other` no longer straddles the margin, both rates
/// and the other group held.
///
/// With |difference| beyond `margin` (0 < margin < 1) the nearer limit must pass it, else the farther ones must stay
/// inside. `None` when no number of rows up to 10¹² suffices.
///
/// # Errors
/// When the margin is not strictly between 0 and 1.
///
/// # Source
/// Limits of Miettinen and Nurminen (1985), solved for one size by bisection.
///
/// ```
/// use evenhand_inference::{Level, Proportion, power::rows_needed_difference};
/// let (group, other) = (Proportion::new(10.0, 50.0)?, Proportion::new(3000.0, 10000.0)?);
/// let rows = rows_needed_difference(group, other, 0.05, Level::P95)?.unwrap();
/// assert!(rows > 200 && rows < 400);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn rows_needed_difference(
    group: Proportion,
    other: Proportion,
    margin: f64,
    level: Level,
) -> Result<Option<u64>> {
    require(
        margin > 0.0 && margin < 1.0,
        "margin",
        margin,
        "strictly between 0 and 1",
    )?;
    let (rate, z) = (group.rate(), level.z());
    let (high, low) = ordered(group, other);
    let gap = high.rate() - low.rate();
    let decided = |n: f64| {
        let (high, low) = ordered(resized(rate, n), other);
        if gap > margin {
            difference_lower(high, low, z) > margin
        } else {
            difference_upper(high, low, z) < margin && difference_lower(high, low, z) > -margin
        }
    };
    Ok(smallest(decided))
}

/// The rows of `group` at which the interval of the ratio of the smaller to the larger rate no longer straddles the
/// margin (0 < margin < 1, as 0.8), both rates and the other group held.
///
/// `None` when no number of rows up to 10¹² suffices.
///
/// # Errors
/// When the margin is not strictly between 0 and 1.
///
/// # Source
/// Limits of Miettinen and Nurminen (1985), solved for one size by bisection.
///
/// ```
/// use evenhand_inference::{Level, Proportion, power::rows_needed_ratio};
/// let (group, other) = (Proportion::new(10.0, 50.0)?, Proportion::new(3000.0, 10000.0)?);
/// let rows = rows_needed_ratio(group, other, 0.8, Level::P95)?.unwrap();
/// assert!(rows > 300 && rows < 500);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn rows_needed_ratio(
    group: Proportion,
    other: Proportion,
    margin: f64,
    level: Level,
) -> Result<Option<u64>> {
    require(
        margin > 0.0 && margin < 1.0,
        "margin",
        margin,
        "strictly between 0 and 1",
    )?;
    let (rate, z) = (group.rate(), level.z());
    let (high, low) = ordered(group, other);
    if high.events <= 0.0 {
        return Ok(None);
    }
    let ratio = low.rate() / high.rate();
    let decided = |n: f64| {
        let (high, low) = ordered(resized(rate, n), other);
        if ratio < margin {
            ratio_upper(low, high, z) < margin
        } else {
            ratio_lower(low, high, z) > margin && ratio_upper(low, high, z) < 1.0 / margin
        }
    };
    Ok(smallest(decided))
}

fn resized(rate: f64, n: f64) -> Proportion {
    Proportion {
        events: (rate * n).min(n),
        total: n,
    }
}

fn ordered(a: Proportion, b: Proportion) -> (Proportion, Proportion) {
    if a.rate() >= b.rate() { (a, b) } else { (b, a) }
}

/// The smallest whole size that decides, doubling and then bisecting.
fn smallest(decided: impl Fn(f64) -> bool) -> Option<u64> {
    let mut high = 2.0_f64;
    while !decided(high) {
        high *= 2.0;
        if high > MOST_ROWS {
            return None;
        }
    }
    let mut low = if high > 2.0 { 0.5 * high } else { 1.0 };
    while high - low > 1.0 {
        let middle = libm::floor(0.5 * (low + high));
        if decided(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high as u64)
}
