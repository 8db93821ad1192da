//! What chance alone makes of a statistic: labels permuted, margins kept.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

use crate::bootstrap::{log_factorial, uniform};
use crate::error::{Result, require};

/// A statistic beside its distribution when nothing but chance is at work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NullReference {
    /// The statistic of the data.
    pub observed: f64,
    /// Its mean over the draws: what an unbiased process shows on average.
    pub mean: f64,
    /// The value that is exceeded in 5 % of draws.
    pub q95: f64,
    /// How the distribution was found: `permutation`, or `chi-square` where it is known.
    pub method: &'static str,
    /// (1 + draws at least as large) / (1 + draws).
    pub p_value: f64,
}

/// Mean, 95 % point and p-value of a statistic's draws; larger is more extreme.
///
/// # Errors
/// When there is no draw.
///
/// # Source
/// Phipson and Smyth (2010), Permutation p-values should never be zero.
///
/// ```
/// use evenhand_inference::permutation::null_reference;
/// let null = null_reference(3.0, vec![1.0, 2.0, 3.0, 4.0])?;
/// assert_eq!((null.mean, null.q95, null.p_value), (2.5, 4.0, 0.6));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn null_reference(observed: f64, mut draws: Vec<f64>) -> Result<NullReference> {
    let count = draws.len();
    require(count > 0, "draws", count as f64, "at least 1")?;
    let larger = draws.iter().filter(|&&d| reaches(d, observed)).count();
    let mean = draws.iter().sum::<f64>() / count as f64;
    let place = (libm::ceil(0.95 * count as f64) as usize).clamp(1, count) - 1;
    let q95 = *draws.select_nth_unstable_by(place, f64::total_cmp).1;
    Ok(NullReference {
        observed,
        mean,
        q95,
        method: "permutation",
        p_value: (1 + larger) as f64 / (1 + count) as f64,
    })
}

/// A statistic of labels beside its distribution when the labels are dealt out anew; larger is more extreme.
///
/// # Errors
/// When `draws` is 0.
///
/// # Source
/// Pitman (1937), Significance tests which may be applied to samples from any populations; Phipson and Smyth (2010) for
/// the p-value.
///
/// ```
/// use evenhand_inference::permutation::permutation_test;
/// // All of one label stand in front: of 20 places for three labels one is as good.
/// let front = |labels: &[u32]| labels[..3].iter().filter(|&&l| l == 1).count() as f64;
/// let null = permutation_test(&[1, 1, 1, 0, 0, 0], 4000, 1, front)?;
/// assert!((null.p_value - 0.05).abs() < 0.012 && null.observed == 3.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn permutation_test(
    labels: &[u32],
    draws: usize,
    seed: u64,
    mut statistic: impl FnMut(&[u32]) -> f64,
) -> Result<NullReference> {
    let observed = statistic(labels);
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut dealt = labels.to_vec();
    let one = |_| {
        shuffle(&mut dealt, &mut random);
        statistic(&dealt)
    };
    null_reference(observed, (0..draws).map(one).collect())
}

/// As [`permutation_test`], of a statistic that looks at nothing but the sum of the values in each part, when as many
/// values as before are dealt to each.
///
/// # Errors
/// When `draws` is 0, or the sizes do not sum to the number of values.
///
/// # Source
/// As [`permutation_test`].
///
/// ```
/// use evenhand_inference::permutation::sums_test;
/// // The three largest values are together: of 20 ways to take three of six one is as good.
/// let null = sums_test(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[3, 3], 15.0, 4000, 1, |sums| sums[1])?;
/// assert!((null.p_value - 0.05).abs() < 0.012);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn sums_test(
    values: &[f64],
    sizes: &[usize],
    observed: f64,
    draws: usize,
    seed: u64,
    mut statistic: impl FnMut(&[f64]) -> f64,
) -> Result<NullReference> {
    let all: usize = sizes.iter().sum();
    let n = values.len();
    require(all == n, "sizes", all as f64, "as many as there are values")?;
    // Whatever is left belongs to the largest part, and need not be dealt.
    let largest = (0..sizes.len()).max_by_key(|part| sizes[*part]);
    let total: f64 = values.iter().sum();
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut dealt = values.to_vec();
    let mut sums = vec![0.0; sizes.len()];
    let one = |_| {
        let mut left = n;
        let mut rest = total;
        for (part, size) in sizes.iter().enumerate() {
            if Some(part) == largest {
                continue;
            }
            let from = left - size;
            draw_to(&mut dealt[..left], from, &mut random);
            sums[part] = dealt[from..left].iter().sum();
            rest -= sums[part];
            left = from;
        }
        if let Some(largest) = largest {
            sums[largest] = rest;
        }
        statistic(&sums)
    };
    null_reference(observed, (0..draws).map(one).collect())
}

/// Whether a draw is as large as the observed value, but for rounding.
pub(crate) fn reaches(draw: f64, observed: f64) -> bool {
    draw >= observed || (draw - observed).abs() <= 1e-12 * observed.abs().max(1e-3)
}

