//! Adjusting p-values for many tests.

use crate::error::{Result, require};

fn check(p: &[f64]) -> Result<()> {
    p.iter()
        .try_for_each(|&p| require((0.0..=1.0).contains(&p), "p", p, "between 0 and 1"))
}

/// The places of the p-values from small to large.
fn order(p: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..p.len()).collect();
    places.sort_by(|&i, &j| p[i].total_cmp(&p[j]).then(i.cmp(&j)));
    places
}

/// Each p-value times a factor of its rank (1 = smallest), made monotone from the smallest up.
fn step_down(p: &[f64], factor: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut running = 0.0_f64;
    for (rank, place) in order(p).into_iter().enumerate() {
        running = running.max(p[place] * factor(rank + 1)).min(1.0);
        adjusted[place] = running;
    }
    adjusted
}

/// Each p-value times a factor of its rank, made monotone from the largest down.
fn step_up(p: &[f64], factor: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut running = 1.0_f64;
    for (rank, place) in order(p).into_iter().enumerate().rev() {
        running = running.min(p[place] * factor(rank + 1));
        adjusted[place] = running;
    }
    adjusted
}

/// p-values adjusted by the number of tests; controls the family-wise error.
///
/// # Errors
/// When a p-value is not between 0 and 1.
///
/// # Source
/// Bonferroni (1936); Dunn (1961).
///
/// ```
/// use evenhand_inference::multiplicity::bonferroni;
/// assert_eq!(bonferroni(&[0.01, 0.6])?, [0.02, 1.0]);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn bonferroni(p: &[f64]) -> Result<Vec<f64>> {
    check(p)?;
    let n = p.len() as f64;
    Ok(p.iter().map(|p| (p * n).min(1.0)).collect())
}

/// p-values adjusted step-down; controls the family-wise error under any dependence.
///
/// # Errors
/// When a p-value is not between 0 and 1.
///
/// # Source
/// Holm (1979), A simple sequentially rejective multiple test procedure.
///
/// ```
/// use evenhand_inference::multiplicity::holm;
/// let adjusted = holm(&[0.01, 0.04, 0.03])?;
/// assert!(adjusted.iter().zip([0.03, 0.06, 0.06]).all(|(a, b)| (a - b).abs() < 1e-15));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn holm(p: &[f64]) -> Result<Vec<f64>> {
    check(p)?;
    let n = p.len();
    Ok(step_down(p, |rank| (n + 1 - rank) as f64))
}

/// p-values adjusted step-up; controls the family-wise error under independence.
///
/// # Errors
/// When a p-value is not between 0 and 1.
///
/// # Source
/// Hochberg (1988), A sharper Bonferroni procedure for multiple tests of significance.
///
/// ```
/// use evenhand_inference::multiplicity::hochberg;
/// let adjusted = hochberg(&[0.01, 0.04, 0.03])?;
/// assert!(adjusted.iter().zip([0.03, 0.04, 0.04]).all(|(a, b)| (a - b).abs() < 1e-15));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn hochberg(p: &[f64]) -> Result<Vec<f64>> {
    check(p)?;
    let n = p.len();
    Ok(step_up(p, |rank| (n + 1 - rank) as f64))
}

/// p-values adjusted by the closed Simes test; controls the family-wise error under independence.
///
/// # Errors
/// When a p-value is not between 0 and 1.
///
/// # Source
/// Hommel (1988), A stagewise rejective multiple test procedure; Wright (1992) for adjusted p-values.
///
/// ```
/// use evenhand_inference::multiplicity::hommel;
/// let adjusted = hommel(&[0.01, 0.04, 0.03])?;
/// assert!(adjusted.iter().zip([0.03, 0.04, 0.04]).all(|(a, b)| (a - b).abs() < 1e-15));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn hommel(p: &[f64]) -> Result<Vec<f64>> {
    check(p)?;
    let n = p.len();
    if n < 2 {
        return Ok(p.to_vec());
    }
    let places = order(p);
    let sorted: Vec<f64> = places.iter().map(|&place| p[place]).collect();
    let smallest = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
    let simes = smallest(
        &mut sorted
            .iter()
            .enumerate()
            .map(|(i, p)| n as f64 * p / (i + 1) as f64),
    );
    let (mut bound, mut adjusted) = (vec![simes; n], vec![simes; n]);
    for m in (2..n).rev() {
        let split = n - m + 1;
        let upper = &sorted[split..];
        let limit = smallest(
            &mut upper
                .iter()
                .enumerate()
                .map(|(i, p)| m as f64 * p / (i + 2) as f64),
        );
        for i in 0..split {
            bound[i] = (m as f64 * sorted[i]).min(limit);
        }
        for i in split..n {
            bound[i] = bound[split - 1];
        }
        for i in 0..n {
            adjusted[i] = adjusted[i].max(bound[i]);
        }
    }
    let mut result = vec![0.0; n];
    for (rank, &place) in places.iter().enumerate() {
        result[place] = adjusted[rank].max(sorted[rank]).min(1.0);
    }
    Ok(result)
}

