use crate::disk::Disk;
use crate::entry::Event;
use crate::log::Log;
use crate::store::Store;
use crate::{Error, Result};
use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

/// A place that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which file.
    pub path: PathBuf,
    /// Which line of it, from 1.
    pub line: Option<usize>,
    /// What does not fit, and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// A history that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Lines of the log.
    pub entries: usize,
    /// Files that were held against their hashes.
    pub files: usize,
    /// Hash of the last line: written down elsewhere, it proves that nothing was cut off.
    pub head: String,
}

impl<D: Disk> Store<D> {
    /// Recomputes the chain, the hash of every file, and the evidence of every series from the counts.
    ///
    /// With `head`, the hash of a line that was written down elsewhere, that line must be there.
    ///
    /// # Errors
    /// The first place that does not fit.
    pub fn verify(&self, head: Option<&str>) -> Result<Verified> {
        let log = self.log()?;
        let problem = |file: &str, message: &str| {
            Err(Error::Integrity(Problem {
                path: self.folder.join(file),
                line: None,
                message: message.to_owned(),
            }))
        };
        let deleted = log.deleted();
        let mut files = 0;
        let mut prefix = Log::default();
        for entry in &log.entries {
            if let Some(run) = entry.event.run() {
                if deleted.contains(run.scorecard_path().as_str()) {
                    if self.folder.join(run.scorecard_path()).exists() {
                        return Err(self.still_there(&run.scorecard_path()));
                    }
                } else {
                    let card = self.scorecard(run)?;
                    let kept = self.kept_series(run)?;
                    files += 2;
                    if kept.run != run.run || kept.period != run.period {
                        return problem(&run.series_path(), "these are the series of another run");
                    }
                    self.recompute(&log, &prefix, run, &card, &kept)?;
                }
            }
            prefix.entries.push(entry.clone());
        }
        files += self.verify_board_files(&log)?;
        if let Some(torn) = &log.torn {
            return Err(Error::Integrity(self.torn(&log, torn)));
        }
        if let Some(file) = self.leftovers(&log)?.first() {
            return problem(
                file,
                "no line of the log names it: an addition that was not finished, or a log that was cut; \
                 add the run again, or see `evenhand history recover`",
            );
        }
        if let Some(head) = head
            && !log.entries.iter().any(|entry| entry.hash == head)
        {
            return problem(
                crate::store::LOG,
                "the hash that was written down is in no line: the log was cut or written anew",
            );
        }
        Ok(Verified {
            entries: log.entries.len(),
            files,
            head: log
                .entries
                .last()
                .map_or_else(|| crate::entry::NO_HASH.to_owned(), |e| e.hash.clone()),
        })
    }

    fn still_there(&self, file: &str) -> Error {
        Error::Integrity(Problem {
            path: self.folder.join(file),
            line: None,
            message: "the log says that it was deleted, and it is there; `evenhand history recover` finishes that"
                .to_owned(),
        })
    }

    /// Minutes and envelopes against their hashes, and signatures against the keys in the log.
    fn verify_board_files(&self, log: &Log) -> Result<usize> {
        let deleted = log.deleted();
        let mut files = 0;
        for (path, sha256, entry) in log.board_files() {
            if deleted.contains(path.as_str()) {
                if self.folder.join(&path).exists() {
                    return Err(self.still_there(&path));
                }
                continue;
            }
            self.file(&path, sha256)?;
            if let Event::Signature(signature) = &entry.event {
                self.verify_signature(log, log.run(&signature.run)?, entry, signature)?;
            }
            files += 1;
        }
        Ok(files)
    }

    /// The series of a run again, from its scorecard and the runs before it.
    fn recompute(
        &self,
        log: &Log,
        prefix: &Log,
        run: &crate::RunEvent,
        card: &evenhand_core::Scorecard,
        kept: &crate::RunSeries,
    ) -> Result<()> {
        // Where the runs before were deleted, their evidence is only in the states that were kept.
        let deleted: BTreeSet<&str> = log.deleted();
        if prefix
            .all_runs()
            .any(|known| deleted.contains(known.series_path().as_str()))
        {
            return Ok(());
        }
        let mut numbers = self.numbers(prefix)?;
        let before = self.before(prefix, run.period.parse()?, &mut numbers)?;
        let mut series = crate::series::points(card, &before, &run.period, &mut numbers)?;
        for point in &mut series {
            if !kept.has_limits() {
                (point.breach, point.limit) = (Vec::new(), None);
            }
            if !kept.has_lives() {
                point.life = None;
            }
        }
        if series == kept.series && (numbers.given() == kept.findings || !kept.has_lives()) {
            return Ok(());
        }
        Err(Error::Integrity(Problem {
            path: self.folder.join(run.series_path()),
            line: None,
            message: "the evidence or the findings do not follow from the scorecards".to_owned(),
        }))
    }
}
