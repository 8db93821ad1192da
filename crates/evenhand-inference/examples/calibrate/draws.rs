//! Seeded random draws that are the same on every platform.

use evenhand_inference::Proportion;
use evenhand_inference::distribution::binomial;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

/// A stream of random numbers.
pub struct Draws(Pcg64Mcg);

impl Draws {
    pub fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// A uniform number in (0, 1).
    pub fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    pub fn event(&mut self, rate: f64) -> bool {
        self.uniform() < rate
    }

    /// A whole number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        ((self.uniform() * bound as f64) as usize).min(bound - 1)
    }

    /// A standard normal number, by the polar method of Box and Muller.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(self.uniform())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }
}

/// A distribution on 0, 1, 2, … by its table.
pub struct Table {
    first: u32,
    /// Cumulative probabilities from `first` on.
    cumulative: Vec<f64>,
}

impl Table {
    fn new(first: u32, probabilities: impl Iterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let cumulative = probabilities
            .map(|p| {
                sum += p;
                sum
            })
            .collect();
        Self { first, cumulative }
    }

    /// 1, 2, 3, … with the chance `stop` of ending after each, cut at `most`.
    pub fn geometric(stop: f64, most: u32) -> Self {
        let mut left = 1.0;
        Self::new(
            1,
            (1..=most).map(|_| {
                let here = left * stop;
                left -= here;
                here
            }),
        )
    }

    /// Events of `rows` rows of one unit, whose own rate is beta distributed with this mean and intra-class correlation.
    pub fn beta_binomial(rows: u32, rate: f64, correlation: f64) -> Self {
        let strength = 1.0 / correlation - 1.0;
        let (a, b) = (rate * strength, (1.0 - rate) * strength);
        let log_beta = |a: f64, b: f64| libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
        let n = f64::from(rows);
        let probability = move |x: u32| {
            let x = f64::from(x);
            let ways = -libm::log(n + 1.0) - log_beta(x + 1.0, n - x + 1.0);
            libm::exp(ways + log_beta(x + a, n - x + b) - log_beta(a, b))
        };
        Self::new(0, (0..=rows).map(probability))
    }

    pub fn draw(&self, draws: &mut Draws) -> u32 {
        let u = draws.uniform();
        let place = self.cumulative.partition_point(|&c| c < u);
        self.first + place.min(self.cumulative.len() - 1) as u32
    }
}

/// Events of `rows` independent rows at one rate, in the range that holds all but 1e-9 of the probability on each side.
pub struct Binomial {
    rows: f64,
    probabilities: Vec<f64>,
    table: Table,
}

impl Binomial {
    pub fn new(rows: u32, rate: f64) -> Self {
        let n = f64::from(rows);
        let spread = 9.0 * (n * rate * (1.0 - rate)).sqrt() + 30.0;
        let low = (n * rate - spread).max(0.0) as u32;
        let high = (n * rate + spread).min(n) as u32;
        let all: Vec<f64> = (low..=high)
            .map(|x| binomial::probability(f64::from(x), n, rate, 1.0 - rate))
            .collect();
        let beyond = |mut side: Box<dyn Iterator<Item = &f64> + '_>| {
            let mut sum = 0.0;
            side.position(|p| {
                sum += p;
                sum > 1e-9
            })
            .unwrap_or(0)
        };
        let (start, end) = (
            beyond(Box::new(all.iter())),
            beyond(Box::new(all.iter().rev())),
        );
        let probabilities = all.get(start..all.len() - end).unwrap_or(&all).to_vec();
        let table = Table::new(low + start as u32, probabilities.iter().copied());
        Self {
            rows: n,
            probabilities,
            table,
        }
    }

    /// Every likely outcome with its probability.
    pub fn outcomes(&self) -> impl Iterator<Item = (Proportion, f64)> + '_ {
        (self.table.first..)
            .zip(&self.probabilities)
            .map(|(x, &p)| (self.proportion(x), p))
    }

    pub fn draw(&self, draws: &mut Draws) -> Proportion {
        let x = self.table.draw(draws);
        self.proportion(x)
    }

    fn proportion(&self, events: u32) -> Proportion {
        Proportion {
            events: f64::from(events),
            total: self.rows,
        }
    }
}

/// One draw of every group.
pub fn groups(of: &[Binomial], draws: &mut Draws) -> Vec<Proportion> {
    of.iter().map(|group| group.draw(draws)).collect()
}
