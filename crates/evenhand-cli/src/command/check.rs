mod reasons;
mod targets;

use super::audit::{carry_out, formats};
use super::spec_only;
use crate::args::{CheckArgs, FailOn, Global};
use crate::failure::{Failure, Outcome};
use crate::{flags, terminal};
use evenhand::output::{self, Run};
use evenhand::report::gate::{Before, GateRun};
use evenhand::{Audit, Finding, Profile, Scorecard, Severity, Verdict};
use reasons::{CONFIRMED, UNDECIDED, lines};
pub use reasons::{GOVERNANCE, NOTHING_TESTED, reasons};
use targets::{Target, pointed_at};

pub fn run(args: &CheckArgs, global: &Global) -> Outcome {
    if args.spec_only {
        return spec_only::run(&args.inputs, global);
    }
    let started = jiff::Timestamp::now();
    let targets = targets::targets(&args.format)?;
    let accepted = accepted(args)?;
    let audit = flags::audit(&args.inputs)?.only(args.only.iter().cloned());
    let outcome = carry_out(&audit, args.terms.plan.as_deref(), global)?;
    let card = &outcome.scorecard;
    // The gate looks at the whole card; a profile changes what is told, never the exit code.
    let profile = flags::profile(args.terms.profile, &audit);
    let shown = evenhand::under_profile(card, profile);
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
        output::write(folder, &shown, Some(&run), formats(&[], &audit)?).map_err(failed)?;
    }
    let warn_fails = args.fail_on == FailOn::Warn;
    let reasons = reasons(card, args.require_evidence, warn_fails);
    let forgiven = args.exit_zero || args.fail_on == FailOn::Never;
    let code = match reasons.first() {
        Some((code, _)) if forgiven && [CONFIRMED, UNDECIDED].contains(code) => 0,
        Some((code, _)) => *code,
        None => 0,
    };
    let (file, report) = (pointed_at(&args.inputs), report(args, &audit)?);
    let words: Vec<String> = reasons.iter().map(|(_, reason)| reason.clone()).collect();
    // What is handed to a platform leaves the house.
    let (platforms, own): (Vec<Target>, Vec<Target>) =
        targets.into_iter().partition(Target::is_of_a_platform);
    let outside = profile.max(Profile::Board);
    for (targets, seen) in [(platforms, outside), (own, profile)] {
        if targets.is_empty() {
            continue;
        }
        let other = (seen != profile).then(|| evenhand::under_profile(card, seen));
        let shown = other.as_deref().unwrap_or(&*shown);
        let before = accepted
            .as_ref()
            .map(|accepted| evenhand::under_profile(accepted, seen));
        let comparison = before
            .as_ref()
            .map(|before| evenhand::compare_scorecards(before, shown))
            .transpose()
            .map_err(|error| Failure::Audit { error, text: None })?;
        let mut words = words.clone();
        words.extend(hidden_failures(card, shown, warn_fails));
        let run = GateRun {
            before: (before.as_deref().zip(comparison.as_ref()))
                .map(|(card, comparison)| Before { card, comparison }),
            exit_code: code,
            file: &file,
            reasons: &words,
            report: report.as_deref(),
            warn_fails,
        };
        targets::write(&targets, shown, &run, global)?;
    }
    let forgiven_by = if args.exit_zero {
        "--exit-zero"
    } else {
        "--fail-on never"
    };
    for line in lines(&reasons, code, forgiven_by) {
        terminal::say(global, &line);
    }
    Ok(code)
}

/// What is said of checks that fail on groups whose numbers are hidden.
fn hidden_failures(card: &Scorecard, shown: &Scorecard, warn_fails: bool) -> Option<String> {
    let fails = |finding: &Finding| {
        let severe =
            finding.severity == Severity::Gate || warn_fails && finding.severity == Severity::Warn;
        severe && finding.verdict == Verdict::ConfirmedGap
    };
    let mut checks: Vec<&str> = (card.findings.iter().zip(&shown.findings))
        .filter(|(whole, told)| fails(whole) && told.verdict == Verdict::Hidden)
        .map(|(whole, _)| &*whole.check)
        .collect();
    checks.dedup();
    (!checks.is_empty()).then(|| {
        format!(
            "a group that fails {} is hidden here, because its numbers could be traced to few people",
            checks.join(", ")
        )
    })
}

/// The scorecard of the accepted run, cut to the checks of this one.
fn accepted(args: &CheckArgs) -> Result<Option<Scorecard>, Failure> {
    let Some(path) = &args.diff else {
        return Ok(None);
    };
    let mut card = output::read(path).map_err(|error| Failure::Audit { error, text: None })?;
    if !args.only.is_empty() {
        let kept = |id: &str| args.only.iter().any(|only| only == id);
        card.checks.retain(|check| kept(&check.id));
        card.findings.retain(|finding| kept(&finding.check));
    }
    Ok(Some(card))
}

/// Where the report lies, if one is written.
fn report(args: &CheckArgs, audit: &Audit) -> Result<Option<String>, Failure> {
    let Some(folder) = &args.out else {
        return Ok(None);
    };
    let written = formats(&[], audit)?.html;
    let path = folder
        .join("report.html")
        .to_string_lossy()
        .replace('\\', "/");
    Ok(written.then_some(path))
}
