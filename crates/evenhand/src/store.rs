//! A folder of counts, one file of them per data file, so that an audit reads only what is new.

use crate::{Error, Result, output, sha256_hex};
use evenhand_core::{AuditPlan, Decide, Statistics};
use evenhand_source::{Error as SourceError, FileRecord, Part, Progress, Source, StatisticsFile};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Digits of a hash in the name of a file: enough that no two of them ever agree by chance.
const DIGITS: usize = 32;
/// Remembers the hashes of data files.
const KNOWN_FILES: &str = "files.json";

/// The folder.
pub(crate) struct Store {
    folder: PathBuf,
    known: BTreeMap<PathBuf, KnownFile>,
}

/// A data file when it was hashed last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KnownFile {
    bytes: u64,
    /// Nanoseconds since 1970.
    changed: u128,
    sha256: String,
}

/// Passes on what is read of several files as if they were one.
struct Together<'p>(&'p dyn Progress);

impl Progress for Together<'_> {
    fn total_bytes(&self, _: Option<u64>) {}

    fn advance(&self, bytes: u64, rows: u64) {
        self.0.advance(bytes, rows);
    }

    fn evaluating(&self, metrics: usize, groups: usize) {
        self.0.evaluating(metrics, groups);
    }
}

impl Store {
    /// Opens a folder, and makes it where it is not there.
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|source| Error::file(folder, source))?;
        let path = folder.join(KNOWN_FILES);
        // Hashes that cannot be read are worked out again.
        let known = std::fs::read(path).ok();
        let known = known.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok(Self {
            folder: folder.to_owned(),
            known: known.unwrap_or_default(),
        })
    }

    /// The counts of all files: read from the folder where they are there, else counted and kept there.
    pub fn collect(
        mut self,
        source: &Source,
        plan: &AuditPlan,
        progress: &dyn Progress,
    ) -> Result<(Statistics, Vec<FileRecord>)> {
        for model in &plan.models {
            if let Decide::AboveMedian { .. } | Decide::TopK { .. } | Decide::TopFraction { .. } =
                model.decide
            {
                return Err(evenhand_core::Error::spec(
                    "stats-dir",
                    "the highest scores of all rows cannot be known file by file",
                )
                .with_help("name the threshold itself, or run without --stats-dir")
                .into());
            }
        }
        let sides = source.side_records()?;
        let mut records = Vec::new();
        for part in source.parts() {
            records.push(self.record(part)?);
        }
        self.remember()?;
        let counting = plan.counting().digest();
        let names: Vec<PathBuf> = records
            .iter()
            .map(|record| self.folder.join(name(&counting, record, &sides)))
            .collect();
        let missing = names
            .iter()
            .zip(&records)
            .filter(|(name, _)| !name.exists());
        progress.total_bytes(Some(missing.map(|(_, record)| record.bytes).sum()));
        // Files are counted one after the other, each by all threads, and then added up.
        let mut kept = Vec::new();
        for (path, part) in names.into_iter().zip(source.parts()) {
            if path.exists() || count(&path, part, source, plan, progress)? {
                kept.push(path);
            }
        }
        if kept.is_empty() {
            let file = records.first().map(|r| r.path.clone());
            let file = file.unwrap_or_default();
            return Err(SourceError::NoRows { file }.into());
        }
        let mut sum = StatisticsFile::sum(&kept, |path| {
            let name = path.display().to_string();
            let file = StatisticsFile::read(path)?;
            file.fits(plan, &name)?;
            Ok((name, file))
        })?;
        sum.notes = source.notes().to_vec();
        records.extend(sides);
        Ok((sum.audited(), records))
    }

    /// Size and hash of a file; hashed only where it has changed.
    fn record(&mut self, part: Part<'_>) -> Result<FileRecord> {
        let path = part.path();
        let place = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let about = std::fs::metadata(path).map_err(|source| Error::file(path, source))?;
        let changed = about.modified().ok();
        let changed = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let changed = changed.map_or(0, |time| time.as_nanos());
        if let Some(known) = self.known.get(&place)
            && changed > 0
            && (known.bytes, known.changed) == (about.len(), changed)
        {
            return Ok(FileRecord {
                bytes: known.bytes,
                path: part.name().to_owned(),
                sha256: known.sha256.clone(),
            });
        }
        let record = part.record()?;
        let known = KnownFile {
            bytes: record.bytes,
            changed,
            sha256: record.sha256.clone(),
        };
        self.known.insert(place, known);
        Ok(record)
    }

    fn remember(&self) -> Result<()> {
        let path = self.folder.join(KNOWN_FILES);
        let text = serde_json::to_vec_pretty(&self.known)
            .map_err(|error| Error::file(&path, std::io::Error::other(error)))?;
        if std::fs::read(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        output::write_file(&path, &text)
    }
}

/// Name of the counts of a file: what was counted, and in which rows.
fn name(counting: &str, record: &FileRecord, sides: &[FileRecord]) -> String {
    let mut rows = record.sha256.clone();
    for side in sides {
        rows.push_str(&side.sha256);
    }
    let rows = sha256_hex(rows.as_bytes());
    format!("{}-{}.stats", &counting[..DIGITS], &rows[..DIGITS])
}

/// Counts one file and keeps the counts; `false` where it has no rows.
fn count(
    path: &Path,
    part: Part<'_>,
    source: &Source,
    plan: &AuditPlan,
    progress: &dyn Progress,
) -> Result<bool> {
    let statistics = match part.collect(plan, &Together(progress)) {
        Err(SourceError::NoRows { .. }) => return Ok(false),
        other => other?,
    };
    let file = StatisticsFile::new(plan, source.columns(), &[], statistics);
    output::write_file(path, &file.to_bytes()?)?;
    Ok(true)
}
