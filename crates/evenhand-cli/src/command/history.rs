mod place;
mod retain;
mod show;
mod which;

pub use place::Place;
pub use which::which;

use crate::args::{
    Global, HistoryAddArgs, HistoryCommand, HistoryDueArgs, HistoryListArgs, HumanOrJson, WhereArgs,
};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::ledger::{Addition, DueState, Entry, Event, Period, RunEvent, Store};
use evenhand::output;
use std::fmt::Write as _;
use std::path::Path;

/// An audit is overdue.
const OVERDUE: u8 = 6;

pub fn run(command: &HistoryCommand, global: &Global) -> Outcome {
    match command {
        HistoryCommand::Add(args) => add(args, global),
        HistoryCommand::List(args) => list(args),
        HistoryCommand::Show(args) => show::run(args),
        HistoryCommand::Verify(args) => {
            let place = Place::of(&args.place)?;
            for store in place.stores()? {
                let verified = store.verify(args.head.as_deref())?;
                if verified.entries == 0 {
                    let folder = store.log_path();
                    return Err(Failure::usage(format!(
                        "{} is not there: nothing was verified",
                        folder.display()
                    ))
                    .with_help(
                        "name the folder with --store, or add an audit with `evenhand history add`",
                    ));
                }
                terminal::print(&format!(
                    "{}: {} lines and {} files fit, and all evidence follows from the counts\n  head {}\n",
                    store.system(),
                    verified.entries,
                    verified.files,
                    verified.head
                ))?;
            }
            Ok(0)
        }
        HistoryCommand::Due(args) => due(args, global),
        HistoryCommand::Recover(args) => {
            let place = Place::of(&args.place)?;
            let moved = place.store()?.recover(&args.reason, place.today)?;
            for file in &moved {
                terminal::print(&format!("moved aside: {file}\n"))?;
            }
            terminal::say(global, "What is left fits; see `evenhand history verify`.");
            Ok(0)
        }
        HistoryCommand::Prune(args) => retain::run(args, global),
    }
}

fn add(args: &HistoryAddArgs, global: &Global) -> Outcome {
    let is_card = |path: &Path| {
        path.extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("json"))
    };
    let card_path = args.input.clone().filter(|path| is_card(path));
    let place = Place::of(&WhereArgs {
        spec: args.input.clone().filter(|path| !is_card(path)),
        store: args.store.clone(),
        system: None,
        as_of: args.as_of.clone(),
    })?;
    let path = match card_path {
        Some(path) => path,
        None => place.scorecard()?,
    };
    let card = output::read(&path).map_err(|error| Failure::Audit { error, text: None })?;
    let period: Period = match &args.period {
        Some(text) => text.parse()?,
        None => place.period_before()?,
    };
    let store = Store::new(&place.folder, &card.system.id)?;
    let added = store.add(&Addition {
        card: &card,
        corrects: args.corrects.as_deref().zip(args.reason.as_deref()),
        on: place.today,
        period,
        run: args.run.as_deref(),
    })?;
    terminal::say(
        global,
        &format!(
            "Added {} of {period} to {}: run {}",
            path.display(),
            store.log_path().display(),
            added.run
        ),
    );
    Ok(0)
}

fn list(args: &HistoryListArgs) -> Outcome {
    let place = Place::of(&args.place)?;
    let mut text = String::new();
    let mut all = Vec::new();
    for store in place.stores()? {
        let log = store.log()?;
        if args.format == HumanOrJson::Json {
            all.push(serde_json::json!({ "system": store.system(), "entries": log.entries }));
            continue;
        }
        let corrected = log.corrected();
        let _ = writeln!(text, "{}  ({} runs)", store.system(), log.runs().len());
        for entry in &log.entries {
            let gone = entry
                .event
                .run()
                .is_some_and(|run| corrected.contains(run.run.as_str()));
            let note = if gone { "  (corrected later)" } else { "" };
            let _ = writeln!(text, "  {}{note}", line(entry));
        }
        if log.torn.is_some() {
            text.push_str("  the last line is unfinished; see `evenhand history verify`\n");
        }
    }
    if args.format == HumanOrJson::Json {
        text = serde_json::to_string_pretty(&all).unwrap_or_default() + "\n";
    } else if text.is_empty() {
        text = format!("no history in {}\n", place.folder.display());
    }
    terminal::print(&text)?;
    Ok(0)
}

/// A run, as its part of a line.
pub fn line_of_run(run: &RunEvent) -> String {
    let count = |verdict: &str| run.verdicts.get(verdict).copied().unwrap_or(0);
    format!(
        "{:<8}  {}  ✖ {} confirmed, ? {} possible, – {} too few, W {} waived, ✔ {} within",
        run.period,
        run.run,
        count("confirmed_gap"),
        count("possible_gap"),
        count("insufficient_data"),
        count("waived"),
        count("within_limit"),
    )
}

/// An entry, as a line of the list.
fn line(entry: &Entry) -> String {
    let what = match &entry.event {
        Event::Run(event) => line_of_run(event),
        Event::Missed { period, until } => format!("{period:<8}  was not there by {until}"),
        Event::Waiver(waiver) => match &waiver.ended {
            Some(_) => format!("{} ended: {}", waiver.id, waiver.reason),
            None => format!("{}: {} until {}", waiver.id, waiver.about(), waiver.expires),
        },
        Event::Decision(decision) => {
            let by = decision.by.join(", ");
            let older = decision
                .supersedes
                .map_or_else(String::new, |seq| format!(", in place of line {seq}"));
            format!(
                "{}: run {}, by {by}{older}",
                decision.decision, decision.run
            )
        }
        Event::Signature(signature) => format!(
            "{}: run {}, minutes {}, key {}…",
            signature.name,
            signature.run,
            signature.minutes,
            signature.key_id.get(..12).unwrap_or(&signature.key_id)
        ),
        Event::Correction {
            corrects: Some(old),
            reason,
            run: Some(event),
            ..
        } => {
            format!("{} in place of {old}: {reason}", line_of_run(event))
        }
        Event::Correction { reason, .. } => format!("recovered: {reason}"),
        Event::Deletion { count, reason, .. } => format!("{count} files: {reason}"),
    };
    let clock = if entry.earlier_than.is_some() {
        "  (the clock went backwards)"
    } else {
        ""
    };
    format!(
        "{:>4}  {}  {:<10}  {what}{clock}",
        entry.seq,
        entry.on,
        entry.event.kind()
    )
}

fn due(args: &HistoryDueArgs, global: &Global) -> Outcome {
    let place = Place::of(&args.place)?;
    let calendar = place.calendar()?;
    let store = place.store()?;
    let log = store.log()?;
    let mut text = String::new();
    let mut overdue = false;
    for planned in calendar.plan(&log, place.today) {
        if planned.state == DueState::Done {
            continue;
        }
        overdue |= planned.state == DueState::Overdue;
        let _ = writeln!(
            text,
            "{:<8}  {:<7}  due {}, overdue after {}{}",
            planned.period.to_string(),
            planned.state.as_str(),
            planned.due,
            planned.until,
            if planned.missed {
                "  (recorded as missed)"
            } else {
                ""
            }
        );
    }
    terminal::print(&text)?;
    if args.record {
        for event in calendar.events(&log, place.today) {
            let entry = store.record(event, place.today)?;
            terminal::say(global, &format!("recorded: {}", line(&entry)));
        }
    }
    Ok(if overdue { OVERDUE } else { 0 })
}
