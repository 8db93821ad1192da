use super::history::Place;
use crate::args::ScheduleCommand;
use crate::failure::Outcome;
use crate::terminal;
use evenhand::ledger::{Scheduler, schedule};
use std::path::Path;

pub fn run(command: &ScheduleCommand) -> Outcome {
    let ScheduleCommand::Emit(args) = command;
    let place = Place::of(&args.place)?;
    let scheduler = if args.systemd {
        Scheduler::Systemd
    } else if args.cron {
        Scheduler::Cron
    } else if args.github {
        Scheduler::Github
    } else {
        Scheduler::Airflow
    };
    // What is started every day asks the calendar; without one it would never do anything.
    place.calendar()?;
    let spec = place.spec().unwrap_or(Path::new("evenhand.toml"));
    // A workflow checks the repository out; everything else starts anywhere.
    let spec = if scheduler == Scheduler::Github {
        spec.to_owned()
    } else {
        std::path::absolute(spec)?
    };
    let system = &place.audit()?.spec().system.id;
    terminal::print(&schedule(scheduler, system, &spec.to_string_lossy()))?;
    Ok(0)
}
