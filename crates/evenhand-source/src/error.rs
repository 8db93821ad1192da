use crate::ceiling::bytes;
use std::fmt;
use std::path::{Path, PathBuf};

/// Whatever a reader underneath reported.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Where in the data something was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// File, as the spec or the command line names it.
    pub file: String,
    /// One-based line, for text.
    pub line: Option<u64>,
    /// Zero-based row group, for Parquet.
    pub row_group: Option<usize>,
    /// Zero-based row of the file, for typed files and frames.
    pub row: Option<u64>,
    /// Name of the column.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            ..Self::default()
        }
    }

    /// The same place, in this column.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The same file, at this line.
    #[must_use]
    pub fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(row_group) = self.row_group {
            write!(f, ", row group {row_group}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column `{column}`")?;
        }
        Ok(())
    }
}

/// A value of a column that should hold two, and how often it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundValue {
    /// The value.
    pub value: String,
    /// Rows that hold it.
    pub rows: u64,
    /// Where it stands first.
    pub first: Place,
}

/// Edges as the command line writes them.
fn edges(edges: &[f64]) -> String {
    let edges: Vec<String> = edges.iter().map(ToString::to_string).collect();
    edges.join(",")
}

/// What to do where a file is not found.
fn looked(base: Option<&Path>, near: Option<&str>) -> String {
    let near = near.map_or_else(
        || "; check the path".to_owned(),
        |near| format!("; did you mean `{near}`?"),
    );
    match base {
        Some(base) => format!(
            "{near} A spec names data from its own folder, here `{}`",
            base.display()
        ),
        None => near,
    }
}

