use super::Place;
use crate::args::HistoryShowArgs;
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::ledger::{Stage, live_findings};
use std::fmt::Write as _;

pub fn run(args: &HistoryShowArgs) -> Outcome {
    let place = Place::of(&args.place)?;
    let store = place.store()?;
    let log = store.log()?;
    let runs = log.runs();
    let wanted = args.run.as_deref();
    let found = runs
        .iter()
        .rposition(|run| wanted.is_none_or(|wanted| run.run == wanted || run.period == wanted));
    let Some(found) = found else {
        let known: Vec<&str> = runs.iter().map(|run| run.period.as_str()).collect();
        return Err(
            Failure::usage(format!("there is no run `{}`", wanted.unwrap_or("last")))
                .with_help(format!("there is: {}", known.join(", "))),
        );
    };
    let run = runs[found];
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
    let findings = live_findings(&history[..=found]);
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
    terminal::print(&text)?;
    Ok(0)
}
