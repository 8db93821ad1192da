//! Files that together are one table, opened: their columns are known, and no row is read.

mod data_file;
mod discovery;

pub(crate) use data_file::{DataFile, Location};

use crate::error::{Error, Result};
use crate::unfinished::Unfinished;
use evenhand_core::{ColumnKind, CsvSpec, DataNote, OneOrMany};
use std::path::{Path, PathBuf};

/// One table: a file, or several with the same columns.
pub(crate) struct Table {
    /// Names and kinds of the columns, in the order of the first file.
    pub columns: Vec<(String, ColumnKind)>,
    /// The files, in the order they were listed or by name.
    pub files: Vec<DataFile>,
    /// What was noticed.
    pub notes: Vec<DataNote>,
    /// Standard input, copied: the file is deleted with the table.
    _spool: Option<Unfinished>,
}

impl Table {
    /// Opens a file, a list, a glob, a folder or standard input.
    pub fn open(source: &OneOrMany, csv: &CsvSpec, base: &Path) -> Result<Self> {
        let found = discovery::discover(source, base)?;
        let mut notes = Vec::new();
        let mut files = Vec::new();
        let mut columns: Vec<(String, ColumnKind)> = Vec::new();
        for found_file in found.files {
            let mut opened = data_file::open(found_file, csv)?;
            let renamed = rename_duplicates(&mut opened.columns);
            if !renamed.is_empty() && files.is_empty() {
                notes.push(DataNote::warning(
                    "duplicate_column_names",
                    Some(renamed.len() as u64),
                    format!(
                        "The table has several columns of one name; the later ones are read as {}.",
                        renamed
                            .iter()
                            .map(|name| format!("`{name}`"))
                            .collect::<Vec<_>>()
                            .join(", ")
                    ),
                ));
            }
            if files.is_empty() {
                columns.clone_from(&opened.columns);
            } else {
                let first: &DataFile = &files[0];
                unite(
                    &mut columns,
                    &opened.columns,
                    &first.name,
                    &opened.file.name,
                )?;
            }
            let order = columns
                .iter()
                .filter_map(|(name, _)| opened.columns.iter().position(|(n, _)| n == name))
                .map(|position| opened.file.columns[position].clone())
                .collect();
            opened.file.columns = order;
            files.push(opened.file);
        }
        Ok(Self {
            columns,
            files,
            notes,
            _spool: found.spool,
        })
    }

    /// The same table with one of its files.
    pub fn part(&self, file: usize) -> Self {
        Self {
            columns: self.columns.clone(),
            files: vec![self.files[file].clone()],
            notes: Vec::new(),
            _spool: None,
        }
    }

    /// Position of a column.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(known, _)| known == name)
    }

    /// What to call the table in messages.
    pub fn name(&self) -> String {
        match self.files.as_slice() {
            [one] => format!("`{}`", one.name),
            [first, rest @ ..] => format!("`{}` and {} more files", first.name, rest.len()),
            [] => "the data".to_owned(),
        }
    }

    /// Bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }
}

/// Where the files of a source are.
pub(crate) fn paths(source: &OneOrMany, base: &Path) -> Result<Vec<PathBuf>> {
    let found = discovery::discover(source, base)?;
    Ok(found.files.into_iter().map(|file| file.path).collect())
}

/// The n-th column of a name becomes `name#n`; returns the new names.
fn rename_duplicates(columns: &mut [(String, ColumnKind)]) -> Vec<String> {
    let mut renamed = Vec::new();
    for i in 1..columns.len() {
        let earlier = columns[..i].iter().any(|(name, _)| *name == columns[i].0);
        if earlier {
            let original = columns[i].0.clone();
            let mut n = 2;
            while columns
                .iter()
                .any(|(name, _)| *name == format!("{original}#{n}"))
            {
                n += 1;
            }
            columns[i].0 = format!("{original}#{n}");
            renamed.push(columns[i].0.clone());
        }
    }
    renamed
}

/// Checks that another file has the same columns, and widens kinds where they differ without harm.
fn unite(
    columns: &mut [(String, ColumnKind)],
    other: &[(String, ColumnKind)],
    first: &str,
    file: &str,
) -> Result<()> {
    let differ = |column: &str, difference: String| {
        Err(Error::ColumnsDiffer {
            first: first.to_owned(),
            file: file.to_owned(),
            column: column.to_owned(),
            difference,
        })
    };
    if let Some((extra, _)) = other
        .iter()
        .find(|(name, _)| columns.iter().all(|(known, _)| known != name))
    {
        return differ(extra, format!("`{first}` has no column `{extra}`"));
    }
    for (name, kind) in columns.iter_mut() {
        let Some((_, theirs)) = other.iter().find(|(known, _)| known == name) else {
            let name = name.clone();
            return differ(&name, format!("`{file}` has no column `{name}`"));
        };
        *kind = match (*kind, *theirs) {
            (a, b) if a == b => a,
            (ColumnKind::Integer, ColumnKind::Float) | (ColumnKind::Float, ColumnKind::Integer) => {
                ColumnKind::Float
            }
            (ColumnKind::Untyped, other) | (other, ColumnKind::Untyped)
                if other != ColumnKind::Nested =>
            {
                ColumnKind::Untyped
            }
            (mine, theirs) => {
                let difference = format!(
                    "the column `{name}` holds {} in one and {} in the other",
                    mine.words(),
                    theirs.words()
                );
                let name = name.clone();
                return differ(&name, difference);
            }
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_columns_of_a_name_are_numbered() {
        let mut columns: Vec<(String, ColumnKind)> = ["a", "b", "a", "a", "a#2"]
            .iter()
            .map(|name| ((*name).to_owned(), ColumnKind::Untyped))
            .collect();
        rename_duplicates(&mut columns);
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a", "b", "a#3", "a#4", "a#2"]);
    }
}
