use crate::args::WhereArgs;
use crate::failure::Failure;
use crate::{command, flags};
use evenhand::ledger::{Calendar, Error, Every, Period, Store};
use evenhand::{Audit, Day, SpecError, nearest};
use std::path::{Path, PathBuf};

/// A calendar without days: so many.
const DUE_DAYS: u32 = 20;
const GRACE_DAYS: u32 = 10;

/// Which history a command is about.
pub struct Place {
    /// Folder of all systems.
    pub folder: PathBuf,
    /// The day it is.
    pub today: Day,
    audit: Option<Audit>,
    spec: Option<PathBuf>,
    system: Option<String>,
}

/// A day as a flag gives it, or today.
fn day(as_of: Option<&str>) -> Result<Day, Failure> {
    match as_of {
        Some(text) => text
            .parse()
            .map_err(|error| Failure::usage(format!("--as-of: {error}"))),
        None => Ok(evenhand::today()),
    }
}

/// When audits are planned, where the spec says so.
pub fn calendar(audit: &Audit) -> Result<Option<Calendar>, Failure> {
    let Some(calendar) = &audit.spec().history.calendar else {
        return Ok(None);
    };
    let made = Calendar::new(
        &calendar.every,
        calendar.due_days.unwrap_or(DUE_DAYS),
        calendar.grace_days.unwrap_or(GRACE_DAYS),
    );
    let made = made.map_err(|error| match (error, audit.text()) {
        (Error::BadCalendar { message }, Some(text)) => {
            let mut wrong = SpecError::spec("history.calendar", message);
            let words = Every::ALL.map(|(word, _)| word);
            let near = nearest(&calendar.every, words);
            if let Some(near) = near.filter(|near| *near != calendar.every) {
                wrong = wrong.with_help(format!("did you mean `{near}`?"));
            }
            Failure::Audit {
                error: text.locate(wrong).into(),
                text: Some(text.clone()),
            }
        }
        (error, _) => error.into(),
    })?;
    Ok(Some(made))
}

impl Place {
    pub fn of(args: &WhereArgs) -> Result<Self, Failure> {
        let here = PathBuf::from("evenhand.toml");
        // A store that is named needs no spec; one that is there still tells the system and the calendar.
        let spec = args.spec.clone().or_else(|| {
            here.exists()
                .then_some(here)
                .filter(|_| args.system.is_none())
        });
        let audit = spec.as_deref().map(flags::of_spec).transpose()?;
        let beside = spec
            .as_deref()
            .and_then(Path::parent)
            .unwrap_or(Path::new(""))
            .to_owned();
        let written = audit
            .as_ref()
            .and_then(|audit| audit.spec().history.store.clone());
        let folder = args
            .store
            .clone()
            .unwrap_or_else(|| beside.join(written.as_deref().unwrap_or("history")));
        let system = args
            .system
            .clone()
            .or_else(|| audit.as_ref().map(|audit| audit.spec().system.id.clone()));
        Ok(Self {
            folder,
            today: day(args.as_of.as_deref())?,
            audit,
            spec,
            system,
        })
    }

    /// The one history.
    pub fn store(&self) -> Result<Store, Failure> {
        let mut all = self.stores()?;
        match all.len() {
            1 => Ok(all.remove(0)),
            0 => Err(
                Failure::usage(format!("there is no history in {}", self.folder.display()))
                    .with_help(
                        "add an audit with `evenhand history add`, or name the folder with --store",
                    ),
            ),
            _ => {
                let names: Vec<&str> = all.iter().map(Store::system).collect();
                Err(
                    Failure::usage(format!("which system? There is: {}", names.join(", ")))
                        .with_help("name it with --system"),
                )
            }
        }
    }

    /// The history of the system, or of all where none is named.
    pub fn stores(&self) -> Result<Vec<Store>, Failure> {
        if let Some(system) = &self.system {
            return Ok(vec![Store::new(&self.folder, system)?]);
        }
        let names = evenhand::ledger::systems(&self.folder)?;
        let stores = names.iter().map(|name| Store::new(&self.folder, name));
        Ok(stores.collect::<Result<_, _>>()?)
    }

    pub fn audit(&self) -> Result<&Audit, Failure> {
        self.audit.as_ref().ok_or_else(|| {
            Failure::usage("there is no evenhand.toml in this folder, and no spec was named")
                .with_help("name the spec: `evenhand history due evenhand.toml`")
        })
    }

    pub fn spec(&self) -> Option<&Path> {
        self.spec.as_deref()
    }

    /// What raises an alert.
    pub fn alert_on(&self) -> evenhand::AlertOn {
        let audit = self.audit.as_ref();
        audit
            .and_then(|audit| audit.spec().history.alert_on)
            .unwrap_or_default()
    }

    /// When audits are planned.
    pub fn calendar(&self) -> Result<Calendar, Failure> {
        calendar(self.audit()?)?.ok_or_else(|| {
            Failure::usage("the spec has no [history] calendar").with_help(
                "write, for example:\n[history]\ncalendar = { every = \"quarter\", due_days = 20, grace_days = 10 }",
            )
        })
    }

    /// The last period that is over.
    pub fn period_before(&self) -> Result<Period, Failure> {
        let unknown = |failure: Failure| match failure {
            Failure::Usage { message, .. } => Failure::usage(message)
                .with_help("name the period with --period 2026-Q3, or write a [history] calendar"),
            other => other,
        };
        let calendar = self.calendar().map_err(unknown)?;
        Period::containing(self.today, calendar.every)
            .and_then(Period::previous)
            .ok_or_else(|| Failure::usage(format!("no period ended before {}", self.today)))
    }

    /// The scorecard that the audit of the spec wrote.
    pub fn scorecard(&self) -> Result<PathBuf, Failure> {
        let folder = command::audit::folder(None, self.audit()?);
        let path = folder.join("scorecard.json");
        if path.exists() {
            Ok(path)
        } else {
            Err(Failure::usage(format!("{} is not there", path.display()))
                .with_help("run `evenhand audit` first, or name the scorecard"))
        }
    }
}
