//! What rows say where they are at hand, and `needs_rows` where they are not.

use super::pair::Look;
use super::{Context, Reference, Setting, bound, mark_small, put, real, within};
use crate::{Division, Entry, Probed, RowProbe, Rows, Sides, Undefined};
use evenhand_core::{Estimate, Status};
use std::sync::Arc;

/// Permutations behind a number that no check looks at; there is one number per feature, however many groups there are.
const UNCHECKED_DRAWS: usize = 200;

/// Every number of a probe on a table.
pub(super) fn estimates(
    entry: &Entry,
    probe: RowProbe,
    parameter: f64,
    context: &Context<'_>,
) -> Vec<Estimate> {
    let asked = Asked {
        context,
        entry,
        parameter,
        rows: context
            .rows
            .and_then(|rows| Some((rows, Division::new(context.table, rows.table())?))),
    };
    let everyone = context.table.attribute.is_empty();
    // Each attribute is screened by itself: whoever tells two of them tells both.
    let several = (asked.rows.as_ref()).is_some_and(|(_, division)| division.attributes > 1);
    match probe {
        RowProbe::Group(of) if everyone => {
            let estimate = context.blank(entry, Some(&context.table.overall));
            vec![asked.fill(estimate, |rows, division, setting| {
                of(rows, division, None, setting)
            })]
        }
        RowProbe::Group(of) => {
            asked.groups(&|rows, division, group, setting| of(rows, division, Some(group), setting))
        }
        RowProbe::Likely(of) if everyone => asked.likely(of),
        RowProbe::Likely(_) => Vec::new(),
        RowProbe::Level(_) | RowProbe::Pair(_) | RowProbe::Feature(_) if everyone => Vec::new(),
        RowProbe::Level(_) | RowProbe::Feature(_) if several => Vec::new(),
        RowProbe::Level(of) => asked.groups(&of),
        RowProbe::Pair(of) => asked.pairs(of),
        RowProbe::Feature(of) => asked.features(of),
    }
}

/// A probe, its parameter and the rows it is asked of.
struct Asked<'a> {
    context: &'a Context<'a>,
    entry: &'a Entry,
    parameter: f64,
    rows: Option<(&'a Rows, Division)>,
}

impl Asked<'_> {
    fn setting(&self, name: &str) -> Setting<'_> {
        let draws = self.context.noise_draws;
        Setting {
            draws: if self.context.checked {
                draws
            } else {
                draws.min(UNCHECKED_DRAWS)
            },
            seed: self.context.seed_of(&self.entry.info.id, name),
            ..self
                .context
                .setting(&[], self.parameter, self.context.level)
        }
    }

    fn fill(
        &self,
        mut estimate: Estimate,
        of: impl FnOnce(&Rows, &Division, &Setting) -> Probed,
    ) -> Estimate {
        match &self.rows {
            None => put(&mut estimate, Err(Undefined::NeedsRows)),
            Some((rows, division)) => {
                let probed = of(rows, division, &self.setting(""));
                self.record(&probed, &mut estimate);
            }
        }
        estimate
    }

    fn record(&self, probed: &Probed, estimate: &mut Estimate) {
        put(estimate, probed.value);
        estimate.n = probed.n;
        if let Some((events, total)) = probed.events {
            estimate.events = real(events);
            estimate.total = real(total);
        }
        if estimate.value.is_none() {
            return;
        }
        bound(estimate, probed.interval);
        estimate.df = probed.df.and_then(real);
        estimate.effective_n = probed.effective.and_then(real);
        if let Some(chance) = probed.chance {
            chance.record(estimate);
        }
        let name = |i: usize| {
            self.context
                .table
                .groups
                .get(i)
                .map(|group| group.name.clone())
        };
        estimate.extremes = (probed.extremes).and_then(|(low, high)| name(low).zip(name(high)));
        within(self.entry, estimate);
        let small = probed.n < self.context.min_n || probed.too_few_blocks;
        mark_small(estimate, small);
    }

    fn groups(&self, of: &dyn Fn(&Rows, &Division, usize, &Setting) -> Probed) -> Vec<Estimate> {
        (self.context.table.groups.iter().enumerate())
            .map(|(i, group)| {
                let mut estimate = self.fill(
                    self.context.blank(self.entry, Some(group)),
                    |rows, division, setting| of(rows, division, i, setting),
                );
                mark_small(&mut estimate, group.support() < self.context.min_n);
                estimate
            })
            .collect()
    }

    fn pairs(&self, of: fn(&Rows, &Division, Sides, &Setting) -> Probed) -> Vec<Estimate> {
        let context = self.context;
        let mut estimates = Vec::new();
        for (i, group) in context.table.groups.iter().enumerate() {
            if group.missing {
                continue;
            }
            let mut estimate = context.blank(self.entry, Some(group));
            if context.compared() < 2 {
                estimate.status = Status::OneGroupOnly;
                estimates.push(estimate);
                continue;
            }
            let (other, name): (Option<usize>, Arc<str>) = match &context.reference {
                Reference::Group { index, .. } if *index == i => continue,
                Reference::Group { index, name, .. } => (Some(*index), name.clone()),
                // A row has no counterpart in a group that holds it.
                Reference::Rest | Reference::Overall => (None, "rest".into()),
                Reference::None => continue,
            };
            estimate.reference = Some(name);
            let support = match other {
                Some(other) => context.table.groups[other].support(),
                None => {
                    let rest = context.workings.rest(context.table, i, Look::Counts);
                    rest.support()
                }
            };
            let sides = Sides { group: i, other };
            let mut estimate = self.fill(estimate, |rows, division, setting| {
                of(rows, division, sides, setting)
            });
            mark_small(&mut estimate, group.support().min(support) < context.min_n);
            estimates.push(estimate);
        }
        estimates
    }

    /// One number per feature, whose name stands where else the group does.
    fn features(
        &self,
        of: fn(&Rows, &Division, usize, &Setting) -> Option<Probed>,
    ) -> Vec<Estimate> {
        let Some((rows, division)) = &self.rows else {
            let blank = self.context.blank(self.entry, None);
            return vec![self.fill(blank, |_, _, _| Probed::undefined(Undefined::NeedsRows))];
        };
        let mut estimates = Vec::new();
        for (i, name) in rows.screened().into_iter().enumerate() {
            if let Some(probed) = of(rows, division, i, &self.setting(name)) {
                let mut estimate = self.context.blank(self.entry, None);
                estimate.group = name.into();
                self.record(&probed, &mut estimate);
                estimates.push(estimate);
            }
        }
        estimates
    }

    /// One number per level of every attribute that is known by probabilities.
    fn likely(&self, of: fn(&Rows, (usize, usize), &Setting) -> Probed) -> Vec<Estimate> {
        let Some((rows, _)) = &self.rows else {
            let blank = self.context.blank(self.entry, None);
            return vec![self.fill(blank, |_, _, _| Probed::undefined(Undefined::NeedsRows))];
        };
        let mut estimates = Vec::new();
        for (a, attribute) in rows.table().probabilities.iter().enumerate() {
            for (l, level) in attribute.levels.iter().enumerate() {
                let mut estimate = self.context.blank(self.entry, None);
                estimate.attribute = attribute.name.clone();
                estimate.group = level.clone();
                self.record(&of(rows, (a, l), &self.setting(level)), &mut estimate);
                estimates.push(estimate);
            }
        }
        estimates
    }
}
