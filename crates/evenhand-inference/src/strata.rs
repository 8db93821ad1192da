//! Comparing two groups inside strata: campaigns, regions, days.

mod breslow_day;
mod mantel_haenszel;

pub use breslow_day::breslow_day;
pub use mantel_haenszel::{
    Common, cmh, mantel_haenszel_odds_ratio, mantel_haenszel_risk_difference, simpson_reversal,
};

use crate::Proportion;
use crate::error::Result;

/// One stratum: events and rows of the two groups, weights allowed; a group may be absent (0 of 0).
///
/// ```
/// use evenhand_inference::strata::Stratum;
/// assert!(Stratum::new((4.0, 6.0), (5.0, 6.0)).is_ok());
/// assert!(Stratum::new((7.0, 6.0), (5.0, 6.0)).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    x1: f64,
    n1: f64,
    x2: f64,
    n2: f64,
}

impl Stratum {
    /// Checks and builds a stratum from (events, rows) of each group.
    ///
    /// # Errors
    /// When events exceed rows, or a number is negative or not finite.
    pub fn new(first: (f64, f64), second: (f64, f64)) -> Result<Self> {
        for (events, rows) in [first, second] {
            if events != 0.0 || rows != 0.0 {
                Proportion::new(events, rows)?;
            }
        }
        Ok(Self {
            x1: first.0,
            n1: first.1,
            x2: second.0,
            n2: second.1,
        })
    }

    fn events(self) -> f64 {
        self.x1 + self.x2
    }

    fn rows(self) -> f64 {
        self.n1 + self.n2
    }

    /// A stratum without one of the groups says nothing about their difference.
    fn compares(self) -> bool {
        self.n1 > 0.0 && self.n2 > 0.0
    }

    /// The variance of the first group's events given the margins.
    fn variance(self) -> f64 {
        let (m, n) = (self.events(), self.rows());
        if self.compares() && n > 1.0 {
            (self.n1 / n) * (self.n2 / n) * m * (n - m) / (n - 1.0)
        } else {
            0.0
        }
    }

    /// Observed minus expected events of the first group.
    fn excess(self) -> f64 {
        if self.compares() {
            (self.x1 * self.n2 - self.x2 * self.n1) / self.rows()
        } else {
            0.0
        }
    }
}
