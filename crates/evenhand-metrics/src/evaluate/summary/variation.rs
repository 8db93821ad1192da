use super::super::measure::Chance;
use super::super::{put, real};
use super::Groups;
use crate::cells::count_of;
use crate::delivery::reach_rate;
use crate::{Amount, Formula, Undefined};
use evenhand_core::{Estimate, Quantity, Status};
use evenhand_inference::distance::{share_noise, total_variation};
use evenhand_inference::effective_size::kish;

/// What one group got, and how many people of it could have got it.
struct Share {
    eligible: f64,
    got: f64,
    /// Sum of squares of what the rows got.
    squares: f64,
}

/// How far what was delivered is spread from the people who could have had it.
impl Groups<'_> {
    pub(super) fn total_variation(&self, amount: Amount, estimate: &mut Estimate) {
        let mut names = Vec::new();
        let mut shares = Vec::new();
        for group in &self.groups {
            let share = match amount {
                Amount::People => {
                    let Formula::Rate { count, of } = reach_rate.formula else {
                        continue;
                    };
                    let got = count_of(&group.total, count);
                    Share {
                        eligible: count_of(&group.total, of).weight(),
                        got: got.weight(),
                        squares: got.weight_squared(),
                    }
                }
                Amount::Impressions => {
                    let sums = group.total.moments.get(Quantity::Impressions);
                    Share {
                        eligible: sums.weight(),
                        got: sums.sum(),
                        squares: sums.weighted_sum_of_squares(),
                    }
                }
            };
            // Who could not have been reached has no part in either mix.
            if share.eligible > 0.0 {
                names.push(group.name.clone());
                shares.push(share);
            } else {
                estimate.excluded.push(group.name.clone());
            }
        }
        if shares.len() < 2 {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        let sum = |of: fn(&Share) -> f64| shares.iter().map(of).sum::<f64>();
        let (got, squares) = (sum(|s| s.got), sum(|s| s.squares));
        estimate.events = real(got);
        estimate.total = real(sum(|s| s.eligible));
        if got <= 0.0 {
            put(estimate, Err(Undefined::ZeroDenominator));
            return;
        }
        // Impressions of one person are not independent: chance is that of as many people as they are worth.
        let mut size = kish(got, squares);
        if amount == Amount::People {
            let everyone = self
                .context
                .evidence(&reach_rate, &self.context.table.overall);
            size /= everyone.design_effect.unwrap_or(1.0).max(1.0);
        }
        estimate.effective_n = real(size);
        let eligible: Vec<f64> = shares.iter().map(|share| share.eligible).collect();
        let counts: Vec<f64> = shares.iter().map(|s| s.got / got * size).collect();
        let measure = |a: &[f64], b: &[f64]| total_variation(a, b, 0.0);
        put(
            estimate,
            measure(&counts, &eligible).map_err(|_| Undefined::ZeroDenominator),
        );
        let gap = |i: usize| counts[i] / size - eligible[i] / sum(|s| s.eligible);
        let order = |a: &usize, b: &usize| gap(*a).total_cmp(&gap(*b));
        let ends = (0..shares.len())
            .min_by(order)
            .zip((0..shares.len()).max_by(order));
        estimate.extremes = ends.map(|(low, high)| (names[low].clone(), names[high].clone()));
        if self.part || self.context.noise_draws == 0 {
            return;
        }
        let draws = if self.context.checked {
            self.context.noise_draws
        } else {
            self.context.noise_draws.min(200)
        };
        let seed = self.context.seed_of("total_variation", &estimate.metric);
        if let Ok(noise) = share_noise(&counts, &eligible, measure, draws, seed) {
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
