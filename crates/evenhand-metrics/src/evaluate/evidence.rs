use super::Context;
use crate::cells::count_of;
use crate::{Cell, Formula, Metric};
use evenhand_core::{Count, Exact, GroupCells};
use evenhand_inference::Proportion;
use evenhand_inference::effective_size::{WeightedEvents, effective_proportion, jackknife_blocks};

/// A rate of one group with the sample size that stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub design_effect: Option<f64>,
    pub df: Option<f64>,
    pub effective: bool,
    pub events: Count,
    /// Events and total at the effective size; `None` when the rate is undefined.
    pub proportion: Option<Proportion>,
    /// Fewer than five blocks of units hold rows.
    pub too_few_blocks: bool,
    pub total: Count,
}

impl Evidence {
    /// The rate as counted; `None` when undefined.
    pub fn rate(&self) -> Option<f64> {
        (self.total.w > 0).then(|| self.events.w as f64 / self.total.w as f64)
    }

    /// Numerator and denominator as integers.
    pub fn integers(&self, weighted: bool) -> (i128, i128) {
        if weighted {
            (self.events.w, self.total.w)
        } else {
            (i128::from(self.events.n), i128::from(self.total.n))
        }
    }

    /// The same for the complement of the rate.
    pub fn exact_rate(&self, weighted: bool) -> Option<Exact> {
        let (events, total) = self.integers(weighted);
        (total > 0).then_some(Exact::Rate { events, total })
    }
}

/// The cells of a rate.
pub(super) fn cells_of(metric: &Metric) -> Option<(&'static [Cell], &'static [Cell])> {
    match metric.formula {
        Formula::Rate { count, of } => Some((count, of)),
        _ => None,
    }
}

impl Context<'_> {
    /// The rate of a group by a declared metric.
    pub(super) fn evidence(&self, metric: &Metric, group: &GroupCells) -> Evidence {
        let (count, of) = cells_of(metric).unwrap_or((&[], &[]));
        self.evidence_of(group, count, of)
    }

    pub(super) fn evidence_of(&self, group: &GroupCells, count: &[Cell], of: &[Cell]) -> Evidence {
        let events = count_of(&group.total, count);
        let total = count_of(&group.total, of);
        let mut evidence = Evidence {
            design_effect: None,
            df: None,
            effective: false,
            events,
            proportion: None,
            too_few_blocks: false,
            total,
        };
        if total.w <= 0 {
            return evidence;
        }
        if !group.blocks.is_empty() {
            self.cluster(&mut evidence, group, count, of);
        } else if self.table.weighted {
            let sums = WeightedEvents {
                n: total.n.max(1),
                sum_w_events: events.weight(),
                sum_w_total: total.weight(),
                sum_w2_events: events.weight_squared(),
                sum_w2_total: total.weight_squared(),
            };
            evidence.effective = true;
            match effective_proportion(sums) {
                Ok((proportion, df)) => {
                    evidence.proportion = Some(proportion);
                    evidence.df = Some(df);
                }
                // A single row has no spread of its own.
                Err(_) => {
                    evidence.proportion =
                        Proportion::new(events.weight() / total.weight(), 1.0).ok()
                }
            }
        } else {
            evidence.proportion = Proportion::new(events.n as f64, total.n as f64).ok();
        }
        evidence
    }

    /// The rate with the spread of its blocks of units.
    fn cluster(&self, evidence: &mut Evidence, group: &GroupCells, count: &[Cell], of: &[Cell]) {
        let Some(own) = jackknife(group, count, of) else {
            evidence.too_few_blocks = true;
            let rate = evidence.events.weight() / evidence.total.weight();
            let blocks = group
                .blocks
                .iter()
                .filter(|block| count_of(block, of).n > 0)
                .count()
                .max(1) as f64;
            evidence.proportion = Proportion::new(rate * blocks, blocks).ok();
            evidence.effective = true;
            return;
        };
        let mut size = own.n_eff;
        let mut design_effect = own.design_effect;
        if !design_effect.is_finite() {
            // At a rate of 0 or 1 the rows say nothing of their spread; everyone's design effect stands in.
            design_effect = jackknife(&self.table.overall, count, of)
                .map_or(1.0, |all| all.design_effect)
                .max(1.0);
            if design_effect.is_finite() {
                size = evidence.total.n as f64 / design_effect;
            }
        }
        evidence.effective = true;
        evidence.design_effect = Some(design_effect).filter(|effect| effect.is_finite());
        evidence.df = Some(own.df);
        evidence.proportion = Proportion::new((own.rate * size).min(size), size).ok();
    }
}

fn jackknife(
    group: &GroupCells,
    count: &[Cell],
    of: &[Cell],
) -> Option<evenhand_inference::effective_size::Clustered> {
    let mut blocks = Vec::with_capacity(group.blocks.len());
    let mut rows = Vec::with_capacity(group.blocks.len());
    for block in &group.blocks {
        let total = count_of(block, of);
        blocks.push((count_of(block, count).weight(), total.weight()));
        rows.push(total.n);
    }
    jackknife_blocks(&blocks, &rows)
}
