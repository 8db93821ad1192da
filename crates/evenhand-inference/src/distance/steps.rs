//! Distances of two weighted step distributions, exact in one merge.

use crate::error::Result;
use crate::sorted::total_weight;

/// The largest vertical distance sup |F − G| of two distribution functions, between 0 and 1.
///
/// Each sample is (value, weight) in ascending order of value; ties and effective weights are allowed.
///
/// # Errors
/// When values are not ascending or not finite, or weights are negative or sum to 0.
///
/// # Source
/// Smirnov (1939), On the estimation of the discrepancy between empirical curves of distribution for two samples.
///
/// ```
/// use evenhand_inference::distance::kolmogorov_smirnov;
/// let d = kolmogorov_smirnov(&[(0.0, 1.0), (1.0, 1.0)], &[(0.0, 1.0), (2.0, 3.0)])?;
/// assert_eq!(d, 0.75); // at 1 all of the first sample lies below, a quarter of the second
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn kolmogorov_smirnov(first: &[(f64, f64)], second: &[(f64, f64)]) -> Result<f64> {
    Ok(distances(first, second)?.kolmogorov_smirnov)
}

/// The earth mover's distance ∫ |F(t) − G(t)| dt, in the units of the values.
///
/// Each sample is (value, weight) in ascending order of value; ties and effective weights are allowed.
///
/// # Errors
/// When values are not ascending or not finite, or weights are negative or sum to 0.
///
/// # Source
/// Vallender (1974), Calculation of the Wasserstein distance between probability distributions on the line.
///
/// ```
/// use evenhand_inference::distance::wasserstein_1;
/// let d = wasserstein_1(&[(0.0, 1.0), (1.0, 1.0), (3.0, 1.0)], &[(5.0, 1.0), (6.0, 1.0), (8.0, 1.0)])?;
/// assert!((d - 5.0).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn wasserstein_1(first: &[(f64, f64)], second: &[(f64, f64)]) -> Result<f64> {
    Ok(distances(first, second)?.wasserstein_1)
}

/// The mean gap in selection rate over all thresholds, ∫₀¹ |P(S₁ ≥ t_q) − P(S₂ ≥ t_q)| dq with t_q the quantiles of both
/// samples together; between 0 and 1.
///
/// A row is selected at threshold t when its score is at least t. Exact: each distinct value counts with its share of the
/// summed weight of both samples, so the area does not depend on the scale of the scores. Each sample is (score, weight)
/// in ascending order of score.
///
/// # Errors
/// When values are not ascending or not finite, or weights are negative or sum to 0.
///
/// # Source
/// Han, Jiang, Jin, Liu, Zou, Wang and Hu (2023), Retiring ΔDP, the area between cumulative curves; over thresholds
/// instead of scores, Jiang, Pacchiano, Stepleton, Jiang and Chiappa (2020), Wasserstein fair classification.
///
/// ```
/// use evenhand_inference::distance::demographic_parity_area;
/// // Thresholds 0, 1 and 2 hold ¼, ½ and ¼ of the rows; selected are 1 and 1, ½ and 1, 0 and ½ of the samples.
/// let area = demographic_parity_area(&[(0.0, 1.0), (1.0, 1.0)], &[(1.0, 1.0), (2.0, 1.0)])?;
/// assert_eq!(area, 0.25 * 0.0 + 0.5 * 0.5 + 0.25 * 0.5);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn demographic_parity_area(first: &[(f64, f64)], second: &[(f64, f64)]) -> Result<f64> {
    Ok(distances(first, second)?.demographic_parity_area)
}

/// Every distance of two step distributions, from one merge.
///
/// ```
/// use evenhand_inference::distance::{distances, wasserstein_1};
/// let (first, second) = ([(0.0, 1.0), (1.0, 1.0)], [(1.0, 1.0), (2.0, 1.0)]);
/// let all = distances(&first, &second)?;
/// assert_eq!(all.kolmogorov_smirnov, 0.5);
/// assert_eq!(all.wasserstein_1, wasserstein_1(&first, &second)?);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Distances {
    /// As [`demographic_parity_area`].
    pub demographic_parity_area: f64,
    /// As [`kolmogorov_smirnov`].
    pub kolmogorov_smirnov: f64,
    /// As [`wasserstein_1`].
    pub wasserstein_1: f64,
}

/// Every distance of two samples, each (value, weight) in ascending order of value.
///
/// # Errors
/// When values are not ascending or not finite, or weights are negative or sum to 0.
pub fn distances(first: &[(f64, f64)], second: &[(f64, f64)]) -> Result<Distances> {
    let mut all = Distances::default();
    let mut before = f64::NAN;
    each_step(first, second, |step| {
        let (below, at) = (step.gap_below.abs(), step.gap_at.abs());
        all.demographic_parity_area += step.mass * below;
        all.kolmogorov_smirnov = all.kolmogorov_smirnov.max(at);
        if !before.is_nan() {
            all.wasserstein_1 += (step.value - before) * below;
        }
        before = step.value;
    })?;
    Ok(all)
}

/// One distinct value of two samples together.
#[derive(Clone, Copy)]
struct Step {
    value: f64,
    /// Its share of the weight of both samples.
    mass: f64,
    /// The first distribution function minus the second, just below the value and at it.
    gap_below: f64,
    gap_at: f64,
}

fn each_step(
    first: &[(f64, f64)],
    second: &[(f64, f64)],
    mut visit: impl FnMut(Step),
) -> Result<()> {
    let (of_first, of_second) = (
        total_weight(first, "the first sample")?,
        total_weight(second, "the second sample")?,
    );
    let all = of_first + of_second;
    let (mut i, mut j) = (0, 0);
    let (mut below_first, mut below_second) = (0.0, 0.0);
    let mut gap = 0.0;
    loop {
        let place = |values: &[(f64, f64)], i: usize| values.get(i).map_or(f64::INFINITY, |v| v.0);
        let value = place(first, i).min(place(second, j));
        if value == f64::INFINITY {
            return Ok(());
        }
        let mut mass = 0.0;
        // Which sample is next is anybody's guess, so that only ties inside a sample branch.
        let mut take = |values: &[(f64, f64)], i: &mut usize, below: &mut f64| {
            loop {
                let here = place(values, *i) <= value;
                let weight = values.get(*i).map_or(0.0, |v| v.1) * f64::from(u8::from(here));
                *below += weight;
                mass += weight;
                *i += usize::from(here);
                if place(values, *i) > value {
                    break;
                }
            }
        };
        take(first, &mut i, &mut below_first);
        take(second, &mut j, &mut below_second);
        // Past its last value a distribution function is 1, whatever the sum was rounded to.
        let share = |below: f64, of: f64, ended: bool| if ended { 1.0 } else { below / of };
        let at = share(below_first, of_first, i == first.len())
            - share(below_second, of_second, j == second.len());
        visit(Step {
            value,
            mass: mass / all,
            gap_below: gap,
            gap_at: at,
        });
        gap = at;
    }
}
