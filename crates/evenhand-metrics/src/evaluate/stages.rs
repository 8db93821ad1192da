//! People by which of several stages of a campaign they reached, and shares of them.

use super::{Context, bound, mark_small, put, real};
use crate::cells::share;
use evenhand_core::{Count, Estimate, Funnel, GroupCells, Stage, Tables};
use evenhand_inference::Interval;
use evenhand_inference::effective_size::MIN_BLOCKS;

/// Those of a funnel who reached exactly these of some stages, whatever else they reached.
pub(super) fn exactly(funnel: &Funnel, stages: &[Stage]) -> Vec<Count> {
    let mut found = Vec::with_capacity(1 << stages.len());
    for bits in 0..1_usize << stages.len() {
        let chosen = |set: usize| {
            let members = stages.iter().enumerate();
            let members = members.filter(|(i, _)| set >> i & 1 == 1);
            members.map(|(_, stage)| *stage).collect::<Vec<_>>()
        };
        // Inclusion and exclusion over the stages that were not reached.
        let absent = !bits & ((1 << stages.len()) - 1);
        let (mut with, mut without) = (Vec::new(), Vec::new());
        let mut more = absent;
        loop {
            let count = funnel.all_of(&chosen(bits | more));
            if more.count_ones().is_multiple_of(2) {
                with.push(count);
            } else {
                without.push(count);
            }
            if more == 0 {
                break;
            }
            more = (more - 1) & absent;
        }
        found.push(Count::sum(&with).without(&Count::sum(&without)));
    }
    found
}

/// Standard error and degrees of freedom of a number, from its changes without each block of persons and their rows.
pub(super) fn by_changes(changes: &[(f64, f64)]) -> Option<(f64, f64)> {
    let used = changes.len() as f64;
    if changes.len() < MIN_BLOCKS {
        return None;
    }
    let squares: f64 = changes.iter().map(|(change, _)| change * change).sum();
    let rows: f64 = changes.iter().map(|(_, rows)| rows).sum();
    let rows_squared: f64 = changes.iter().map(|(_, rows)| rows * rows).sum();
    let error = ((used - 1.0) / used * squares).sqrt();
    let df = (rows * rows / rows_squared - 1.0).max(1.0);
    error.is_finite().then_some((error, df))
}

impl Context<'_> {
    /// The logarithm of a group's share of those at one stage over its share of those at another, of all whose group is
    /// known; a person at both stages is in both shares.
    pub(super) fn log_stages(
        &self,
        stages: [Stage; 2],
        group: &GroupCells,
        estimate: &mut Estimate,
    ) {
        let known = || self.table.groups.iter().filter(|group| !group.missing);
        let all = |of: &dyn Fn(&GroupCells) -> Vec<Count>| {
            let each: Vec<Vec<Count>> = known().map(of).collect();
            (0..4)
                .map(|bits| Count::sum(each.iter().map(|counts| &counts[bits])))
                .collect::<Vec<Count>>()
        };
        let cells = |tables: &Tables| exactly(&tables.funnel, &stages);
        let own = cells(&group.total);
        let everyone = all(&|group| cells(&group.total));
        let at = |counts: &[Count], stage: usize| {
            let reached = counts.iter().enumerate();
            let reached = reached.filter(|(bits, _)| bits >> stage & 1 == 1);
            reached.map(|(_, count)| count.weight()).sum::<f64>()
        };
        let shares = |own: [f64; 2], all: [f64; 2]| {
            let top = share(own[0], all[0])?;
            share(top, share(own[1], all[1])?).map(libm::log)
        };
        let both = |counts: &[Count]| [at(counts, 0), at(counts, 1)];
        let (mine, whole) = (both(&own), both(&everyone));
        put(estimate, shares(mine, whole));
        estimate.events = real(mine[0]);
        estimate.total = real(whole[0]);
        let Some(value) = estimate.value.map(evenhand_core::Real::get) else {
            return;
        };
        if !value.is_finite() {
            return;
        }
        let spread = if group.blocks.is_empty() {
            // The change of the logarithm by a person of the group, or of another, at some of the stages.
            let mut variance = 0.0;
            for bits in 1..4_usize {
                let slope = |of_group: f64| {
                    let part = |stage: usize| {
                        let here = (bits >> stage & 1) as f64;
                        here * (of_group / mine[stage] - 1.0 / whole[stage])
                    };
                    part(0) - part(1)
                };
                let others = everyone[bits].without(&own[bits]);
                variance += slope(1.0) * slope(1.0) * own[bits].weight_squared()
                    + slope(0.0) * slope(0.0) * others.weight_squared();
            }
            let rows: u64 = everyone[1..].iter().map(|count| count.n).sum();
            let df = (self.table.weighted).then(|| (rows.max(2) - 1) as f64);
            Some((variance.sqrt(), df))
        } else {
            let mut changes = Vec::new();
            let mut torn = false;
            for block in 0..group.blocks.len() {
                let part = all(&|group| group.blocks.get(block).map(cells).unwrap_or_default());
                let rows: u64 = part[1..].iter().map(|count| count.n).sum();
                if rows == 0 {
                    continue;
                }
                let gone = (both(&cells(&group.blocks[block])), both(&part));
                let left = |all: [f64; 2], gone: [f64; 2]| [all[0] - gone[0], all[1] - gone[1]];
                match shares(left(mine, gone.0), left(whole, gone.1)) {
                    Ok(without) if without.is_finite() => {
                        changes.push((without - value, rows as f64));
                    }
                    _ => torn = true,
                }
            }
            let spread = by_changes(&changes).filter(|_| !torn);
            mark_small(estimate, spread.is_none());
            spread.map(|(error, df)| (error, Some(df)))
        };
        if let Some((error, df)) = spread {
            let reach = self.level.critical(df) * error;
            estimate.df = df.and_then(real);
            let method = if group.blocks.is_empty() {
                "delta"
            } else {
                "jackknife-blocks"
            };
            bound(
                estimate,
                Some(Interval {
                    lower: value - reach,
                    upper: value + reach,
                    method,
                }),
            );
        }
    }
}
