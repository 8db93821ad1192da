use super::super::measure::Chance;
use super::super::{bound, put};
use super::Groups;
use crate::{Metric, Undefined};
use evenhand_core::{Estimate, Status};
use evenhand_inference::bootstrap::{multinomial_replicates, percentile_interval};
use evenhand_inference::permutation::null_reference;
use evenhand_inference::{Interval, Proportion};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Fewer groups leave nothing that main effects could miss.
const FEWEST_GROUPS: usize = 5;
/// Groups up to which people are drawn anew: each draw costs groups times values.
const MOST_GROUPS: usize = 500;
/// Draws that are worked on side by side.
const BESIDE: usize = 8;

/// Main effects on the scale of a rate, by weighted least squares.
struct Design {
    /// Columns that are orthonormal under the weights: everyone, then every value of every attribute that adds something.
    columns: Vec<Vec<f64>>,
    /// Weight of each group: its effective number of people.
    weights: Vec<f64>,
}

impl Design {
    fn new(groups: &[(Vec<Arc<str>>, Proportion)]) -> Self {
        let weights: Vec<f64> = groups.iter().map(|(_, p)| p.total).collect();
        let mut design = Self {
            columns: Vec::new(),
            weights,
        };
        design.add(vec![1.0; groups.len()]);
        let attributes = groups.first().map_or(0, |(levels, _)| levels.len());
        for attribute in 0..attributes {
            let values: BTreeSet<&Arc<str>> = groups.iter().map(|(l, _)| &l[attribute]).collect();
            for value in values {
                let column = groups
                    .iter()
                    .map(|(l, _)| f64::from(l[attribute] == *value));
                design.add(column.collect());
            }
        }
        design
    }

    fn product(&self, a: &[f64], b: &[f64]) -> f64 {
        let terms = self.weights.iter().zip(a).zip(b);
        terms.map(|((w, a), b)| w * a * b).sum()
    }

    /// What a column has beyond those that are there already.
    fn add(&mut self, mut column: Vec<f64>) {
        let length = self.product(&column, &column);
        // Twice, because once loses digits.
        for _ in 0..2 {
            column = self.beyond(&column, self.columns.len());
        }
        let left = self.product(&column, &column);
        if left > 1e-9 * length {
            for x in &mut column {
                *x /= left.sqrt();
            }
            self.columns.push(column);
        }
    }

    /// What the first columns leave of numbers.
    fn beyond(&self, numbers: &[f64], columns: usize) -> Vec<f64> {
        let mut left: Vec<[f64; 1]> = numbers.iter().map(|x| [*x]).collect();
        self.take_out(&mut left, 0..columns);
        left.into_iter().map(|[x]| x).collect()
    }

    /// Leaves of numbers what these columns do not tell, in several draws side by side.
    ///
    /// Each draw adds up in the order of the groups, however many there are beside it.
    fn take_out<const DRAWS: usize>(&self, left: &mut [[f64; DRAWS]], columns: Range<usize>) {
        for column in &self.columns[columns] {
            let mut along = [0.0; DRAWS];
            for ((w, x), c) in self.weights.iter().zip(left.iter()).zip(column) {
                for (along, x) in along.iter_mut().zip(x) {
                    *along += w * x * c;
                }
            }
            for (x, c) in left.iter_mut().zip(column) {
                for (x, along) in x.iter_mut().zip(&along) {
                    *x -= along * c;
                }
            }
        }
    }

    /// Of each group, the part of its variance that the first columns leave; the unbiased variance of one person, of a
    /// single one there is none.
    fn chances(&self, columns: usize) -> Vec<(f64, f64)> {
        let held = |g: usize, n: f64| {
            let columns = self.columns[..columns].iter();
            columns.map(|c| n * c[g] * c[g]).sum::<f64>()
        };
        let groups = self.weights.iter().enumerate();
        groups
            .map(|(g, n)| {
                let unbiased = if *n > 1.0 { n / (n - 1.0) } else { 1.0 };
                (1.0 - held(g, *n), unbiased)
            })
            .collect()
    }

    /// Squares between groups beyond some columns, what chance adds taken off; below zero where chance alone would show
    /// more.
    fn squares<const DRAWS: usize>(
        &self,
        rates: &[[f64; DRAWS]],
        left: &[[f64; DRAWS]],
        chances: &[(f64, f64)],
    ) -> [f64; DRAWS] {
        let (mut squares, mut chance) = ([0.0; DRAWS], [0.0; DRAWS]);
        for (((w, rate), left), (free, unbiased)) in
            self.weights.iter().zip(rates).zip(left).zip(chances)
        {
            for draw in 0..DRAWS {
                squares[draw] += w * left[draw] * left[draw];
                chance[draw] += free * rate[draw] * (1.0 - rate[draw]) * unbiased;
            }
        }
        std::array::from_fn(|draw| squares[draw] - chance[draw])
    }

