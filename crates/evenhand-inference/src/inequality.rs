//! How unequally an amount ≥ 0 is spread over people: Gini, entropy and Atkinson indices, each with its variance.
//!
//! Values come as (value, weight); a weight is how many rows have the value and may be an effective size. The variance is
//! that of the influence function, Σ w·IF²/(Σw)²: of rows drawn independently.

use crate::error::{Error, Result, require};
use crate::{Interval, Level};

/// An index and the variance of its estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Index {
    /// The index; infinite where a value of 0 makes it so.
    pub value: f64,
    /// Its variance by the delta method; infinite where the index has no finite influence function.
    pub variance: f64,
}

impl Index {
    /// The normal interval of the index; `None` when its variance is infinite.
    ///
    /// The entropy indices of heavy-tailed values need many rows before it covers (Cowell and Flachaire 2007).
    #[must_use]
    pub fn interval(self, level: Level) -> Option<Interval> {
        let half = level.z() * self.variance.sqrt();
        half.is_finite()
            .then(|| Interval::new(self.value - half, self.value + half, "influence-z"))
    }
}

/// The Gini index: half the mean absolute difference of two rows drawn with replacement, over the mean; in [0, 1).
///
/// `None` when the mean is 0.
///
/// # Errors
/// When a value or weight is negative or not finite, or all weights are 0.
///
/// # Source
/// Gini (1914); Deville (1999) and Langel and Tillé (2013), Variance estimation of the Gini index, for the linearization.
///
/// ```
/// use evenhand_inference::inequality::gini;
/// // Σ(2i − n − 1)x/(nΣx) = (−3·1 − 1·2 + 1·3 + 3·4)/(4·10).
/// let g = gini(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0), (4.0, 1.0)])?.unwrap();
/// assert!((g.value - 0.25).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn gini(values: &[(f64, f64)]) -> Result<Option<Index>> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(s) = Sums::of(&sorted)? else {
        return Ok(None);
    };
    // E|x − X| = x(2F(x) − 1) + μ − 2E[X; X ≤ x]; values that tie add nothing either way.
    let (mut below, mut below_sum) = (0.0, 0.0);
    let mut distances = Vec::with_capacity(sorted.len());
    for &(x, w) in &sorted {
        below += w / s.total;
        below_sum += w * x / s.total;
        distances.push((x * (2.0 * below - 1.0) + s.mean - 2.0 * below_sum).max(0.0));
    }
    let weighted = distances.iter().zip(&sorted);
    let spread = weighted.map(|(d, &(_, w))| w * d).sum::<f64>() / s.total;
    let value = spread / (2.0 * s.mean);
    let influence = distances
        .iter()
        .zip(&sorted)
        .map(|(d, &(x, w))| (w, (d - spread - value * (x - s.mean)) / s.mean));
    Ok(Some(s.index(value, influence)))
}

/// Jain's index of fairness (Σx)²/(nΣx²): 1 when all are equal, 1/n when one row has everything.
///
/// `None` when the mean is 0.
///
/// # Errors
/// As [`gini`].
///
/// # Source
/// Jain, Chiu and Hawe (1984), A quantitative measure of fairness and discrimination; variance by the delta method.
///
/// ```
/// use evenhand_inference::inequality::jain;
/// let j = jain(&[(1.0, 1.0), (2.0, 1.0), (3.0, 2.0)])?.unwrap();
/// assert!((j.value - 81.0 / (4.0 * 23.0)).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn jain(values: &[(f64, f64)]) -> Result<Option<Index>> {
    let Some(s) = Sums::of(values)? else {
        return Ok(None);
    };
    // In units of the mean, so that no square overflows.
    let square = s.mean_of(values, |x| (x / s.mean) * (x / s.mean));
    let influence = values.iter().map(|&(x, w)| {
        let x = x / s.mean;
        (w, (2.0 * (x - 1.0) - (x * x - square) / square) / square)
    });
    Ok(Some(s.index(1.0 / square, influence)))
}

