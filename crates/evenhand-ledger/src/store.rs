mod going_on;
mod recovery;

use crate::canonical::canonical;
use crate::disk::{Disk, LocalDisk, is_unfinished};
use crate::entry::{Entry, Event, RunEvent, TornLine};
use crate::log::Log;
use crate::series::{RunSeries, SERIES_FORMAT, points};
use crate::verify::Problem;
use crate::{Error, Period, Result};
use evenhand_core::{Day, Profile, Scorecard, sha256_hex};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

/// Name of the log in the folder of a system.
pub const LOG: &str = "log.jsonl";
const LOCK: &str = ".lock";

/// The history of one system: a folder of plain files.
///
/// ```text
/// history/<system>/log.jsonl                   one line per event, each with the hash of the one before
/// history/<system>/<period>/<run>.json         the scorecard
/// history/<system>/<period>/<run>.series.json  what is followed, with its evidence so far
/// history/<system>/<period>/<run>.minutes-<n>.json        what the board decided about it
/// history/<system>/<period>/<run>.board-<n>-<k>.dsse.json  the same, signed by k members
/// ```
///
/// An addition counts when its line stands in the log, and not before: files come first, each whole and synced, the line
/// last. One writer at a time holds the lock; readers need none.
#[derive(Debug)]
pub struct Store<D = LocalDisk> {
    pub(crate) folder: PathBuf,
    system: String,
    disk: D,
}

/// A run that is to be added.
#[derive(Debug)]
pub struct Addition<'a> {
    /// The scorecard.
    pub card: &'a Scorecard,
    /// The period that it is about.
    pub period: Period,
    /// Name of the run; the first letters of the scorecard's hash where not given.
    pub run: Option<&'a str>,
    /// The run that it replaces, and why.
    pub corrects: Option<(&'a str, &'a str)>,
    /// Today.
    pub on: Day,
}

/// Ids of the systems that have a history below a folder, in their order.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn systems(history: &Path) -> Result<Vec<String>> {
    let all = names(history)?;
    let kept = all.into_iter().filter(|(_, path)| path.join(LOG).exists());
    Ok(kept.map(|(name, _)| name).collect())
}

impl Store<LocalDisk> {
    /// The history of a system below a folder; it need not exist.
    ///
    /// # Errors
    /// When the system's id cannot name a folder.
    pub fn new(history: &Path, system: &str) -> Result<Self> {
        Self::on_disk(history, system, LocalDisk)
    }
}

impl<D: Disk> Store<D> {
    /// The same on another disk.
    ///
    /// # Errors
    /// When the system's id cannot name a folder.
    pub fn on_disk(history: &Path, system: &str, disk: D) -> Result<Self> {
        named("system", system)?;
        Ok(Self {
            folder: history.join(system),
            system: system.to_owned(),
            disk,
        })
    }

    /// Id of the system.
    pub fn system(&self) -> &str {
        &self.system
    }

    /// Path of the log.
    pub fn log_path(&self) -> PathBuf {
        self.folder.join(LOG)
    }

    /// Reads the log.
    ///
    /// # Errors
    /// The first line that does not fit.
    pub fn log(&self) -> Result<Log> {
        Log::read(&self.log_path())
    }

    /// The scorecard of a run, held against its hash.
    ///
    /// # Errors
    /// When it is missing, altered, or none.
    pub fn scorecard(&self, run: &RunEvent) -> Result<Scorecard> {
        let bytes = self.file(&run.scorecard_path(), &run.scorecard_sha256)?;
        Scorecard::from_json(&bytes).map_err(|error| Error::NotReadable {
            path: self.folder.join(run.scorecard_path()),
            message: format!("this is no scorecard: {error}"),
        })
    }

    /// The series of a run, held against their hash.
    ///
    /// # Errors
    /// When they are missing, altered, or of a newer form.
    pub fn series(&self, run: &RunEvent) -> Result<RunSeries> {
        let mut series = self.kept_series(run)?;
        if !series.has_limits() {
            series.take_limits(&self.scorecard(run)?);
        }
        Ok(series)
    }

    /// The same as the file has it.
    pub(crate) fn kept_series(&self, run: &RunEvent) -> Result<RunSeries> {
        let path = run.series_path();
        let bytes = self.file(&path, &run.series_sha256)?;
        let series: RunSeries =
            serde_json::from_slice(&bytes).map_err(|error| Error::NotReadable {
                path: self.folder.join(&path),
                message: format!("these are no series: {error}"),
            })?;
        if series.format > SERIES_FORMAT {
            return Err(Error::NewerFormat {
                path: self.folder.join(&path),
                line: 1,
                found: series.format,
                known: SERIES_FORMAT,
            });
        }
        Ok(series)
    }

