use super::super::measure::Chance;
use super::super::{put, real};
use super::Groups;
use super::indices::chi_squared_quantile;
use crate::cells::count_of;
use crate::{Cell, Undefined};
use evenhand_core::{Estimate, Status};
use evenhand_inference::distance::share_noise;
use evenhand_inference::distribution::chi_squared;

/// Expected people in every group from which the chi-squared distribution stands in for drawing.
const EXPECTED_AT_LEAST: f64 = 5.0;

/// Whether the groups have the shares that they have in the population.
impl Groups<'_> {
    pub(super) fn goodness_of_fit(&self, cells: &[Cell], estimate: &mut Estimate) {
        let (mut counts, mut expected) = (Vec::new(), Vec::new());
        for group in &self.groups {
            match self.context.table.benchmark.get(&*group.name) {
                // Whom a population does not have cannot be expected of it.
                Some(share) if *share > 0.0 => {
                    // In independent people: those of one person, or of uneven weights, count for less.
                    let size = self.context.size_of(group);
                    counts.push((count_of(&group.total, cells).weight(), size));
                    expected.push(*share);
                }
                _ => estimate.excluded.push(group.name.clone()),
            }
        }
        if counts.len() < 2 {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        let all: f64 = counts.iter().map(|(weight, _)| weight).sum();
        let size: f64 = counts.iter().map(|(weight, size)| weight * size).sum();
        estimate.total = real(all);
        if all <= 0.0 {
            put(estimate, Err(Undefined::ZeroDenominator));
            return;
        }
        let counts: Vec<f64> = counts
            .iter()
            .map(|(weight, _)| weight / all * size)
            .collect();
        let statistic = |counts: &[f64], shares: &[f64]| {
            let rows: f64 = counts.iter().sum();
            let whole: f64 = shares.iter().sum();
            let terms = counts.iter().zip(shares).map(|(count, share)| {
                let due = share / whole * rows;
                (count - due) * (count - due) / due
            });
            Ok(terms.sum::<f64>())
        };
        let value: evenhand_inference::Result<f64> = statistic(&counts, &expected);
        let Ok(value) = value else { return };
        put(estimate, Ok(value));
        let df = (counts.len() - 1) as f64;
        estimate.df = real(df);
        estimate.effective_n = real(size);
        let least = expected.iter().copied().fold(1.0, f64::min) / expected.iter().sum::<f64>();
        if least * size >= EXPECTED_AT_LEAST {
            let chance = Chance {
                mean: df,
                p_value: chi_squared::upper_tail(value, df),
                quantile: chi_squared_quantile(df),
                test: "chi-squared",
            };
            chance.record(estimate);
            return;
        }
        let draws = self.context.noise_draws;
        let seed = self.context.seed_of("chance", &estimate.metric);
        if draws > 0
            && !self.part
            && let Ok(noise) = share_noise(&counts, &expected, statistic, draws, seed)
        {
            let chance = Chance {
                mean: noise.mean,
                p_value: noise.p_value,
                quantile: noise.q95,
                test: "multinomial",
            };
            chance.record(estimate);
        }
    }
}
