//! How many of the rows of a cell have the event, drawn in one step.

use rand_pcg::rand_core::RngCore;

use super::{BinomialSampler, log_factorial};

/// Draws that are customary, where it is not known how many there will be.
pub(crate) const USUAL_DRAWS: usize = 1_000;

/// Sums of up to this many rows keep their distribution in a table.
const MOST_TABLED: u64 = 1_000;

/// Places in the table of a binomial, by its standard deviation; a place costs about half of what it saves in a draw.
const PLACES: f64 = 20.0;

/// Probabilities below this share of a draw are left out of a table.
const NEGLIGIBLE: f64 = 1e-20;

/// The distribution of a sum of independent events, made ready for many draws.
#[derive(Debug, Clone)]
pub(crate) enum Tally {
    /// Alias table: `first + slot`, unless the rest of the draw is above the slot's mark.
    Table { first: u64, slots: Vec<(u64, u32)> },
    /// A sum of binomials.
    Binomials(Vec<BinomialSampler>),
}

impl Tally {
    /// Of rows that come in parts (probability, rows), for about so many draws.
    pub(crate) fn new(parts: &[(f64, u64)], draws: usize) -> Self {
        let tabled = match parts {
            [(p, n)] => PLACES * (*n as f64 * p * (1.0 - p)).sqrt() <= 2.0 * draws as f64,
            _ => parts.iter().map(|&(_, n)| n).sum::<u64>() <= MOST_TABLED,
        };
        if !tabled {
            let samplers = parts.iter().map(|&(p, n)| BinomialSampler::new(n, p));
            return Self::Binomials(samplers.map(BinomialSampler::prepared).collect());
        }
        let mut first = 0;
        let mut mass = vec![1.0];
        for &(p, n) in parts {
            let (start, part) = binomial(n, p);
            mass = convolve(&mass, &part);
            first += start;
            let empty = mass.iter().take_while(|&&m| m < NEGLIGIBLE).count();
            mass.drain(..empty.min(mass.len() - 1));
            first += empty as u64;
            while mass.len() > 1 && mass.last().is_some_and(|&m| m < NEGLIGIBLE) {
                mass.pop();
            }
        }
        Self::Table {
            first,
            slots: alias(&mass),
        }
    }

    /// One draw.
    pub(crate) fn draw(&self, random: &mut impl RngCore) -> u64 {
        match self {
            Self::Table { first, slots } => {
                // The upper half of the product is a slot, the lower half a uniform number.
                let product = u128::from(random.next_u64()) * slots.len() as u128;
                let slot = (product >> 64) as usize;
                let (mark, other) = slots[slot];
                // A branch here would be guessed wrong every other time.
                let leave = u32::from(product as u64 >= mark).wrapping_neg();
                let stay = slot as u32;
                first + u64::from(stay ^ ((stay ^ other) & leave))
            }
            Self::Binomials(samplers) => samplers.iter().map(|s| s.draw(random)).sum(),
        }
    }
}

/// The first number of events that is not negligible, and the probabilities from there on.
fn binomial(n: u64, p: f64) -> (u64, Vec<f64>) {
    if n == 0 || p <= 0.0 || p.is_nan() {
        return (0, vec![1.0]);
    }
    if p >= 1.0 {
        return (n, vec![1.0]);
    }
    let rows = n as f64;
    let mode = libm::floor((rows + 1.0) * p).min(rows);
    let choices = log_factorial(rows) - log_factorial(mode) - log_factorial(rows - mode);
    let peak = libm::exp(choices + mode * libm::log(p) + (rows - mode) * libm::log1p(-p));
    let odds = p / (1.0 - p);
    let mut below = Vec::new();
    let (mut k, mut mass) = (mode, peak);
    while k > 0.0 {
        mass *= k / (rows - k + 1.0) / odds;
        k -= 1.0;
        if mass < NEGLIGIBLE {
            break;
        }
        below.push(mass);
    }
    let first = mode as u64 - below.len() as u64;
    below.reverse();
    let mut all = below;
    all.push(peak);
    let (mut k, mut mass) = (mode, peak);
    while k < rows {
        mass *= (rows - k) / (k + 1.0) * odds;
        k += 1.0;
        if mass < NEGLIGIBLE {
            break;
        }
        all.push(mass);
    }
    (first, all)
}

fn convolve(a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; a.len() + b.len() - 1];
    for (i, x) in a.iter().enumerate() {
        for (slot, y) in sum.iter_mut().skip(i).zip(b) {
            *slot += x * y;
        }
    }
    sum
}

/// Vose (1991), A linear algorithm for generating random numbers with a given distribution.
fn alias(mass: &[f64]) -> Vec<(u64, u32)> {
    const WHOLE: f64 = 18_446_744_073_709_551_616.0;
    let total: f64 = mass.iter().sum();
    let scaled: Vec<f64> = mass.iter().map(|m| m / total * mass.len() as f64).collect();
    let mut slots = vec![(u64::MAX, 0_u32); mass.len()];
    for (place, slot) in slots.iter_mut().enumerate() {
        slot.1 = place as u32;
    }
    let (mut small, mut large): (Vec<usize>, Vec<usize>) =
        (0..mass.len()).partition(|&place| scaled.get(place).is_some_and(|&s| s < 1.0));
    let mut left = scaled;
    while let (Some(&low), Some(&high)) = (small.last(), large.last()) {
        small.pop();
        if let Some(slot) = slots.get_mut(low) {
            *slot = ((left[low] * WHOLE) as u64, high as u32);
        }
        left[high] -= 1.0 - left[low];
        if left[high] < 1.0 {
            large.pop();
            small.push(high);
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_pcg::Pcg64Mcg;
    use rand_pcg::rand_core::SeedableRng;

    #[test]
    fn draws_have_the_mean_and_variance_of_their_parts() {
        let mut random = Pcg64Mcg::seed_from_u64(5);
        for parts in [
            vec![(0.3, 40)],
            vec![(0.001, 900)],
            vec![(0.2, 10), (0.7, 5), (0.95, 30)],
            vec![(0.5, 4_000), (0.1, 2_000)],
            vec![(0.5, 4_000)],
            vec![(1e-5, 3_000_000)],
            vec![(0.5, 50_000)],
        ] {
            let tally = Tally::new(&parts, USUAL_DRAWS);
            let draws: Vec<f64> = (0..40_000)
                .map(|_| tally.draw(&mut random) as f64)
                .collect();
            let mean = draws.iter().sum::<f64>() / 40_000.0;
            let variance = draws.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / 40_000.0;
            let expected: f64 = parts.iter().map(|&(p, n)| p * n as f64).sum();
            let spread: f64 = parts.iter().map(|&(p, n)| p * (1.0 - p) * n as f64).sum();
            assert!(
                (mean - expected).abs() < 4.0 * (spread / 40_000.0).sqrt(),
                "{mean}"
            );
            assert!(
                (variance / spread - 1.0).abs() < 0.05,
                "{variance} {spread}"
            );
        }
    }

    #[test]
    fn what_is_certain_is_drawn_always() {
        let mut random = Pcg64Mcg::seed_from_u64(6);
        let tally = Tally::new(&[(0.0, 7), (1.0, 3)], 50);
        assert!((0..50).all(|_| tally.draw(&mut random) == 3));
        assert_eq!(Tally::new(&[], 50).draw(&mut random), 0);
    }
}