    /// The share of the variance between groups that lies beyond main effects.
    fn share(&self, rates: &[f64]) -> Result<f64, Undefined> {
        let rates: Vec<[f64; 1]> = rates.iter().map(|rate| [*rate]).collect();
        let [share] = self.shares(&rates, &self.chances(1), &self.chances(self.columns.len()));
        share
    }

    fn shares<const DRAWS: usize>(
        &self,
        rates: &[[f64; DRAWS]],
        one: &[(f64, f64)],
        every: &[(f64, f64)],
    ) -> [Result<f64, Undefined>; DRAWS] {
        let mut left = rates.to_vec();
        self.take_out(&mut left, 0..1);
        let all = self.squares(rates, &left, one);
        self.take_out(&mut left, 1..self.columns.len());
        let beyond = self.squares(rates, &left, every);
        std::array::from_fn(|draw| {
            if all[draw] <= 0.0 {
                return Err(Undefined::ZeroDenominator);
            }
            Ok((beyond[draw] / all[draw]).clamp(0.0, 1.0))
        })
    }
}

/// How much of what sets the groups of an intersection apart no attribute shows by itself.
impl Groups<'_> {
    pub(super) fn beyond_main_effects(&self, metric: &'static Metric, estimate: &mut Estimate) {
        let (groups, excluded) = self.defined(metric);
        estimate.excluded = excluded;
        let groups: Vec<(Vec<Arc<str>>, Proportion)> = groups
            .into_iter()
            .map(|group| (group.levels, group.proportion))
            .collect();
        if groups.len() < FEWEST_GROUPS {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        let design = Design::new(&groups);
        let rates: Vec<f64> = groups.iter().map(|(_, p)| p.events / p.total).collect();
        // As many effects as groups leave nothing beyond them.
        if design.columns.len() >= groups.len() {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        put(estimate, design.share(&rates));
        let Some(value) = estimate.value.map(evenhand_core::Real::get) else {
            return;
        };
        if groups.len() > MOST_GROUPS {
            return;
        }
        let context = self.context;
        let seed = context.seed_of("chance", &estimate.metric);
        if let Some(mut drawn) = self.draws(&design, &rates, context.resamples, seed) {
            let shift = value - drawn.iter().sum::<f64>() / drawn.len() as f64;
            let undefined = context.resamples - drawn.len();
            let interval = percentile_interval(&mut drawn, context.level, undefined);
            let moved = interval.map(|i| Interval {
                lower: (i.lower + shift).clamp(0.0, value),
                upper: (i.upper + shift).clamp(value, 1.0),
                method: "bootstrap-binomial",
            });
            bound(estimate, moved);
        }
        if self.part || context.noise_draws == 0 {
            return;
        }
        // Main effects alone: the fitted rates, with nothing of what is beyond them.
        let beyond = design.beyond(&rates, design.columns.len());
        let fitted: Vec<f64> = rates
            .iter()
            .zip(&beyond)
            .map(|(rate, beyond)| (rate - beyond).clamp(0.0, 1.0))
            .collect();
        let draws = context.noise_draws.min(400);
        let null = self.draws(&design, &fitted, draws, seed ^ 1);
        if let Some(null) = null.and_then(|drawn| null_reference(value, drawn).ok()) {
            let chance = Chance {
                mean: null.mean,
                p_value: null.p_value,
                quantile: null.q95,
                test: "parametric-bootstrap",
            };
            chance.record(estimate);
        }
    }

    /// The share in groups of these rates, each drawn anew; draws without a share are left out.
    fn draws(&self, design: &Design, rates: &[f64], draws: usize, seed: u64) -> Option<Vec<f64>> {
        let mut same = vec![[0.0; BESIDE]; rates.len()];
        for (slot, rate) in same.iter_mut().zip(rates) {
            *slot = [*rate; BESIDE];
        }
        let mut moved = vec![same; draws.div_ceil(BESIDE)];
        for (g, (n, rate)) in design.weights.iter().zip(rates).enumerate() {
            let n = libm::round(*n).max(1.0);
            let seed = seed ^ (g as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            if *rate <= 0.0 || *rate >= 1.0 {
                continue;
            }
            let drawn = multinomial_replicates(&[n * rate, n * (1.0 - rate)], draws, seed).ok()?;
            for (draw, counts) in drawn.iter().enumerate() {
                moved[draw / BESIDE][g][draw % BESIDE] =
                    counts[0] as f64 / (counts[0] + counts[1]).max(1) as f64;
            }
        }
        let (one, every) = (design.chances(1), design.chances(design.columns.len()));
        let shares: Vec<f64> = moved
            .iter()
            .flat_map(|rates| design.shares(rates, &one, &every))
            .take(draws)
            .filter_map(Result::ok)
            .collect();
        (!shares.is_empty()).then_some(shares)
    }
}