/// p-values adjusted step-up; controls the false discovery rate under independence or positive dependence.
///
/// # Errors
/// When a p-value is not between 0 and 1.
///
/// # Source
/// Benjamini and Hochberg (1995), Controlling the false discovery rate.
///
/// ```
/// use evenhand_inference::multiplicity::benjamini_hochberg;
/// let adjusted = benjamini_hochberg(&[0.01, 0.04, 0.03])?;
/// assert!(adjusted.iter().zip([0.03, 0.04, 0.04]).all(|(a, b)| (a - b).abs() < 1e-15));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn benjamini_hochberg(p: &[f64]) -> Result<Vec<f64>> {
    check(p)?;
    let n = p.len() as f64;
    Ok(step_up(p, |rank| n / rank as f64))
}

/// p-values adjusted step-up; controls the false discovery rate under any dependence.
///
/// # Errors
/// When a p-value is not between 0 and 1.
///
/// # Source
/// Benjamini and Yekutieli (2001), The control of the false discovery rate under dependency.
///
/// ```
/// use evenhand_inference::multiplicity::benjamini_yekutieli;
/// let adjusted = benjamini_yekutieli(&[0.01, 0.04])?;
/// assert!(adjusted.iter().zip([0.03, 0.06]).all(|(a, b)| (a - b).abs() < 1e-15));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn benjamini_yekutieli(p: &[f64]) -> Result<Vec<f64>> {
    check(p)?;
    let n = p.len() as f64;
    let harmonic: f64 = (1..=p.len()).map(|i| 1.0 / i as f64).sum();
    Ok(step_up(p, |rank| harmonic * n / rank as f64))
}

/// Which of several e-values are rejected, given as logarithms; controls the false discovery rate under any dependence.
///
/// Of K series those with the k largest e-values are rejected, k as large as the k-th largest is at least K/(αk). Evidence is
/// taken as it stands at a common look, not at its highest so far.
///
/// # Errors
/// When α is not between 0 and 1, or a logarithm is NaN.
///
/// # Source
/// Wang and Ramdas (2022), False discovery rate control with e-values, definition 1 and theorem 2.
///
/// ```
/// use evenhand_inference::multiplicity::e_benjamini_hochberg;
/// let e = [70.0f64, 1.0, 35.0, 19.0].map(f64::ln);
/// // 70 ≥ 4/0.05/1 is wrong, but 35 ≥ 4/0.05/2 is not far, and 19 < 4/0.05/3.
/// assert_eq!(e_benjamini_hochberg(&e, 0.05)?, [false; 4]);
/// assert_eq!(e_benjamini_hochberg(&e, 0.06)?, [true, false, true, false]);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn e_benjamini_hochberg(log_e: &[f64], alpha: f64) -> Result<Vec<bool>> {
    require(
        alpha > 0.0 && alpha < 1.0,
        "alpha",
        alpha,
        "between 0 and 1",
    )?;
    for &log in log_e {
        require(!log.is_nan(), "log_e", log, "a number")?;
    }
    let mut places: Vec<usize> = (0..log_e.len()).collect();
    places.sort_by(|&i, &j| log_e[j].total_cmp(&log_e[i]).then(i.cmp(&j)));
    let all = log_e.len() as f64;
    let rejected = (1..=places.len())
        .rev()
        .find(|&k| log_e[places[k - 1]] >= libm::log(all / (alpha * k as f64)))
        .unwrap_or(0);
    let mut result = vec![false; log_e.len()];
    for &place in &places[..rejected] {
        result[place] = true;
    }
    Ok(result)
}
