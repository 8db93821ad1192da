mod file;
pub mod key;
mod verify;

use super::history::{Place, which};
use crate::args::{BoardCommand, BoardMinutesArgs, BoardOpenArgs, BoardSignArgs, Global};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::ledger::{BoundReport, DecisionEvent, Error, Event, Signing};
use evenhand::{SourceText, board_statement, sha256_hex};
use std::path::PathBuf;

pub fn run(command: &BoardCommand, global: &Global) -> Outcome {
    match command {
        BoardCommand::Key(args) => key::make(args),
        BoardCommand::Open(args) => open(args, global),
        BoardCommand::Minutes(args) => minutes(args),
        BoardCommand::Sign(args) => sign(args, global),
        BoardCommand::Verify(args) => verify::run(args),
    }
}

fn open(args: &BoardOpenArgs, global: &Global) -> Outcome {
    let place = Place::of(&(&args.there).into())?;
    let store = place.store()?;
    let log = store.log()?;
    let run = which(&log, args.run.as_deref())?;
    let mut reports: Vec<BoundReport> = Vec::new();
    for path in &args.report {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes = file::bytes(path)?;
        let html = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("html"));
        if html && !String::from_utf8_lossy(&bytes).contains(&run.statistics_sha256) {
            return Err(Failure::usage(format!(
                "{} is not a report of run {}: it does not name its counts",
                path.display(),
                run.run
            ))
            .with_help("render it again with `evenhand report`, from the scorecard of this run"));
        }
        reports.push(BoundReport {
            file: name.into_owned(),
            sha256: sha256_hex(&bytes),
        });
    }
    let opening = store.opening(&log, &run.run, reports, place.today)?;
    let out = args.out.clone().unwrap_or_else(|| {
        PathBuf::from(format!("minutes-{}-{}.toml", store.system(), run.period))
    });
    file::create(&out, opening.to_toml().as_bytes(), false)?;
    terminal::print(&format!("{}\n", out.display()))?;
    let overdue = opening
        .actions
        .iter()
        .filter(|action| {
            action
                .due
                .parse()
                .is_ok_and(|due: evenhand::Day| due < place.today)
        })
        .count();
    if !opening.actions.is_empty() {
        terminal::say(
            global,
            &format!(
                "The last minutes left {} open, of which {overdue} overdue.",
                counted(opening.actions.len(), "action")
            ),
        );
    }
    terminal::say(
        global,
        &format!(
            "Fill it in at the meeting, then: evenhand board minutes {}",
            out.display()
        ),
    );
    Ok(0)
}

fn minutes(args: &BoardMinutesArgs) -> Outcome {
    let place = Place::of(&(&args.there).into())?;
    let store = place.store()?;
    let name = args.minutes.display().to_string();
    let text = SourceText::new(name, file::text(&args.minutes)?);
    let (entry, minutes) = store
        .decide(&text, place.today)
        .map_err(|error| match error {
            Error::Spec(error) => Failure::Audit {
                error: error.into(),
                text: Some(text.clone()),
            },
            other => other.into(),
        })?;
    let Event::Decision(DecisionEvent {
        minutes: number,
        supersedes,
        run,
        ..
    }) = &entry.event
    else {
        return Ok(0);
    };
    let log = store.log()?;
    let path = log.run(run)?.minutes_path(number.unwrap_or(1));
    let mut said = format!(
        "Recorded: {}, run {run}\n  {}\n",
        minutes.decision.decision,
        store.log_path().with_file_name(path).display()
    );
    if let Some(seq) = supersedes {
        said.push_str(&format!(
            "It stands in place of the decision on line {seq}, as soon as it is signed. That line stays.\n"
        ));
    }
    said.push_str(&format!(
        "A draft until {} signed: evenhand board sign --key NAME.key --name \"{}\"\n",
        match minutes.meeting.quorum {
            1 => "one member has".to_owned(),
            n => format!("{n} members have"),
        },
        minutes.present[0].name
    ));
    terminal::print(&said)?;
    Ok(0)
}

fn sign(args: &BoardSignArgs, global: &Global) -> Outcome {
    let place = Place::of(&(&args.there).into())?;
    let store = place.store()?;
    let key = key::read(&args.key, global)?;
    let log = store.log()?;
    let run = which(&log, args.run.as_deref())?;
    let pending = store.pending(&log, &run.run)?;
    let (_, pending) = store.sign(&Signing {
        key: &key,
        name: &args.name,
        on: place.today,
        run: &run.run,
        statement: &board_statement(&pending),
    })?;
    let have = pending.signatures.len() as u64;
    let need = pending.minutes.meeting.quorum;
    let path = pending.run.envelope_path(pending.number, have);
    let stands = if have >= need {
        format!("{have} of {need} signatures: the decision counts.")
    } else {
        format!("{have} of {need} signatures: still a draft.")
    };
    terminal::print(&format!(
        "Signed by {}: {}, run {} of {}\n  {}\n{stands}\n",
        args.name,
        pending.minutes.decision.decision,
        pending.run.run,
        pending.run.period,
        store.log_path().with_file_name(path).display(),
    ))?;
    Ok(0)
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
