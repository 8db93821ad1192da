//! Intervals for means and for smooth functions of counts.

mod bootstrap_t;
mod difference;
mod weighted;

pub use bootstrap_t::bootstrap_t_interval;
pub use difference::{cohens_d, standardized_mean_difference, welch_test};
pub use weighted::{WeightedValues, weighted_sample};

use crate::error::{Result, require};
use crate::{Interval, Level};

/// Rows, mean and variance (divisor n − 1) of one group.
///
/// ```
/// use evenhand_inference::mean::Sample;
/// assert!(Sample::new(12.0, 3.5, 1.2).is_ok() && Sample::new(1.0, 3.5, 0.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    n: f64,
    mean: f64,
    variance: f64,
}

impl Sample {
    /// Checks and builds a sample summary.
    ///
    /// # Errors
    /// When `n` < 2, the variance is negative, or a number is not finite.
    pub fn new(n: f64, mean: f64, variance: f64) -> Result<Self> {
        require(n >= 2.0 && n.is_finite(), "n", n, "at least 2")?;
        require(mean.is_finite(), "mean", mean, "finite")?;
        require(
            variance >= 0.0 && variance.is_finite(),
            "variance",
            variance,
            "finite and at least 0",
        )?;
        Ok(Self { n, mean, variance })
    }

    /// How many rows, possibly effective.
    #[must_use]
    pub fn n(self) -> f64 {
        self.n
    }

    /// The mean.
    #[must_use]
    pub fn mean(self) -> f64 {
        self.mean
    }

    /// The variance of one row.
    #[must_use]
    pub fn variance(self) -> f64 {
        self.variance
    }

    fn squared_error(self) -> f64 {
        self.variance / self.n
    }
}

/// Student's interval for a mean.
///
/// # Source
/// Student (1908), The probable error of a mean.
///
/// ```
/// use evenhand_inference::{Level, mean::{Sample, t_interval}};
/// let i = t_interval(Sample::new(16.0, 10.0, 4.0)?, Level::P95);
/// assert!((i.width() - 2.0 * 2.131449545559323 * 0.5).abs() < 1e-10);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn t_interval(sample: Sample, level: Level) -> Interval {
    let half = level.t(sample.n - 1.0) * sample.squared_error().sqrt();
    Interval::new(sample.mean - half, sample.mean + half, "t")
}

/// Welch's interval for the difference of two means.
///
/// # Source
/// Welch (1947); degrees of freedom after Satterthwaite (1946).
///
/// ```
/// use evenhand_inference::{Level, mean::{Sample, welch_interval}};
/// let (a, b) = (Sample::new(16.0, 10.0, 4.0)?, Sample::new(16.0, 9.0, 4.0)?);
/// let i = welch_interval(a, b, Level::P95);
/// assert!((i.upper - 1.0 - 2.0422724563012373 * 0.5f64.sqrt()).abs() < 1e-10); // t with 30 degrees of freedom
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn welch_interval(a: Sample, b: Sample, level: Level) -> Interval {
    let (va, vb) = (a.squared_error(), b.squared_error());
    let (gap, all) = (a.mean - b.mean, va + vb);
    if all <= 0.0 {
        return Interval::new(gap, gap, "welch");
    }
    let df = all * all / (va * va / (a.n - 1.0) + vb * vb / (b.n - 1.0));
    let half = level.t(df) * all.sqrt();
    Interval::new(gap - half, gap + half, "welch")
}

/// The interval for the ratio of two positive means on the logarithmic scale; `None` unless both means are positive.
///
/// # Source
/// Delta method on ln(mean), Welch degrees of freedom.
///
/// ```
/// use evenhand_inference::{Level, mean::{Sample, log_ratio_interval}};
/// let a = Sample::new(400.0, 10.0, 4.0)?;
/// let i = log_ratio_interval(a, a, Level::P95).unwrap();
/// assert!(i.contains(1.0) && (i.lower * i.upper - 1.0).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn log_ratio_interval(a: Sample, b: Sample, level: Level) -> Option<Interval> {
    if a.mean <= 0.0 || b.mean <= 0.0 {
        return None;
    }
    let logarithm = |s: Sample| Sample {
        n: s.n,
        mean: libm::log(s.mean),
        variance: s.variance / (s.mean * s.mean),
    };
    let i = welch_interval(logarithm(a), logarithm(b), level);
    Some(Interval::new(
        libm::exp(i.lower),
        libm::exp(i.upper),
        "log-ratio",
    ))
}

