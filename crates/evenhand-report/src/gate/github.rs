use super::page::{self, Page};
use super::{GateRun, Teller};
use crate::index::Index;
use crate::number;
use evenhand_core::{Finding, Scorecard, Severity, Verdict};

/// Annotations of one level that are shown for a step.
const MOST: usize = 10;

/// Most bytes of a step summary: one that is too large is lost as a whole.
const MOST_SUMMARY: usize = 200 * 1024;

/// Workflow commands: what speaks up as annotations at the line of its check, the worst ten of each level, then how many
/// more there are.
pub fn annotations(card: &Scorecard, run: &GateRun<'_>) -> String {
    let index = Index::new(card);
    let teller = Teller::new(card, &index, run);
    let mut text = String::new();
    let problems: Vec<&Finding> = (teller.to_tell().into_iter())
        .map(|(_, finding)| finding)
        .filter(|finding| teller.speaks(finding))
        .collect();
    let remarks = teller.remarks();
    for level in ["error", "warning", "notice"] {
        let own: Vec<&Finding> = (problems.iter().copied())
            .filter(|finding| level_of(&teller, finding) == level)
            .collect();
        for finding in own.iter().take(MOST) {
            let title = format!(
                "{} {}, {}",
                finding.verdict.mark(),
                finding.verdict.words(),
                teller.whom(finding)
            );
            let message = format!("{}. {}", teller.title(finding), teller.line_of(finding));
            text.push_str(&format!(
                "::{level} file={},line={},title={}::{}\n",
                property(run.file),
                teller.line(finding),
                property(&title),
                data(&message)
            ));
        }
        let mut left_out = own.len().saturating_sub(MOST);
        if level == "warning" {
            let room = MOST.saturating_sub(own.len());
            for remark in remarks.iter().take(room) {
                text.push_str(&format!(
                    "::warning file={}::{}\n",
                    property(run.file),
                    data(remark)
                ));
            }
            left_out += remarks.len().saturating_sub(room);
        }
        if left_out > 0 {
            text.push_str(&format!(
                "and {} more {level}{}\n",
                number::count(left_out as u64),
                if left_out == 1 { "" } else { "s" }
            ));
        }
    }
    text
}

fn level_of(teller: &Teller<'_>, finding: &Finding) -> &'static str {
    match (teller.severity(finding), finding.verdict) {
        (Severity::Gate, Verdict::ConfirmedGap) => "error",
        (Severity::Info, _) => "notice",
        _ => "warning",
    }
}

/// The text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The summary of a step: the verdicts counted, the gaps, what is waived, where the report is.
pub fn step_summary(card: &Scorecard, run: &GateRun<'_>) -> String {
    let index = Index::new(card);
    let teller = Teller::new(card, &index, run);
    let mut page = Page::new(MOST_SUMMARY);
    page::write(&mut page, &teller);
    page.text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_cannot_be_left_or_begun_by_a_name() {
        assert_eq!(data("50 %\r\n::error::x"), "50 %25%0D%0A::error::x");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
