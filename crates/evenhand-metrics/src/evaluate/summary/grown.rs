use super::super::stages::{by_changes, exactly};
use super::super::{bound, put};
use super::Groups;
use crate::Undefined;
use evenhand_core::{Count, Estimate, Stage, Status, Tables};
use evenhand_inference::Interval;
use evenhand_inference::bootstrap::{multinomial_replicates, percentile_interval};
use evenhand_inference::effective_size::kish;

/// Combinations of three stages.
const COMBINATIONS: usize = 8;
/// Groups up to which people are drawn anew.
const MOST_GROUPS: usize = 200;

/// How many people reached each of three stages, from how many reached which of them.
fn reached(by_combination: &[f64]) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for (bits, n) in by_combination.iter().enumerate() {
        for (stage, sum) in sums.iter_mut().enumerate() {
            if bits >> stage & 1 == 1 {
                *sum += n;
            }
        }
    }
    sums
}

/// A function of the groups' people at three stages.
impl Groups<'_> {
    pub(super) fn across_stages(
        &self,
        of: fn(&[[f64; 3]]) -> Result<f64, Undefined>,
        stages: [Stage; 3],
        estimate: &mut Estimate,
    ) {
        if self.groups.len() < 2 {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        let cells = |tables: &Tables| exactly(&tables.funnel, &stages);
        let counts: Vec<Count> = self.groups.iter().flat_map(|g| cells(&g.total)).collect();
        let weights: Vec<f64> = counts.iter().map(Count::weight).collect();
        let number = |weights: &[f64]| {
            let groups: Vec<[f64; 3]> = weights.chunks(COMBINATIONS).map(reached).collect();
            of(&groups)
        };
        put(estimate, number(&weights));
        let Some(value) = estimate.value.map(evenhand_core::Real::get) else {
            return;
        };
        if !value.is_finite() || self.groups.len() > MOST_GROUPS {
            return;
        }
        let blocks = self.groups.iter().map(|g| g.blocks.len()).max();
        let interval = match blocks {
            None | Some(0) => self.drawn(&counts, &number, value),
            Some(blocks) => {
                let mut changes = Vec::new();
                for block in 0..blocks {
                    let gone: Vec<Count> = self
                        .groups
                        .iter()
                        .flat_map(|group| cells(&group.blocks[block]))
                        .collect();
                    let rows: u64 = gone.iter().map(|count| count.n).sum();
                    if rows == 0 {
                        continue;
                    }
                    let left: Vec<f64> = weights
                        .iter()
                        .zip(&gone)
                        .map(|(all, gone)| (all - gone.weight()).max(0.0))
                        .collect();
                    let Ok(without) = number(&left) else { return };
                    changes.push((without - value, rows as f64));
                }
                by_changes(&changes).map(|(error, df)| {
                    let reach = self.context.level.critical(Some(df)) * error;
                    Interval {
                        lower: value - reach,
                        upper: value + reach,
                        method: "jackknife-blocks",
                    }
                })
            }
        };
        bound(estimate, interval);
    }

    /// People drawn anew; what drawing adds to a distance it adds to every draw, and is taken off again.
    fn drawn(
        &self,
        counts: &[Count],
        number: &dyn Fn(&[f64]) -> Result<f64, Undefined>,
        value: f64,
    ) -> Option<Interval> {
        let context = self.context;
        let all = Count::sum(counts);
        let scale = if context.table.weighted {
            kish(all.weight(), all.weight_squared()) / all.weight()
        } else {
            1.0
        };
        let live: Vec<usize> = (0..counts.len()).filter(|c| counts[*c].w > 0).collect();
        let sizes: Vec<f64> = live.iter().map(|c| counts[*c].weight() * scale).collect();
        let drawn = multinomial_replicates(&sizes, context.resamples, context.seed).ok()?;
        let (mut found, mut undefined) = (Vec::with_capacity(context.resamples), 0);
        let mut weights = vec![0.0; counts.len()];
        for replicate in drawn.iter() {
            for (cell, n) in live.iter().zip(replicate) {
                weights[*cell] = *n as f64;
            }
            match number(&weights) {
                Ok(replicate) if replicate.is_finite() => found.push(replicate),
                _ => undefined += 1,
            }
        }
        let shift = value - found.iter().sum::<f64>() / found.len().max(1) as f64;
        let interval = percentile_interval(&mut found, context.level, undefined)?;
        Some(Interval {
            lower: (interval.lower + shift).min(value),
            upper: (interval.upper + shift).max(value),
            method: drawn.method(),
        })
    }
}