/// The delta-method interval of a value with the variance of its linearisation, with Student's t when `df` is given.
///
/// # Errors
/// When the value is not finite, or the variance is negative or not finite.
///
/// # Source
/// Cramér (1946), Mathematical methods of statistics, section 28.4.
///
/// ```
/// use evenhand_inference::{Level, mean::delta_interval};
/// let i = delta_interval(0.5, 0.01, Level::P95, None)?;
/// assert!((i.lower - (0.5 - 0.1959963984540054)).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn delta_interval(
    value: f64,
    variance: f64,
    level: Level,
    df: Option<f64>,
) -> Result<Interval> {
    require(value.is_finite(), "value", value, "finite")?;
    require(
        variance >= 0.0 && variance.is_finite(),
        "variance",
        variance,
        "finite and at least 0",
    )?;
    let half = level.critical(df) * variance.sqrt();
    Ok(Interval::new(value - half, value + half, "delta"))
}

/// The delta-method interval of a smooth function of the cells of independent groups, each with its total fixed.
///
/// The function is given all cells, one group after another; its slopes are central differences. Use it with at least
/// ten rows in every cell that matters, else [`stratified_replicates`](crate::bootstrap::stratified_replicates).
///
/// # Errors
/// When a cell is negative or not finite, or the function or a slope is not finite.
///
/// # Source
/// Cramér (1946), section 28.4; Agresti (2013), Categorical data analysis, section 16.1.
///
/// ```
/// use evenhand_inference::{Level, mean::delta_of_cells};
/// // The log odds ratio of 30 of 100 against 20 of 100 has the variance of Woolf (1955): 1/30 + 1/70 + 1/20 + 1/80.
/// let log_odds_ratio = |c: &[f64]| ((c[0] / c[1]) / (c[2] / c[3])).ln();
/// let i = delta_of_cells(&[&[30.0, 70.0], &[20.0, 80.0]], log_odds_ratio, Level::P95)?;
/// let woolf = (1.0 / 30.0 + 1.0 / 70.0 + 1.0 / 20.0 + 1.0 / 80.0_f64).sqrt();
/// assert!((i.width() - 2.0 * 1.959963984540054 * woolf).abs() < 1e-7);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn delta_of_cells(
    groups: &[&[f64]],
    function: impl Fn(&[f64]) -> f64,
    level: Level,
) -> Result<Interval> {
    let mut cells = groups.concat();
    let value = function(&cells);
    let mut variance = 0.0;
    let mut place = 0;
    for group in groups {
        let mut gradient = vec![0.0; group.len()];
        for (slope, &cell) in gradient.iter_mut().zip(*group) {
            // Small beside the cell, large beside rounding; an empty cell has no variance to carry over.
            let step = 1e-4 * cell;
            if let (Some(here), true) = (cells.get(place).copied(), step > 0.0) {
                let mut at = |moved: f64| {
                    cells[place] = moved;
                    function(&cells)
                };
                *slope = (at(here + step) - at(here - step)) / (2.0 * step);
                cells[place] = here;
            }
            place += 1;
        }
        variance += multinomial_variance(group, &gradient)?;
    }
    delta_interval(value, variance, level, None)
}

/// The variance of a smooth function of multinomial cell counts, from its gradient with respect to the cell counts.
///
/// Σ c g² − (Σ c g)²/Σc; 0 when the cells are empty.
///
/// # Errors
/// When the lengths differ, a cell is negative or not finite, or a slope is not finite.
///
/// # Source
/// Agresti (2013), Categorical data analysis, section 16.1.
///
/// ```
/// use evenhand_inference::mean::multinomial_variance;
/// // The rate a/(a+b) at a = 30, b = 70 has gradient (b, −a)/(a+b)².
/// let v = multinomial_variance(&[30.0, 70.0], &[0.007, -0.003])?;
/// assert!((v - 0.0021).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn multinomial_variance(cells: &[f64], gradient: &[f64]) -> Result<f64> {
    if cells.len() != gradient.len() {
        return Err(crate::Error::LengthMismatch {
            left: "cells",
            left_len: cells.len(),
            right: "gradient",
            right_len: gradient.len(),
        });
    }
    let total: f64 = cells.iter().sum();
    for &cell in cells {
        require(
            cell >= 0.0 && cell.is_finite(),
            "cells",
            cell,
            "finite and at least 0",
        )?;
    }
    for &slope in gradient {
        require(slope.is_finite(), "gradient", slope, "finite")?;
    }
    if total <= 0.0 {
        return Ok(0.0);
    }
    let pairs = || cells.iter().zip(gradient);
    let centre = pairs().map(|(c, g)| c * g).sum::<f64>() / total;
    Ok(pairs().map(|(c, g)| c * (g - centre) * (g - centre)).sum())
}
