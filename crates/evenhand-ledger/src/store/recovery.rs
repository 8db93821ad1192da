use super::{Store, names};
use crate::disk::{Disk, is_unfinished};
use crate::entry::{Entry, Event};
use crate::log::Log;
use crate::{Error, Period, Result};
use evenhand_core::Day;
use std::collections::BTreeSet;
use std::fs;

/// Folder of what crashes left behind.
const RECOVERED: &str = "recovered";

impl<D: Disk> Store<D> {
    /// Deletes scorecards and series of periods that ended before `aggregates`, and minutes and envelopes of those that ended
    /// before `board`; the log keeps that they were there, and why they went.
    ///
    /// # Errors
    /// When the history does not fit or cannot be written.
    pub fn delete_before(
        &self,
        aggregates: Day,
        board: Day,
        reason: &str,
        on: Day,
    ) -> Result<Vec<String>> {
        let _lock = self.lock()?;
        let log = self.whole_log()?;
        let deleted = log.deleted();
        let over = |period: &str, day| period.parse::<Period>().is_ok_and(|p| p.last() < day);
        let aggregates = log
            .all_runs()
            .filter(|run| over(&run.period, aggregates))
            .flat_map(|run| [run.scorecard_path(), run.series_path()]);
        let period = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
        let records = log.board_files().into_iter().map(|(path, ..)| path);
        let files: Vec<String> = aggregates
            .chain(records.filter(|path| over(&period(path), board)))
            .filter(|path| !deleted.contains(path.as_str()))
            .collect();
        if !files.is_empty() {
            // The line first: a file that is gone without one would be a fault.
            let event = Event::Deletion {
                count: files.len() as u64,
                files: files.clone(),
                reason: reason.to_owned(),
            };
            self.write(&log, on, event)?;
        }
        self.remove(files.iter().map(String::as_str).chain(deleted))?;
        Ok(files)
    }

    /// Moves what a crash left behind into the folder `recovered`: an unfinished last line, and files that no line names.
    /// It is recorded, and a last line of which only the end is missing is kept.
    ///
    /// # Errors
    /// When a whole line does not fit: that is no crash, and nothing is touched. Or when it cannot be written.
    pub fn recover(&self, reason: &str, on: Day) -> Result<Vec<String>> {
        let _lock = self.lock()?;
        let mut log = self.log()?;
        let path = self.log_path();
        let mut bytes = if path.exists() {
            fs::read(&path).map_err(|error| Error::file(&path, error))?
        } else {
            Vec::new()
        };
        let tail = bytes.split_off(log.bytes as usize);
        let rescued = log.rescued(&path, &tail);
        let was_rescued = rescued.is_some();
        if let Some(entry) = rescued {
            bytes.extend_from_slice(self.json(entry.line())?.as_bytes());
            log.entries.push(entry);
        }
        let leftovers = self.leftovers(&log)?;
        let there = |file: &&str| self.folder.join(file).exists();
        let deleted: Vec<&str> = log.deleted().into_iter().filter(there).collect();
        if log.torn.is_none() && leftovers.is_empty() && deleted.is_empty() {
            return Ok(Vec::new());
        }
        let event = Event::Correction {
            corrects: None,
            reason: reason.to_owned(),
            run: None,
            torn: log.torn.clone(),
        };
        let entry = self.json(Entry::after(log.entries.last(), &on.to_string(), event))?;
        bytes.extend_from_slice(self.json(entry.line())?.as_bytes());
        let aside = self.folder.join(RECOVERED).join(entry.seq.to_string());
        if log.torn.is_some() && !was_rescued {
            let path = aside.join("line");
            let kept = self.disk.put(&path, &tail);
            kept.map_err(|error| Error::file(&path, error))?;
        }
        // As a whole file: at no moment is there a log without the lines that were confirmed.
        let written = self.disk.put(&path, &bytes);
        written.map_err(|error| Error::file(&path, error))?;
        for file in &leftovers {
            let (from, to) = (self.folder.join(file), aside.join(file));
            let moved = fs::create_dir_all(to.parent().unwrap_or(&aside))
                .and_then(|()| fs::rename(&from, &to));
            moved.map_err(|error| Error::file(&from, error))?;
            let _ = from.parent().map(fs::remove_dir);
        }
        self.remove(deleted.into_iter())?;
        Ok(leftovers)
    }

    fn remove<'a>(&self, files: impl Iterator<Item = &'a str>) -> Result<()> {
        for file in files {
            let path = self.folder.join(file);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::file(&path, error));
                }
                _ => {}
            }
            if let Some(folder) = path.parent().filter(|folder| *folder != self.folder) {
                // Only an empty one goes.
                let _ = fs::remove_dir(folder);
            }
        }
        Ok(())
    }

    /// Files of runs that no line of the log names.
    pub(crate) fn leftovers(&self, log: &Log) -> Result<Vec<String>> {
        let known: BTreeSet<String> = log
            .all_runs()
            .flat_map(|run| [run.scorecard_path(), run.series_path()])
            .chain(log.board_files().into_iter().map(|(path, ..)| path))
            .collect();
        let mut found = Vec::new();
        for (name, path) in names(&self.folder)? {
            if !path.is_dir() || name == RECOVERED {
                continue;
            }
            for (file, _) in names(&path)? {
                let relative = format!("{name}/{file}");
                if !is_unfinished(&file) && !known.contains(&relative) {
                    found.push(relative);
                }
            }
        }
        found.sort();
        Ok(found)
    }
}
