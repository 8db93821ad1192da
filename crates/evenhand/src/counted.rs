//! Counts that were made before and are read from files.

use crate::{Error, Result, sha256_hex};
use evenhand_source::{FileRecord, StatisticsFile};
use std::path::Path;

/// The sum of some statistics files.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// All of them, added up.
    pub file: StatisticsFile,
    /// What to call them in messages.
    pub name: String,
    /// The files that were read.
    pub records: Vec<FileRecord>,
}

impl Counted {
    /// Reads files and adds them up.
    pub fn read(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<Self> {
        let mut records = Vec::new();
        for path in paths {
            let path = path.as_ref();
            let bytes = std::fs::read(path).map_err(|source| Error::file(path, source))?;
            records.push(FileRecord {
                bytes: bytes.len() as u64,
                path: path.display().to_string(),
                sha256: sha256_hex(&bytes),
            });
        }
        let file = StatisticsFile::sum(&records, |record| {
            let file = StatisticsFile::read(Path::new(&record.path))?;
            Ok((record.path.clone(), file))
        })?;
        Ok(Self {
            file,
            name: records.first().map(|r| r.path.clone()).unwrap_or_default(),
            records,
        })
    }
}
