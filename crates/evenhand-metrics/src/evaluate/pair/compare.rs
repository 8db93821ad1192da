use super::super::lists::{ListSums, by_lists, leave_one_out};
use super::super::measure::Measured;
use super::super::{Context, bound, put, real, within};
use super::Pair;
use crate::{Between, Entry, Formula, List, Metric, PairSpread};
use evenhand_core::{Estimate, GroupCells, Real};
use evenhand_inference::distribution::student;
use evenhand_inference::{Interval, Level};

/// How two numbers are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Difference,
    Ratio,
}

/// Comparisons by numbers that are not rates: each side is measured by itself, then both are put together.
impl Pair<'_> {
    pub(super) fn compare(
        &self,
        entry: &Entry,
        metric: &'static Metric,
        kind: Kind,
        estimate: &mut Estimate,
    ) {
        if by_lists(&metric.formula) {
            self.compare_lists(entry, metric, kind, estimate);
            return;
        }
        // Of a mean, everyone is the group and the rest by their shares; of other numbers there is no such sum.
        let share = match metric.formula {
            Formula::Mean { .. } if self.to_overall && kind == Kind::Difference => {
                let own = self.context.measure(metric, self.group, self.context.level);
                let rest = self.context.measure(metric, self.other, self.context.level);
                let all = (own.n + rest.n) as f64;
                if all > 0.0 { own.n as f64 / all } else { 0.0 }
            }
            _ => 0.0,
        };
        if self.to_overall && share == 0.0 {
            self.against_rest(estimate);
        }
        let joined = |level: Level| {
            let (a, b) = self.sides(metric, level);
            match kind {
                Kind::Difference => self.context.difference_of(&a, &b, level, 1.0 - share),
                Kind::Ratio => self.context.ratio_of(&a, &b, level),
            }
        };
        let df = None;
        let printed = self.level_of(self.critical(df));
        let measured = joined(printed);
        let (a, b) = self.sides(metric, self.context.level);
        self.write(entry, &measured, estimate);
        estimate.total = real(a.n as f64);
        estimate.total_reference = real(b.n as f64);
        if estimate.value.is_none() {
            return;
        }
        self.context.no_difference(&a, &b, estimate);
        if self.context.checked
            && let Ok(level) = Level::of_critical(self.simultaneous(df))
        {
            estimate.simultaneous = joined(level).interval.map(|i| (i.lower, i.upper));
        }
    }

    /// Both sides stand in the same lists, so that each list is left out of both at once.
    fn compare_lists(
        &self,
        entry: &Entry,
        metric: &'static Metric,
        kind: Kind,
        estimate: &mut Estimate,
    ) {
        if self.to_overall {
            self.against_rest(estimate);
        }
        let table = self.context.table;
        let lists = self.context.workings.lists(table);
        let position = |group: &GroupCells| table.groups.iter().position(|g| g.name == group.name);
        let Some(own) = position(self.group) else {
            return;
        };
        let two: Vec<List>;
        let (lists, sides) = match position(self.other) {
            Some(other) => (lists, [own, other]),
            None => {
                two = lists.iter().map(|list| list.against_rest(own)).collect();
                (&two[..], [0, 1])
            }
        };
        let [a, b] = sides.map(|side| ListSums::new(&metric.formula, lists, side));
        let value = a.value().and_then(|x| {
            let y = b.value()?;
            match kind {
                Kind::Difference => Ok(x - y),
                Kind::Ratio => crate::cells::share(x, y),
            }
        });
        put(estimate, value);
        estimate.total = real(a.lists() as f64);
        estimate.total_reference = real(b.lists() as f64);
        let Some(value) = estimate.value.map(Real::get).filter(|x| x.is_finite()) else {
            return;
        };
        let scale = |values: &[f64]| match kind {
            Kind::Difference => Some(values[0] - values[1]),
            Kind::Ratio if values[0] > 0.0 && values[1] > 0.0 => {
                Some(libm::log(values[0] / values[1]))
            }
            Kind::Ratio => None,
        };
        let Some((error, df)) = leave_one_out(&[&a, &b], &scale) else {
            return;
        };
        let limits = |critical: f64| match kind {
            Kind::Difference => (value - critical * error, value + critical * error),
            Kind::Ratio => (
                value * libm::exp(-critical * error),
                value * libm::exp(critical * error),
            ),
        };
        let (lower, upper) = limits(self.critical(Some(df)));
        let method = "jackknife-lists";
        bound(
            estimate,
            Some(Interval {
                lower,
                upper,
                method,
            }),
        );
        estimate.df = real(df);
        if error > 0.0 {
            let centre = match kind {
                Kind::Difference => value,
                Kind::Ratio => libm::log(value),
            };
            estimate.p_value = real(student::two_sided((centre / error).abs(), df));
            estimate.test = Some(method.into());
        }
        within(entry, estimate);
        if self.context.checked {
            estimate.simultaneous = Some(limits(self.simultaneous(Some(df))));
        }
    }

    /// A function of the tables of both sides.
    pub(super) fn table_function(
        &self,
        entry: &Entry,
        (of, spread, parameter): (Between, PairSpread, f64),
        estimate: &mut Estimate,
    ) {
        if self.to_overall {
            self.against_rest(estimate);
        }
        let pair = (self.group, self.other);
        let at = |critical: f64| {
            let level = self.level_of(critical);
            self.context.table_pair(of, spread, parameter, pair, level)
        };
        let measured = at(self.critical(None));
        self.write(entry, &measured, estimate);
        let by_chance = matches!(spread, PairSpread::Chance(_));
        if self.context.checked && !by_chance && estimate.value.is_some() {
            let wide = at(self.simultaneous(None)).interval;
            estimate.simultaneous = wide.map(|i| (i.lower, i.upper));
        }
    }

    /// The level of a critical value; that of the audit itself where nothing widens it.
    fn level_of(&self, critical: f64) -> Level {
        let level = self.context.level;
        if critical <= level.z() {
            return level;
        }
        Level::of_critical(critical).unwrap_or(level)
    }

    fn write(&self, entry: &Entry, measured: &Measured, estimate: &mut Estimate) {
        measured.record(estimate);
        within(entry, estimate);
    }

    fn sides(&self, metric: &Metric, level: Level) -> (Measured, Measured) {
        let side = |group: &GroupCells| Context::measure(self.context, metric, group, level);
        (side(self.group), side(self.other))
    }

    /// The comparison is with those who are not in the group; the row says so.
    pub(super) fn against_rest(&self, estimate: &mut Estimate) {
        estimate.reference = Some("rest".into());
        estimate.n_reference = Some(self.other.n());
        estimate.units_reference = self.other.units;
    }
}
