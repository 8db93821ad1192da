//! Every number of a block computed again from the others.

mod rates;
mod ratios;
mod sums;
mod tests_of_rates;

use crate::blocks::Block;
use crate::columns::Role;
use crate::comparator::{self, Comparator, Rates};
use crate::finding::{Code, Finding};
use crate::group::{Group, Kind};
use crate::number::{Agreement, Printed, Range, decimals};
use std::collections::BTreeMap;

/// What came of one block.
pub(crate) struct Checked {
    pub findings: Vec<Finding>,
    /// Numbers that could be computed from others.
    pub recomputed: usize,
    /// Of these, numbers that agree.
    pub agreed: usize,
    pub comparator: Option<Comparator>,
}

/// A block under examination.
struct Check<'a> {
    block: &'a Block,
    rates: Rates,
    comparator: Option<Comparator>,
    findings: Vec<Finding>,
    recomputed: usize,
    agreed: usize,
    /// Lines of notes that are said once for a block, by column.
    once: BTreeMap<(Code, Role), Vec<usize>>,
}

/// Checks all that a block prints.
pub(crate) fn block(block: &Block) -> Checked {
    let rates = Rates::of(block);
    let mut check = Check {
        block,
        comparator: comparator::find(block, &rates),
        rates,
        findings: Vec::new(),
        recomputed: 0,
        agreed: 0,
        once: BTreeMap::new(),
    };
    check.cells();
    check.rates();
    if check.named_once() {
        check.ratios();
        check.flags();
        check.differences();
        check.tests();
        check.totals();
        check.shares();
    }
    check.said_once();
    Checked {
        findings: check.findings,
        recomputed: check.recomputed,
        agreed: check.agreed,
        comparator: check.comparator,
    }
}

