//! Events out of a total.

use crate::error::{Result, require};

/// `events` out of `total`, both effective (possibly fractional) sizes.
///
/// ```
/// use evenhand_inference::Proportion;
/// let p = Proportion::new(7.0, 34.0)?;
/// assert!((p.rate() - 7.0 / 34.0).abs() < 1e-15);
/// assert!(Proportion::new(35.0, 34.0).is_err());
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportion {
    /// How many had the event, 0 ≤ events ≤ total.
    pub events: f64,
    /// How many could have had it, > 0 and finite.
    pub total: f64,
}

impl Proportion {
    /// Checks and builds a proportion.
    ///
    /// # Errors
    /// When `total` is not positive and finite, or `events` is outside `[0, total]`.
    pub fn new(events: f64, total: f64) -> Result<Self> {
        require(
            total > 0.0 && total.is_finite(),
            "total",
            total,
            "positive and finite",
        )?;
        require(
            (0.0..=total).contains(&events),
            "events",
            events,
            "between 0 and total",
        )?;
        Ok(Self { events, total })
    }

    /// The share of events.
    #[must_use]
    pub fn rate(self) -> f64 {
        self.events / self.total
    }

    /// How many did not have the event.
    #[must_use]
    pub fn failures(self) -> f64 {
        self.total - self.events
    }

    /// The proportion of non-events.
    #[must_use]
    pub fn complement(self) -> Self {
        Self {
            events: self.failures(),
            total: self.total,
        }
    }

    /// The difference of the rates; of rates near one it is that of their complements, which keeps its digits.
    pub(crate) fn rate_above(self, other: Self) -> f64 {
        if self.rate().min(other.rate()) > 0.5 {
            other.failures() / other.total - self.failures() / self.total
        } else {
            self.rate() - other.rate()
        }
    }

    pub(crate) fn smaller_cell(self) -> f64 {
        self.events.min(self.failures())
    }
}
