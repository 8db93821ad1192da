use super::{Check, count};
use crate::columns::Role;
use crate::comparator::{Rates, Reading, agreement, highest, is_small, share};
use crate::finding::Code;
use crate::group::{Group, Kind};
use crate::number::{Agreement, Range, decimals};

impl Check<'_> {
    /// Impact ratios, and whose rate they are divided by.
    pub(super) fn ratios(&mut self) {
        let has_ratio = |group: &Group| group.number(Role::Ratio).is_some();
        if !self.block.groups.iter().any(has_ratio) {
            return;
        }
        self.missing_ratios();
        let Some(comparator) = self.comparator.clone() else {
            return;
        };
        if self.implied_elsewhere() {
            return;
        }
        let name = highest(&self.rates, &comparator)
            .and_then(|line| self.group(line))
            .map(|group| group.label.clone())
            .unwrap_or_default();
        for (line, group) in self.block.groups.iter().enumerate() {
            // Named already as impossible.
            if group
                .number(Role::Ratio)
                .is_some_and(|printed| printed.value < 0.0)
            {
                continue;
            }
            let Some((agreement, by_rates)) = agreement(self.block, &self.rates, line, &comparator)
            else {
                continue;
            };
            if by_rates && agreement == Agreement::Rounded {
                self.once(Code::FromRates, Role::Ratio, line);
            }
            if self.count(agreement, line, Role::Ratio) {
                continue;
            }
            let Some(truth) = Rates::ratio(&self.rates.true_rates, line, &comparator) else {
                continue;
            };
            let mut finding = self.finding(Code::Ratio, line, Role::Ratio);
            finding.recomputed = self.as_printed(truth, line, Role::Ratio);
            finding.how = match (
                self.rates.get(line),
                highest(&self.rates, &comparator).and_then(|line| self.rates.get(line)),
            ) {
                (Some(own), Some(top)) => {
                    format!("{} over {} of {name}", percent(own), percent(top))
                }
                _ => String::new(),
            };
            finding.action = "compute the ratio again from the counts".to_owned();
            finding.distance = group
                .number(Role::Ratio)
                .map_or(0.0, |printed| printed.rounded().distance(truth));
            self.findings.push(finding);
        }
        self.left_out(&comparator, &name);
        self.order();
    }

    /// Says of the worst wrong ratio when no comparator at all could explain the block: a higher rate with a lower ratio.
    fn order(&mut self) {
        let lines: Vec<(usize, Range, Range)> = (0..self.block.groups.len())
            .filter_map(|line| {
                Some((
                    line,
                    self.rates.get(line)?,
                    self.group(line)?.number(Role::Ratio)?.rounded(),
                ))
            })
            .collect();
        let turned = lines.iter().find_map(|(line, rate, ratio)| {
            let other = lines.iter().find(|(_, other, others)| {
                rate.low > other.high + 1e-9 && ratio.high < others.low - 1e-9
            })?;
            Some((*line, other.0))
        });
        // One wrong number turns an order, too.
        let wrong = self
            .findings
            .iter()
            .filter(|finding| finding.code == Code::Ratio)
            .count();
        let Some((high, low)) = turned.filter(|_| wrong >= 3 && 3 * wrong >= lines.len()) else {
            return;
        };
        let name = |line: usize| self.group(line).map_or("", |group| group.label.as_str());
        let text = format!(
            "; {} has a higher rate than {} and a lower ratio, so no one comparator explains this block",
            name(high),
            name(low)
        );
        let worst = self
            .findings
            .iter_mut()
            .filter(|finding| finding.code == Code::Ratio)
            .max_by(|a, b| a.distance.total_cmp(&b.distance));
        if let Some(finding) = worst {
            finding.how.push_str(&text);
        }
    }

    /// Categories that the comparator leaves out.
    fn left_out(&mut self, comparator: &crate::comparator::Comparator, name: &str) {
        let Some(top) = highest(&self.rates, comparator) else {
            return;
        };
        let Some(top_rate) = self.rates.get(top) else {
            return;
        };
        let above: Vec<usize> = self
            .block
            .categories()
            .map(|(line, _)| line)
            .filter(|line| !comparator.among.contains(line))
            .filter(|line| {
                self.rates
                    .get(*line)
                    .is_some_and(|rate| rate.low > top_rate.high + 1e-9)
            })
            .collect();
        // A line whose counts contradict its rate has been named; its rate alone accuses nobody.
        let printed_top = self.rates.printed.get(top).copied().flatten();
        let above: Vec<usize> = above
            .into_iter()
            .filter(|line| {
                match (
                    self.rates.printed.get(*line).copied().flatten(),
                    printed_top,
                ) {
                    (Some(rate), Some(top)) => rate.low > top.high,
                    _ => true,
                }
            })
            .collect();
        let large: Vec<usize> = above
            .iter()
            .copied()
            .filter(|line| !is_small(self.block, *line) && share(self.block, *line).is_some())
            .collect();
        let describe = |lines: &[usize]| {
            lines
                .iter()
                .filter_map(|line| {
                    let (group, rate) = (self.group(*line)?, self.rates.get(*line)?);
                    let part = share(self.block, *line).map_or(String::new(), |share| {
                        format!(", {} % of the people", decimals(100.0 * share, 1))
                    });
                    Some(format!("{} ({}{part})", group.label, percent(rate)))
                })
                .collect::<Vec<_>>()
                .join(", ")
        };
        let unknown = self
            .group(top)
            .is_some_and(|group| group.kind != Kind::Category);
        if !large.is_empty() || unknown {
            let mut finding = self.of_block(Code::Comparator, Some(Role::Ratio));
            finding.printed = format!("against {name}");
            let best = large
                .first()
                .and_then(|line| self.group(*line))
                .map(|group| group.label.clone());
            finding.recomputed = best.map_or("against a category".to_owned(), |best| {
                format!("against {best}")
            });
            finding.how = if unknown {
                format!(
                    "the ratios agree with {name} ({}) as comparator, which is no category",
                    percent(top_rate)
                )
            } else {
                format!(
                    "the ratios agree with {name} ({}) as comparator; selected more often: {}",
                    percent(top_rate),
                    describe(&large)
                )
            };
            finding.action =
                "compare with the most selected category, or say why it was left out".to_owned();
            finding.distance = 1.0;
            self.findings.push(finding);
        } else if comparator.reading != Reading::All && !above.is_empty() {
            let mut finding = self.of_block(Code::SmallLeftOut, Some(Role::Ratio));
            finding.how = format!(
                "the ratios agree with {name} ({}) as comparator; left out: {}",
                percent(top_rate),
                describe(&above)
            );
            let over = above
                .iter()
                .filter_map(|line| self.group(*line)?.number(Role::Ratio))
                .filter(|printed| printed.value > 1.0)
                .count();
            if over > 0 {
                finding.how += &format!("; {over} therefore above 1");
            }
            finding.action = "state the reason for leaving them out".to_owned();
            self.findings.push(finding);
        }
    }

    /// Whether no category has the ratio 1 and all ratios ask for a comparator that is not in the table.
    fn implied_elsewhere(&mut self) -> bool {
        let mut implied: Option<Range> = None;
        let mut lines = 0;
        for (line, group) in self.block.groups.iter().enumerate() {
            let (Some(printed), Some(rate)) = (group.number(Role::Ratio), self.rates.get(line))
            else {
                continue;
            };
            let ratio = printed.rounded();
            if ratio.high >= 1.0 && ratio.low <= 1.0 {
                return false;
            }
            if ratio.low <= 0.0 || rate.low <= 0.0 {
                continue;
            }
            lines += 1;
            let range = Range {
                low: rate.low / ratio.high,
                high: rate.high / ratio.low,
            };
            implied = Some(implied.map_or(range, |all| Range {
                low: all.low.max(range.low),
                high: all.high.min(range.high),
            }));
        }
        let Some(implied) = implied.filter(|range| lines >= 2 && range.low <= range.high) else {
            return false;
        };
        // A comparator whose own ratio is not printed is there all the same.
        let there = (0..self.block.groups.len())
            .any(|line| self.rates.get(line).is_some_and(|rate| rate.meets(implied)));
        if there
            || self
                .comparator
                .as_ref()
                .is_some_and(|comparator| comparator.explains_all)
        {
            return false;
        }
        self.recomputed += lines;
        let mut finding = self.of_block(Code::NoComparator, Some(Role::Ratio));
        finding.how = format!(
            "all {lines} ratios ask for a comparator of {}, which no line has",
            percent(implied)
        );
        finding.action =
            "print the comparator's line, or compare with the most selected category".to_owned();
        finding.distance = 1.5;
        self.findings.push(finding);
        true
    }

    /// Categories without a ratio while others of the block have one.
    fn missing_ratios(&mut self) {
        let without: Vec<(usize, &Group)> = self
            .block
            .categories()
            .filter(|(line, group)| {
                group.number(Role::Ratio).is_none()
                    && !group.unreadable(Role::Ratio)
                    && self.rates.get(*line).is_some()
                    && group.n().is_some_and(|n| n > 0.0)
            })
            .collect();
        let mut missing = Vec::new();
        for (line, group) in without {
            let text = group.text(Role::Ratio).to_lowercase();
            if is_small(self.block, line) || text.contains("ref") {
                continue;
            }
            let mut finding = self.finding(Code::NoRatio, line, Role::Ratio);
            if let Some(truth) = self
                .comparator
                .as_ref()
                .and_then(|c| Rates::ratio(&self.rates.true_rates, line, c))
            {
                finding.recomputed = self.as_printed(truth, line, Role::Ratio);
            }
            finding.how = format!(
                "{} people{}",
                count(group.n().unwrap_or(0.0)),
                share(self.block, line).map_or(String::new(), |share| format!(
                    ", {} % of the block",
                    decimals(100.0 * share, 1)
                ))
            );
            finding.action = "print the ratio, or why there is none".to_owned();
            missing.push(finding);
        }
        self.findings.append(&mut missing);
    }

    /// Marks of the four-fifths rule, in whole numbers.
    pub(super) fn flags(&mut self) {
        let Some(column) = self.block.columns.of(Role::Flag) else {
            return;
        };
        let heading = self.block.columns.heading(column).to_lowercase();
        let yes_is_good = ["meets", "pass", "satisf", "compl", "within", "above"]
            .iter()
            .any(|word| heading.contains(word));
        let Some(comparator) = self.comparator.clone() else {
            return;
        };
        let Some((top, most)) = highest(&self.rates, &comparator)
            .and_then(|line| Some((line, self.group(line)?.counts()?)))
        else {
            return;
        };
        for (line, group) in self.block.groups.iter().enumerate() {
            if group.kind != Kind::Category
                || !comparator.among.contains(&line) && comparator.reading == Reading::All
            {
                continue;
            }
            let (Some(below), Some((selected, n))) = (
                says_below(group.text(Role::Flag), yes_is_good),
                group.counts(),
            ) else {
                continue;
            };
            if n == 0 || most.0 == 0 {
                continue;
            }
            let left = 5 * u128::from(selected) * u128::from(most.1);
            let right = 4 * u128::from(most.0) * u128::from(n);
            self.recomputed += 1;
            if (left < right) == below {
                self.agreed += 1;
                continue;
            }
            let mut finding = self.finding(Code::Flag, line, Role::Flag);
            let state = match left.cmp(&right) {
                std::cmp::Ordering::Less => "below four fifths",
                std::cmp::Ordering::Equal => "exactly four fifths: at the limit, not below",
                std::cmp::Ordering::Greater => "above four fifths",
            };
            finding.recomputed = state.to_owned();
            let name = self.group(top).map_or("", |group| &group.label);
            finding.how = format!(
                "5 × {selected} × {} against 4 × {} × {n} ({name})",
                most.1, most.0
            );
            finding.action = "correct the mark".to_owned();
            finding.distance = 0.5;
            self.findings.push(finding);
        }
    }
}