    pub(crate) fn file(&self, relative: &str, sha256: &str) -> Result<Vec<u8>> {
        let path = self.folder.join(relative);
        let problem = |message: &str| {
            Error::Integrity(Problem {
                path: path.clone(),
                line: None,
                message: message.to_owned(),
            })
        };
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(problem("the file is missing; the log names it"));
            }
            Err(error) => return Err(Error::file(&path, error)),
        };
        if sha256_hex(&bytes) != sha256 {
            return Err(problem(
                "the file was altered: its hash is not the one in the log",
            ));
        }
        Ok(bytes)
    }

    /// Adds a run.
    ///
    /// # Errors
    /// When the scorecard is of another system or hides cells, its period is taken or before the last, its counts were
    /// added before, the history does not fit, or it cannot be written. Nothing is then added.
    pub fn add(&self, addition: &Addition<'_>) -> Result<RunEvent> {
        let card = addition.card;
        if card.system.id != self.system {
            return Err(Error::OtherSystem {
                system: self.system.clone(),
                found: card.system.id.clone(),
            });
        }
        if let Some(privacy) = card
            .privacy
            .as_ref()
            .filter(|privacy| privacy.profile > Profile::Internal)
        {
            return Err(Error::Hidden {
                profile: privacy.profile.as_str(),
            });
        }
        let _lock = self.lock()?;
        let log = self.whole_log()?;
        let bytes = self.json(canonical(card))?.into_bytes();
        let scorecard_sha256 = sha256_hex(&bytes);
        let run = addition.run.unwrap_or(&scorecard_sha256[..12]);
        named("run", run)?;
        let period = addition.period.to_string();
        may_be_added(&log, addition, run)?;
        let mut numbers = self.numbers(&log)?;
        let before = self.before(&log, addition.period, &mut numbers)?;
        let series = points(card, &before, &period, &mut numbers)?;
        let series = RunSeries {
            findings: numbers.given(),
            format: SERIES_FORMAT,
            period: period.clone(),
            run: run.to_owned(),
            series,
        };
        let series = self.json(canonical(&series))?.into_bytes();
        let event = RunEvent {
            models: card.models.iter().map(model_name).collect(),
            period,
            run: run.to_owned(),
            scorecard_sha256,
            series_sha256: sha256_hex(&series),
            spec_sha256: card.digests.spec.clone(),
            statistics_sha256: card.digests.statistics.clone(),
            verdicts: verdicts(card),
        };
        for (path, bytes) in [
            (event.scorecard_path(), &bytes),
            (event.series_path(), &series),
        ] {
            self.put(&path, bytes)?;
        }
        let entry = match addition.corrects {
            Some((corrects, reason)) => Event::Correction {
                corrects: Some(corrects.to_owned()),
                reason: reason.to_owned(),
                run: Some(event.clone()),
                torn: None,
            },
            None => Event::Run(event.clone()),
        };
        self.write(&log, addition.on, entry)?;
        Ok(event)
    }

    /// Records an event without files.
    ///
    /// # Errors
    /// When the history does not fit, a run that it names is not there, or it cannot be written.
    pub fn record(&self, event: Event, on: Day) -> Result<Entry> {
        let _lock = self.lock()?;
        let log = self.whole_log()?;
        if let Event::Decision(decision) = &event {
            log.run(&decision.run)?;
        }
        self.write(&log, on, event)
    }

    /// Puts a file into its place below the folder of the system.
    pub(crate) fn put(&self, relative: &str, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join(relative);
        let put = self.disk.put(&path, bytes);
        put.map_err(|error| Error::file(&path, error))
    }

    pub(crate) fn lock(&self) -> Result<File> {
        fs::create_dir_all(&self.folder).map_err(|error| Error::file(&self.folder, error))?;
        let path = self.folder.join(LOCK);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .and_then(|file| file.lock().map(|()| file))
            .map_err(|error| Error::file(&path, error))?;
        // Whoever wrote these is gone, as the lock is ours.
        for (name, path) in names(&self.folder)? {
            if is_unfinished(&name) {
                let _ = fs::remove_file(&path);
            } else if path.is_dir() {
                for (_, file) in names(&path)?.into_iter().filter(|(n, _)| is_unfinished(n)) {
                    let _ = fs::remove_file(file);
                }
            }
        }
        Ok(file)
    }

    /// The log, for a writer: nothing may stand after its last line.
    ///
    /// # Errors
    /// The first line that does not fit, or that the last one is unfinished.
    pub fn whole_log(&self) -> Result<Log> {
        let log = self.log()?;
        match &log.torn {
            Some(torn) => Err(Error::Integrity(self.torn(&log, torn))),
            None => Ok(log),
        }
    }

    pub(crate) fn torn(&self, log: &Log, torn: &TornLine) -> Problem {
        Problem {
            path: self.log_path(),
            line: Some(log.entries.len() + 1),
            message: format!(
                "the last line is unfinished ({} bytes): a crash or a full disk stopped its writer, and nothing in it was \
                 ever confirmed; `evenhand history recover` moves it aside and records that",
                torn.bytes
            ),
        }
    }

    pub(crate) fn write(&self, log: &Log, on: Day, event: Event) -> Result<Entry> {
        let entry = self.json(Entry::after(log.entries.last(), &on.to_string(), event))?;
        let path = self.log_path();
        let line = self.json(entry.line())?;
        if let Err(error) = self.disk.append(&path, line.as_bytes()) {
            // What was written of it was not confirmed to anybody; if it cannot be taken away, it is a torn line.
            if path.exists() {
                let _ = self.disk.cut(&path, log.bytes);
            }
            return Err(Error::file(&path, error));
        }
        Ok(entry)
    }

    pub(crate) fn json<T>(&self, made: serde_json::Result<T>) -> Result<T> {
        made.map_err(|error| Error::NotReadable {
            path: self.folder.clone(),
            message: error.to_string(),
        })
    }
}

