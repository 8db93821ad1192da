//! One number for all groups that is neither the gap nor the ratio of the outermost two.

use super::super::evidence::cells_of;
use super::super::measure::Chance;
use super::super::{bound, put, real};
use super::{Defined, Groups};
use crate::{Cell, Cells, Formula, Metric, Undefined};
use evenhand_core::{Estimate, GroupCells, Status};
use evenhand_inference::bootstrap::multinomial_replicates;
use evenhand_inference::distribution::chi_squared;
use evenhand_inference::heterogeneity::cochran_q;
use evenhand_inference::k_groups::min_ratio_interval;
use evenhand_inference::permutation::null_reference;
use evenhand_inference::{Interval, Level, Proportion};

impl Groups<'_> {
    /// The largest log ratio over both outcomes of a rate: the rule of the smallest ratio, the error level shared by the two.
    pub(super) fn epsilon(
        &self,
        metric: &'static Metric,
        level: Level,
        estimate: &mut Estimate,
    ) -> Option<(f64, Option<Interval>)> {
        let (groups, _, df) = self.spread(metric, estimate)?;
        let half = Level::new(1.0 - level.alpha() / 2.0).unwrap_or(level);
        let (mut value, mut lower, mut upper) = (0.0_f64, 0.0_f64, 0.0_f64);
        let mut bounded = true;
        for selected in [true, false] {
            let smoothed = |cells: &Defined| {
                let (events, total) = (
                    cells.evidence.events.weight(),
                    cells.evidence.total.weight(),
                );
                ((if selected { events } else { total - events }) + 0.5) / (total + 1.0)
            };
            let (low, high) = groups
                .iter()
                .map(smoothed)
                .fold((f64::INFINITY, 0.0_f64), |(l, h), x| (l.min(x), h.max(x)));
            value = value.max(libm::log(high / low));
            let sizes: Option<Vec<Proportion>> = groups
                .iter()
                .map(|group| {
                    let p = if selected {
                        group.proportion
                    } else {
                        group.proportion.complement()
                    };
                    Proportion::new(p.events + 0.5, p.total + 1.0).ok()
                })
                .collect();
            let narrow = sizes
                .as_ref()
                .and_then(|s| min_ratio_interval(s, half, df).ok());
            let wide = sizes
                .as_ref()
                .and_then(|s| min_ratio_interval(s, level, df).ok());
            match (narrow, wide) {
                (Some(narrow), Some(wide)) => {
                    lower = lower.max(-libm::log(narrow.upper));
                    upper = upper.max(-libm::log(wide.lower));
                }
                _ => bounded = false,
            }
        }
        let interval = bounded.then(|| Interval {
            lower: lower.min(value),
            upper: upper.max(value),
            method: "tukey-iut",
        });
        Some((value, interval))
    }

    /// Decisions against outcomes: both intervals at half the error level hold together.
    pub(super) fn amplification(&self, estimate: &mut Estimate) {
        let level = self.context.level;
        let half = Level::new(1.0 - level.alpha() / 2.0).unwrap_or(level);
        let of = [
            &crate::selection::selection_rate,
            &crate::confusion::base_rate,
        ];
        let [decisions, outcomes] = of.map(|metric| self.epsilon(metric, half, estimate));
        // Which groups are the outermost differs between the two.
        estimate.extremes = None;
        let (Some((x, of_x)), Some((y, of_y))) = (decisions, outcomes) else {
            estimate.status = Status::OneGroupOnly;
            return;
        };
        put(estimate, Ok(x - y));
        bound(
            estimate,
            of_x.zip(of_y).map(|(of_x, of_y)| Interval {
                lower: of_x.lower - of_y.upper,
                upper: of_x.upper - of_y.lower,
                method: "bonferroni-tukey-iut",
            }),
        );
    }

    /// Whether an effect differs between groups by more than chance.
    pub(super) fn heterogeneity(&self, metric: &'static Metric, estimate: &mut Estimate) {
        let level = self.context.level;
        let (mut effects, mut variances) = (Vec::new(), Vec::new());
        for group in &self.groups {
            let measured = self.context.measure(metric, group, level);
            let variance = self
                .rates_variance(metric, group)
                .or_else(|| measured.spread(level).map(|error| error * error));
            match measured.number().zip(variance.filter(|v| *v > 0.0)) {
                Some((effect, variance)) => {
                    effects.push(effect);
                    variances.push(variance);
                }
                None => estimate.excluded.push(group.name.clone()),
            }
        }
        if effects.len() < 2 {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        let Ok(found) = cochran_q(&effects, &variances) else {
            put(estimate, Err(Undefined::ZeroDenominator));
            return;
        };
        put(estimate, Ok(found.q));
        estimate.df = real(found.df);
        Chance {
            mean: found.df,
            p_value: found.p_value,
            quantile: chi_squared_quantile(found.df),
            test: "cochran-q",
        }
        .record(estimate);
    }

    /// The variance of a difference of two rates of people who are in one of them only; `None` where it is 0.
    fn rates_variance(&self, metric: &Metric, group: &GroupCells) -> Option<f64> {
        let Formula::Contrast(one, other) = metric.formula else {
            return None;
        };
        let of = |metric: &Metric| {
            let Formula::Rate { .. } = metric.formula else {
                return None;
            };
            let proportion = self.context.evidence(metric, group).proportion?;
            let rate = proportion.events / proportion.total;
            Some(rate * (1.0 - rate) / (proportion.total - 1.0).max(0.0))
        };
        let variance = of(one)? + of(other)?;
        (variance > 0.0 && variance.is_finite()).then_some(variance)
    }

    /// The group whose rate is furthest from everyone's, by how many people that concerns.
    pub(super) fn subgroup_gamma(&self, metric: &'static Metric, estimate: &mut Estimate) {
        let everyone = &self.context.table.overall;
        let all = self.context.evidence(metric, everyone);
        let cells = Cells::of(&everyone.total.confusion);
        let about_decisions = cells_of(metric).is_some_and(|(_, of)| of.contains(&Cell::Selected));
        let people = if about_decisions {
            cells.total()
        } else {
            cells.labelled()
        };
        let (groups, excluded) = self.defined(metric);
        estimate.excluded = excluded;
        let Some(rate) = all.rate().filter(|_| people > 0.0 && !groups.is_empty()) else {
            estimate.status = Status::UndefinedZeroDenominator;
            return;
        };
        if groups.len() < 2 {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        let gamma = |group: &Defined, own: f64, all: f64| {
            group.evidence.total.weight() / people * (own - all).abs()
        };
        let (mut least, mut most) = (&groups[0], &groups[0]);
        for group in &groups[1..] {
            let of = |group: &Defined| gamma(group, group.rate, rate);
            if of(group) < of(least) {
                least = group;
            }
            if of(group) > of(most) {
                most = group;
            }
        }
        let value = gamma(most, most.rate, rate);
        put(estimate, Ok(value));
        estimate.extremes = Some((least.name.clone(), most.name.clone()));
        // Of the groups that are large enough only the limits are asked for, and it has none.
        if !self.part
            && let Some(chance) = self.gamma_chance(metric, &groups, value, &gamma)
        {
            chance.record(estimate);
        }
    }

    fn gamma_chance(
        &self,
        metric: &'static Metric,
        groups: &[Defined],
        value: f64,
        gamma: &dyn Fn(&Defined, f64, f64) -> f64,
    ) -> Option<Chance> {
        let context = self.context;
        let draws = if context.checked {
            context.noise_draws
        } else {
            context.noise_draws.min(200)
        };
        let seed = context.seed_of("chance", "subgroup-gamma");
        let pooled = context.evidence(metric, &context.table.overall).rate()?;
        // Of some people the group is not known: they are part of everyone.
        let missing = context.table.groups.iter().filter(|group| group.missing);
        let missing: Vec<(f64, Proportion)> = missing
            .filter_map(|group| {
                let evidence = context.evidence(metric, group);
                Some((evidence.total.weight(), evidence.proportion?))
            })
            .collect();
        let known = groups
            .iter()
            .map(|group| (group.evidence.total.weight(), group.proportion));
        let parts: Vec<(f64, Proportion)> = known.chain(missing).collect();
        let everyone: f64 = parts.iter().map(|part| part.0).sum();
        let mut rates = vec![0.0; draws];
        let mut own = Vec::with_capacity(parts.len());
        for (i, (weight, proportion)) in parts.iter().enumerate() {
            let n = proportion.total;
            let seed = seed ^ (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let drawn = multinomial_replicates(&[n * pooled, n * (1.0 - pooled)], draws, seed);
            let drawn: Vec<f64> = drawn
                .ok()?
                .iter()
                .map(|counts| counts[0] as f64 / (counts[0] + counts[1]).max(1) as f64)
                .collect();
            for (sum, rate) in rates.iter_mut().zip(&drawn) {
                *sum += weight / everyone * rate;
            }
            own.push(drawn);
        }
        let largest = |draw: usize| {
            groups
                .iter()
                .zip(&own)
                .map(|(group, own)| gamma(group, own[draw], rates[draw]))
                .fold(0.0, f64::max)
        };
        let null = null_reference(value, (0..draws).map(largest).collect()).ok()?;
        Some(Chance {
            mean: null.mean,
            p_value: null.p_value,
            quantile: null.q95,
            test: "parametric-bootstrap",
        })
    }
}

/// The value that is exceeded with probability 5 %.
pub(super) fn chi_squared_quantile(df: f64) -> f64 {
    let (mut low, mut high) = (0.0, 10.0 * df + 50.0);
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if chi_squared::upper_tail(middle, df) > 0.05 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
