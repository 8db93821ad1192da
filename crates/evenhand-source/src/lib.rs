//! Rows to statistics: files, polars frames, joins and counts tables.
//!
//! ```text
//! Source::open ─► columns ─► (the plan) ─► Source::collect ─► Statistics
//! ```
//!
//! A [`Source`] is opened first: formats are told by their first bytes, columns are known, and no row is read. The plan
//! is made from those columns. Then every row is read once, only the columns that the plan names are decoded, and what
//! remains of the rows are counts.
//!
//! | format | read as |
//! |---|---|
//! | CSV, TSV (also gzip, zstd) | untyped text, in blocks of whole records |
//! | NDJSON (also gzip, zstd) | untyped text; numbers and truth values by their text form |
//! | Parquet | typed columns, one row group at a time, texts by dictionary |
//! | Arrow IPC file and stream, Feather 2 | typed columns, one record batch at a time |
//! | [`polars`] frames | typed columns, see [`collect_frame`] |
//!
//! What was counted can be kept in a [`StatisticsFile`], merged with others, and audited without the rows.
//!
//! Values are compared by their text form wherever two files may write them differently: the group `1` of a CSV file is
//! the group `1` of a Parquet file.

mod arrow_column;
mod assembly;
mod batch;
mod binary;
mod blocks;
mod by_number;
mod bytes;
mod ceiling;
mod cells;
mod chains;
mod classes;
mod collection;
mod column;
mod counts;
mod csv;
mod date;
mod error;
mod estimates;
mod feed;
mod file_hash;
mod filter;
mod format;
mod frame;
mod guard;
mod hash;
mod input;
mod ipc;
mod json;
mod levels;
mod measures;
mod memory;
mod number;
mod numbers;
mod persons;
mod problem;
mod profile;
mod program;
mod progress;
mod quantities;
mod row_groups;
mod rows;
mod scores;
mod side;
mod source;
mod statistics_file;
mod table;
mod tally;
mod unfinished;
mod unit;

pub use error::{Cause, Error, FoundValue, Place, Result};
pub use estimates::{estimates_frame, write_estimates_parquet};
pub use frame::frame_columns;
pub use memory::collect_frame;
pub use polars;
pub use profile::ColumnProfile;
pub use progress::{NoProgress, Progress};
pub use source::{FileRecord, Part, Source};
pub use statistics_file::{STATISTICS_FILE_VERSION, StatisticsFile, statistics_files};
pub use unfinished::{Unfinished, abandon};
