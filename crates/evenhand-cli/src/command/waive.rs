use super::history::Place;
use crate::args::{Global, WaiveAddArgs, WaiveCommand, WaiveExpireArgs, WaiveListArgs};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::ledger::{Error, Log, WaiverStage};
use evenhand::{Scalar, SpecError, WaiverSpec, WaiverWhere};
use std::fmt::Write as _;

/// A waiver has expired, and its gap is open.
const EXPIRED: u8 = 6;

pub fn run(command: &WaiveCommand, global: &Global) -> Outcome {
    match command {
        WaiveCommand::Add(args) => add(args, global),
        WaiveCommand::List(args) => list(args),
        WaiveCommand::Expire(args) => expire(args, global),
    }
}

fn add(args: &WaiveAddArgs, global: &Global) -> Outcome {
    let place = Place::of(&(&args.there).into())?;
    let store = place.store()?;
    let approved_on = args
        .approved_on
        .clone()
        .unwrap_or_else(|| place.today.to_string());
    let written = WaiverSpec {
        id: match &args.id {
            Some(id) => id.clone(),
            None => next_id(&store.log()?, &approved_on),
        },
        check: args.check.clone(),
        scope: WaiverWhere {
            attribute: args.attribute.clone(),
            group: args.group.clone(),
            model: args.model.clone(),
        },
        reason: args.reason.clone(),
        owner: args.owner.clone(),
        approved_by: args.approved_by.clone(),
        approved_on: Scalar::Text(approved_on),
        expires: Scalar::Text(args.expires.clone()),
        tracking: args.tracking.clone(),
    };
    let (_, waiver) = store.waive(&written, place.today).map_err(as_flag)?;
    terminal::print(&format!("\n{}", waiver.to_toml()))?;
    terminal::say(
        global,
        &format!(
            "Recorded {}. The audit reads waivers in the spec: put these lines into {}.",
            waiver.id,
            place
                .spec()
                .map_or_else(|| "it".to_owned(), |spec| spec.display().to_string())
        ),
    );
    let log = store.log()?;
    let standing = store.waivers(&log, place.today)?;
    let about = standing.iter().find(|one| one.waiver.id == waiver.id);
    if about.is_some_and(|one| one.finding.is_none()) {
        terminal::say(
            global,
            &format!(
                "No audit so far has confirmed a gap of {}: until one does, this covers nothing.",
                waiver.about()
            ),
        );
    }
    Ok(0)
}

/// The next number of a year: W-2026-03 after W-2026-02.
fn next_id(log: &Log, approved_on: &str) -> String {
    let year = approved_on.get(..4).unwrap_or("0000");
    let begin = format!("W-{year}-");
    let taken = log
        .waivers()
        .into_iter()
        .filter_map(|(_, waiver)| waiver.id.strip_prefix(&begin)?.parse::<u32>().ok())
        .max();
    format!("{begin}{:02}", taken.unwrap_or(0).saturating_add(1))
}

/// What does not fit, by the flag that says it.
fn as_flag(error: Error) -> Failure {
    let Error::Spec(SpecError::Spec {
        mut location,
        message,
        help,
    }) = error
    else {
        return error.into();
    };
    if let Some(key) = location.path.strip_prefix("waiver.") {
        let key = if key == "where" { "group" } else { key };
        location.path = format!("--{}", key.replace('_', "-"));
    }
    Error::Spec(SpecError::Spec {
        location,
        message,
        help,
    })
    .into()
}

fn list(args: &WaiveListArgs) -> Outcome {
    let place = Place::of(&(&args.there).into())?;
    let store = place.store()?;
    let log = store.log()?;
    let standing = store.waivers(&log, place.today)?;
    let spec = place.audit().ok().map(|audit| &audit.spec().waiver);
    let in_spec = |id: &str| spec.map(|written| written.iter().any(|one| one.id == id));
    let mut text = String::new();
    let mut overdue = false;
    for one in &standing {
        let waiver = one.waiver;
        overdue |= one.overdue;
        let finding = one
            .finding
            .map_or_else(String::new, |number| format!("  F-{number}"));
        let _ = writeln!(
            text,
            "{:<10}  {} {}  {}{finding}",
            waiver.id,
            one.stage.words(),
            one.day(),
            waiver.about()
        );
        let _ = writeln!(
            text,
            "            {}{}",
            waiver.reason,
            said(waiver.owner.as_deref(), waiver.tracking.as_deref())
        );
        if one.overdue {
            text.push_str("            ! the gap is still open: decide anew, or close it\n");
        }
        match (one.stage, in_spec(&waiver.id)) {
            (WaiverStage::InForce | WaiverStage::NotYet, Some(false)) => {
                text.push_str("            ! it is not in the spec, so that no audit knows of it\n")
            }
            (WaiverStage::Ended, Some(true)) => text.push_str(
                "            ! it is still in the spec: take it out, or audits go on reading it\n",
            ),
            _ => {}
        }
    }
    for written in spec.into_iter().flatten() {
        if !standing.iter().any(|one| one.waiver.id == written.id) {
            let _ = writeln!(
                text,
                "{:<10}  in the spec, and not in this history; record it with `evenhand waive add --id {}`",
                written.id, written.id
            );
        }
    }
    if text.is_empty() {
        text = format!("no waivers in the history of {}\n", store.system());
    }
    terminal::print(&text)?;
    Ok(if overdue { EXPIRED } else { 0 })
}

fn said(owner: Option<&str>, tracking: Option<&str>) -> String {
    let parts: Vec<&str> = [owner, tracking].into_iter().flatten().collect();
    if parts.is_empty() {
        return String::new();
    }
    format!(" ({})", parts.join(", "))
}

fn expire(args: &WaiveExpireArgs, global: &Global) -> Outcome {
    let place = Place::of(&(&args.there).into())?;
    let store = place.store()?;
    store.end_waiver(&args.id, &args.reason, place.today)?;
    terminal::say(
        global,
        &format!(
            "{} ends on {}. Take its [[waiver]] out of the spec: the audit reads it there.",
            args.id, place.today
        ),
    );
    Ok(0)
}
