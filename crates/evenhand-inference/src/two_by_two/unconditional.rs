//! The largest probability of a rejection region over the common rate.

use crate::distribution::binomial;

/// For each count of the first group, how many counts of the second are rejected from below and from above.
pub(super) struct Region {
    /// Counts 0..below are rejected.
    pub below: Vec<u32>,
    /// Counts from..=n2 are rejected.
    pub from: Vec<u32>,
}

/// The probabilities of one binomial sample where they are not negligible.
struct Sample {
    n: usize,
    /// (n−k)/(k+1), the probability ratio at even odds.
    ratios: Vec<f64>,
    inverse_ratios: Vec<f64>,
    mass: Vec<f64>,
    first: usize,
    last: usize,
}

impl Sample {
    fn new(n: usize) -> Self {
        let ratio = |k: usize| (n - k) as f64 / (k + 1) as f64;
        let ratios: Vec<f64> = (0..n).map(ratio).collect();
        let inverse_ratios = ratios.iter().map(|r| 1.0 / r).collect();
        Self {
            n,
            ratios,
            inverse_ratios,
            mass: vec![0.0; n + 1],
            first: 0,
            last: n,
        }
    }

    /// Fills the probabilities at a rate, from the mode outwards to 1e-20 of the largest.
    fn fill(&mut self, p: f64) {
        let (odds, n) = (p / (1.0 - p), self.n);
        let mode = (((n + 1) as f64 * p) as usize).min(n);
        let top = binomial::probability(mode as f64, n as f64, p, 1.0 - p);
        self.mass[mode] = top;
        (self.first, self.last) = (mode, mode);
        let mut value = top;
        for k in mode..n {
            value *= self.ratios[k] * odds;
            if value < 1e-20 * top {
                break;
            }
            self.mass[k + 1] = value;
            self.last = k + 1;
        }
        value = top;
        for k in (0..mode).rev() {
            value *= self.inverse_ratios[k] / odds;
            if value < 1e-20 * top {
                break;
            }
            self.mass[k] = value;
            self.first = k;
        }
    }
}

/// The supremum of the region's probability over the common rate.
///
/// The curve is scanned, then refined by golden section around its best points. Where the first group is much the
/// smaller one, its teeth stand where the boundary of one of its counts lies on the second group's scale, so that only
/// these places need the second group's resolution; elsewhere a grid as fine as the two together is scanned.
pub(super) fn supremum(n1: usize, n2: usize, region: &Region) -> f64 {
    let (mut first, mut second) = (Sample::new(n1), Sample::new(n2));
    let mut cumulative = Vec::with_capacity(n2 + 2);
    let two_sided = region.from.iter().any(|&from| (from as usize) <= n2);
    let mut at = |angle: f64| {
        let sine = libm::sin(angle);
        let p = (sine * sine).clamp(1e-15, 1.0 - 1e-15);
        first.fill(p);
        second.fill(p);
        cumulative.clear();
        let mut sum = 0.0;
        cumulative.push(sum);
        for mass in &second.mass[second.first..=second.last] {
            sum += mass;
            cumulative.push(sum);
        }
        let start = second.first;
        let below = |count: u32| {
            let place = (count as usize).saturating_sub(start);
            cumulative.get(place).copied().unwrap_or(sum)
        };
        let mut total = 0.0;
        for k in first.first..=first.last {
            let mut inside = below(region.below[k]);
            if two_sided {
                inside += (sum - below(region.from[k])).max(0.0);
            }
            total += first.mass[k] * inside;
        }
        total
    };
    let angles = scan(n1, n2, region);
    let values: Vec<f64> = angles.iter().map(|angle| at(*angle)).collect();
    let top = values.iter().copied().fold(0.0, f64::max);
    let mut best = top;
    for i in 0..angles.len() {
        let left = if i > 0 { values[i - 1] } else { 0.0 };
        let right = values.get(i + 1).copied().unwrap_or(0.0);
        // Between neighbours the curve rises by less than this above a local maximum of the scan.
        if values[i] >= left && values[i] >= right && values[i] > 0.9 * top {
            let before = if i > 0 { angles[i - 1] } else { 0.0 };
            let after = angles.get(i + 1).copied().unwrap_or(QUARTER);
            best = best.max(golden(&mut at, before, after));
        }
    }
    best.min(1.0)
}

const QUARTER: f64 = std::f64::consts::FRAC_PI_2;
/// Standard deviations of the second group around a tooth, at which the curve is looked at.
const AROUND: [f64; 9] = [-4.0, -3.0, -2.0, -1.25, -0.5, 0.25, 1.0, 2.0, 3.0];