fn may_be_added(log: &Log, addition: &Addition<'_>, run: &str) -> Result<()> {
    let period = addition.period.to_string();
    let corrects = addition.corrects.map(|(run, _)| run);
    let runs = log.runs();
    if let Some(corrects) = corrects
        && !runs
            .iter()
            .any(|known| known.run == corrects && known.period == period)
    {
        return Err(Error::NoRun {
            run: corrects.to_owned(),
        });
    }
    for known in &runs {
        let replaced = Some(known.run.as_str()) == corrects;
        if known.statistics_sha256 == addition.card.digests.statistics
            && !replaced
            && known.period != period
        {
            return Err(Error::SameCounts {
                period: known.period.clone(),
                run: known.run.clone(),
            });
        }
        if known.period == period && !replaced || known.run == run {
            return Err(Error::PeriodTaken {
                period: known.period.clone(),
                run: known.run.clone(),
            });
        }
    }
    if log.all_runs().any(|known| known.run == run) {
        return Err(Error::PeriodTaken {
            period,
            run: run.to_owned(),
        });
    }
    let last = log
        .all_runs()
        .filter_map(|run| run.period.parse::<Period>().ok())
        .max();
    match last {
        Some(last) if corrects.is_none() && addition.period <= last => Err(Error::OutOfOrder {
            period,
            last: last.to_string(),
        }),
        _ => Ok(()),
    }
}

fn model_name(model: &evenhand_core::ModelSummary) -> String {
    [&*model.name, &*model.version].join(" ").trim().to_owned()
}

fn verdicts(card: &Scorecard) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for finding in &card.findings {
        *counts
            .entry(finding.verdict.as_str().to_owned())
            .or_insert(0) += 1;
    }
    counts
}

pub(crate) fn names(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file(folder, error)),
    };
    let mut names = Vec::new();
    for entry in listed {
        let entry = entry.map_err(|error| Error::file(folder, error))?;
        names.push((
            entry.file_name().to_string_lossy().into_owned(),
            entry.path(),
        ));
    }
    names.sort();
    Ok(names)
}

fn named(what: &'static str, name: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    // These endings are those of the files beside a scorecard.
    let taken = [".series", ".minutes-", ".board-"];
    if what == "run" && taken.iter().any(|part| name.contains(part)) {
        return Err(Error::BadName {
            what,
            name: name.to_owned(),
        });
    }
    if name.is_empty() || name.len() > 100 || name.starts_with('.') || !name.chars().all(plain) {
        return Err(Error::BadName {
            what,
            name: name.to_owned(),
        });
    }
    Ok(())
}
