mod system;

#[cfg(feature = "notify")]
pub use system::ALPHA;
pub use system::System;

use super::audit::{self, NOTHING_TESTED};
use super::history::Place;
use super::notify::tell;
use crate::args::{AuditArgs, Global, HumanOrJson, RunArgs, WhereArgs};
use crate::failure::{Failure, Outcome};
use crate::{flags, terminal};
use evenhand::ledger::Addition;
use std::path::{Path, PathBuf};

/// Exit codes, the gravest first.
const GRAVEST: [u8; 7] = [2, 5, 6, 4, 1, 3, 7];

pub fn run(args: &RunArgs, global: &Global) -> Outcome {
    let specs = if args.specs.is_empty() {
        vec![PathBuf::from("evenhand.toml")]
    } else {
        args.specs.clone()
    };
    let mut systems = Vec::new();
    for spec in &specs {
        let mut system = System::new(spec);
        // One system that fails must not stop the others.
        if let Err(failure) = carry_out(&mut system, args, global) {
            if let Failure::Output(_) = failure {
                return Err(failure);
            }
            terminal::complain(&format!("{}:\n", system.name()));
            failure.print(global);
            system.fail(&failure);
        }
        tell(&mut system, args.as_of.as_deref(), global);
        if args.format == HumanOrJson::Human && !(global.quiet && system.is_idle()) {
            terminal::print(&system.line())?;
        }
        systems.push(system);
    }
    if args.format == HumanOrJson::Json {
        let all: Vec<serde_json::Value> = systems.iter().map(System::json).collect();
        let text = serde_json::to_string_pretty(&all).unwrap_or_default();
        terminal::print(&(text + "\n"))?;
    }
    for system in &systems {
        for (code, reason) in &system.reasons {
            terminal::say(
                global,
                &format!("{}: {reason} (exit {code})", system.name()),
            );
        }
    }
    Ok(gravest(systems.iter().flat_map(System::codes)))
}

/// The gravest of several exit codes; 0 where there is none.
pub fn gravest(codes: impl Iterator<Item = u8>) -> u8 {
    let rank = |code: &u8| GRAVEST.iter().position(|known| known == code);
    codes
        .filter(|code| *code != 0)
        .min_by_key(rank)
        .unwrap_or(0)
}

/// Records what was missed, makes the audit that is due, and adds it to its history.
fn carry_out(system: &mut System, args: &RunArgs, global: &Global) -> Result<(), Failure> {
    let place = place(system.spec(), args.as_of.as_deref())?;
    system.open(&place)?;
    let calendar = place.calendar()?;
    let store = place.store()?;
    let log = store.whole_log()?;
    for event in calendar.events(&log, place.today) {
        store.record(event.clone(), place.today)?;
        system.missed(&event);
    }
    if args.due && system.planned.is_none() {
        return Ok(());
    }
    let inputs = crate::args::Inputs {
        inputs: vec![system.spec().to_string_lossy().into_owned()],
        as_of: args.as_of.clone(),
        ..Default::default()
    };
    let spec = flags::audit(&inputs)?;
    let made = audit::make(&spec, &AuditArgs::default(), global)?;
    let period = place.period_before()?;
    let event = store.add(&Addition {
        card: &made.outcome.scorecard,
        corrects: None,
        on: place.today,
        period,
        run: None,
    })?;
    if !made.computed() {
        let reason = "nothing could be computed".to_owned();
        system.reasons.push((NOTHING_TESTED, reason));
    }
    system.report = Some(made.folder);
    system.made = true;
    system.found(&place, &store, event)
}

/// The history of a spec.
pub fn place(spec: &Path, as_of: Option<&str>) -> Result<Place, Failure> {
    Place::of(&WhereArgs {
        spec: Some(spec.to_owned()),
        as_of: as_of.map(str::to_owned),
        ..WhereArgs::default()
    })
}