/// Angles (rates are their squared sines) at which the curve is looked at first, in order.
fn scan(n1: usize, n2: usize, region: &Region) -> Vec<f64> {
    let grid = |points: usize| -> Vec<f64> {
        let step = QUARTER / points as f64;
        (0..points).map(|i| (i as f64 + 0.5) * step).collect()
    };
    let fine = 16 + (10.0 * ((n1 + n2) as f64).sqrt()) as usize;
    let coarse = 32 + (20.0 * (n1 as f64).sqrt()) as usize;
    let teeth = AROUND.len() * (n1 + 1);
    let two_sided = region.from.iter().any(|&from| (from as usize) <= n2);
    if two_sided || coarse + teeth >= fine {
        return grid(fine);
    }
    // A binomial share has the standard deviation ½/√n on the scale of the angle, whatever the rate.
    let deviation = 0.5 / (n2 as f64).sqrt();
    let mut angles = grid(coarse);
    for below in &region.below {
        let share = (f64::from(*below) / n2 as f64).clamp(0.0, 1.0);
        let tooth = libm::asin(share.sqrt());
        angles.extend(AROUND.iter().map(|steps| tooth + steps * deviation));
    }
    angles.retain(|angle| *angle > 0.0 && *angle < QUARTER);
    angles.sort_by(f64::total_cmp);
    angles.dedup_by(|a, b| (*a - *b).abs() < 0.2 * deviation);
    angles
}

fn golden(at: &mut impl FnMut(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    const SHARE: f64 = 0.618_033_988_749_894_9;
    let (mut a, mut b) = (high - SHARE * (high - low), low + SHARE * (high - low));
    let (mut fa, mut fb) = (at(a), at(b));
    for _ in 0..18 {
        if fa > fb {
            (high, b, fb) = (b, a, fa);
            a = high - SHARE * (high - low);
            fa = at(a);
        } else {
            (low, a, fa) = (a, b, fb);
            b = low + SHARE * (high - low);
            fb = at(b);
        }
    }
    fa.max(fb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_pcg::Pcg64Mcg;
    use rand_pcg::rand_core::{RngCore, SeedableRng};

    /// The supremum by an exhaustive scan.
    fn exhaustive(n1: usize, n2: usize, below: &[u32]) -> f64 {
        let points = 8_000;
        let (mut first, mut second) = (Sample::new(n1), Sample::new(n2));
        let mut best = 0.0_f64;
        for i in 0..points {
            let sine = libm::sin((f64::from(i) + 0.5) * QUARTER / f64::from(points));
            let p = sine * sine;
            first.fill(p);
            second.fill(p);
            let mut cumulative = vec![0.0; n2 + 2];
            for k in 0..=n2 {
                let mass = if (second.first..=second.last).contains(&k) {
                    second.mass[k]
                } else {
                    0.0
                };
                cumulative[k + 1] = cumulative[k] + mass;
            }
            let total: f64 = (first.first..=first.last)
                .map(|k| first.mass[k] * cumulative[below[k] as usize])
                .sum();
            best = best.max(total);
        }
        best
    }

    #[test]
    fn the_scan_finds_what_an_exhaustive_one_finds() {
        let mut random = Pcg64Mcg::seed_from_u64(5);
        let mut short = 0;
        for (n1, n2) in [
            (3, 800),
            (8, 1500),
            (20, 3000),
            (29, 9000),
            (12, 400),
            (40, 5000),
        ] {
            for _ in 0..4 {
                // Regions as tests make them: the boundary moves up with the first count.
                let shift = (random.next_u64() % 60) as f64 / 100.0;
                let below: Vec<u32> = (0..=n1)
                    .map(|k| {
                        let share = (k as f64 / n1 as f64 - 0.1 - shift).max(0.0);
                        (share * share * n2 as f64) as u32
                    })
                    .collect();
                let from = vec![n2 as u32 + 1; n1 + 1];
                let wanted = exhaustive(n1, n2, &below);
                let region = Region { below, from };
                short += usize::from(
                    scan(n1, n2, &region).len() < 16 + (10.0 * ((n1 + n2) as f64).sqrt()) as usize,
                );
                let found = supremum(n1, n2, &region);
                assert!(
                    found >= wanted * (1.0 - 1e-5),
                    "{n1} {n2}: {found} below {wanted}"
                );
            }
        }
        assert!(short > 10, "{short}");
    }
}