impl<'a> Check<'a> {
    fn group(&self, line: usize) -> Option<&'a Group> {
        self.block.groups.get(line)
    }

    /// A finding about a cell of a line.
    fn finding(&self, code: Code, line: usize, role: Role) -> Finding {
        let group = self.group(line);
        Finding {
            line: group.map(|group| group.line),
            row: group.map(|group| group.row),
            group: group.map(|group| group.label.clone()).unwrap_or_default(),
            printed: group
                .map(|group| group.text(role).to_owned())
                .unwrap_or_default(),
            ..self.of_block(code, Some(role))
        }
    }

    /// A finding about the whole block.
    fn of_block(&self, code: Code, role: Option<Role>) -> Finding {
        let column = role.and_then(|role| self.block.columns.of(role));
        Finding {
            code,
            severity: code.severity(),
            table: Some(self.block.table),
            line: self.block.groups.first().map(|group| group.line),
            row: self.block.groups.first().map(|group| group.row),
            block: self.block.name.clone(),
            group: String::new(),
            column: column.map_or(String::new(), |column| {
                self.block.columns.heading(column).to_owned()
            }),
            printed: String::new(),
            recomputed: String::new(),
            how: String::new(),
            action: String::new(),
            distance: 0.0,
        }
    }

    fn once(&mut self, code: Code, role: Role, line: usize) {
        self.once.entry((code, role)).or_default().push(line);
    }

    /// Counts a number, and keeps what is noteworthy about one that agrees; whether it does.
    fn count(&mut self, agreement: Agreement, line: usize, role: Role) -> bool {
        self.recomputed += 1;
        match agreement {
            Agreement::Differs => return false,
            Agreement::Rounded => {}
            Agreement::Truncated => self.once(Code::Truncated, role, line),
            Agreement::RoundedTwice => self.once(Code::RoundedTwice, role, line),
            Agreement::FewerDigits => self.once(Code::FewerDigits, role, line),
        }
        self.agreed += 1;
        true
    }

    /// Whether no category is named twice.
    fn named_once(&mut self) -> bool {
        let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (line, group) in self.block.groups.iter().enumerate() {
            if group.kind == Kind::Category {
                lines.entry(&group.label).or_default().push(line);
            }
        }
        let twice: Vec<(&str, Vec<usize>)> = lines
            .into_iter()
            .filter(|(_, lines)| lines.len() > 1)
            .collect();
        let Some((label, places)) = twice.first() else {
            return true;
        };
        let at = places.get(1).copied().unwrap_or(0);
        let mut finding = self.finding(Code::Twice, at, Role::Group);
        finding.printed = (*label).to_owned();
        finding.how = format!("{label} stands {} times", places.len());
        if twice.len() > 1 {
            finding.how += &format!("; {} of the categories stand more than once", twice.len());
        }
        finding.action =
            "name the columns that set blocks apart with --by, or correct the label".to_owned();
        finding.distance = 2.0;
        self.findings.push(finding);
        false
    }

    /// Notes that many lines of a block share, said once.
    fn said_once(&mut self) {
        for ((code, role), lines) in std::mem::take(&mut self.once) {
            let Some(first) = lines.first().copied() else {
                continue;
            };
            let mut finding = self.finding(code, first, role);
            let names: Vec<String> = lines
                .iter()
                .filter_map(|line| self.group(*line))
                .take(4)
                .map(|group| {
                    format!("{} {}", group.label, group.text(role))
                        .trim()
                        .to_owned()
                })
                .collect();
            let more = lines.len().saturating_sub(names.len());
            finding.how = names.join(", ")
                + &if more > 0 {
                    format!(" and {more} more")
                } else {
                    String::new()
                };
            finding.action = match code {
                Code::Truncated => "nothing; rounding would be closer",
                Code::RoundedTwice => "nothing; round once",
                Code::FromRates => "compute from the counts rather than from rounded rates",
                Code::FewerDigits => "print as many digits as the rest of the column has",
                Code::OtherTest => "say which test it is",
                _ => "",
            }
            .to_owned();
            if lines.len() > 1 {
                finding.group = String::new();
                finding.printed = String::new();
            } else {
                finding.recomputed = self.exact(first, role).unwrap_or_default();
            }
            self.findings.push(finding);
        }
    }

    /// The true value of a cell with one digit more than printed, for notes.
    fn exact(&self, line: usize, role: Role) -> Option<String> {
        let printed = self.group(line)?.number(role)?;
        let value = match role {
            Role::Rate => self.rates.get(line)?,
            Role::Ratio => Rates::ratio(&self.rates.true_rates, line, self.comparator.as_ref()?)?,
            _ => return None,
        };
        Some(shown(
            value,
            Printed {
                decimals: printed.decimals + 1,
                ..printed
            },
            self.hundredths(line, role),
        ))
    }

    /// Whether the cell prints hundredths.
    fn hundredths(&self, line: usize, role: Role) -> bool {
        let Some(group) = self.group(line) else {
            return false;
        };
        match (
            crate::number::parse_number(group.text(role)),
            group.number(role),
        ) {
            (crate::number::Cell::Number(text), Some(read)) => text.decimals != read.decimals,
            _ => false,
        }
    }

    /// The true value as the column prints such values.
    fn as_printed(&self, truth: Range, line: usize, role: Role) -> String {
        let Some(printed) = self.group(line).and_then(|group| group.number(role)) else {
            return shown(
                truth,
                Printed {
                    value: 0.0,
                    decimals: 2,
                    percent: false,
                    trailing_zero: false,
                    bound: crate::number::Bound::About,
                },
                false,
            );
        };
        let printed = Printed {
            decimals: printed.decimals.max(self.block.decimals(role)),
            ..printed
        };
        shown(truth, printed, self.hundredths(line, role))
    }
}

/// A value, or from where to where, with the digits of a printed number.
fn shown(truth: Range, printed: Printed, hundredths: bool) -> String {
    let (factor, digits) = if hundredths {
        (100.0, printed.decimals - 2)
    } else {
        (1.0, printed.decimals)
    };
    let sign = if printed.percent { " %" } else { "" };
    let text = |value: f64| decimals(value * factor, digits);
    let (low, high) = (text(truth.low), text(truth.high));
    if low == high {
        format!("{low}{sign}")
    } else if truth.high.is_finite() {
        format!("{low} to {high}{sign}")
    } else {
        format!("at least {low}{sign}")
    }
}

/// Whole numbers with thousands apart, others with two decimals.
fn count(value: f64) -> String {
    if (value - value.round()).abs() > 1e-6 {
        return decimals(value, 2);
    }
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 {
        format!("-{text}")
    } else {
        text
    }
}
