//! An estimate that is close to normal, with its variance.

use crate::{Interval, Level};

/// A value and its variance.
///
/// ```
/// use evenhand_inference::{Estimate, Level};
/// let i = Estimate { value: 0.5, variance: 0.01 }.interval(Level::P95);
/// assert!((i.upper - (0.5 + 0.1959963984540054)).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value, on a scale on which it is close to normal.
    pub value: f64,
    /// Its variance, at least 0.
    pub variance: f64,
}

impl Estimate {
    /// The Wald interval: the value and a normal quantile of standard errors to either side.
    ///
    /// # Source
    /// Wald (1943), Tests of statistical hypotheses concerning several parameters.
    #[must_use]
    pub fn interval(self, level: Level) -> Interval {
        let half = level.z() * self.variance.max(0.0).sqrt();
        Interval::new(self.value - half, self.value + half, "wald")
    }
}
