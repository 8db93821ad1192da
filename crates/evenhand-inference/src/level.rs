//! The confidence level and its critical values.

use crate::distribution::{normal, student};
use crate::error::{Result, require};

/// A two-sided confidence level in (0, 1).
///
/// ```
/// use evenhand_inference::Level;
/// assert!((Level::P95.z() - 1.959963984540054).abs() < 1e-14);
/// assert!((Level::P95.t(10.0) - 2.228138851986274).abs() < 1e-12);
/// assert!(Level::new(1.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Level(f64);

impl Level {
    /// The default level, 95 %.
    pub const P95: Self = Self(0.95);

    /// Checks and builds a level.
    ///
    /// # Errors
    /// When `level` is not strictly between 0 and 1.
    pub fn new(level: f64) -> Result<Self> {
        require(
            level > 0.0 && level < 1.0,
            "level",
            level,
            "strictly between 0 and 1",
        )?;
        Ok(Self(level))
    }

    pub(crate) fn from_alpha(alpha: f64) -> Self {
        Self((1.0 - alpha).clamp(f64::EPSILON, 1.0 - f64::EPSILON))
    }

    /// The level whose two-sided normal critical value is this one.
    ///
    /// # Errors
    /// When `critical` is not positive, or so large that the level is one.
    ///
    /// ```
    /// # use evenhand_inference::Level;
    /// assert!((Level::of_critical(1.959963984540054)?.value() - 0.95).abs() < 1e-12);
    /// # Ok::<(), evenhand_inference::Error>(())
    /// ```
    pub fn of_critical(critical: f64) -> Result<Self> {
        Self::new(1.0 - normal::two_sided(critical))
    }

    /// The level as a number.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }

    /// One minus the level: the two-sided error.
    #[must_use]
    pub fn alpha(self) -> f64 {
        1.0 - self.0
    }

    /// The two-sided normal critical value.
    #[must_use]
    pub fn z(self) -> f64 {
        -normal::quantile(self.alpha() / 2.0)
    }

    /// The two-sided critical value of Student's t; infinite when `df` is not positive.
    #[must_use]
    pub fn t(self, df: f64) -> f64 {
        student::two_sided_critical(self.alpha(), df)
    }

    /// `t(df)` when degrees of freedom are given, else `z()`.
    #[must_use]
    pub fn critical(self, df: Option<f64>) -> f64 {
        df.map_or_else(|| self.z(), |df| self.t(df))
    }

    /// A critical value widened for variances that were estimated with these degrees of freedom.
    ///
    /// By t/z up to this level's own z; a simultaneous value beyond it becomes the t value with the same tail
    /// probability, because t tails grow away from normal ones.
    ///
    /// ```
    /// use evenhand_inference::Level;
    /// // Bonferroni over five comparisons at 10 degrees of freedom: the t quantile at alpha/5.
    /// let (all, one) = (Level::P95, Level::new(0.99)?);
    /// assert!((all.widen(one.z(), Some(10.0)) - one.t(10.0)).abs() < 1e-9);
    /// assert_eq!(all.widen(2.5, None), 2.5);
    /// # Ok::<(), evenhand_inference::Error>(())
    /// ```
    #[must_use]
    pub fn widen(self, critical: f64, df: Option<f64>) -> f64 {
        df.map_or(critical, |df| {
            let by_factor = critical * self.t(df) / self.z();
            let same_tail = student::two_sided_critical(normal::two_sided(critical), df);
            if critical > self.z() {
                by_factor.max(same_tail)
            } else {
                by_factor
            }
        })
    }
}
