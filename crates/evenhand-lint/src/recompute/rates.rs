use super::{Check, count};
use crate::columns::Role;
use crate::finding::Code;
use crate::group::Kind;
use crate::number::{Agreement, Range};

const NUMBERS: [Role; 8] = [
    Role::N,
    Role::Selected,
    Role::Rate,
    Role::Ratio,
    Role::PValue,
    Role::Z,
    Role::Difference,
    Role::Share,
];

impl Check<'_> {
    /// Values that cannot be, and cells that cannot be read.
    pub(super) fn cells(&mut self) {
        let mut found = Vec::new();
        for (line, group) in self.block.groups.iter().enumerate() {
            for role in NUMBERS {
                if group.unreadable(role) {
                    let mut finding = self.finding(Code::Unreadable, line, role);
                    finding.how = "no number, and no word for none".to_owned();
                    finding.action = "print a number or N/A".to_owned();
                    found.push(finding);
                }
                let Some(printed) = group.number(role) else {
                    continue;
                };
                let (value, slack) = (printed.value, 1e-9);
                let why = match role {
                    Role::N | Role::Selected if value < 0.0 => {
                        "a count is never negative".to_owned()
                    }
                    Role::Selected if group.n().is_some_and(|n| value > n + 0.5) => {
                        format!(
                            "of {} people at most as many can be selected",
                            count(group.n().unwrap_or(0.0))
                        )
                    }
                    Role::Rate | Role::Share | Role::PValue
                        if value < 0.0 || value > 1.0 + slack =>
                    {
                        "it lies between 0 and 1, or 0 % and 100 %".to_owned()
                    }
                    Role::Ratio if value < 0.0 => "a ratio of rates is never negative".to_owned(),
                    Role::Difference if value.abs() > 1.0 + slack => {
                        "rates differ by at most 100 points".to_owned()
                    }
                    _ => continue,
                };
                let mut finding = self.finding(Code::Impossible, line, role);
                finding.how = why;
                finding.action = "correct the value".to_owned();
                finding.distance = 10.0;
                found.push(finding);
            }
        }
        self.findings.append(&mut found);
    }

    /// Rates against counts.
    pub(super) fn rates(&mut self) {
        let decimals = self.block.decimals(Role::Rate);
        let mut without = Vec::new();
        for (line, group) in self.block.groups.iter().enumerate() {
            let Some(printed) = group.number(Role::Rate) else {
                if group.kind == Kind::Category
                    && group.number(Role::Ratio).is_some()
                    && group.counted().is_none()
                {
                    without.push(line);
                }
                continue;
            };
            if group.number(Role::N).is_some() && group.number(Role::Selected).is_some() {
                // Impossible counts have been named, and counts from rates say nothing about rates.
                let Some(truth) = group.counted() else {
                    continue;
                };
                if self.rates.derived {
                    let half = 0.5 / group.n().unwrap_or(1.0).max(1.0);
                    let room = Range {
                        low: truth.low - half,
                        high: truth.high + half,
                    };
                    if printed.rounded().meets(room) {
                        continue;
                    }
                }
                let agreement = printed.agreement(truth, decimals);
                if !self.count(agreement, line, Role::Rate) {
                    let mut finding = self.finding(Code::Rate, line, Role::Rate);
                    finding.recomputed = self.as_printed(truth, line, Role::Rate);
                    finding.how =
                        format!("{} of {}", group.text(Role::Selected), group.text(Role::N));
                    finding.action = "correct the count or the rate at its source".to_owned();
                    finding.distance = printed.rounded().distance(truth);
                    self.findings.push(finding);
                }
            } else {
                if group.kind == Kind::Category {
                    without.push(line);
                }
                self.whole_people(line);
            }
        }
        let derived = self.block.groups.iter().position(|group| {
            group
                .number(Role::Selected)
                .is_some_and(|selected| !selected.is_whole())
        });
        if let Some(line) = derived.or(self.rates.derived.then_some(0)) {
            let mut finding = self.finding(Code::Derived, line, Role::Selected);
            finding.how = if derived.is_some() {
                "they are rates times numbers of people".to_owned()
            } else {
                finding.printed = String::new();
                "every count divides to exactly the printed digits of its rate, as a rate times the number of people does".to_owned()
            };
            finding.action = "print the counts themselves".to_owned();
            finding.group = String::new();
            self.findings.push(finding);
        }
        if let Some(first) = without.first() {
            let mut finding = self.finding(Code::NoCounts, *first, Role::Rate);
            finding.how = format!(
                "{} of {} categories lack the number of people or of selected",
                without.len(),
                self.block.categories().count()
            );
            finding.action = "print both counts of each category".to_owned();
            finding.printed = String::new();
            finding.group = String::new();
            self.findings.push(finding);
        }
    }

    /// Whether any whole number of people makes the rate, where only the number of all people is known.
    ///
    /// # Source
    /// The GRIM test of Brown and Heathers (2017), for shares.
    fn whole_people(&mut self, line: usize) {
        let Some(group) = self.group(line) else {
            return;
        };
        let (Some(rate), Some(n)) = (group.number(Role::Rate), group.number(Role::N)) else {
            return;
        };
        if !n.is_whole()
            || n.decimals < 0
            || n.value < 1.0
            || n.value > 1e6
            || !(0.0..=1.0).contains(&rate.value)
        {
            return;
        }
        let possible = [rate.rounded(), rate.truncated()].iter().any(|range| {
            let first = (range.low * n.value - 1e-6).ceil();
            first <= range.high * n.value + 1e-6
        });
        if possible {
            return;
        }
        let nearest = (rate.value * n.value).round();
        let mut finding = self.finding(Code::NotWhole, line, Role::Rate);
        finding.recomputed = self.as_printed(Range::point(nearest / n.value), line, Role::Rate);
        finding.how = format!("{} of {} is nearest", count(nearest), count(n.value));
        finding.action = "check the rate and the number of people".to_owned();
        self.findings.push(finding);
    }

    /// Differences of rates against the line that explains most of them.
    pub(super) fn differences(&mut self) {
        let lines: Vec<usize> = (0..self.block.groups.len())
            .filter(|line| {
                self.rates.get(*line).is_some()
                    && self
                        .group(*line)
                        .is_some_and(|group| group.number(Role::Difference).is_some())
            })
            .collect();
        if lines.is_empty() {
            return;
        }
        let decimals = self.block.decimals(Role::Difference);
        // `None` is all others together.
        let mut references: Vec<Option<usize>> = Vec::new();
        if let Some(comparator) = &self.comparator {
            references.extend(crate::comparator::highest(&self.rates, comparator).map(Some));
        }
        references.extend(
            (0..self.block.groups.len())
                .filter(|line| self.rates.get(*line).is_some())
                .map(Some),
        );
        references.push(None);
        let truth = |line: usize, reference: Option<usize>| -> Option<Range> {
            let own = self.rates.get(line)?;
            let other = match reference {
                Some(other) => self.rates.get(other)?,
                None => self.others(line)?,
            };
            Some(Range {
                low: own.low - other.high,
                high: own.high - other.low,
            })
        };
        let judge = |line: usize, reference: Option<usize>| -> Option<Agreement> {
            let printed = self.group(line)?.number(Role::Difference)?;
            let range = truth(line, reference)?;
            let turned = Range {
                low: -range.high,
                high: -range.low,
            };
            let first = printed.agreement(range, decimals);
            Some(if first == Agreement::Differs {
                printed.agreement(turned, decimals)
            } else {
                first
            })
        };
        let mut best: Option<(usize, Option<usize>)> = None;
        for reference in references {
            let agree = lines
                .iter()
                .filter(|line| judge(**line, reference).is_some_and(|a| a != Agreement::Differs))
                .count();
            if best.is_none_or(|(most, _)| agree > most) {
                best = Some((agree, reference));
            }
        }
        let Some((_, reference)) = best else { return };
        let results: Vec<(usize, Agreement, Option<Range>)> = lines
            .iter()
            .filter_map(|line| Some((*line, judge(*line, reference)?, truth(*line, reference))))
            .collect();
        let against = reference
            .and_then(|line| self.group(line))
            .map_or("all others together".to_owned(), |group| {
                group.label.clone()
            });
        for (line, agreement, truth) in results {
            if self.count(agreement, line, Role::Difference) {
                continue;
            }
            let mut finding = self.finding(Code::Difference, line, Role::Difference);
            if let (Some(truth), Some(printed)) = (
                truth,
                self.group(line).and_then(|g| g.number(Role::Difference)),
            ) {
                finding.recomputed = self.as_printed(truth, line, Role::Difference);
                finding.distance = printed.rounded().distance(truth);
            }
            finding.how = format!("its rate minus that of {against}");
            finding.action = "compute the difference again".to_owned();
            self.findings.push(finding);
        }
    }

    /// The rate of all other categories together.
    pub(super) fn others(&self, line: usize) -> Option<Range> {
        let (selected, n) = self.other_counts(line)?;
        (n > 0).then(|| Range::point(selected as f64 / n as f64))
    }

    pub(super) fn other_counts(&self, line: usize) -> Option<(u64, u64)> {
        let mut sum = (0_u64, 0_u64);
        for (other, group) in self.block.categories() {
            if other != line {
                let (selected, n) = group.counts()?;
                sum = (sum.0 + selected, sum.1 + n);
            }
        }
        (sum.1 > 0).then_some(sum)
    }
}
