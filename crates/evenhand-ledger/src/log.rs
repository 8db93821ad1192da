use crate::entry::{Entry, FORMAT, NO_HASH, RunEvent, TornLine};
use crate::verify::Problem;
use crate::{Error, Period, Result};
use evenhand_core::sha256_hex;
use std::collections::BTreeSet;
use std::path::Path;

/// A log, read and found whole.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// Its entries, in their order.
    pub entries: Vec<Entry>,
    /// How many bytes they take.
    pub bytes: u64,
    /// What stands after the last whole line.
    pub torn: Option<TornLine>,
}

impl Log {
    /// Reads a log; a missing one is empty.
    ///
    /// # Errors
    /// The first line that does not fit: not canonical, of another hash, or not after the line before it.
    pub fn read(path: &Path) -> Result<Self> {
        match std::fs::read(path) {
            Ok(bytes) => Self::parse(path, &bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Error::file(path, error)),
        }
    }

    /// Reads the bytes of a log.
    ///
    /// # Errors
    /// Those of [`Log::read`].
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self> {
        let whole = bytes
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |end| end + 1);
        let mut log = Self {
            bytes: whole as u64,
            ..Self::default()
        };
        let rest = &bytes[whole..];
        if !rest.is_empty() {
            log.torn = Some(TornLine {
                bytes: rest.len() as u64,
                sha256: sha256_hex(rest),
            });
        }
        for (i, line) in bytes[..whole].split_inclusive(|&b| b == b'\n').enumerate() {
            let entry = read_line(path, i + 1, line, log.entries.last())?;
            log.entries.push(entry);
        }
        Ok(log)
    }

    /// The unfinished last line as an entry, where all of it but its end is there: then it was written, and counts.
    pub(crate) fn rescued(&self, path: &Path, tail: &[u8]) -> Option<Entry> {
        let all_but_one = tail.len().checked_sub(1).map(|end| &tail[..end]);
        [Some(tail), all_but_one]
            .into_iter()
            .flatten()
            .find_map(|text| {
                let line = [text, b"\n"].concat();
                read_line(path, self.entries.len() + 1, &line, self.entries.last()).ok()
            })
    }

    /// Runs that count, in the order of their periods; corrected and deleted ones do not.
    pub fn runs(&self) -> Vec<&RunEvent> {
        let gone = self.corrected();
        let deleted = self.deleted();
        let mut runs: Vec<&RunEvent> = self
            .entries
            .iter()
            .filter_map(|entry| entry.event.run())
            .filter(|run| !gone.contains(run.run.as_str()))
            .filter(|run| !deleted.contains(run.scorecard_path().as_str()))
            .collect();
        runs.sort_by_key(|run| run.period.parse::<Period>().ok());
        runs
    }

    /// Every run there ever was.
    pub fn all_runs(&self) -> impl Iterator<Item = &RunEvent> {
        self.entries.iter().filter_map(|entry| entry.event.run())
    }

    /// A run by its name.
    ///
    /// # Errors
    /// When there never was one.
    pub fn run(&self, name: &str) -> Result<&RunEvent> {
        let found = self.all_runs().find(|run| run.run == name);
        found.ok_or_else(|| Error::NoRun {
            run: name.to_owned(),
        })
    }

    /// Names of runs that were corrected.
    pub fn corrected(&self) -> BTreeSet<&str> {
        self.entries
            .iter()
            .filter_map(|entry| match &entry.event {
                crate::Event::Correction {
                    corrects: Some(run),
                    ..
                } => Some(run.as_str()),
                _ => None,
            })
            .collect()
    }

    /// Files that were deleted.
    pub fn deleted(&self) -> BTreeSet<&str> {
        self.entries
            .iter()
            .filter_map(|entry| match &entry.event {
                crate::Event::Deletion { files, .. } => Some(files),
                _ => None,
            })
            .flatten()
            .map(String::as_str)
            .collect()
    }
}

fn read_line(path: &Path, line: usize, bytes: &[u8], last: Option<&Entry>) -> Result<Entry> {
    let wrong = |message: String| {
        Error::Integrity(Problem {
            path: path.to_owned(),
            line: Some(line),
            message,
        })
    };
    let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let value: serde_json::Value = serde_json::from_slice(text)
        .map_err(|error| wrong(format!("no line of a log: {error}")))?;
    match value.get("format").and_then(serde_json::Value::as_u64) {
        Some(found) if found > FORMAT => {
            return Err(Error::NewerFormat {
                path: path.to_owned(),
                line,
                found,
                known: FORMAT,
            });
        }
        Some(1..) => {}
        _ => return Err(wrong("the line names no format".to_owned())),
    }
    let entry: Entry = serde_json::from_value(value)
        .map_err(|error| wrong(format!("no line of a log: {error}")))?;
    let least = entry.event.format();
    if entry.format < least {
        return Err(wrong(format!(
            "the line says form {}, and holds what came with form {least}",
            entry.format
        )));
    }
    let json = |error: serde_json::Error| wrong(error.to_string());
    if entry.line().map_err(json)?.as_bytes() != bytes {
        return Err(wrong(
            "the line was altered: it is not written as evenhand writes it".to_owned(),
        ));
    }
    let digest = entry.digest().map_err(json)?;
    if digest != entry.hash {
        return Err(wrong(format!(
            "the line was altered: its hash is {}…, it says {}…",
            head(&digest),
            head(&entry.hash)
        )));
    }
    let (prev, seq) = last.map_or((NO_HASH, 1), |last| (last.hash.as_str(), last.seq + 1));
    if entry.seq != seq || entry.prev_hash != prev {
        return Err(wrong(format!(
            "entry {} stands where entry {seq} belongs: a line was dropped, added, doubled or moved",
            entry.seq
        )));
    }
    let back = last.filter(|last| last.on > entry.on).map(|last| &last.on);
    if back != entry.earlier_than.as_ref() {
        return Err(wrong(format!("the day {} does not follow", entry.on)));
    }
    Ok(entry)
}

fn head(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
