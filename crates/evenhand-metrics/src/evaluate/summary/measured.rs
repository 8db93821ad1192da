use super::super::lists::{ListSums, average, by_lists, leave_one_out};
use super::super::measure::{Chance, Measured};
use super::super::setting::{Member, Setting};
use super::super::{bound, put, real, within};
use super::Groups;
use crate::{Cells, Entry, List, ListsChance, Metric, Undefined};
use evenhand_core::{Estimate, Favours, Status};
use evenhand_inference::k_groups::tukey_critical;
use evenhand_inference::two_sample::mover_difference;
use evenhand_inference::{Interval, Level};
use std::sync::Arc;

/// Groups up to which every pair is looked at.
const MOST_PAIRED: usize = 200;

/// A group with its number, at the level of the audit and at that of all pairs together.
struct Numbered {
    name: Arc<str>,
    narrow: Measured,
    value: f64,
    wide: Measured,
}

/// Summaries by numbers that are not rates.
impl Groups<'_> {
    fn numbered(&self, metric: &Metric, estimate: &mut Estimate) -> Vec<Numbered> {
        self.numbered_at(metric, self.context.level, estimate)
    }

    /// The numbers of all groups, once more at the limit of all pairs together at a level.
    fn numbered_at(
        &self,
        metric: &Metric,
        together: Level,
        estimate: &mut Estimate,
    ) -> Vec<Numbered> {
        let level = self.context.level;
        let all = tukey_critical(self.groups.len().max(2), together);
        let all = Level::of_critical(all).unwrap_or(level);
        let mut found = Vec::with_capacity(self.groups.len());
        for group in &self.groups {
            let narrow = self.context.measure(metric, group, level);
            if let Some(value) = narrow.number() {
                found.push(Numbered {
                    name: group.name.clone(),
                    narrow,
                    value,
                    wide: self.context.measure(metric, group, all),
                });
            } else if !estimate.excluded.contains(&group.name) {
                estimate.excluded.push(group.name.clone());
            }
        }
        found
    }

    /// Largest minus smallest, or smallest divided by largest: Tukey's limit on one side, that of whichever pair it is
    /// on the other.
    pub(super) fn measured_spread(
        &self,
        entry: &Entry,
        metric: &'static Metric,
        ratio: bool,
        estimate: &mut Estimate,
    ) {
        let groups = self.numbered(metric, estimate);
        if groups.len() < 2 {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        let (mut low, mut high) = (&groups[0], &groups[0]);
        for group in &groups[1..] {
            if group.value < low.value {
                low = group;
            }
            if group.value > high.value {
                high = group;
            }
        }
        estimate.extremes = Some((low.name.clone(), high.name.clone()));
        if ratio {
            let value = if low.value >= 0.0 {
                crate::cells::share(low.value, high.value)
            } else {
                Err(Undefined::ZeroDenominator)
            };
            put(estimate, value);
            if value.is_ok() {
                bound(estimate, self.ratio_limits(&groups));
            }
        } else {
            put(estimate, Ok(high.value - low.value));
            bound(estimate, self.gap_limits(metric, &groups));
            let bounds = [low, high].map(|group| group.narrow.error_bound);
            if let [Some(a), Some(b)] = bounds {
                estimate.error_bound = real(a + b);
            }
        }
        within(entry, estimate);
    }

    /// The larger of the largest gaps of two numbers: both lower limits hold together at half the error level each.
    pub(super) fn measured_gap(
        &self,
        entry: &Entry,
        metrics: [&'static Metric; 2],
        estimate: &mut Estimate,
    ) {
        let level = self.context.level;
        let half = Level::new(1.0 - level.alpha() / 2.0).unwrap_or(level);
        let sides = metrics.map(|metric| self.numbered_at(metric, half, estimate));
        if sides.iter().any(|groups| groups.len() < 2) {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        let ends = sides.each_ref().map(|groups| {
            let low = groups
                .iter()
                .reduce(|a, b| if b.value < a.value { b } else { a });
            let high = groups
                .iter()
                .reduce(|a, b| if b.value > a.value { b } else { a });
            low.zip(high)
        });
        let [Some(one), Some(other)] = ends else {
            return;
        };
        let gap = |(low, high): (&Numbered, &Numbered)| high.value - low.value;
        let worse = if gap(one) >= gap(other) { one } else { other };
        estimate.extremes = Some((worse.0.name.clone(), worse.1.name.clone()));
        put(estimate, Ok(gap(worse)));
        let [first, second] = &sides;
        let limits = (
            self.gap_limits(metrics[0], first),
            self.gap_limits(metrics[1], second),
        );
        if let (Some(a), Some(b)) = limits {
            let interval = Interval {
                lower: a.lower.max(b.lower),
                upper: a.upper.max(b.upper),
                method: a.method,
            };
            bound(estimate, Some(interval));
        }
        within(entry, estimate);
    }

    /// A number of all groups together, beside what chance alone would show.
    pub(super) fn across(
        &self,
        of: fn(&[Member<'_>], &Setting) -> Result<f64, Undefined>,
        chance: fn(&[Member<'_>], &Setting) -> Option<Chance>,
        parameter: f64,
        estimate: &mut Estimate,
    ) {
        let context = self.context;
        if self.groups.len() < 2 {
            estimate.status = Status::OneGroupOnly;
            return;
        }
        let known: Vec<_> = self
            .groups
            .iter()
            .map(|group| (context.known_scores(group, false), *group))
            .collect();
        let members: Vec<Member<'_>> = known
            .iter()
            .map(|(known, group)| Member {
                cells: Cells::of(&group.total.confusion),
                classes: &group.total.classes,
                scores: &known.scores,
                size: context.size_of(group),
            })
            .collect();
        let setting = Setting {
            seed: context.seed_of("chance", &estimate.metric),
            ..context.setting(&self.groups, parameter, context.level)
        };
        put(estimate, of(&members, &setting));
        if let Some(value) = estimate.value
            && setting.draws > 0
            && let Some(chance) = chance(
                &members,
                &Setting {
                    value: value.get(),
                    ..setting
                },
            )
        {
            chance.record(estimate);
        }
    }

    fn ratio_limits(&self, groups: &[Numbered]) -> Option<Interval> {
        if groups.len() > MOST_PAIRED {
            return None;
        }
        let level = self.context.level;
        let all = tukey_critical(groups.len(), level);
        let all = Level::of_critical(all).unwrap_or(level);
        let (mut lower, mut upper) = (f64::INFINITY, 1.0_f64);
        for (i, a) in groups.iter().enumerate() {
            for (j, b) in groups.iter().enumerate() {
                if i == j || a.value > b.value {
                    continue;
                }
                let pair = self.context.ratio_of(&a.narrow, &b.narrow, level);
                lower = lower.min(pair.interval?.lower);
                let pair = self.context.ratio_of(&a.wide, &b.wide, all);
                upper = upper.min(pair.interval?.upper);
            }
        }
        lower.is_finite().then_some(Interval {
            lower: lower.min(upper),
            upper,
            method: "tukey-iut",
        })
    }

    /// The worst group's value, with limits that hold for whichever group is the worst.
    pub(super) fn measured_worst(
        &self,
        entry: &Entry,
        metric: &'static Metric,
        estimate: &mut Estimate,
    ) {
        let groups = self.numbered(metric, estimate);
        let lower_is_better = metric.favours == Favours::Lower;
        let worst = groups.iter().reduce(|a, b| {
            let worse = if lower_is_better {
                b.value > a.value
            } else {
                b.value < a.value
            };
            if worse { b } else { a }
        });
        let Some(worst) = worst else {
            estimate.status = Status::UndefinedZeroDenominator;
            return;
        };
        put(estimate, Ok(worst.value));
        let level = self.context.level;
        let shared = libm::pow(level.value(), 1.0 / groups.len() as f64);
        let shared = Level::new(shared).unwrap_or(level);
        let limits: Option<Vec<(Interval, Interval)>> = self
            .groups
            .iter()
            .filter(|group| groups.iter().any(|known| known.name == group.name))
            .map(|group| {
                let own = self.context.measure(metric, group, level).interval?;
                let all = self.context.measure(metric, group, shared).interval?;
                Some((own, all))
            })
            .collect();
        if let Some(limits) = limits {
            type Side = fn(&(Interval, Interval)) -> f64;
            let least = |of: Side| limits.iter().map(of).fold(f64::INFINITY, f64::min);
            let most = |of: Side| limits.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
            let (lower, upper) = if lower_is_better {
                (most(|l| l.1.lower), most(|l| l.0.upper))
            } else {
                (least(|l| l.0.lower), least(|l| l.1.upper))
            };
            let method = "sidak-iut";
            bound(
                estimate,
                Some(Interval {
                    lower,
                    upper,
                    method,
                }),
            );
        }
        within(entry, estimate);
    }

    /// The mean over lists of a number of all groups together.
    pub(super) fn over_lists(
        &self,
        of: fn(&List, f64) -> Option<f64>,
        chance: Option<ListsChance>,
        parameter: f64,
        estimate: &mut Estimate,
    ) {
        let context = self.context;
        let lists = context.workings.lists(context.table);
        let numbers = lists.iter().filter_map(|list| of(list, parameter));
        let numbers: Vec<f64> = numbers.collect();
        average(&numbers, context.level).record(estimate);
        let Some(chance) = chance.filter(|_| estimate.value.is_some()) else {
            return;
        };
        let setting = context.list_setting(&estimate.metric, parameter);
        if let Some(chance) = chance(lists, &setting) {
            chance.record(estimate);
        }
    }

    /// A number of all lists and all groups together, beside that of shuffled lists.
    pub(super) fn of_all_lists(
        &self,
        of: fn(&[List], f64) -> Result<f64, Undefined>,
        chance: ListsChance,
        parameter: f64,
        estimate: &mut Estimate,
    ) {
        let context = self.context;
        let lists = context.workings.lists(context.table);
        put(estimate, of(lists, parameter));
        // Of the groups that are large enough only the limits are asked for, and it has none.
        if estimate.value.is_none() || self.part {
            return;
        }
        let setting = context.list_setting(&estimate.metric, parameter);
        if let Some(chance) = chance(lists, &setting) {
            chance.record(estimate);
        }
    }

    /// Lower limit at Tukey's critical value, upper limit of whichever pair is the widest apart.
    fn gap_limits(&self, metric: &Metric, groups: &[Numbered]) -> Option<Interval> {
        if groups.len() > MOST_PAIRED {
            // Too many pairs: the gap of the outermost limits holds all of them.
            let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
            for group in groups {
                let interval = group.narrow.interval?;
                ends = (ends.0.min(interval.lower), ends.1.max(interval.upper));
            }
            return Some(Interval {
                lower: 0.0,
                upper: ends.1 - ends.0,
                method: "outermost-limits",
            });
        }
        let level = self.context.level;
        let all = Level::of_critical(tukey_critical(self.groups.len().max(2), level));
        let all = all.unwrap_or(level);
        // Groups of the same lists are not independent samples.
        let same_lists = self.list_sums(metric, groups);
        let (mut lower, mut upper) = (0.0_f64, 0.0_f64);
        for (i, a) in groups.iter().enumerate() {
            for (j, b) in groups.iter().enumerate() {
                if i == j || a.value < b.value {
                    continue;
                }
                let (narrow, wide) = if let Some(sums) = &same_lists {
                    let pair = [&sums[i], &sums[j]];
                    let (error, df) = leave_one_out(&pair, &|values| Some(values[0] - values[1]))?;
                    let limits = |level: Level| {
                        let reach = level.critical(Some(df)) * error;
                        (a.value - b.value - reach, a.value - b.value + reach)
                    };
                    (limits(level), limits(all))
                } else {
                    let limits = |x: &Measured, y: &Measured| {
                        let found = mover_difference(a.value, x.interval?, b.value, y.interval?);
                        Some((found.lower, found.upper))
                    };
                    (limits(&a.narrow, &b.narrow)?, limits(&a.wide, &b.wide)?)
                };
                upper = upper.max(narrow.1);
                lower = lower.max(wide.0);
            }
        }
        Some(Interval {
            lower,
            upper,
            method: "tukey-iut",
        })
    }

    fn list_sums<'m>(&self, metric: &'m Metric, groups: &[Numbered]) -> Option<Vec<ListSums<'m>>> {
        if !by_lists(&metric.formula) {
            return None;
        }
        let table = self.context.table;
        let lists = self.context.workings.lists(table);
        let sums = |group: &Numbered| {
            let position = table.groups.iter().position(|g| g.name == group.name)?;
            Some(ListSums::new(&metric.formula, lists, position))
        };
        groups.iter().map(sums).collect()
    }
}
