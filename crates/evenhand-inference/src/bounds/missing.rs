//! What rows without an attribute could do to a comparison.

use super::Bounds;
use crate::Proportion;
use crate::error::Result;

/// Worst-case bounds of a comparison of two groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MissingAttribute {
    /// Of p_g − p_r.
    pub difference: Bounds,
    /// Of p_g / p_r, the upper one possibly infinite; `None` when there is no event at all.
    pub ratio: Option<Bounds>,
}

/// Events and rows of a side, or of the rows whose attribute is unknown: (events, rows), possibly effective.
pub type Side = (f64, f64);

/// Sharp bounds of p_g − p_r and p_g/p_r when each row of unknown attribute may belong to either group.
///
/// An event counted to g raises p_g and lowers p_r, a non-event the reverse; so the upper bounds count all unknown events
/// to g and all unknown non-events to r, the lower ones the other way round. Sampling error comes on top.
///
/// # Errors
/// When events exceed rows, a number is negative or not finite, or a group has no row of known attribute.
///
/// # Source
/// Manski (2003), Partial identification of probability distributions, chapter 1; Horowitz and Manski (2000) for missing
/// covariates.
///
/// ```
/// use evenhand_inference::bounds::missing_attribute_bounds;
/// // 4 of 10 against 6 of 10, and 2 of 5 unknown: (4/13 − 8/12) to (6/12 − 6/13).
/// let b = missing_attribute_bounds((4.0, 10.0), (6.0, 10.0), (2.0, 5.0))?;
/// assert!((b.difference.lower - (4.0 / 13.0 - 8.0 / 12.0)).abs() < 1e-15);
/// assert!((b.difference.upper - (6.0 / 12.0 - 6.0 / 13.0)).abs() < 1e-15);
/// assert!((b.ratio.unwrap().upper - 13.0 / 12.0).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn missing_attribute_bounds(
    group: Side,
    reference: Side,
    unknown: Side,
) -> Result<MissingAttribute> {
    for (events, rows) in [group, reference] {
        Proportion::new(events, rows)?;
    }
    if unknown.0 != 0.0 || unknown.1 != 0.0 {
        Proportion::new(unknown.0, unknown.1)?;
    }
    let others = unknown.1 - unknown.0;
    let with_events = |(events, rows): Side| (events + unknown.0) / (rows + unknown.0);
    let with_others = |(events, rows): Side| events / (rows + others);
    let (low, high) = (with_others(group), with_events(group));
    let (low_reference, high_reference) = (with_others(reference), with_events(reference));
    let over = |a: f64, b: f64| if b > 0.0 { a / b } else { f64::INFINITY };
    let any = group.0 + reference.0 + unknown.0 > 0.0;
    Ok(MissingAttribute {
        difference: Bounds {
            lower: low - high_reference,
            upper: high - low_reference,
        },
        ratio: any.then(|| Bounds {
            lower: over(low, high_reference),
            upper: over(high, low_reference),
        }),
    })
}
