use super::{Check, count};
use crate::columns::Role;
use crate::finding::Code;
use crate::group::{Group, Kind};
use crate::number::{Agreement, Range};

impl Check<'_> {
    /// Printed totals against the sum of the groups.
    pub(super) fn totals(&mut self) {
        let totals: Vec<usize> = (0..self.block.groups.len())
            .filter(|line| {
                self.group(*line)
                    .is_some_and(|group| group.kind == Kind::Total)
            })
            .collect();
        let [line] = totals[..] else { return };
        if self.block.categories().count() < 2 {
            return;
        }
        for role in [Role::N, Role::Selected] {
            let Some(total) = self.group(line).and_then(|group| group.number(role)) else {
                continue;
            };
            let Some(known) = self.sum(role, |kind| kind == Kind::Category) else {
                continue;
            };
            let with_unknown = self.sum(role, |kind| kind != Kind::Total).unwrap_or(known);
            self.recomputed += 1;
            let printed = if total.is_whole() && total.decimals >= 0 {
                Range::point(total.value)
            } else {
                total.rounded()
            };
            if printed.meets(known) || printed.meets(with_unknown) {
                self.agreed += 1;
                continue;
            }
            let mut finding = self.finding(Code::Total, line, role);
            finding.recomputed = count(known.middle());
            finding.how = if (with_unknown.middle() - known.middle()).abs() > 0.5 {
                format!(
                    "sum of the categories; {} with the unknown",
                    count(with_unknown.middle())
                )
            } else {
                "sum of the categories".to_owned()
            };
            finding.action = "look for a category that is missing or counted twice".to_owned();
            finding.distance = (total.value - known.middle()).abs() / known.middle().abs().max(1.0);
            self.findings.push(finding);
        }
    }

    /// The sum of a column over some lines; none where a line has no number.
    fn sum(&self, role: Role, wanted: fn(Kind) -> bool) -> Option<Range> {
        let mut sum = Range::point(0.0);
        for group in self.block.groups.iter().filter(|group| wanted(group.kind)) {
            let printed = group.number(role)?;
            let range = if printed.is_whole() && printed.decimals >= 0 && !self.rates.derived {
                Range::point(printed.value)
            } else if self.rates.derived && role == Role::Selected {
                // Made from a rate: off by up to half a printed digit of the rate.
                let half = group
                    .number(Role::Rate)
                    .map_or(0.5, |rate| rate.unit() * group.n().unwrap_or(0.0))
                    .max(0.5);
                Range {
                    low: printed.value - half,
                    high: printed.value + half,
                }
            } else if printed.is_whole() && printed.decimals >= 0 {
                Range::point(printed.value)
            } else {
                printed.rounded()
            };
            sum.low += range.low;
            sum.high += range.high;
        }
        Some(sum)
    }

    /// Shares of people.
    pub(super) fn shares(&mut self) {
        if self.block.columns.of(Role::Share).is_none() {
            return;
        }
        let total = self
            .block
            .groups
            .iter()
            .find(|group| group.kind == Kind::Total)
            .and_then(Group::n);
        let known = self
            .sum(Role::N, |kind| kind == Kind::Category)
            .map(Range::middle);
        let all = self
            .sum(Role::N, |kind| kind != Kind::Total)
            .map(Range::middle);
        let wholes: Vec<f64> = [known, all, total]
            .into_iter()
            .flatten()
            .filter(|whole| *whole > 0.0)
            .collect();
        let Some(first) = wholes.first().copied() else {
            return;
        };
        let decimals = self.block.decimals(Role::Share);
        for (line, group) in self.block.groups.iter().enumerate() {
            let (Some(printed), Some(n)) = (group.number(Role::Share), group.n()) else {
                continue;
            };
            let agreement = wholes
                .iter()
                .map(|whole| printed.agreement(Range::point(n / whole), decimals))
                .find(|agreement| *agreement != Agreement::Differs)
                .unwrap_or(Agreement::Differs);
            if self.count(agreement, line, Role::Share) {
                continue;
            }
            let truth = Range::point(n / first);
            let mut finding = self.finding(Code::Share, line, Role::Share);
            finding.recomputed = self.as_printed(truth, line, Role::Share);
            finding.how = format!("{} of {}", count(n), count(first));
            finding.action = "compute the share again".to_owned();
            finding.distance = printed.rounded().distance(truth);
            self.findings.push(finding);
        }
    }
}
