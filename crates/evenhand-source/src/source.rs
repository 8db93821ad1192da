use crate::collection;
use crate::error::{Error, Result};
use crate::input::Input;
use crate::profile::{self, ColumnProfile};
use crate::progress::Progress;
use crate::side::ROW;
use crate::table::Table;
use evenhand_core::{
    AuditPlan, ColumnIndex, ColumnInfo, DataNote, DataSpec, JoinKeys, JoinPlan, JoinSpec,
    RowTables, Statistics, nearest,
};
use std::path::Path;

/// A source and its side tables, opened: the columns are known, and no row is read.
pub struct Source {
    columns: ColumnIndex,
    most_memory: Option<u64>,
    notes: Vec<DataNote>,
    sides: Vec<(Table, JoinPlan)>,
    table: Table,
}

/// A file that was read, for the record of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// Size on disk.
    pub bytes: u64,
    /// As the spec or the command line names it.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Source {
    /// Opens the files of a spec; `base` is the folder that relative paths start from.
    ///
    /// # Errors
    /// When a file is not there or not what its name says, when the files of a table differ in their columns, and when
    /// tables to be joined share the name of a column that is not their key.
    pub fn open(data: &DataSpec, base: &Path) -> Result<Self> {
        let table = Table::open(&data.source, &data.csv, base)?;
        let mut notes = table.notes.clone();
        let mut columns: Vec<ColumnInfo> = infos(&table, 0).collect();
        let mut sides: Vec<(Table, JoinPlan)> = Vec::new();
        for spec in &data.join {
            let side = Table::open(&spec.source, &spec.csv, base)?;
            let join = keys(spec);
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            has_key(&table, &names, &join.left)?;
            let own: Vec<&str> = side.columns.iter().map(|(name, _)| name.as_str()).collect();
            has_key(&side, &own, &join.right)?;
            for info in infos(&side, sides.len() + 1) {
                if let Some(known) = columns.iter().find(|column| column.name == info.name) {
                    if info.name == join.right && info.name == join.left {
                        continue;
                    }
                    let first = match known.table.checked_sub(1) {
                        None => &table,
                        Some(earlier) => &sides[earlier].0,
                    };
                    return Err(Error::NameClash {
                        column: info.name,
                        first: first.name(),
                        second: side.name(),
                    });
                }
                columns.push(info);
            }
            notes.extend(side.notes.iter().cloned());
            sides.push((side, join));
        }
        Ok(Self {
            columns: ColumnIndex { columns },
            most_memory: None,
            notes,
            sides,
            table,
        })
    }

    /// Counting takes at most so many bytes, about, and else ends with an error; files and side tables are not among them.
    #[must_use]
    pub fn within(mut self, most_memory: Option<u64>) -> Self {
        self.most_memory = most_memory;
        self
    }

    /// The columns of the source, then of the side tables.
    pub fn columns(&self) -> &ColumnIndex {
        &self.columns
    }

    /// What was noticed while opening; [`Source::collect`] puts it into the statistics as well.
    pub fn notes(&self) -> &[DataNote] {
        &self.notes
    }

    /// Reads all rows once (twice where a threshold must be found first) on the threads of the current rayon pool.
    ///
    /// Only the columns that the plan names are decoded. The statistics are canonical: the same rows give the same
    /// bytes in any order, on any number of threads and cut into any files. Single rows are kept only where the plan names
    /// features, rescored decisions or probabilities, and never inside the statistics.
    ///
    /// # Errors
    /// For the first value, in the order of the files, that the plan cannot use.
    pub fn collect(
        &self,
        plan: &AuditPlan,
        progress: &dyn Progress,
    ) -> Result<(Statistics, RowTables)> {
        progress.total_bytes(Some(self.table.bytes()));
        collection::collect(
            &self.input(),
            &self.columns,
            plan,
            &self.notes,
            self.most_memory,
            progress,
        )
    }

    /// Looks at the first rows of every column.
    ///
    /// # Errors
    /// When the rows cannot be read.
    pub fn guess(&self, rows: usize) -> Result<Vec<ColumnProfile>> {
        let mut profiles = profile::of_table(&self.table, rows)?;
        for (n, (side, _)) in self.sides.iter().enumerate() {
            let of_side = profile::of_table(side, rows)?;
            profiles.extend(of_side.into_iter().filter(|profile| {
                self.columns
                    .get(&profile.name)
                    .is_some_and(|info| info.table == n + 1)
            }));
        }
        Ok(profiles)
    }

    /// Each file of the source alone, with its path, to be counted by the plan of all of them.
    ///
    /// Statistics of all parts, merged and settled, are those of the source, but for [`Source::notes`].
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        (0..self.table.files.len()).map(|file| Part { file, source: self })
    }

    /// Sizes and hashes of the side tables. Reads every byte.
    ///
    /// # Errors
    /// When a file can no longer be read.
    pub fn side_records(&self) -> Result<Vec<FileRecord>> {
        let files: Vec<_> = self
            .sides
            .iter()
            .flat_map(|(side, _)| &side.files)
            .collect();
        crate::file_hash::records(&files)
    }

    /// Sizes and hashes of all files, side tables last. Reads every byte, so call it when the result is there.
    ///
    /// # Errors
    /// When a file can no longer be read.
    pub fn file_records(&self) -> Result<Vec<FileRecord>> {
        let tables = std::iter::once(&self.table).chain(self.sides.iter().map(|(side, _)| side));
        let files: Vec<_> = tables.flat_map(|table| &table.files).collect();
        crate::file_hash::records(&files)
    }

    fn input(&self) -> Input<'_> {
        Input::Files {
            table: &self.table,
            sides: &self.sides,
        }
    }
}

