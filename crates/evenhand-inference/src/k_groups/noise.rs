//! The gap that sample size alone would produce.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use super::at_least_two;
use crate::Proportion;
use crate::bootstrap::Tally;
use crate::error::{Result, require};

/// How large max − min is when all groups have the pooled rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoiseFloor {
    /// The mean gap.
    pub mean: f64,
    /// The gap that is exceeded in 5 % of draws.
    pub q95: f64,
}

/// How small min / max is when all groups have the pooled rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatioNoiseFloor {
    /// The mean ratio, over draws in which some group has an event.
    pub mean: f64,
    /// The ratio that is undercut in 5 % of draws.
    pub q05: f64,
}

/// The distribution of the largest gap under the pooled rate, by binomial draws (2000 are customary).
///
/// # Errors
/// When there are fewer than two groups, one is not a proportion, or `draws` is 0.
///
/// # Source
/// Parametric bootstrap under equality, Davison and Hinkley (1997), section 4.2; draws by
/// the alias method of Vose (1991), wide ones by BTRS of Hörmann (1993).
///
/// ```
/// use evenhand_inference::{Proportion, k_groups::noise_floor};
/// let groups = vec![Proportion::new(100.0, 200.0)?; 5];
/// let floor = noise_floor(&groups, 2000, 7)?;
/// assert!((floor.mean - 0.082).abs() < 0.002); // five equal groups of 200 at rate 0.5
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn noise_floor(groups: &[Proportion], draws: usize, seed: u64) -> Result<NoiseFloor> {
    noise_floors(groups, draws, seed).map(|(gap, _)| gap)
}

/// Both distributions from the same draws.
///
/// # Errors
/// When there are fewer than two groups, one is not a proportion, or `draws` is 0.
///
/// ```
/// use evenhand_inference::{Proportion, k_groups::{noise_floor, noise_floors, ratio_noise_floor}};
/// let groups = vec![Proportion::new(20.0, 200.0)?; 5];
/// let (gap, ratio) = noise_floors(&groups, 2000, 7)?;
/// assert_eq!(gap, noise_floor(&groups, 2000, 7)?);
/// assert_eq!(ratio, ratio_noise_floor(&groups, 2000, 7)?);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn noise_floors(
    groups: &[Proportion],
    draws: usize,
    seed: u64,
) -> Result<(NoiseFloor, RatioNoiseFloor)> {
    let pairs = extremes(groups, draws, seed)?;
    let summary = |of: fn((f64, f64)) -> f64, share: f64| {
        let mut values: Vec<f64> = pairs.iter().copied().map(of).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        (mean, order(&mut values, share))
    };
    let (mean, q95) = summary(|(low, high)| high - low, 0.95);
    let gap = NoiseFloor { mean, q95 };
    let ratio = |(low, high): (f64, f64)| if high > 0.0 { low / high } else { 1.0 };
    let (mean, q05) = summary(ratio, 0.05);
    Ok((gap, RatioNoiseFloor { mean, q05 }))
}

/// The distribution of the smallest ratio under the pooled rate, by binomial draws.
///
/// A draw without any event has no ratio and counts as 1, no gap.
///
/// # Errors
/// When there are fewer than two groups, one is not a proportion, or `draws` is 0.
///
/// # Source
/// As [`noise_floor`].
///
/// ```
/// use evenhand_inference::{Proportion, k_groups::ratio_noise_floor};
/// let groups = vec![Proportion::new(20.0, 200.0)?; 5];
/// let floor = ratio_noise_floor(&groups, 2000, 7)?;
/// assert!(floor.q05 < floor.mean && floor.mean < 0.7);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn ratio_noise_floor(
    groups: &[Proportion],
    draws: usize,
    seed: u64,
) -> Result<RatioNoiseFloor> {
    noise_floors(groups, draws, seed).map(|(_, ratio)| ratio)
}

fn extremes(groups: &[Proportion], draws: usize, seed: u64) -> Result<Vec<(f64, f64)>> {
    at_least_two(groups, "groups")?;
    require(draws > 0, "draws", draws as f64, "at least 1")?;
    let events: f64 = groups.iter().map(|g| g.events).sum();
    let total: f64 = groups.iter().map(|g| g.total).sum();
    let pooled = events / total;
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let samplers: Vec<(f64, Tally)> = groups
        .iter()
        .map(|g| {
            let rows = libm::round(g.total).max(1.0);
            (rows, Tally::new(&[(pooled, rows as u64)], draws))
        })
        .collect();
    let one = |_| {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for (rows, sampler) in &samplers {
            let rate = sampler.draw(&mut random) as f64 / rows;
            low = low.min(rate);
            high = high.max(rate);
        }
        (low, high)
    };
    Ok((0..draws).map(one).collect())
}

fn order(values: &mut [f64], share: f64) -> f64 {
    let rank = libm::ceil(share * values.len() as f64) as usize;
    let place = rank.saturating_sub(1);
    if place >= values.len() {
        return f64::NAN;
    }
    *values.select_nth_unstable_by(place, f64::total_cmp).1
}
