//! Shares of the groups against those of a population that the spec states.

use super::share_of::share_of;
use super::{Context, bound, mark_small, put, real};
use crate::cells::{count_of, share};
use crate::{Cell, Undefined};
use evenhand_core::{Count, Estimate, GroupCells, Tables};
use evenhand_inference::distribution::{normal, student};
use evenhand_inference::{Interval, proportion_interval};

/// Expected people on either side from which the score test is used; below, the interval alone decides.
const EXPECTED_AT_LEAST: f64 = 5.0;

impl Context<'_> {
    /// A group's share of the people of known group minus, or over, its share in the population.
    pub(super) fn against_benchmark(
        &self,
        cells: &[Cell],
        ratio: bool,
        group: &GroupCells,
        estimate: &mut Estimate,
    ) {
        let Some(benchmark) = self.table.benchmark.get(&*group.name).copied() else {
            put(estimate, Err(Undefined::NotCollected));
            return;
        };
        let own = count_of(&group.total, cells);
        let known = || self.table.groups.iter().filter(|group| !group.missing);
        let sum = |of: &dyn Fn(&GroupCells) -> Count| {
            let counts: Vec<Count> = known().map(of).collect();
            Count::sum(&counts)
        };
        let all = sum(&|group| count_of(&group.total, cells));
        estimate.events = real(own.weight());
        estimate.total = real(all.weight());
        if all.w <= 0 {
            put(estimate, Err(Undefined::ZeroDenominator));
            return;
        }
        let rate = own.weight() / all.weight();
        let against = |rate: f64| {
            if ratio {
                share(rate, benchmark)
            } else {
                Ok(rate - benchmark)
            }
        };
        put(estimate, against(rate));
        let of_block = |tables: &Tables| count_of(tables, cells);
        let blocks: Vec<(Count, Count)> = (0..group.blocks.len())
            .map(|b| {
                let all = sum(&|group| group.blocks.get(b).map(of_block).unwrap_or_default());
                (of_block(&group.blocks[b]), all)
            })
            .collect();
        let found = share_of(self.table.weighted, &own, &all, &blocks, 1.0);
        mark_small(estimate, found.too_few_blocks);
        let finite = estimate.value.is_some_and(|value| value.is_finite());
        if !finite {
            return;
        }
        let limits = proportion_interval(found.share, self.level, found.df);
        if let (Ok(lower), Ok(upper)) = (against(limits.lower), against(limits.upper)) {
            let method = limits.method;
            bound(
                estimate,
                Some(Interval {
                    lower,
                    upper,
                    method,
                }),
            );
        }
        let n = found.share.total;
        if n * benchmark.min(1.0 - benchmark) >= EXPECTED_AT_LEAST {
            let z = (rate - benchmark) / (benchmark * (1.0 - benchmark) / n).sqrt();
            let p = |df| student::two_sided(z, df);
            estimate.p_value = real(found.df.map_or_else(|| normal::two_sided(z), p));
            estimate.test = Some("score".into());
        }
    }
}
