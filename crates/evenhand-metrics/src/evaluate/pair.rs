mod absolute;
mod compare;
mod missing;
mod other;
mod people;
mod rest;
mod within;

use other::Other;
pub(super) use rest::{Look, rest};

use compare::Kind;

use super::evidence::Evidence;
use super::measure::is_measured;
use super::smooth::Sample;
use super::strata::Scale;
use super::{Context, Reference, bound, mark_small, put, real};
use crate::parts::about_missing;
use crate::{Cells, Entry, Formula, Metric, Paired, Undefined};
use evenhand_core::{ConfusionMatrix, Estimate, Exact, GroupCells, Status};
use evenhand_inference::k_groups::tukey_critical;
use evenhand_inference::two_by_two::score_test_effective;
use evenhand_inference::two_sample::{difference_interval, odds_ratio_interval, ratio_interval};
use evenhand_inference::{Interval, Proportion};
use std::sync::Arc;

/// One number per group that has somebody to be compared with.
pub(super) fn estimates(entry: &Entry, context: &Context<'_>) -> Vec<Estimate> {
    if context.table.attribute.is_empty() {
        return Vec::new();
    }
    let to_overall = matches!(
        entry.formula,
        Formula::ToOverallDifference(_)
            | Formula::ToOverallRatio(_)
            | Formula::ToOverallSmooth { .. }
    );
    let reference = match entry.formula {
        _ if to_overall => &Reference::Overall,
        Formula::ToRestDifference(_) => &Reference::Rest,
        Formula::Paired(Paired::OverRest(_)) => &Reference::Rest,
        _ => &context.reference,
    };
    if about_missing(&entry.formula) && !missing::any(context.table) {
        return Vec::new();
    }
    if context.compared() < 2 {
        return context
            .table
            .groups
            .iter()
            .filter(|group| !group.missing)
            .map(|group| alone(entry, context, group))
            .collect();
    }
    let mut estimates = Vec::with_capacity(context.table.groups.len());
    for (i, group) in context.table.groups.iter().enumerate() {
        let named = matches!(reference, Reference::Group { index, .. } if *index == i);
        if named || group.missing {
            continue;
        }
        let rest = || {
            let look = Look::with(&entry.info.inputs);
            Other::Rest(context.workings.rest(context.table, i, look))
        };
        let (other, name): (Other, Arc<str>) = match reference {
            Reference::Group { index, name, .. } => {
                (Other::Group(&context.table.groups[*index]), name.clone())
            }
            Reference::Rest => (rest(), "rest".into()),
            Reference::Overall => (rest(), "overall".into()),
            Reference::None => continue,
        };
        let pair = Pair {
            context,
            group,
            other: &other,
            to_overall: *reference == Reference::Overall,
        };
        let mut estimate = context.blank(entry, Some(group));
        estimate.reference = Some(name);
        let against = pair.reference_group().n();
        estimate.n_reference = Some(against);
        let (persons, others) = (group.support(), pair.reference_group().support());
        estimate.units_reference = pair.reference_group().units;
        pair.fill(entry, &mut estimate);
        mark_small(
            &mut estimate,
            persons < context.min_n || others < context.min_n,
        );
        estimates.push(estimate);
    }
    estimates
}

fn alone(entry: &Entry, context: &Context<'_>, group: &GroupCells) -> Estimate {
    Estimate {
        status: Status::OneGroupOnly,
        ..context.blank(entry, Some(group))
    }
}

/// A group and whom it is compared with.
pub(super) struct Pair<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) group: &'a GroupCells,
    /// The reference; everyone else when compared with the rest or with everyone.
    pub(super) other: &'a GroupCells,
    pub(super) to_overall: bool,
}

