mod fit;
mod grown;
mod indices;
mod main_effects;
mod measured;
mod variation;

use super::evidence::Evidence;
use super::measure::is_measured;
use super::smooth::Sample;
use super::{Context, bound, put, real};
use crate::{Cells, Entry, Formula, Metric, Undefined};
use evenhand_core::{Estimate, Exact, Favours, GroupCells, NoiseFloor, Status};
use evenhand_inference::Proportion;
use evenhand_inference::k_groups::{
    Extreme, equalized_odds_gap_interval, equalized_odds_ratio_interval, max_gap_interval,
    min_ratio_interval, worst_value_interval,
};
use evenhand_inference::two_by_two::chi_square_k;
use std::sync::Arc;

/// Rates whose summaries carry the gap that chance alone would show, even where no check looks at them.
const WITH_NOISE_FLOOR: [&str; 3] = [
    "selection_rate",
    "true_positive_rate",
    "false_positive_rate",
];

/// One number for all groups of the table.
pub(super) fn estimates(entry: &Entry, context: &Context<'_>) -> Vec<Estimate> {
    if context.table.attribute.is_empty() {
        return Vec::new();
    }
    let mut estimate = context.blank(entry, None);
    let all = Groups::new(
        context,
        context
            .table
            .groups
            .iter()
            .filter(|group| !group.missing)
            .collect(),
    );
    estimate.n = all.groups.iter().map(|group| group.n()).sum();
    if let Formula::OverGroups { of, parameter, .. } = entry.formula {
        over_groups(context, &mut estimate, of, parameter);
        return vec![estimate];
    }
    if let Formula::AcrossGroups {
        of,
        chance,
        parameter,
        ..
    } = entry.formula
    {
        all.across(of, chance, parameter, &mut estimate);
    } else {
        all.fill(entry, &mut estimate);
    }
    estimate.below_min_n = all.below(context.min_n);
    if !estimate.below_min_n.is_empty() && estimate.value.is_some() {
        estimate.status = Status::InsufficientN;
        if context.checked {
            estimate.large_groups = all.large(context.min_n).limits(entry);
        }
    }
    vec![estimate]
}

fn over_groups(
    context: &Context<'_>,
    estimate: &mut Estimate,
    of: fn(&[Cells], f64) -> Result<f64, Undefined>,
    parameter: f64,
) {
    // The decomposition adds up over everyone, so the group of missing values takes part.
    let groups: Vec<&GroupCells> = context
        .table
        .groups
        .iter()
        .filter(|group| group.n() > 0)
        .collect();
    let cells: Vec<Cells> = groups
        .iter()
        .map(|group| Cells::of(&group.total.confusion))
        .collect();
    estimate.n = groups.iter().map(|group| group.n()).sum();
    put(estimate, of(&cells, parameter));
    // A jackknife or a resampling over very many groups costs their product; the value is exact without it.
    if groups.len() <= 200 {
        let samples: Vec<Sample> = groups.iter().map(|group| Sample::from(*group)).collect();
        let interval = context.smooth_interval(
            &samples,
            &|cells| of(cells, parameter),
            (0.0, f64::INFINITY),
        );
        bound(estimate, interval);
    }
}

/// The groups that a summary runs over.
struct Groups<'a> {
    context: &'a Context<'a>,
    groups: Vec<&'a GroupCells>,
    /// Whether it runs over some of the groups only.
    part: bool,
}

/// A group that has a rate.
struct Defined {
    /// Its values, one per attribute.
    levels: Vec<Arc<str>>,
    evidence: Evidence,
    name: Arc<str>,
    proportion: Proportion,
    rate: f64,
}

impl<'a> Groups<'a> {
    fn new(context: &'a Context<'a>, groups: Vec<&'a GroupCells>) -> Self {
        Self {
            context,
            groups,
            part: false,
        }
    }

    fn below(&self, min_n: u64) -> Vec<Arc<str>> {
        self.groups
            .iter()
            .filter(|group| group.support() < min_n)
            .map(|group| group.name.clone())
            .collect()
    }

    fn large(&self, min_n: u64) -> Self {
        let groups = self.groups.iter().copied();
        Self {
            context: self.context,
            groups: groups.filter(|group| group.support() >= min_n).collect(),
            part: true,
        }
    }

    fn defined(&self, metric: &Metric) -> (Vec<Defined>, Vec<Arc<str>>) {
        let mut defined = Vec::with_capacity(self.groups.len());
        let mut excluded = Vec::new();
        for group in &self.groups {
            let evidence = self.context.evidence(metric, group);
            match (evidence.rate(), evidence.proportion) {
                (Some(rate), Some(proportion)) => {
                    defined.push(Defined {
                        levels: group.group.levels.clone(),
                        evidence,
                        name: group.name.clone(),
                        proportion,
                        rate,
                    });
                }
                _ => excluded.push(group.name.clone()),
            }
        }
        (defined, excluded)
    }