/// What can be wrong with the data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The spec names no data.
    #[error("no data is named; write `[data] source = \"…\"` or name a file on the command line")]
    NoSource,
    /// There is no such file or folder.
    #[error("there is no file or folder `{}`{}", path.display(), looked(base.as_deref(), near.as_deref()))]
    NotFound {
        /// Folder of the spec, where it is not the working folder.
        base: Option<PathBuf>,
        /// A file of the same folder with a name like it.
        near: Option<String>,
        /// The path.
        path: PathBuf,
    },
    /// A pattern that matches nothing, or is none.
    #[error("`{pattern}` matches no file; patterns know `*`, `**`, `?` and `[a-z]`")]
    NoMatch {
        /// The pattern.
        pattern: String,
    },
    /// A folder without data.
    #[error("the folder `{}` holds no CSV, NDJSON, Parquet or Arrow file", path.display())]
    EmptyFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("`{}` cannot be read; check that it is a file and that you may read it", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A file that is something else.
    #[error("`{file}` is {found}; {help}")]
    WrongFormat {
        /// The file.
        file: String,
        /// What it is.
        found: String,
        /// What to do.
        help: String,
    },
    /// A statistics file that cannot be used.
    #[error("`{file}` {problem}; {help}")]
    StatisticsFile {
        /// The file.
        file: String,
        /// What is wrong with it.
        problem: String,
        /// What to do.
        help: String,
    },
    /// A file that ends early or is damaged.
    #[error("{place}: the file is damaged or cut short; copy or export it again")]
    Damaged {
        /// Where.
        place: Place,
        /// What the reader said.
        #[source]
        source: Cause,
    },
    /// A file of no lines, or of a header and nothing else.
    #[error("`{file}` holds no rows; check the export that wrote it")]
    NoRows {
        /// The file.
        file: String,
    },
    /// Text in another encoding.
    #[error(
        "{place}: the text is not UTF-8; convert it first, for example `iconv -f latin1 -t utf-8`"
    )]
    NotUtf8 {
        /// Where.
        place: Place,
    },
    /// A line with more or fewer fields than the first.
    #[error(
        "{place}: the line has {found} fields where {expected} are expected; check its quotes and separators"
    )]
    Ragged {
        /// Where.
        place: Place,
        /// Fields of the header.
        expected: usize,
        /// Fields of the line.
        found: usize,
    },
    /// A quoted field that is not closed, or goes on after its closing quote.
    #[error("{place}: {problem}; a quote inside a quoted field is written twice")]
    Quote {
        /// Where.
        place: Place,
        /// What is wrong.
        problem: &'static str,
    },
    /// A line that never ends.
    #[error("{place}: a single line of more than {} MB; is the file what its name says?", limit >> 20)]
    LongLine {
        /// Where it begins.
        place: Place,
        /// Longest line, in bytes.
        limit: usize,
    },
    /// A line that is no JSON object.
    #[error("{place}: the line is not a JSON object ({problem}); NDJSON holds one object per line")]
    NotJson {
        /// Where.
        place: Place,
        /// What the parser said.
        problem: String,
    },
    /// Settings for raw text that make no sense.
    #[error("`csv.{key} = {value}`: {help}")]
    CsvSetting {
        /// The key.
        key: &'static str,
        /// Its value.
        value: String,
        /// What is possible.
        help: &'static str,
    },
    /// Files of one table that do not have the same columns.
    #[error(
        "`{file}` and `{first}` are parts of one table, but {difference}; give them the same columns"
    )]
    ColumnsDiffer {
        /// The first file.
        first: String,
        /// The file that differs.
        file: String,
        /// The column.
        column: String,
        /// How it differs.
        difference: String,
    },
    /// Two tables with a column of the same name.
    #[error("the column `{column}` is in {first} and in {second}; rename one of them")]
    NameClash {
        /// The name.
        column: String,
        /// A table.
        first: String,
        /// The other.
        second: String,
    },
    /// The key of a join that is not there.
    #[error("{table} has no column `{column}` to join on{}", suggestion.as_ref().map(|s| format!("; did you mean `{s}`?")).unwrap_or_default())]
    NoKey {
        /// The table.
        table: String,
        /// The name.
        column: String,
        /// The nearest name.
        suggestion: Option<String>,
    },
    /// A key that a side table holds twice.
    #[error(
        "{table}: the key `{key}` of `{column}` is there more than once (rows {first} and {second}); keep one row per key"
    )]
    DuplicateKey {
        /// The side table.
        table: String,
        /// Its key column.
        column: String,
        /// The key.
        key: String,
        /// Zero-based row of the side table.
        first: u64,
        /// Another.
        second: u64,
    },
    /// A column that the plan names and the data does not have.
    #[error("there is no column `{column}`; plan the audit again for this data")]
    NoColumn {
        /// The name.
        column: String,
    },
    /// A text where a number should be.
    #[error(
        "{place}: `{value}` is not a number, and {wanted} is one; list texts that mean \"missing\" in `[data] csv = {{ missing = [\"{value}\"] }}`"
    )]
    NotANumber {
        /// Where.
        place: Place,
        /// The text.
        value: String,
        /// What the column is for.
        wanted: &'static str,
    },
    /// A probability that is none.
    #[error(
        "{place}: `{value}` is not a probability; write one between 0 and 1, and nothing where it is not known"
    )]
    BadProbability {
        /// Where.
        place: Place,
        /// The value.
        value: String,
    },
    /// A text where a date should be.
    #[error("{place}: `{value}` is not a date; dates are written 2024-05-31")]
    NotADate {
        /// Where.
        place: Place,
        /// The text.
        value: String,
    },
    /// A label or decision with values that the spec does not explain.
    #[error("{spec_path}: column `{column}` {problem}: {}; {help}", listing(found))]
    NotTwoValues {
        /// The column.
        column: String,
        /// What is wrong.
        problem: &'static str,
        /// Path in the spec.
        spec_path: String,
        /// The values found.
        found: Vec<FoundValue>,
        /// What to write.
        help: String,
    },
    /// A number with many values as an attribute.
    #[error("attribute `{attribute}` is a number with {} distinct values from {min} to {max}; cut it into bins, for example `bins = {proposal:?}` (on the command line --bins {attribute}={}), or write `categorical = true`", many(*distinct), edges(proposal))]
    NeedsBins {
        /// The attribute.
        attribute: String,
        /// Distinct values.
        distinct: u64,
        /// Smallest.
        min: f64,
        /// Largest.
        max: f64,
        /// Edges that would do.
        proposal: Vec<f64>,
    },
    /// An attribute, slice or stratum with about as many values as rows.
    #[error(
        "column `{column}` has more than {limit} distinct values, such as `{example}`, and cannot name groups; name a coarser column, or cut numbers with `bins`; an id of people belongs in `[columns] unit` (--unit)"
    )]
    TooManyLevels {
        /// The column.
        column: String,
        /// One of the values.
        example: String,
        /// How many are possible.
        limit: usize,
    },
    /// More to count than memory is allowed.
    #[error(
        "counting would take more than {} of memory, most of it for {what}: {columns}; leave rows out with a filter, cut numbers into bins, name coarser or fewer columns, or allow more (--max-memory)", bytes(*most)
    )]
    TooMuchMemory {
        /// The columns that make the groups, and how many values of each were met.
        columns: String,
        /// Bytes that were allowed.
        most: u64,
        /// What would take most of them.
        what: String,
    },
    /// A weight that is none.
    #[error("{place}: `{value}` is no weight; weights are finite numbers of at least 0")]
    BadWeight {
        /// Where.
        place: Place,
        /// The value.
        value: String,
    },
    /// Weights that add up to nothing.
    #[error("every weight in `{column}` is 0; name another column, or none")]
    NoWeight {
        /// The column.
        column: String,
    },
    /// A count that is none.
    #[error("{place}: `{value}` {problem}")]
    BadCount {
        /// Where.
        place: Place,
        /// The value.
        value: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// Lists, structures or bytes that are no text, in a column that is read.
    #[error(
        "{place}: lists, structures and raw bytes cannot be audited; write one value per row into a column of its own"
    )]
    Nested {
        /// Where.
        place: Place,
    },
    /// A frame or result table could not be built.
    #[error("the result table could not be written")]
    Table {
        /// What the library said.
        #[source]
        source: Cause,
    },
    /// Statistics that cannot be added up.
    #[error(transparent)]
    Statistics(#[from] evenhand_core::Error),
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

fn listing(found: &[FoundValue]) -> String {
    let mut list: Vec<String> = found
        .iter()
        .take(8)
        .map(|value| {
            format!(
                "`{}` ({} rows, first at {})",
                value.value, value.rows, value.first
            )
        })
        .collect();
    if found.len() > 8 {
        list.push(format!("and {} more", found.len() - 8));
    }
    list.join(", ")
}

fn many(distinct: u64) -> String {
    if distinct > 1000 {
        "more than 1000".to_owned()
    } else {
        distinct.to_string()
    }
}
