use super::super::measure::Measured;
use super::super::{Context, real, within};
use super::Pair;
use crate::{Between, Entry, Formula, Metric, PairSpread};
use evenhand_core::{Estimate, GroupCells};
use evenhand_inference::Level;

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
    fn against_rest(&self, estimate: &mut Estimate) {
        estimate.reference = Some("rest".into());
        estimate.n_reference = Some(self.other.n());
        estimate.units_reference = self.other.units;
    }
}
