use super::super::measure::Chance;
use super::super::{bound, put};
use super::Groups;
use crate::{Metric, Undefined};
use evenhand_core::{Estimate, Status};
use evenhand_inference::bootstrap::{multinomial_replicates, percentile_interval};
use evenhand_inference::permutation::null_reference;
use evenhand_inference::{Interval, Proportion};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Fewer groups leave nothing that main effects could miss.
const FEWEST_GROUPS: usize = 5;
/// Groups up to which people are drawn anew: each draw costs groups times values.
const MOST_GROUPS: usize = 500;

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
        let mut left = numbers.to_vec();
        for column in &self.columns[..columns] {
            let along = self.product(&left, column);
            for (x, c) in left.iter_mut().zip(column) {
                *x -= along * c;
            }
        }
        left
    }

    /// Squares between groups beyond the first columns, what chance adds taken off; below zero where chance alone would show
    /// more.
    fn squares(&self, rates: &[f64], columns: usize) -> f64 {
        let left = self.beyond(rates, columns);
        let chance = self
            .weights
            .iter()
            .zip(rates)
            .enumerate()
            .map(|(g, (n, rate))| {
                let held: f64 = self.columns[..columns]
                    .iter()
                    .map(|c| n * c[g] * c[g])
                    .sum();
                // The unbiased variance of one person; of a single one there is none.
                (1.0 - held) * rate * (1.0 - rate) * if *n > 1.0 { n / (n - 1.0) } else { 1.0 }
            });
        self.product(&left, &left) - chance.sum::<f64>()
    }

    /// The share of the variance between groups that lies beyond main effects.
    fn share(&self, rates: &[f64]) -> Result<f64, Undefined> {
        let all = self.squares(rates, 1);
        if all <= 0.0 {
            return Err(Undefined::ZeroDenominator);
        }
        Ok((self.squares(rates, self.columns.len()) / all).clamp(0.0, 1.0))
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
        let mut moved = vec![rates.to_vec(); draws];
        for (g, (n, rate)) in design.weights.iter().zip(rates).enumerate() {
            let n = libm::round(*n).max(1.0);
            let seed = seed ^ (g as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            if *rate <= 0.0 || *rate >= 1.0 {
                continue;
            }
            let drawn = multinomial_replicates(&[n * rate, n * (1.0 - rate)], draws, seed).ok()?;
            for (moved, counts) in moved.iter_mut().zip(drawn.iter()) {
                moved[g] = counts[0] as f64 / (counts[0] + counts[1]).max(1) as f64;
            }
        }
        let shares: Vec<f64> = moved.iter().filter_map(|r| design.share(r).ok()).collect();
        (!shares.is_empty()).then_some(shares)
    }
}