/// One file of a source, and the side tables of the source.
#[derive(Clone, Copy)]
pub struct Part<'s> {
    file: usize,
    source: &'s Source,
}

impl Part<'_> {
    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.source.table.files[self.file].path
    }

    /// As the spec or the command line names it.
    pub fn name(&self) -> &str {
        &self.source.table.files[self.file].name
    }

    /// Size and hash of the file. Reads every byte.
    ///
    /// # Errors
    /// When the file can no longer be read.
    pub fn record(&self) -> Result<FileRecord> {
        let record = crate::file_hash::records(&[&self.source.table.files[self.file]])?;
        Ok(record.into_iter().next().unwrap_or_else(|| FileRecord {
            bytes: 0,
            path: self.name().to_owned(),
            sha256: String::new(),
        }))
    }

    /// Counts the rows of the file; as [`Source::collect`], and no row is kept.
    ///
    /// # Errors
    /// As [`Source::collect`].
    pub fn collect(&self, plan: &AuditPlan, progress: &dyn Progress) -> Result<Statistics> {
        let table = self.source.table.part(self.file);
        let input = Input::Files {
            table: &table,
            sides: &self.source.sides,
        };
        let gathered = collection::collect(
            &input,
            &self.source.columns,
            plan,
            &[],
            self.source.most_memory,
            progress,
        )?;
        Ok(gathered.0)
    }
}

fn infos(table: &Table, number: usize) -> impl Iterator<Item = ColumnInfo> {
    table.columns.iter().map(move |(name, kind)| ColumnInfo {
        kind: *kind,
        name: name.clone(),
        table: number,
    })
}

fn keys(spec: &JoinSpec) -> JoinPlan {
    match &spec.on {
        JoinKeys::Same(column) => JoinPlan {
            left: column.clone(),
            right: column.clone(),
        },
        JoinKeys::Pair { left, right } => JoinPlan {
            left: left.clone(),
            right: right.clone(),
        },
    }
}

fn has_key(table: &Table, names: &[&str], key: &str) -> Result<()> {
    if key == ROW || names.contains(&key) {
        return Ok(());
    }
    Err(Error::NoKey {
        table: table.name(),
        column: key.to_owned(),
        suggestion: nearest(key, names.iter().copied()).map(str::to_owned),
    })
}