/// Theil's index T, the generalized entropy at α = 1: mean of (x/μ) ln(x/μ), with 0·ln 0 = 0.
///
/// `None` when the mean is 0.
///
/// # Errors
/// As [`gini`].
///
/// # Source
/// Theil (1967), Economics and information theory; variance: Cowell and Flachaire (2007), Income distribution and
/// inequality measurement: the problem of extreme values.
///
/// ```
/// use evenhand_inference::inequality::theil;
/// // Half of the rows have all: ln 2.
/// let t = theil(&[(0.0, 5.0), (3.0, 5.0)])?.unwrap();
/// assert!((t.value - std::f64::consts::LN_2).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn theil(values: &[(f64, f64)]) -> Result<Option<Index>> {
    let Some(s) = Sums::of(values)? else {
        return Ok(None);
    };
    let own = |x: f64| {
        let x = x / s.mean;
        if x > 0.0 { x * libm::log(x) } else { 0.0 }
    };
    let value = s.mean_of(values, own);
    let influence = values
        .iter()
        .map(|&(x, w)| (w, own(x) - value - (value + 1.0) * (x / s.mean - 1.0)));
    Ok(Some(s.index(value.max(0.0), influence)))
}

/// The mean logarithmic deviation, the generalized entropy at α = 0: mean of ln(μ/x); infinite when a value is 0.
///
/// `None` when the mean is 0.
///
/// # Errors
/// As [`gini`].
///
/// # Source
/// Theil (1967); variance: Cowell and Flachaire (2007).
///
/// ```
/// use evenhand_inference::inequality::mean_log_deviation;
/// // ln 2.5 − (ln 1 + ln 4)/2 = ln 1.25.
/// let d = mean_log_deviation(&[(1.0, 1.0), (4.0, 1.0)])?.unwrap();
/// assert!((d.value - 1.25_f64.ln()).abs() < 1e-15);
/// assert_eq!(mean_log_deviation(&[(0.0, 1.0), (4.0, 1.0)])?.unwrap().value, f64::INFINITY);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn mean_log_deviation(values: &[(f64, f64)]) -> Result<Option<Index>> {
    let Some(s) = Sums::of(values)? else {
        return Ok(None);
    };
    if s.zero {
        return Ok(Some(Index::unbounded(f64::INFINITY)));
    }
    let own = |x: f64| -libm::log(x / s.mean);
    let value = s.mean_of(values, own);
    let influence = values
        .iter()
        .map(|&(x, w)| (w, own(x) - value + (x / s.mean - 1.0)));
    Ok(Some(s.index(value.max(0.0), influence)))
}

/// The generalized entropy index: mean of ((x/μ)^α − 1)/(α(α − 1)), with [`theil`] at 1 and [`mean_log_deviation`] at 0.
///
/// Infinite when α ≤ 0 and a value is 0; `None` when the mean is 0.
///
/// # Errors
/// As [`gini`], or when α is not finite.
///
/// # Source
/// Shorrocks (1980), The class of additively decomposable inequality measures; variance: Cowell and Flachaire (2007).
///
/// ```
/// use evenhand_inference::inequality::generalized_entropy;
/// // At α = 2 half the squared coefficient of variation: 1/2 · 1/4.
/// let e = generalized_entropy(&[(1.0, 1.0), (3.0, 1.0)], 2.0)?.unwrap();
/// assert!((e.value - 0.125).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn generalized_entropy(values: &[(f64, f64)], alpha: f64) -> Result<Option<Index>> {
    require(alpha.is_finite(), "alpha", alpha, "finite")?;
    if alpha.abs() < 1e-9 {
        return mean_log_deviation(values);
    }
    if (alpha - 1.0).abs() < 1e-9 {
        return theil(values);
    }
    let Some(s) = Sums::of(values)? else {
        return Ok(None);
    };
    if s.zero && alpha < 0.0 {
        return Ok(Some(Index::unbounded(f64::INFINITY)));
    }
    let scale = 1.0 / (alpha * (alpha - 1.0));
    let own = |x: f64| libm::pow(x / s.mean, alpha);
    let moment = s.mean_of(values, own);
    let influence = values.iter().map(|&(x, w)| {
        let through_mean = alpha * moment * (x / s.mean - 1.0);
        (w, scale * (own(x) - moment - through_mean))
    });
    Ok(Some(s.index((scale * (moment - 1.0)).max(0.0), influence)))
}