    /// Only the interval, for the groups that are large enough.
    fn limits(&self, entry: &Entry) -> Option<(f64, f64)> {
        let mut estimate = self.context.blank(entry, None);
        self.fill(entry, &mut estimate);
        estimate
            .lower
            .zip(estimate.upper)
            .map(|(lower, upper)| (lower.get(), upper.get()))
    }

    fn fill(&self, entry: &Entry, estimate: &mut Estimate) {
        let level = self.context.level;
        match entry.formula {
            Formula::MaxGap(metric) if is_measured(&metric.formula) => {
                self.measured_spread(entry, metric, false, estimate);
            }
            Formula::MinRatio(metric) if is_measured(&metric.formula) => {
                self.measured_spread(entry, metric, true, estimate);
            }
            Formula::WorstGroup(metric) if is_measured(&metric.formula) => {
                self.measured_worst(entry, metric, estimate);
            }
            Formula::OverLists {
                of,
                chance,
                parameter,
                ..
            } => self.over_lists(of, chance, parameter, estimate),
            Formula::OfAllLists {
                of,
                chance,
                parameter,
                ..
            } => self.of_all_lists(of, chance, parameter, estimate),
            Formula::MaxGap(metric) => {
                if let Some((groups, proportions, df)) = self.spread(metric, estimate) {
                    let (lowest, highest) = extremes(&groups);
                    put(estimate, Ok(highest.rate - lowest.rate));
                    estimate.exact = self.exact(highest, lowest, false);
                    bound(estimate, max_gap_interval(&proportions, level, df).ok());
                    self.noise(metric, &proportions, estimate, false);
                    self.omnibus(&groups, estimate);
                }
            }
            Formula::MinRatio(metric) => {
                if let Some((groups, proportions, df)) = self.spread(metric, estimate) {
                    let (lowest, highest) = extremes(&groups);
                    put(estimate, crate::cells::share(lowest.rate, highest.rate));
                    estimate.exact = self
                        .exact(lowest, highest, true)
                        .filter(|_| estimate.value.is_some());
                    if estimate.value.is_some() {
                        bound(estimate, min_ratio_interval(&proportions, level, df).ok());
                    }
                    self.noise(metric, &proportions, estimate, true);
                    self.omnibus(&groups, estimate);
                }
            }
            Formula::AcrossStages { of, stages, .. } => self.across_stages(of, stages, estimate),
            Formula::GoodnessOfFit(cells) => self.goodness_of_fit(cells, estimate),
            Formula::TotalVariation(amount) => self.total_variation(amount, estimate),
            Formula::WorstGap(one, two) if is_measured(&one.formula) => {
                self.measured_gap(entry, [one, two], estimate);
            }
            Formula::WorstGap(one, two) => self.worst_of(estimate, one, two, false),
            Formula::WorstRatio(one, two) => self.worst_of(estimate, one, two, true),
            Formula::WorstGroup(metric) => self.worst_group(estimate, metric),
            Formula::DifferentialFairness => {
                let found = self.epsilon(&crate::selection::selection_rate, level, estimate);
                if let Some((value, interval)) = found {
                    put(estimate, Ok(value));
                    bound(estimate, interval);
                }
            }
            Formula::DifferentialFairnessAmplification => self.amplification(estimate),
            Formula::Heterogeneity(metric) => self.heterogeneity(metric, estimate),
            Formula::BeyondMainEffects(metric) => self.beyond_main_effects(metric, estimate),
            Formula::SubgroupGamma(metric) => self.subgroup_gamma(metric, estimate),
            _ => {}
        }
    }

    /// The defined groups of a rate, or the status that says why a summary has no value.
    fn spread(
        &self,
        metric: &Metric,
        estimate: &mut Estimate,
    ) -> Option<(Vec<Defined>, Vec<Proportion>, Option<f64>)> {
        let (groups, excluded) = self.defined(metric);
        for name in excluded {
            if !estimate.excluded.contains(&name) {
                estimate.excluded.push(name);
            }
        }
        if groups.len() < 2 {
            estimate.status = Status::OneGroupOnly;
            return None;
        }
        let (lowest, highest) = extremes(&groups);
        estimate.extremes = Some((lowest.name.clone(), highest.name.clone()));
        let proportions = groups.iter().map(|group| group.proportion).collect();
        let df = groups
            .iter()
            .filter_map(|group| group.evidence.df)
            .reduce(f64::min);
        Some((groups, proportions, df))
    }

    fn exact(&self, a: &Defined, b: &Defined, ratio: bool) -> Option<Exact> {
        let weighted = self.context.table.weighted;
        let ((events, total), (reference_events, reference_total)) =
            (a.evidence.integers(weighted), b.evidence.integers(weighted));
        Some(if ratio {
            Exact::Ratio {
                events,
                total,
                reference_events,
                reference_total,
            }
        } else {
            Exact::Difference {
                events,
                total,
                reference_events,
                reference_total,
            }
        })
    }