impl Pair<'_> {
    fn fill(&self, entry: &Entry, estimate: &mut Estimate) {
        match entry.formula {
            Formula::Difference(metric) if is_measured(&metric.formula) => {
                self.compare(entry, metric, Kind::Difference, estimate);
            }
            Formula::Ratio(metric) if is_measured(&metric.formula) => {
                self.compare(entry, metric, Kind::Ratio, estimate);
            }
            Formula::Difference(metric)
            | Formula::ToOverallDifference(metric)
            | Formula::ToRestDifference(metric) => self.difference(entry, metric, estimate),
            Formula::ToOverallSmooth { of, parameter, .. } => {
                self.smooth(entry, estimate, &|cells| {
                    of(&cells[0], &cells[1], parameter)
                });
            }
            Formula::Ratio(metric) | Formula::ToOverallRatio(metric) => {
                self.ratio(metric, estimate)
            }
            Formula::TablePair {
                of,
                spread,
                parameter,
                ..
            } => self.table_function(entry, (of, spread, parameter), estimate),
            Formula::OddsRatio(metric) => self.odds_ratio(metric, estimate),
            Formula::PairSmooth { of, .. } => {
                self.smooth(entry, estimate, &|cells| of(&cells[0], &cells[1]))
            }
            Formula::MeanAbsoluteDifference(one, two) => self.mean_absolute(one, two, estimate),
            Formula::TestStatistic { of, .. } => {
                put(
                    estimate,
                    of(
                        &Cells::of(&self.group.total.confusion),
                        &Cells::of(&self.reference_cells()),
                    ),
                );
                self.test(&crate::selection::selection_rate, estimate);
            }
            Formula::MantelHaenszelDifference(metric) => {
                self.mantel_haenszel(metric, Scale::Difference, estimate);
            }
            Formula::MantelHaenszelOddsRatio(metric) => {
                self.mantel_haenszel(metric, Scale::OddsRatio, estimate);
            }
            Formula::Paired(paired) => self.paired(entry, paired, estimate),
            Formula::Shortfall(metric) => self.shortfall(entry, metric, estimate),
            Formula::Imbalance => self.imbalance(estimate),
            Formula::FourFifths => self.four_fifths(estimate),
            _ => {}
        }
    }

    /// The reference as it is compared with: everyone, when that is the rule.
    fn reference_group(&self) -> &GroupCells {
        if self.to_overall {
            &self.context.table.overall
        } else {
            self.other
        }
    }

    fn paired(&self, entry: &Entry, paired: Paired, estimate: &mut Estimate) {
        match paired {
            Paired::LogRatio(metric) => self.log_ratio(metric, estimate),
            Paired::OverRest(metric) => self.ratio(metric, estimate),
            Paired::MissingDifference(metric) | Paired::MissingRatio(metric) => {
                self.missing(metric, matches!(paired, Paired::MissingRatio(_)), estimate);
            }
            Paired::WithinStrata(quantity)
            | Paired::Explained(quantity)
            | Paired::Unexplained(quantity) => self.within(entry, paired, quantity, estimate),
        }
    }

    /// The ratio on the scale on which stages add up.
    fn log_ratio(&self, metric: &'static Metric, estimate: &mut Estimate) {
        self.ratio(metric, estimate);
        let log = |side: evenhand_core::Real| real(libm::log(side.get()));
        if let Some(value) = estimate.value {
            put(estimate, Ok(libm::log(value.get())));
        }
        estimate.lower = estimate.lower.and_then(log);
        estimate.upper = estimate.upper.and_then(log);
        let logs = |(low, high)| (libm::log(low), libm::log(high));
        estimate.simultaneous = estimate.simultaneous.map(logs);
        // Both are about the ratio, against limits of a ratio.
        estimate.exact = None;
        estimate.effective_pair = None;
    }

    fn reference_cells(&self) -> ConfusionMatrix {
        self.reference_group().total.confusion
    }

    fn evidence(&self, metric: &Metric) -> (Evidence, Evidence) {
        (
            self.context.evidence(metric, self.group),
            self.context.evidence(metric, self.other),
        )
    }

    /// The rate of the reference as it is compared with.
    fn reference_evidence(&self, metric: &Metric, other: Evidence) -> Evidence {
        if self.to_overall {
            self.context.evidence(metric, &self.context.table.overall)
        } else {
            other
        }
    }

    /// Critical value of the printed interval: simultaneous when the reference was picked from the data as the best.
    pub(super) fn critical(&self, df: Option<f64>) -> f64 {
        let best = matches!(self.context.reference, Reference::Group { best: true, .. })
            && !self.to_overall;
        let critical = if best {
            tukey_critical(self.context.compared(), self.context.level)
        } else {
            self.context.level.z()
        };
        self.context.level.widen(critical, df)
    }

    /// Critical value that a confirmed gap needs as well.
    pub(super) fn simultaneous(&self, df: Option<f64>) -> f64 {
        let critical = tukey_critical(self.context.compared(), self.context.level);
        self.context.level.widen(critical, df)
    }

    fn record(estimate: &mut Estimate, group: &Evidence, reference: &Evidence) {
        estimate.events = real(group.events.weight());
        estimate.total = real(group.total.weight());
        estimate.events_reference = real(reference.events.weight());
        estimate.total_reference = real(reference.total.weight());
        if group.effective {
            estimate.effective_n = group.proportion.and_then(|p| real(p.total));
            estimate.design_effect = group.design_effect.and_then(real);
        }
        mark_small(estimate, group.too_few_blocks || reference.too_few_blocks);
    }

    fn difference(&self, entry: &Entry, metric: &'static Metric, estimate: &mut Estimate) {
        if let Formula::Smooth { of, parameter, .. } = metric.formula {
            let function =
                |cells: &[Cells]| Ok(of(&cells[0], parameter)? - of(&cells[1], parameter)?);
            self.smooth(entry, estimate, &function);
            return;
        }
        let (group, other) = self.evidence(metric);
        let reference = self.reference_evidence(metric, other);
        let value = group.rate().zip(reference.rate()).map(|(a, b)| a - b);
        put(estimate, value.ok_or(Undefined::ZeroDenominator));
        Self::record(estimate, &group, &reference);
        if estimate.value.is_none() {
            return;
        }
        let ((events, total), (reference_events, reference_total)) =
            self.integers(&group, &reference);
        estimate.exact = Some(Exact::Difference {
            events,
            total,
            reference_events,
            reference_total,
        });
        if let (Some(a), Some(b)) = (group.proportion, other.proportion) {
            let df = smaller(group.df, other.df);
            // To everyone, p_g − p_all = (1 − π)(p_g − p_rest), π being the group's part of the denominator.
            let part = if self.to_overall {
                share_of(&group, &reference)
            } else {
                0.0
            };
            let scaled = |i: Interval| Interval {
                lower: (1.0 - part) * i.lower,
                upper: (1.0 - part) * i.upper,
                ..i
            };
            sizes(estimate, a, b, df, self.to_overall);
            bound(
                estimate,
                Some(scaled(difference_interval(a, b, self.critical(df)))),
            );
            if self.context.checked {
                let wide = scaled(difference_interval(a, b, self.simultaneous(df)));
                estimate.simultaneous = Some((wide.lower, wide.upper));
            }
        } else if self.to_overall {
            exactly(estimate);
        }
        self.test(metric, estimate);
    }

    fn ratio(&self, metric: &'static Metric, estimate: &mut Estimate) {
        let (group, other) = self.evidence(metric);
        let reference = self.reference_evidence(metric, other);
        put(estimate, divide(group.rate(), reference.rate()));
        Self::record(estimate, &group, &reference);
        if estimate.value.is_none() {
            return;
        }
        let ((events, total), (reference_events, reference_total)) =
            self.integers(&group, &reference);
        estimate.exact = Some(Exact::Ratio {
            events,
            total,
            reference_events,
            reference_total,
        });
        if let (Some(a), Some(b)) = (group.proportion, other.proportion) {
            let df = smaller(group.df, other.df);
            let part = if self.to_overall {
                share_of(&group, &reference)
            } else {
                0.0
            };
            // To everyone, θ_all = θ / (πθ + 1 − π).
            let to_all = |theta: f64| {
                if part == 0.0 {
                    theta
                } else if theta.is_infinite() {
                    1.0 / part
                } else {
                    theta / (part * theta + 1.0 - part)
                }
            };
            let scaled = |i: Interval| Interval {
                lower: to_all(i.lower),
                upper: to_all(i.upper),
                ..i
            };
            sizes(estimate, a, b, df, self.to_overall);
            bound(
                estimate,
                Some(scaled(ratio_interval(a, b, self.critical(df)))),
            );
            if self.context.checked {
                let wide = scaled(ratio_interval(a, b, self.simultaneous(df)));
                estimate.simultaneous = Some((wide.lower, wide.upper));
            }
        } else if self.to_overall {
            exactly(estimate);
        }
        self.test(metric, estimate);
    }

    fn odds_ratio(&self, metric: &'static Metric, estimate: &mut Estimate) {
        let (group, other) = self.evidence(metric);
        let reference = self.reference_evidence(metric, other);
        let products = group
            .rate()
            .zip(reference.rate())
            .map(|(a, b)| (a * (1.0 - b), b * (1.0 - a)));
        let weights = |e: &Evidence| (e.events.weight(), e.total.weight() - e.events.weight());
        let ((yes, no), (reference_yes, reference_no)) = (weights(&group), weights(&reference));
        let value = products
            .ok_or(Undefined::ZeroDenominator)
            .and_then(|_| crate::cells::share(yes * reference_no, reference_yes * no));
        put(estimate, value);
        Self::record(estimate, &group, &reference);
        if let (Some(a), Some(b), Some(_)) = (group.proportion, other.proportion, estimate.value) {
            let df = smaller(group.df, other.df);
            if !self.to_overall {
                sizes(estimate, a, b, df, false);
                bound(estimate, Some(odds_ratio_interval(a, b, self.critical(df))));
                if self.context.checked {
                    let wide = odds_ratio_interval(a, b, self.simultaneous(df));
                    estimate.simultaneous = Some((wide.lower, wide.upper));
                }
            }
        }
        self.test(metric, estimate);
    }

    fn smooth(
        &self,
        entry: &Entry,
        estimate: &mut Estimate,
        function: super::smooth::Function<'_>,
    ) {
        let range = (
            entry.info.range.0.unwrap_or(f64::NEG_INFINITY),
            entry.info.range.1.unwrap_or(f64::INFINITY),
        );
        let pair = [self.group, self.other];
        let samples = pair.map(Sample::from);
        if self.to_overall {
            // Everyone is the group and the rest together, so that the group's rows move both sides.
            let with_all = |cells: &[Cells]| {
                let (group, rest) = (cells[0].to_array(), cells[1].to_array());
                let both = std::array::from_fn(|cell| group[cell] + rest[cell]);
                function(&[cells[0], Cells::from_array(both)])
            };
            put(
                estimate,
                with_all(&pair.map(|group| Cells::of(&group.total.confusion))),
            );
            bound(
                estimate,
                self.context.smooth_interval(&samples, &with_all, range),
            );
        } else {
            put(
                estimate,
                function(&pair.map(|group| Cells::of(&group.total.confusion))),
            );
            bound(
                estimate,
                self.context.smooth_interval(&samples, function, range),
            );
        }
    }

    fn integers(&self, group: &Evidence, reference: &Evidence) -> ((i128, i128), (i128, i128)) {
        let weighted = self.context.table.weighted;
        (group.integers(weighted), reference.integers(weighted))
    }

    /// The test of no difference between the group and those it is compared with.
    fn test(&self, metric: &'static Metric, estimate: &mut Estimate) {
        let (group, other) = self.evidence(metric);
        let result = if group.effective || other.effective {
            group
                .proportion
                .zip(other.proportion)
                .map(|(a, b)| score_test_effective(a, b, smaller(group.df, other.df)))
        } else if group.total.n > 0 && other.total.n > 0 {
            let table = [group.events.n, group.total.n, other.events.n, other.total.n];
            self.context.workings.test(table)
        } else {
            None
        };
        if let Some(result) = result {
            estimate.p_value = real(result.p_value);
            estimate.test = Some(result.method.into());
        }
    }
}

/// Keeps the effective sizes for the test against a limit; against everyone the two sides overlap and it has none.
fn sizes(estimate: &mut Estimate, a: Proportion, b: Proportion, df: Option<f64>, to_overall: bool) {
    estimate.df = df.and_then(real);
    estimate.effective_pair = (!to_overall).then_some([a.events, a.total, b.events, b.total]);
}

/// A group that is everyone differs from everyone by nothing, surely.
fn exactly(estimate: &mut Estimate) {
    estimate.lower = estimate.value;
    estimate.upper = estimate.value;
    estimate.method = Some("exact".into());
}

fn share_of(group: &Evidence, all: &Evidence) -> f64 {
    if all.total.w > 0 {
        group.total.w as f64 / all.total.w as f64
    } else {
        0.0
    }
}

pub(super) fn smaller(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}

fn divide(a: Option<f64>, b: Option<f64>) -> Result<f64, Undefined> {
    match (a, b) {
        (Some(a), Some(b)) => crate::cells::share(a, b),
        _ => Err(Undefined::ZeroDenominator),
    }
}
