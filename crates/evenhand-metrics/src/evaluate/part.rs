//! A group's part of a whole, beside its part of the people who could have had it.

use super::pair::Look;
use super::{Context, bound, mark_small, put, real};
use crate::cells::{count_of, share};
use crate::{Formula, Metric, Number, Part, Undefined};
use evenhand_core::{Estimate, GroupCells, Quantity, Tables};
use evenhand_inference::effective_size::MIN_BLOCKS;
use evenhand_inference::two_sample::ratio_interval;
use evenhand_inference::{Interval, Proportion, proportion_interval};
use std::sync::Arc;

/// What a rate or a mean divides by what.
fn fraction(metric: &Metric, tables: &Tables) -> (f64, f64) {
    match metric.formula {
        Formula::Rate { count, of } => (
            count_of(tables, count).weight(),
            count_of(tables, of).weight(),
        ),
        Formula::Mean {
            of: Number::Sum(quantity),
            ..
        } => {
            let sums = tables.moments.get(quantity);
            (sums.sum(), sums.weight())
        }
        _ => (0.0, 0.0),
    }
}

impl Context<'_> {
    pub(super) fn part(&self, part: Part, group: &GroupCells, estimate: &mut Estimate) {
        match part {
            Part::OfSum(quantity) => self.part_of_sum(quantity, group, estimate),
            Part::Index(metric) | Part::Skew(metric) | Part::LogSkew(metric) => {
                self.beside_people(part, metric, group, estimate);
            }
            Part::LogStages(top, bottom) => self.log_stages([top, bottom], group, estimate),
            Part::MinusBenchmark(cells) | Part::OverBenchmark(cells) => {
                let ratio = matches!(part, Part::OverBenchmark(_));
                self.against_benchmark(cells, ratio, group, estimate);
            }
        }
    }

    /// The group's part of a sum: rows carry different amounts of it, so its spread is that of a ratio of sums.
    fn part_of_sum(&self, quantity: Quantity, group: &GroupCells, estimate: &mut Estimate) {
        let everyone = &self.table.overall;
        let [own, all] = [group, everyone].map(|group| group.total.moments.get(quantity));
        put(estimate, share(own.sum(), all.sum()));
        estimate.events = real(own.sum());
        estimate.total = real(all.sum());
        let Some(value) = estimate.value.map(evenhand_core::Real::get) else {
            return;
        };
        let (of_own, of_all) = (own.weighted_sum_of_squares(), all.weighted_sum_of_squares());
        let spread = if everyone.blocks.is_empty() {
            let n = all.n as f64;
            let rest = 1.0 - value;
            let squares = rest * rest * of_own + value * value * (of_all - of_own).max(0.0);
            (all.n > 1).then(|| ((n / (n - 1.0) * squares).sqrt() / all.sum(), n - 1.0))
        } else {
            self.part_by_blocks(quantity, group, (own.sum(), all.sum()))
        };
        let Some((error, df)) = spread else {
            mark_small(estimate, !everyone.blocks.is_empty());
            return;
        };
        // At a part of nothing or of all the rows say nothing of its spread; how unevenly they carry it stands in.
        let variance = error * error;
        let size = if variance > 0.0 {
            value * (1.0 - value) / variance
        } else {
            all.sum() * all.sum() / of_all
        };
        estimate.effective_n = real(size);
        if let Ok(proportion) = Proportion::new((value * size).min(size), size) {
            bound(
                estimate,
                Some(proportion_interval(proportion, self.level, Some(df))),
            );
        }
    }

    /// A person belongs to one side: each is taken without one of its blocks at a time.
    fn part_by_blocks(
        &self,
        quantity: Quantity,
        group: &GroupCells,
        (own, all): (f64, f64),
    ) -> Option<(f64, f64)> {
        let rest = self.everyone_else(group, Look::Counts);
        let (mut variance, mut df) = (0.0, f64::INFINITY);
        for (side, moves) in [(group, 1.0), (&*rest, 0.0)] {
            let sums = || side.blocks.iter().map(|block| block.moments.get(quantity));
            if sums().all(|sums| sums.n == 0) {
                continue;
            }
            let (mut used, mut squares, mut rows, mut rows_squared) = (0.0, 0.0, 0.0, 0.0);
            for sums in sums().filter(|sums| sums.n > 0) {
                let left = all - sums.sum();
                if left <= 0.0 {
                    return None;
                }
                let change = (own - moves * sums.sum()) / left - own / all;
                used += 1.0;
                squares += change * change;
                rows += sums.n as f64;
                rows_squared += sums.n as f64 * sums.n as f64;
            }
            if used < MIN_BLOCKS as f64 {
                return None;
            }
            variance += (used - 1.0) / used * squares;
            df = df.min(rows * rows / rows_squared - 1.0);
        }
        Some((variance.sqrt(), df.max(1.0)))
    }

    /// The ratio to everyone, θ / (πθ + 1 − π) of the ratio θ to the rest, π being the group's part of the people.
    fn beside_people(
        &self,
        part: Part,
        metric: &'static Metric,
        group: &GroupCells,
        estimate: &mut Estimate,
    ) {
        let (top, bottom) = fraction(metric, &group.total);
        let (all_top, all_bottom) = fraction(metric, &self.table.overall.total);
        estimate.events = real(top);
        estimate.total = real(bottom);
        let mean = share(all_top, all_bottom).ok().filter(|mean| *mean > 0.0);
        let (Some(mean), true) = (mean, bottom > 0.0) else {
            put(estimate, Err(Undefined::ZeroDenominator));
            return;
        };
        let people = bottom / all_bottom;
        let turned = |theta: f64| match part {
            Part::Index(_) => 100.0 * theta,
            Part::Skew(_) => people * (theta - 1.0),
            _ => libm::log(theta),
        };
        put(estimate, Ok(turned(top / bottom / mean)));
        let Some(value) = estimate.value.map(evenhand_core::Real::get) else {
            return;
        };
        if people >= 1.0 {
            // A group that is everyone has its part, surely.
            bound(
                estimate,
                Some(Interval {
                    lower: value,
                    upper: value,
                    method: "exact",
                }),
            );
            return;
        }
        let rest = self.everyone_else(group, Look::of(metric));
        let interval = if let Formula::Rate { .. } = metric.formula {
            let (a, b) = (self.evidence(metric, group), self.evidence(metric, &rest));
            mark_small(estimate, a.too_few_blocks || b.too_few_blocks);
            let df = super::pair::smaller(a.df, b.df);
            a.proportion
                .zip(b.proportion)
                .map(|(a, b)| ratio_interval(a, b, self.level.critical(df)))
        } else {
            let (a, b) = (
                self.measure(metric, group, self.level),
                self.measure(metric, &rest, self.level),
            );
            let ratio = self.ratio_of(&a, &b, self.level);
            mark_small(estimate, ratio.too_few_blocks);
            ratio.interval
        };
        let to_all = |theta: f64| {
            if theta.is_finite() {
                theta / (people * theta + 1.0 - people)
            } else {
                1.0 / people
            }
        };
        let turned_interval = interval.map(|i| Interval {
            lower: turned(to_all(i.lower)).min(value),
            upper: turned(to_all(i.upper)).max(value),
            ..i
        });
        bound(estimate, turned_interval);
    }

    pub(super) fn everyone_else(&self, group: &GroupCells, look: Look) -> Arc<GroupCells> {
        let position = self
            .table
            .groups
            .iter()
            .position(|other| other.name == group.name);
        match position {
            Some(i) => self.workings.rest(self.table, i, look),
            None => Arc::new(super::pair::rest(&self.table.overall, group, look)),
        }
    }
}
