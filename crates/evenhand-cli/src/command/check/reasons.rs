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
            format!(
                "no {what} was held against any number{}",
                instead(card, warn_fails)
            ),
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

/// What is there instead of a gate, and how to make it one.
fn instead(card: &Scorecard, warn_fails: bool) -> &'static str {
    let any = |severity| card.checks.iter().any(|check| check.severity == severity);
    if any(Severity::Warn) && !warn_fails {
        "; the checks of this run only warn, and --fail-on warn makes them gates"
    } else if any(Severity::Info) {
        "; the checks of this run only inform: write `severity = \"gate\"` in the check that should decide"
    } else {
        ""
    }
}

/// What is said of the exit code, a line per reason: the code is that of the first, unless it is forgiven.
pub fn lines(reasons: &[(u8, String)], code: u8, forgiven_by: &str) -> Vec<String> {
    let lines = reasons.iter().enumerate().map(|(i, (own, reason))| {
        if i > 0 {
            format!("also: {reason} (exit {own} by itself)")
        } else if *own == code {
            format!("exit {code}: {reason}")
        } else {
            format!("exit {code}, and {own} without {forgiven_by}: {reason}")
        }
    });
    lines.collect()
}