    fn noise(
        &self,
        metric: &'static Metric,
        groups: &[Proportion],
        estimate: &mut Estimate,
        ratio: bool,
    ) {
        // Of the groups that are large enough only the limits are asked for.
        if self.part
            || self.context.noise_draws == 0
            || !(self.context.checked || WITH_NOISE_FLOOR.contains(&metric.id))
        {
            return;
        }
        let seed = self.context.seed_of(metric.id, "noise");
        let draws = self.context.noise_draws;
        let floors = self.context.workings.floors(metric.id, groups, draws, seed);
        let floor = floors.map(|(gap, least)| {
            if ratio {
                (least.mean, least.q05)
            } else {
                (gap.mean, gap.q95)
            }
        });
        estimate.noise_floor = floor.and_then(|(mean, q)| {
            Some(NoiseFloor {
                mean: real(mean)?,
                quantile: real(q)?,
            })
        });
    }

    /// Whether the groups differ at all.
    fn omnibus(&self, groups: &[Defined], estimate: &mut Estimate) {
        if groups.iter().any(|group| group.evidence.effective) {
            return;
        }
        let counts: Vec<(u64, u64)> = groups
            .iter()
            .map(|g| (g.evidence.events.n, g.evidence.total.n))
            .collect();
        if let Ok(result) = chi_square_k(&counts)
            && let Some(p) = real(result.p_value)
        {
            estimate.p_value = Some(p);
            estimate.test = Some(result.method.into());
        }
    }

    fn worst_of(
        &self,
        estimate: &mut Estimate,
        one: &'static Metric,
        two: &'static Metric,
        ratio: bool,
    ) {
        let (Some(first), Some(second)) = (self.spread(one, estimate), self.spread(two, estimate))
        else {
            estimate.extremes = None;
            estimate.status = Status::OneGroupOnly;
            return;
        };
        let df = [first.2, second.2].into_iter().flatten().reduce(f64::min);
        let side = |groups: &[Defined]| {
            let (lowest, highest) = extremes(groups);
            let names = (lowest.name.clone(), highest.name.clone());
            if ratio {
                (
                    crate::cells::share(lowest.rate, highest.rate).ok(),
                    self.exact(lowest, highest, true),
                    names,
                )
            } else {
                (
                    Some(highest.rate - lowest.rate),
                    self.exact(highest, lowest, false),
                    names,
                )
            }
        };
        let (a, b) = (side(&first.0), side(&second.0));
        let (Some(x), Some(y)) = (a.0, b.0) else {
            put(estimate, Err(Undefined::ZeroDenominator));
            estimate.extremes = None;
            return;
        };
        let worse = if (ratio && x <= y) || (!ratio && x >= y) {
            a
        } else {
            b
        };
        put(estimate, worse.0.ok_or(Undefined::ZeroDenominator));
        estimate.exact = worse.1;
        estimate.extremes = Some(worse.2);
        let level = self.context.level;
        bound(
            estimate,
            if ratio {
                equalized_odds_ratio_interval(&first.1, &second.1, level, df).ok()
            } else {
                equalized_odds_gap_interval(&first.1, &second.1, level, df).ok()
            },
        );
    }

    fn worst_group(&self, estimate: &mut Estimate, metric: &'static Metric) {
        let (groups, excluded) = self.defined(metric);
        estimate.excluded = excluded;
        if groups.is_empty() {
            estimate.status = Status::UndefinedZeroDenominator;
            return;
        }
        let (lowest, highest) = extremes(&groups);
        let (worst, extreme) = if metric.favours == Favours::Lower {
            (highest, Extreme::Maximum)
        } else {
            (lowest, Extreme::Minimum)
        };
        put(estimate, Ok(worst.rate));
        estimate.exact = worst.evidence.exact_rate(self.context.table.weighted);
        estimate.extremes = Some((lowest.name.clone(), highest.name.clone()));
        let proportions: Vec<Proportion> = groups.iter().map(|group| group.proportion).collect();
        let df = groups
            .iter()
            .filter_map(|group| group.evidence.df)
            .reduce(f64::min);
        bound(
            estimate,
            worst_value_interval(&proportions, self.context.level, df, extreme).ok(),
        );
    }
}

/// The groups with the lowest and the highest rate; of equal ones the first by name.
fn extremes(groups: &[Defined]) -> (&Defined, &Defined) {
    let mut lowest = &groups[0];
    let mut highest = &groups[0];
    for group in &groups[1..] {
        if group.rate < lowest.rate {
            lowest = group;
        }
        if group.rate > highest.rate {
            highest = group;
        }
    }
    (lowest, highest)
}
