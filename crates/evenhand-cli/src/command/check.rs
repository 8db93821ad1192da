use super::audit::{carry_out, formats};
use super::spec_only;
use crate::args::{CheckArgs, CheckFormat, Global};
use crate::failure::{Failure, Outcome};
use crate::{flags, terminal};
use evenhand::output::{self, Run};
use evenhand::report::{TerminalOptions, findings};
use evenhand::{Scorecard, Severity, Verdict, WaiverState};

const CONFIRMED: u8 = 1;
const UNDECIDED: u8 = 3;
const NOTHING_TESTED: u8 = 4;
const GOVERNANCE: u8 = 6;

pub fn run(args: &CheckArgs, global: &Global) -> Outcome {
    if args.spec_only {
        return spec_only::run(&args.inputs, global);
    }
    let started = jiff::Timestamp::now();
    let audit = flags::audit(&args.inputs)?.only(args.only.iter().cloned());
    let outcome = carry_out(&audit, args.plan.as_deref(), global)?;
    let card = &outcome.scorecard;
    if let Some(folder) = &args.out {
        let failed = |error| Failure::Audit {
            error,
            text: audit.text().cloned(),
        };
        let command: Vec<String> = std::iter::once("evenhand".to_owned())
            .chain(std::env::args().skip(1))
            .collect();
        let run =
            Run::new(command, &outcome, started, rayon::current_num_threads()).map_err(failed)?;
        output::write(folder, card, Some(&run), formats(&[], &audit)?).map_err(failed)?;
    }
    let reasons = reasons(card, args.require_evidence);
    let code = match reasons.first() {
        Some((code, _)) if args.exit_zero && [CONFIRMED, UNDECIDED].contains(code) => 0,
        Some((code, _)) => *code,
        None => 0,
    };
    match args.format {
        CheckFormat::Human => print_human(card, global)?,
        CheckFormat::Json => print_json(card, code)?,
    }
    for (code, reason) in &reasons {
        terminal::say(global, &format!("exit {code}: {reason}"));
    }
    Ok(code)
}

/// Everything that speaks against exit 0, in the order in which codes win.
fn reasons(card: &Scorecard, require_evidence: bool) -> Vec<(u8, String)> {
    let gates: Vec<_> = card
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Gate)
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
            "no gate check was held against any number".to_owned(),
        ));
    } else if count(&[Verdict::NotTested]) == gates.len() {
        reasons.push((NOTHING_TESTED, "no gate check could be tested".to_owned()));
    }
    let confirmed = count(&[Verdict::ConfirmedGap]);
    if confirmed > 0 {
        reasons.push((
            CONFIRMED,
            format!(
                "{confirmed} confirmed gap{} on a gate check",
                if confirmed == 1 { "" } else { "s" }
            ),
        ));
    }
    let undecided = count(&[Verdict::PossibleGap, Verdict::InsufficientData]);
    if require_evidence && undecided > 0 {
        reasons.push((
            UNDECIDED,
            format!(
                "{undecided} comparison{} of a gate check undecided",
                if undecided == 1 { "" } else { "s" }
            ),
        ));
    }
    reasons
}

fn print_human(card: &Scorecard, global: &Global) -> std::io::Result<()> {
    let options = TerminalOptions {
        width: terminal::width(),
        color: terminal::colours_on_stdout(global.color),
        verbose: global.verbose > 0,
    };
    terminal::print(&findings(card, &options))
}

fn print_json(card: &Scorecard, code: u8) -> std::io::Result<()> {
    let counts: serde_json::Map<String, serde_json::Value> = Verdict::ALL
        .iter()
        .map(|verdict| (verdict.as_str().to_owned(), card.count(*verdict).into()))
        .collect();
    let value = serde_json::json!({
        "checks": card.checks,
        "digests": card.digests,
        "exit_code": code,
        "findings": card.findings,
        "plan": card.plan,
        "system": card.system,
        "tool": card.tool,
        "verdicts": counts,
    });
    terminal::print(&format!(
        "{}\n",
        serde_json::to_string_pretty(&value).unwrap_or_default()
    ))
}
