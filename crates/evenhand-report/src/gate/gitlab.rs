use super::{GateRun, Teller};
use crate::index::Index;
use evenhand_core::{Scorecard, Severity, Verdict};
use serde_json::{Value, json};

/// A Code Quality report for GitLab: what speaks up, each at the line of its check.
///
/// GitLab shows what came and went between two branches by itself, so that every problem is in it.
pub fn gitlab(card: &Scorecard, run: &GateRun<'_>) -> String {
    let index = Index::new(card);
    let teller = Teller::new(card, &index, run);
    let issues: Vec<Value> = (teller.gravest().into_iter())
        .filter(|(_, finding)| teller.speaks(finding))
        .map(|(_, finding)| {
            let severity = match (finding.verdict, teller.severity(finding)) {
                (_, Severity::Info) => "info",
                (Verdict::ConfirmedGap, Severity::Gate) => "critical",
                (Verdict::ConfirmedGap, Severity::Warn) => "major",
                _ => "minor",
            };
            json!({
                "check_name": teller.rule(finding),
                "description": format!(
                    "{} {}: {}. {}",
                    finding.verdict.mark(),
                    super::teller::clean(&finding.check),
                    teller.title(finding),
                    teller.line_of(finding)
                ),
                "fingerprint": teller.fingerprint(finding),
                "location": { "path": run.file, "lines": { "begin": teller.line(finding) } },
                "severity": severity,
            })
        })
        .collect();
    let mut text = Value::Array(issues).to_string();
    text.push('\n');
    text
}