/// A random order (Fisher and Yates).
pub(crate) fn shuffle<T>(list: &mut [T], random: &mut impl RngCore) {
    draw_to(list, 1, random);
}

/// Brings a random choice of the list to its places from this one on.
fn draw_to<T>(list: &mut [T], from: usize, random: &mut impl RngCore) {
    for last in (from..list.len()).rev() {
        let place = (uniform(random) * (last + 1) as f64) as usize;
        list.swap(last, place.min(last));
    }
}

/// How many of `drawn` rows are marked when `marked` of `total` are; inversion outwards from the mode.
pub(crate) fn hypergeometric(
    total: u64,
    marked: u64,
    drawn: u64,
    random: &mut impl RngCore,
) -> u64 {
    let (marked, drawn) = (marked.min(total), drawn.min(total));
    let lowest = (marked + drawn).saturating_sub(total);
    let highest = marked.min(drawn);
    if lowest == highest {
        return lowest;
    }
    let (n, k, d) = (total as f64, marked as f64, drawn as f64);
    let mode = libm::floor((k + 1.0) * (d + 1.0) / (n + 2.0)).clamp(lowest as f64, highest as f64);
    let choose = |n: f64, k: f64| log_factorial(n) - log_factorial(k) - log_factorial(n - k);
    let peak = libm::exp(choose(k, mode) + choose(n - k, d - mode) - choose(n, d));
    let up = |x: f64| (k - x) * (d - x) / ((x + 1.0) * (n - k - d + x + 1.0));
    let mut rest = uniform(random) - peak;
    let (mut low, mut high) = (mode, mode);
    let (mut low_mass, mut high_mass) = (peak, peak);
    while rest > 0.0 {
        low_mass = if low > lowest as f64 {
            low_mass / up(low - 1.0)
        } else {
            0.0
        };
        high_mass *= up(high);
        if low_mass + high_mass < 1e-300 {
            return mode as u64;
        }
        if low_mass > 0.0 {
            low -= 1.0;
            rest -= low_mass;
            if rest <= 0.0 {
                return low as u64;
            }
        }
        if high_mass > 0.0 {
            high += 1.0;
            rest -= high_mass;
            if rest <= 0.0 {
                return high as u64;
            }
        }
    }
    mode as u64
}

/// How many of `marked` rows fall into each part when all rows are dealt at random.
pub(crate) fn deal(parts: &[u64], marked: u64, random: &mut impl RngCore) -> Vec<u64> {
    let mut total = parts
        .iter()
        .fold(0_u64, |sum, &part| sum.saturating_add(part));
    let mut rest = marked.min(total);
    let mut dealt = Vec::with_capacity(parts.len());
    for &part in parts {
        let got = hypergeometric(total, rest, part, random);
        dealt.push(got);
        rest -= got;
        total -= part;
    }
    dealt
}

/// A random table with these row and column sums, as permuting one column of rows would make it.
pub(crate) fn table(rows: &[u64], columns: &[u64], random: &mut impl RngCore) -> Vec<Vec<f64>> {
    let mut left = columns.to_vec();
    let one = |&row: &u64| {
        let dealt = deal(&left, row, random);
        for (left, &got) in left.iter_mut().zip(&dealt) {
            *left -= got;
        }
        dealt.iter().map(|&cell| cell as f64).collect()
    };
    rows.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_hypergeometric_mean_and_variance() {
        let mut random = Pcg64Mcg::seed_from_u64(3);
        for (n, k, d) in [
            (10, 4, 5),
            (100, 3, 60),
            (1000, 500, 300),
            (200_000, 90_000, 1000),
        ] {
            let draws: Vec<f64> = (0..20_000)
                .map(|_| hypergeometric(n, k, d, &mut random) as f64)
                .collect();
            let mean = draws.iter().sum::<f64>() / 20_000.0;
            let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 20_000.0;
            let (n, k, d) = (n as f64, k as f64, d as f64);
            let expected = d * k / n;
            let spread = expected * (1.0 - k / n) * (n - d) / (n - 1.0);
            assert!(
                (mean - expected).abs() < 4.0 * (spread / 20_000.0).sqrt(),
                "{mean}"
            );
            assert!(
                (variance / spread - 1.0).abs() < 0.06,
                "{variance} {spread}"
            );
        }
    }

    #[test]
    fn tables_keep_their_margins() {
        let mut random = Pcg64Mcg::seed_from_u64(4);
        for _ in 0..50 {
            let t = table(&[5, 0, 7], &[3, 4, 5], &mut random);
            let row = |i: usize| t[i].iter().sum::<f64>() as u64;
            let column = |j: usize| t.iter().map(|r| r[j]).sum::<f64>() as u64;
            assert_eq!([row(0), row(1), row(2)], [5, 0, 7]);
            assert_eq!([column(0), column(1), column(2)], [3, 4, 5]);
        }
    }
}
