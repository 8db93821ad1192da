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

/// The supremum of the region's probability over the common rate: a grid as fine as the binomial's own scale, then
/// golden section around the best points.
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
    let quarter = std::f64::consts::FRAC_PI_2;
    let points = 16 + (10.0 * ((n1 + n2) as f64).sqrt()) as usize;
    let step = quarter / points as f64;
    let values: Vec<f64> = (0..points).map(|i| at((i as f64 + 0.5) * step)).collect();
    let top = values.iter().copied().fold(0.0, f64::max);
    let mut best = top;
    for i in 0..points {
        let left = if i > 0 { values[i - 1] } else { 0.0 };
        let right = values.get(i + 1).copied().unwrap_or(0.0);
        // Between neighbours the curve rises by less than this above a local maximum of the grid.
        if values[i] >= left && values[i] >= right && values[i] > 0.9 * top {
            let middle = (i as f64 + 0.5) * step;
            best = best.max(golden(
                &mut at,
                (middle - step).max(0.0),
                (middle + step).min(quarter),
            ));
        }
    }
    best.min(1.0)
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
