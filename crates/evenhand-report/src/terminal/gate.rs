//! What a gate prints: what speaks up in full, the rest in a line each.

use super::{MOST_FINDINGS, Sheet, TerminalOptions, paint};
use crate::gate::{Change, GateRun, Teller, same};
use crate::index::Index;
use crate::number;
use crate::wording::Headline;
use evenhand_core::{Finding, Scorecard, Shift, Verdict};

/// What the checks say, without the tables: the text of a gate. Of a run that is held against another, what changed.
pub fn findings(card: &Scorecard, run: &GateRun<'_>, options: &TerminalOptions) -> String {
    let index = Index::new(card);
    let teller = Teller::new(card, &index, run);
    let mut sheet = Sheet::new(&teller, options);
    sheet.head();
    if teller.changes.is_some() {
        sheet.changed();
    } else if sheet.verbose {
        sheet.findings();
    } else {
        sheet.problems();
    }
    sheet.governance();
    // Blanks that do not break are for pages; a terminal's text is searched and copied.
    sheet.text.replace('\u{a0}', " ")
}

impl<'a> Sheet<'a> {
    /// What speaks up, then the other possible gaps.
    fn problems(&mut self) {
        let teller = self.teller;
        let loud: Vec<Headline<'a>> = (self.wording.gravest().into_iter())
            .filter(|line| match line.finding.verdict {
                Verdict::WithinLimit | Verdict::InsufficientData | Verdict::PossibleGap => {
                    self.teller.speaks(line.finding)
                }
                _ => true,
            })
            .collect();
        let mut shown: Vec<*const Finding> = Vec::new();
        for line in &loud {
            shown.push(line.finding);
            shown.extend(line.others.iter().map(|other| std::ptr::from_ref(*other)));
        }
        shown.sort_unstable();
        let quiet: Vec<&'a Finding> = (self.teller.gravest().into_iter())
            .map(|(_, finding)| finding)
            .filter(|finding| finding.verdict == Verdict::PossibleGap)
            .filter(|finding| shown.binary_search(&std::ptr::from_ref(*finding)).is_err())
            .collect();
        for line in loud.iter().take(MOST_FINDINGS) {
            self.finding(line);
        }
        let more = loud.len().saturating_sub(MOST_FINDINGS);
        if more > 0 {
            let more = number::count(more as u64);
            self.wrapped(
                &format!("{more} more checks with a finding; -v shows them."),
                1,
            );
            self.line("");
        }
        if !quiet.is_empty() {
            self.wrapped("Possible gaps:", 1);
            self.short(&quiet, |finding| teller.kept_open(finding));
        }
        if loud.is_empty() && quiet.is_empty() {
            self.nothing();
        }
    }

    /// Findings in a line each.
    fn short(&mut self, findings: &[&'a Finding], more: impl Fn(&Finding) -> Option<String>) {
        for finding in findings.iter().take(MOST_FINDINGS) {
            let span = number::span(self.card.metric(&finding.metric));
            let text = format!(
                "{} ({}): {}, limit {}{}",
                self.teller.whom(finding),
                finding.check,
                number::with_interval(span, finding.value, finding.lower, finding.upper),
                finding.limit,
                more(finding).map_or_else(String::new, |more| format!("; {more}"))
            );
            for (i, part) in paint::wrap(&paint::clean(&text), self.width - 4)
                .iter()
                .enumerate()
            {
                let mark = if i == 0 { finding.verdict.mark() } else { " " };
                let mark = self.paint.verdict(finding.verdict, mark);
                self.line(&format!(" {mark} {part}"));
            }
        }
        let left_out = findings.len().saturating_sub(MOST_FINDINGS);
        if left_out > 0 {
            self.wrapped(&format!("and {} more", number::count(left_out as u64)), 3);
        }
        self.line("");
    }

    /// What changed since the accepted run.
    fn changed(&mut self) {
        let teller = self.teller;
        let Some(changes) = &teller.changes else {
            return;
        };
        let title = self.paint.bold("What changed since the accepted run");
        self.line(&format!(" {title}"));
        self.wrapped(&same(teller), 1);
        self.line("");
        let told = teller.to_tell();
        let (numbers, verdicts): (Vec<_>, Vec<_>) =
            (told.into_iter()).partition(|(at, _)| matches!(changes.of(*at), Change::Number(_)));
        let most = if self.verbose {
            verdicts.len()
        } else {
            MOST_FINDINGS
        };
        for (at, finding) in verdicts.iter().take(most) {
            if let Some(sentence) = changes.of(*at).sentence() {
                self.told(
                    &Headline {
                        finding,
                        others: Vec::new(),
                    },
                    &[sentence],
                );
            }
        }
        let more = verdicts.len() - most.min(verdicts.len());
        if more > 0 {
            let more = number::count(more as u64);
            self.wrapped(&format!("{more} more verdicts changed; -v shows them."), 1);
            self.line("");
        }
        if !numbers.is_empty() {
            self.wrapped(
                "Numbers that changed beyond chance, under the same verdict:",
                1,
            );
            let findings: Vec<&Finding> = numbers.iter().map(|(_, finding)| *finding).collect();
            let before = |finding: &Finding| {
                let own = numbers
                    .iter()
                    .find(|(_, other)| std::ptr::eq(*other, finding));
                let Change::Number(change) = changes.of(own?.0) else {
                    return None;
                };
                let span = number::span(teller.card.metric(&finding.metric));
                Some(format!(
                    "{} beyond chance, {} before",
                    if change.shift == Shift::Larger {
                        "larger"
                    } else {
                        "smaller"
                    },
                    number::with_interval(span, change.old, None, None)
                ))
            };
            self.short(&findings, before);
        }
        for limit in &changes.before.comparison.limits {
            let text = format!(
                "Limit of {}: {} before, {} now",
                limit.check, limit.old, limit.new
            );
            self.wrapped(&text, 1);
        }
        if !changes.gone.is_empty() {
            let gone = match changes.gone.len() {
                1 => "1 comparison of the accepted run is no longer made.".to_owned(),
                n => format!(
                    "{} comparisons of the accepted run are no longer made.",
                    number::count(n as u64)
                ),
            };
            self.wrapped(&gone, 1);
        }
        if !(changes.gone.is_empty() && changes.before.comparison.limits.is_empty()) {
            self.line("");
        }
    }

    /// Waivers, rules and what could not be tested.
    pub(super) fn governance(&mut self) {
        let teller = self.teller;
        let waived = teller.waivers();
        let remarks = teller.remarks();
        for line in &waived {
            self.wrapped(&format!("W {line}"), 1);
        }
        for line in &remarks {
            self.wrapped(&format!("! {line}"), 1);
        }
        for line in teller.packs() {
            self.wrapped(&format!("Rule: {line}"), 1);
        }
        if !(waived.is_empty() && remarks.is_empty() && self.card.packs.is_empty()) {
            self.line("");
        }
    }
}
