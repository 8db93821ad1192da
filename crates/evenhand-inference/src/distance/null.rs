//! What a divergence shows by chance.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use super::divergence::shares;
use crate::Noise;
use crate::bootstrap::Multinomial;
use crate::error::{Error, Result, require};

/// The distribution of a divergence when both sides come from their pooled mix, by multinomial draws of both sizes
/// (2000 are customary); effective sizes are rounded to whole rows.
///
/// # Errors
/// When the lengths differ, a count is negative or not finite, a side sums to 0, `draws` is 0, or the divergence fails.
///
/// # Source
/// Parametric bootstrap under equality, Davison and Hinkley (1997), Bootstrap methods and their application, section 4.2.
///
/// ```
/// use evenhand_inference::distance::{divergence_noise, total_variation};
/// let measure = |a: &[f64], b: &[f64]| total_variation(a, b, 0.0);
/// let noise = divergence_noise(&[60.0, 40.0], &[50.0, 50.0], measure, 4000, 1)?;
/// // The mean of |p − q| is √(2/π) standard deviations: √(2/π · 2 · 0.55 · 0.45/100).
/// assert!((noise.mean - 0.0561).abs() < 0.002 && noise.p_value > 0.1 && noise.p_value < 0.25);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn divergence_noise(
    first: &[f64],
    second: &[f64],
    divergence: impl Fn(&[f64], &[f64]) -> Result<f64>,
    draws: usize,
    seed: u64,
) -> Result<Noise> {
    let noises = divergence_noises(first, second, &[&divergence], draws, seed)?;
    noises.into_iter().next().ok_or(Error::TooFew {
        argument: "divergences",
        got: 0,
        min: 1,
    })
}

/// A divergence of two sides' counts, such as [`hellinger`](super::hellinger) without smoothing.
pub type Divergence<'a> = &'a dyn Fn(&[f64], &[f64]) -> Result<f64>;

/// As [`divergence_noise`], of several divergences, all from the same draws.
///
/// # Errors
/// As [`divergence_noise`].
///
/// # Source
/// As [`divergence_noise`].
///
/// ```
/// use evenhand_inference::distance::{chebyshev, divergence_noises, total_variation};
/// let (first, second) = ([60.0, 40.0], [50.0, 50.0]);
/// let noises = divergence_noises(
///     &first,
///     &second,
///     &[&|a, b| total_variation(a, b, 0.0), &|a, b| chebyshev(a, b, 0.0)],
///     500,
///     1,
/// )?;
/// assert_eq!(noises[0].p_value, noises[1].p_value); // of two categories they are the same
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn divergence_noises(
    first: &[f64],
    second: &[f64],
    divergences: &[Divergence<'_>],
    draws: usize,
    seed: u64,
) -> Result<Vec<Noise>> {
    shares(first, second, 0.0).map(drop)?;
    require(draws > 0, "draws", draws as f64, "at least 1")?;
    let observed: Vec<f64> = divergences
        .iter()
        .map(|divergence| divergence(first, second))
        .collect::<Result<_>>()?;
    let pooled: Vec<f64> = first.iter().zip(second).map(|(a, b)| a + b).collect();
    let mix = Multinomial::new(&pooled);
    let rows = |counts: &[f64]| libm::round(counts.iter().sum::<f64>()).max(1.0) as u64;
    let (n, m) = (rows(first), rows(second));
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let mut values = vec![Vec::with_capacity(draws); divergences.len()];
    for _ in 0..draws {
        mix.draw(n, &mut random, &mut a);
        mix.draw(m, &mut random, &mut b);
        for (values, divergence) in values.iter_mut().zip(divergences) {
            values.push(divergence(&a, &b)?);
        }
    }
    Ok(values
        .into_iter()
        .zip(observed)
        .map(|(values, observed)| Noise::of(values, observed))
        .collect())
}

/// The distribution of the distance of counts from known shares when rows fall by those shares, by multinomial draws
/// of the counts' sum (2000 are customary); an effective size is rounded to whole rows.
///
/// # Errors
/// When the lengths differ, a number is negative or not finite, a side sums to 0, `draws` is 0, or the distance fails.
///
/// # Source
/// Parametric bootstrap, Davison and Hinkley (1997), section 4.2.
///
/// ```
/// use evenhand_inference::distance::{share_noise, total_variation};
/// let measure = |a: &[f64], b: &[f64]| total_variation(a, b, 0.0);
/// let noise = share_noise(&[60.0, 40.0], &[0.5, 0.5], measure, 4000, 1)?;
/// // The mean of |p − ½| is √(2/π)·√(0.25/100), and 60 of 100 is two standard deviations away.
/// assert!((noise.mean - 0.0399).abs() < 0.002 && noise.p_value > 0.04 && noise.p_value < 0.075);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn share_noise(
    counts: &[f64],
    known: &[f64],
    distance: impl Fn(&[f64], &[f64]) -> Result<f64>,
    draws: usize,
    seed: u64,
) -> Result<Noise> {
    shares(counts, known, 0.0).map(drop)?;
    require(draws > 0, "draws", draws as f64, "at least 1")?;
    let observed = distance(counts, known)?;
    let mix = Multinomial::new(known);
    let rows = libm::round(counts.iter().sum::<f64>()).max(1.0) as u64;
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut drawn = Vec::new();
    let mut values = Vec::with_capacity(draws);
    for _ in 0..draws {
        mix.draw(rows, &mut random, &mut drawn);
        values.push(distance(&drawn, known)?);
    }
    Ok(Noise::of(values, observed))
}