/// Atkinson's index with aversion ε ≥ 0: 1 − (mean of (x/μ)^(1−ε))^(1/(1−ε)), at ε = 1 with the geometric mean.
///
/// 1 when ε ≥ 1 and a value is 0; `None` when the mean is 0.
///
/// # Errors
/// As [`gini`], or when ε is negative or not finite.
///
/// # Source
/// Atkinson (1970), On the measurement of inequality; variance by the delta method as for the entropy indices.
///
/// ```
/// use evenhand_inference::inequality::atkinson;
/// // 1 − √(1·4)/2.5 and 1 − ((1 + 2)/2)²/2.5.
/// let values = [(1.0, 1.0), (4.0, 1.0)];
/// assert!((atkinson(&values, 1.0)?.unwrap().value - 0.2).abs() < 1e-15);
/// assert!((atkinson(&values, 0.5)?.unwrap().value - 0.1).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn atkinson(values: &[(f64, f64)], epsilon: f64) -> Result<Option<Index>> {
    let range = epsilon >= 0.0 && epsilon.is_finite();
    require(range, "epsilon", epsilon, "finite and at least 0")?;
    let Some(s) = Sums::of(values)? else {
        return Ok(None);
    };
    if s.zero && epsilon >= 1.0 {
        return Ok(Some(Index::unbounded(1.0)));
    }
    if (epsilon - 1.0).abs() < 1e-9 {
        let log = |index: Index| {
            let equal = libm::exp(-index.value);
            Index {
                value: 1.0 - equal,
                variance: equal * equal * index.variance,
            }
        };
        return Ok(mean_log_deviation(values)?.map(log));
    }
    let power = 1.0 - epsilon;
    let own = |x: f64| libm::pow(x / s.mean, power);
    let moment = s.mean_of(values, own);
    let equal = libm::pow(moment, 1.0 / power);
    let influence = values.iter().map(|&(x, w)| {
        let inner = (own(x) / moment - 1.0) / power;
        (w, equal * (x / s.mean - 1.0 - inner))
    });
    Ok(Some(s.index((1.0 - equal).max(0.0), influence)))
}

impl Index {
    fn unbounded(value: f64) -> Self {
        Self {
            value,
            variance: f64::INFINITY,
        }
    }
}

/// What every index needs of the values.
struct Sums {
    total: f64,
    mean: f64,
    /// Whether some row has 0.
    zero: bool,
}

impl Sums {
    /// `None` when the mean is 0.
    fn of(values: &[(f64, f64)]) -> Result<Option<Self>> {
        let (mut total, mut sum, mut zero) = (0.0, 0.0, false);
        for &(value, weight) in values {
            let amount = value >= 0.0 && value.is_finite();
            require(amount, "value", value, "finite and at least 0")?;
            let rows = weight >= 0.0 && weight.is_finite();
            require(rows, "weight", weight, "finite and at least 0")?;
            total += weight;
            sum += weight * value;
            zero |= weight > 0.0 && value <= 0.0;
        }
        if total <= 0.0 {
            return Err(Error::TooFew {
                argument: "values",
                got: 0,
                min: 1,
            });
        }
        let mean = sum / total;
        Ok((mean > 0.0).then_some(Self { total, mean, zero }))
    }

    fn mean_of(&self, values: &[(f64, f64)], own: impl Fn(f64) -> f64) -> f64 {
        let used = values.iter().filter(|v| v.1 > 0.0);
        used.map(|&(x, w)| w * own(x)).sum::<f64>() / self.total
    }

    fn index(&self, value: f64, influence: impl Iterator<Item = (f64, f64)>) -> Index {
        let part = |(w, i): (f64, f64)| if w > 0.0 { w * i * i } else { 0.0 };
        let squares: f64 = influence.map(part).sum();
        Index {
            value,
            variance: squares / (self.total * self.total),
        }
    }
}
