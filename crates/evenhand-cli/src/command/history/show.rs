use super::{Place, which};
use crate::args::HistoryShowArgs;
use crate::failure::Outcome;
use crate::terminal;
use evenhand::ledger::{Log, Stage, StandingWaiver, live_findings};
use std::fmt::Write as _;

pub fn run(args: &HistoryShowArgs) -> Outcome {
    let place = Place::of(&args.place)?;
    let store = place.store()?;
    let log = store.log()?;
    let run = which(&log, args.run.as_deref())?;
    store.scorecard(run)?;
    let mut text = format!(
        "{} of {}\n  run        {}\n  models     {}\n  scorecard  {}\n  sha256     {}\n  counts     {}\n",
        run.period,
        store.system(),
        run.run,
        run.models.join(", "),
        store
            .log_path()
            .with_file_name(run.scorecard_path())
            .display(),
        run.scorecard_sha256,
        run.statistics_sha256,
    );
    for (verdict, count) in &run.verdicts {
        let _ = writeln!(text, "  {count:>9}  {}", verdict.replace('_', " "));
    }
    let history = store.history(&log)?;
    let upto = history.iter().position(|one| one.run == run.run);
    let findings = live_findings(&history[..upto.map_or(0, |place| place + 1)]);
    let stages = [
        (Stage::New, "New"),
        (Stage::Reopened, "Reopened"),
        (Stage::Open, "Stayed open"),
        (Stage::Waived, "Waived"),
        (
            Stage::Fixed,
            "Fixed, confirmed by this audit or a later one",
        ),
        (Stage::Closed, "Closed"),
    ];
    for (stage, title) in stages {
        let here = || findings.iter().filter(|finding| finding.stage == stage);
        if here().next().is_none() {
            continue;
        }
        let _ = writeln!(text, "\n{title}");
        for finding in here() {
            let _ = writeln!(
                text,
                "  F-{:<4} {}  since {}, {} in {}",
                finding.number,
                finding.key.name(),
                finding.since,
                stage.words(),
                finding.changed
            );
        }
    }
    if findings.is_empty() {
        text.push_str("\nNo gap was confirmed so far.\n");
    }
    waivers(&mut text, &store.waivers(&log, place.today)?);
    board(&mut text, &log, &run.run);
    terminal::print(&text)?;
    Ok(0)
}

fn waivers(text: &mut String, all: &[StandingWaiver<'_>]) {
    if all.is_empty() {
        return;
    }
    text.push_str("\nWaivers\n");
    for one in all {
        let _ = writeln!(
            text,
            "  {}  {}  {} {}{}",
            one.waiver.id,
            one.waiver.about(),
            one.stage.words(),
            one.day(),
            if one.overdue {
                ", and the gap is still open"
            } else {
                ""
            }
        );
    }
}

fn board(text: &mut String, log: &Log, run: &str) {
    text.push_str("\nBoard\n");
    let decisions = log.decisions();
    let mut decisions = decisions
        .iter()
        .filter(|one| one.event.run == run)
        .peekable();
    if decisions.peek().is_none() {
        text.push_str("  no decision yet; see `evenhand board open`\n");
    }
    let counts = log.signed_decision(run).map(|one| one.seq);
    for decision in decisions {
        let stands = match decision.quorum() {
            _ if counts.is_some_and(|seq| seq > decision.seq) => ", superseded".to_owned(),
            Some(quorum) if !decision.signed() => {
                format!(
                    ", a draft: {} of {quorum} signed",
                    decision.signatures.len()
                )
            }
            _ => String::new(),
        };
        let _ = writeln!(
            text,
            "  {}  {}{stands}",
            decision.on, decision.event.decision
        );
        for (on, signature) in &decision.signatures {
            let key = signature.key_id.get(..12).unwrap_or(&signature.key_id);
            let _ = writeln!(text, "    signed {on} by {}, key {key}…", signature.name);
        }
    }
}
