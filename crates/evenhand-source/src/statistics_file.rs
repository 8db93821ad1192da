//! Statistics as files: what an audit needs of its rows, without the rows.

use crate::assembly::level_notes;
use crate::error::{Error, Result};
use crate::tally::{VALUE_GRID, equal_grid};
use evenhand_core::{
    AuditPlan, AuditSpec, CellKey, ColumnIndex, ColumnInfo, Counting, DataNote, OneOrMany,
    Statistics, Tables, UnitSketch, sha256_hex,
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Version of the form of these files.
pub const STATISTICS_FILE_VERSION: u32 = 1;

/// First word of every statistics file.
const MAGIC: &[u8] = b"evenhand-statistics ";
/// Length of a SHA-256 in hexadecimal.
const DIGEST: usize = 64;
/// A payload that claims to be larger than this is not opened.
const MOST_BYTES: u64 = 1 << 34;
/// Kept numbers above which it is looked whether they are too many.
const MOST_BINS: usize = 1 << 20;
/// Level of compression: counts shrink little beyond it.
const EFFORT: i32 = 3;

/// Counts of some rows, how they were counted, and the spec they were counted for. There are no rows in it.
///
/// Files of parts of a table, merged, are the file of the table, to the byte.
///
/// ```text
/// evenhand-statistics 1 <SHA-256 of all that follows>
/// {"columns": …, "counting": …, "statistics": …}       one line: everything but the counts
/// <the counts: MessagePack with named fields, compressed by Zstandard>
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct StatisticsFile {
    /// The columns that were read.
    pub columns: ColumnIndex,
    /// What decides how rows are counted.
    pub counting: Counting,
    /// What was noticed when the tables were opened.
    pub notes: Vec<DataNote>,
    /// The order of each attribute's levels, where bins give one.
    pub orders: Vec<Option<Vec<String>>>,
    /// Lowest and highest possible score.
    pub score_range: (f64, f64),
    /// The spec, without the places of data and report.
    pub spec: AuditSpec,
    /// The counts.
    pub statistics: Statistics,
}

/// What stands in the second line.
#[derive(Serialize, Deserialize)]
struct Header {
    columns: Vec<ColumnInfo>,
    counting: Counting,
    notes: Vec<DataNote>,
    orders: Vec<Option<Vec<String>>>,
    payload_bytes: u64,
    score_range: (f64, f64),
    spec: AuditSpec,
    /// Without cells and units.
    statistics: Statistics,
    tool: String,
}

/// The counts themselves.
type Payload = (Vec<(CellKey, Tables)>, Vec<(CellKey, UnitSketch)>);

impl StatisticsFile {
    /// What a plan counted; `notes` are those of opening the tables.
    pub fn new(
        plan: &AuditPlan,
        columns: &ColumnIndex,
        notes: &[DataNote],
        mut statistics: Statistics,
    ) -> Self {
        // Every part says the same of its columns, and it is said once.
        let counted = &mut statistics.intake.notes;
        counted.retain(|note| !notes.contains(note));
        let read = plan.columns_read();
        let known = columns.columns.iter();
        let mut columns: Vec<ColumnInfo> = known
            .filter(|column| read.contains(&column.name.as_str()))
            .cloned()
            .collect();
        columns.sort_by(|a, b| a.name.cmp(&b.name));
        let mut spec = plan.spec.clone();
        spec.data.source = evenhand_core::OneOrMany::default();
        spec.report = evenhand_core::ReportSpec::default();
        Self {
            columns: ColumnIndex { columns },
            counting: plan.counting(),
            notes: notes.to_vec(),
            orders: plan.level_orders(),
            score_range: plan.score_range,
            spec,
            statistics,
        }
    }

    /// The counts with all that is to be said of them, for an audit.
    pub fn audited(&self) -> Statistics {
        let mut statistics = self.statistics.clone();
        for note in &self.notes {
            statistics.intake.add_note(note.clone());
        }
        statistics
    }

    /// Whether a plan counts as this file was counted; `name` is that of the file.
    ///
    /// # Errors
    /// What differs.
    pub fn fits(&self, plan: &AuditPlan, name: &str) -> Result<()> {
        match self.counting.difference(&plan.counting()) {
            None => Ok(()),
            Some(what) => Err(Error::StatisticsFile {
                file: name.to_owned(),
                problem: format!("was counted for another spec: not the same {what}"),
                help: "count the rows again with this spec, or leave the spec out to audit the file by its own".to_owned(),
            }),
        }
    }

    /// Whether a file begins as one of these does.
    pub fn is_one(path: &Path) -> bool {
        use std::io::Read;
        let mut start = [0; MAGIC.len()];
        std::fs::File::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok())
            && start == MAGIC
    }

    /// The bytes of the file: the same for the same counts.
    ///
    /// # Errors
    /// When the counts cannot be written down.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let cannot = |cause: String| Error::StatisticsFile {
            file: "statistics".to_owned(),
            problem: format!("cannot be written: {cause}"),
            help: "report this as a bug".to_owned(),
        };
        let mut bare = self.statistics.clone();
        let cells = std::mem::take(&mut bare.cells).into_iter().collect();
        let units = std::mem::take(&mut bare.units).into_iter().collect();
        let payload: Payload = (cells, units);
        let payload =
            rmp_serde::to_vec_named(&payload).map_err(|error| cannot(error.to_string()))?;
        let header = Header {
            columns: self.columns.columns.clone(),
            counting: self.counting.clone(),
            notes: self.notes.clone(),
            orders: self.orders.clone(),
            payload_bytes: payload.len() as u64,
            score_range: self.score_range,
            spec: self.spec.clone(),
            statistics: bare,
            tool: concat!("evenhand ", env!("CARGO_PKG_VERSION")).to_owned(),
        };
        let mut rest = serde_json::to_vec(&header).map_err(|error| cannot(error.to_string()))?;
        rest.push(b'\n');
        let packed =
            zstd::encode_all(&payload[..], EFFORT).map_err(|error| cannot(error.to_string()))?;
        rest.extend(packed);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(format!("{STATISTICS_FILE_VERSION} {}\n", sha256_hex(&rest)).bytes());
        bytes.extend(rest);
        Ok(bytes)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, is something else, was made by a newer version, or is damaged.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::Io {
            path: path.to_owned(),
            source,
        })?;
        Self::from_bytes(&path.display().to_string(), &bytes)
    }

    /// Reads the bytes of a file of this name.
    ///
    /// # Errors
    /// As [`StatisticsFile::read`].
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self> {
        let wrong = |problem: String, help: &str| Error::StatisticsFile {
            file: file.to_owned(),
            problem,
            help: help.to_owned(),
        };
        let damaged = |what: &str| {
            wrong(
                format!("is damaged: {what}"),
                "copy it again, or export it again from the rows",
            )
        };
        let Some(rest) = bytes.strip_prefix(MAGIC) else {
            return Err(wrong(
                "is no statistics file".to_owned(),
                "make one with `evenhand stats export`",
            ));
        };
        let (first, rest) = line(rest).ok_or_else(|| damaged("it ends in its first line"))?;
        let (version, digest) = first
            .split_once(' ')
            .ok_or_else(|| damaged("its first line has no checksum"))?;
        let version: u32 = version
            .parse()
            .map_err(|_| damaged("its first line has no version"))?;
        if version > STATISTICS_FILE_VERSION {
            return Err(wrong(
                format!(
                    "has version {version} of the form, and this program knows {STATISTICS_FILE_VERSION}"
                ),
                "read it with the version of evenhand that made it, or a newer one",
            ));
        }
        if digest.len() != DIGEST || sha256_hex(rest) != digest {
            return Err(damaged("its checksum does not fit"));
        }
        let (header, packed) = line(rest).ok_or_else(|| damaged("it ends in its second line"))?;
        let header: Header =
            serde_json::from_str(header).map_err(|error| damaged(&error.to_string()))?;
        if header.payload_bytes > MOST_BYTES {
            return Err(damaged("it claims to be larger than any statistics"));
        }
        let mut payload = vec![0; header.payload_bytes as usize];
        let unpacked = zstd::bulk::decompress_to_buffer(packed, &mut payload)
            .map_err(|error| damaged(&error.to_string()))?;
        if unpacked != payload.len() {
            return Err(damaged("it holds fewer counts than it says"));
        }
        let (cells, units): Payload =
            rmp_serde::from_slice(&payload).map_err(|error| damaged(&error.to_string()))?;
        let mut statistics = header.statistics;
        statistics.cells = cells.into_iter().collect();
        statistics.units = units.into_iter().collect();
        Ok(Self {
            columns: ColumnIndex {
                columns: header.columns,
            },
            counting: header.counting,
            notes: header.notes,
            orders: header.orders,
            score_range: header.score_range,
            spec: header.spec,
            statistics,
        })
    }

    /// Adds the counts of other rows, those of the file `name`; after the last one, [`StatisticsFile::settle`].
    ///
    /// # Errors
    /// When the two were counted by different plans, or select by thresholds that depend on all rows.
    pub fn add(&mut self, other: &Self, name: &str) -> Result<()> {
        self.same_counting(other, name)?;
        self.statistics.merge(&other.statistics)?;
        for note in &other.notes {
            if !self.notes.contains(note) {
                self.notes.push(note.clone());
            }
        }
        self.notes.sort();
        // Numbers that are too many already only become more.
        if self.statistics.bins() > MOST_BINS {
            self.statistics
                .coarsen(equal_grid(self.score_range), VALUE_GRID)?;
        }
        Ok(())
    }

    /// Adds up the counts of files, in parallel; `read` gives the name and the counts of each.
    ///
    /// # Errors
    /// For the first file that cannot be read or does not fit, or when there is none.
    pub fn sum<T: Sync>(
        files: &[T],
        read: impl Fn(&T) -> Result<(String, Self)> + Sync + Send,
    ) -> Result<Self> {
        let sum = files.par_iter().map(read).reduce_with(|sum, part| {
            let ((first, mut sum), (name, part)) = (sum?, part?);
            sum.add(&part, &name)?;
            Ok((first, sum))
        });
        let (_, mut sum) = sum.ok_or(Error::NoSource)??;
        sum.settle()?;
        Ok(sum)
    }

    /// Takes away the counts of rows that are part of these; after the last one, [`StatisticsFile::settle`].
    ///
    /// # Errors
    /// When the two were counted by different plans, or as [`Statistics::subtract`].
    pub fn subtract(&mut self, part: &Self, name: &str) -> Result<()> {
        self.same_counting(part, name)?;
        Ok(self.statistics.subtract(&part.statistics)?)
    }

    /// Puts levels into their order, and numbers that are too many into bins, as if all rows had been read at once.
    ///
    /// # Errors
    /// When the numbers were cut into bins that do not fit together.
    pub fn settle(&mut self) -> Result<()> {
        self.statistics
            .settle(equal_grid(self.score_range), VALUE_GRID)?;
        self.statistics.canonicalise(&self.orders);
        for note in level_notes(&self.statistics) {
            self.statistics.intake.add_note(note);
        }
        Ok(())
    }

    fn same_counting(&self, other: &Self, name: &str) -> Result<()> {
        let differ = |what: &str| Error::StatisticsFile {
            file: name.to_owned(),
            problem: format!("counts differently: {what}"),
            help: "export both with the same spec".to_owned(),
        };
        if let Some(what) = self.counting.difference(&other.counting) {
            return Err(differ(&format!("not the same {what}")));
        }
        let thresholds = |of: &Statistics| -> Vec<_> {
            of.intake
                .scores
                .iter()
                .map(|score| score.threshold)
                .collect()
        };
        if thresholds(&self.statistics) != thresholds(&other.statistics) {
            return Err(differ(
                "a threshold for the highest scores depends on all rows; name the threshold itself",
            ));
        }
        Ok(())
    }
}

/// The statistics files that a source names; `None` where it names tables.
///
/// # Errors
/// When nothing is there, or some of the files are statistics and some are tables.
pub fn statistics_files(source: &OneOrMany, base: &Path) -> Result<Option<Vec<PathBuf>>> {
    if source.as_slice().iter().any(|written| written == "-") {
        return Ok(None);
    }
    let found: Vec<PathBuf> = crate::table::paths(source, base)?;
    let (counted, tables): (Vec<PathBuf>, Vec<PathBuf>) = found
        .into_iter()
        .partition(|path| StatisticsFile::is_one(path));
    match (counted.is_empty(), tables.first()) {
        (true, _) => Ok(None),
        (false, None) => Ok(Some(counted)),
        (false, Some(table)) => Err(Error::StatisticsFile {
            file: counted[0].display().to_string(),
            problem: format!("holds counts, and `{}` holds rows", table.display()),
            help: "export the statistics of the rows, and merge the two".to_owned(),
        }),
    }
}

/// The text up to a line end, and what follows.
fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = memchr::memchr(b'\n', bytes)?;
    Some((std::str::from_utf8(&bytes[..end]).ok()?, &bytes[end + 1..]))
}
