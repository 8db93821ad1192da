//! An interval that carries the name of its method.

/// A confidence interval and the method that produced it.
///
/// The limits are in the units of the estimate; the upper limit of a ratio may be `f64::INFINITY`.
///
/// ```
/// use evenhand_inference::Interval;
/// let i = Interval { lower: 0.1, upper: 0.3, method: "wilson" };
/// assert!(i.contains(0.2) && !i.contains(0.31));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
    /// The identifier of the method, as it appears in outputs.
    pub method: &'static str,
}

impl Interval {
    pub(crate) fn new(lower: f64, upper: f64, method: &'static str) -> Self {
        Self {
            lower,
            upper,
            method,
        }
    }

    /// Whether a value lies between the limits, limits included.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }

    /// The distance between the limits.
    #[must_use]
    pub fn width(self) -> f64 {
        self.upper - self.lower
    }

    /// The same limits under another method name.
    #[must_use]
    pub fn named(self, method: &'static str) -> Self {
        Self { method, ..self }
    }

    /// The smallest interval that contains both, under the given method name.
    #[must_use]
    pub fn hull(self, other: Self, method: &'static str) -> Self {
        Self::new(
            self.lower.min(other.lower),
            self.upper.max(other.upper),
            method,
        )
    }
}