/// Whether a mark says that a ratio is below four fifths.
fn says_below(text: &str, yes_is_good: bool) -> Option<bool> {
    let plain = text.trim().trim_end_matches('.').to_lowercase();
    match plain.as_str() {
        "yes" | "y" | "true" | "1" | "x" | "✓" | "✔" => Some(!yes_is_good),
        "no" | "n" | "false" | "0" => Some(yes_is_good),
        "fail" | "fails" | "failed" | "below" | "flag" | "flagged" | "adverse"
        | "adverse impact" | "violation" | "✗" | "✖" | "< 0.8" | "<0.8" | "<80%" | "below 4/5"
        | "not met" | "does not meet" => Some(true),
        "pass" | "passes" | "passed" | "ok" | "above" | "none" | "met" | "meets"
        | "no adverse impact" | "within" | ">=0.8" | "≥0.8" | "not flagged" | "at or above" => {
            Some(false)
        }
        _ => None,
    }
}

/// A rate in percent, or from where to where.
fn percent(range: Range) -> String {
    let (low, high) = (
        decimals(100.0 * range.low, 2),
        decimals(100.0 * range.high, 2),
    );
    let plain = |text: &str| text.trim_end_matches('0').trim_end_matches('.').to_owned();
    let (low, high) = (plain(&low), plain(&high));
    if low == high {
        format!("{low} %")
    } else {
        format!("{low} to {high} %")
    }
}
