use evenhand::{Scorecard, Severity, Verdict, WaiverState};

pub const CONFIRMED: u8 = 1;
pub const UNDECIDED: u8 = 3;
pub const NOTHING_TESTED: u8 = 4;
pub const GOVERNANCE: u8 = 6;

/// Everything that speaks against exit 0, in the order in which codes win.
pub fn reasons(card: &Scorecard, require_evidence: bool, warn_fails: bool) -> Vec<(u8, String)> {
    let (gates, what) = if warn_fails {
        ([Severity::Gate, Severity::Warn], "gate or warn check")
    } else {
        ([Severity::Gate, Severity::Gate], "gate check")
    };
    let gates: Vec<_> = card
        .findings
        .iter()
        .filter(|finding| gates.contains(&finding.severity))
        .collect();
    let count = |verdicts: &[Verdict]| {
        gates
            .iter()
            .filter(|finding| verdicts.contains(&finding.verdict))
            .count()
    };
    let mut reasons = Vec::new();
    for waiver in &card.waivers {
        if waiver.state == WaiverState::Expired {
            let reason = format!("the waiver {} ended on {}", waiver.id, waiver.expires);
            reasons.push((GOVERNANCE, reason));
        }
    }
    if gates.is_empty() {
        reasons.push((
            NOTHING_TESTED,
            format!("no {what} was held against any number"),
        ));
    } else if count(&[Verdict::NotTested]) == gates.len() {
        reasons.push((NOTHING_TESTED, format!("no {what} could be tested")));
    }
    let confirmed = count(&[Verdict::ConfirmedGap]);
    if confirmed > 0 {
        reasons.push((
            CONFIRMED,
            format!(
                "{confirmed} confirmed gap{} on a {what}",
                if confirmed == 1 { "" } else { "s" }
            ),
        ));
    }
    let undecided = count(&[Verdict::PossibleGap, Verdict::InsufficientData]);
    if require_evidence && undecided > 0 {
        reasons.push((
            UNDECIDED,
            format!(
                "{undecided} comparison{} of a {what} undecided",
                if undecided == 1 { "" } else { "s" }
            ),
        ));
    }
    reasons
}
