use crate::batch::Batch;
use crate::column::{Column, Value};
use crate::error::{Error, Result};
use crate::feed::{Feed, Request};
use crate::hash::FastSet;
use crate::number;
use crate::table::Table;
use evenhand_core::ColumnKind;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use xxhash_rust::xxh3::xxh3_64;

/// Distinct values that are told apart.
const TOLD_APART: usize = 1000;
/// Values that are shown.
const SHOWN: usize = 12;

/// What the first rows of a column look like.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnProfile {
    /// Distinct values among the rows looked at, at most 1,000.
    pub distinct: usize,
    /// The most frequent values with their rows, the most frequent first.
    pub examples: Vec<(String, u64)>,
    /// What the file's own form says.
    pub kind: ColumnKind,
    /// Largest value, where all are numbers.
    pub max: Option<f64>,
    /// Smallest value, where all are numbers.
    pub min: Option<f64>,
    /// Rows without a value.
    pub missing: u64,
    /// Name.
    pub name: String,
    /// Whether every value is a number, whatever the kind.
    pub numeric: bool,
    /// Whether some value stands in several of the rows looked at.
    pub repeats: bool,
    /// Rows looked at.
    pub rows: u64,
    /// Whether every value is a whole number.
    pub whole: bool,
}

struct Gathering {
    max: f64,
    min: f64,
    missing: u64,
    numeric: bool,
    /// Hashes of the values so far; nothing once one was seen again.
    seen: Option<FastSet>,
    values: BTreeMap<String, u64>,
    whole: bool,
}

/// Profiles of all columns of a table.
pub(crate) fn of_table(table: &Table, rows: usize) -> Result<Vec<ColumnProfile>> {
    let readable: Vec<usize> = (0..table.columns.len())
        .filter(|column| table.columns[*column].1 != ColumnKind::Nested)
        .collect();
    let request = Request {
        wide: vec![false; readable.len()],
        columns: readable.clone(),
        hash_lines: None,
        numbered: false,
    };
    let mut gathered: Vec<Gathering> = readable.iter().map(|_| Gathering::new()).collect();
    let commas = table.files.iter().any(|file| file.dialect.decimal_comma);
    let seen = AtomicU64::new(0);
    let mut feed = Feed::new(table, &request, &seen);
    let mut done = 0;
    while done < rows {
        let Some(job) = feed.next_job()? else { break };
        let mut take = |batch: Batch| -> Result<()> {
            let wanted = batch.rows.min(rows - done);
            for (gathering, column) in gathered.iter_mut().zip(&batch.columns) {
                gathering.take(column, wanted, commas);
            }
            done += wanted;
            // Stops the reading of a large row group; the error goes no further than here.
            if done >= rows {
                Err(Error::NoSource)
            } else {
                Ok(())
            }
        };
        match job.read(&mut take) {
            Err(Error::NoSource) | Ok(()) => {}
            Err(error) => return Err(error),
        }
    }
    let mut gathered = readable.iter().zip(gathered).collect::<BTreeMap<_, _>>();
    Ok(table
        .columns
        .iter()
        .enumerate()
        .map(|(i, (name, kind))| {
            let gathering = gathered.remove(&i).unwrap_or_else(Gathering::new);
            gathering.profile(name, *kind, done as u64)
        })
        .collect())
}

impl Gathering {
    fn new() -> Self {
        Self {
            max: f64::NEG_INFINITY,
            min: f64::INFINITY,
            missing: 0,
            numeric: true,
            seen: Some(FastSet::default()),
            values: BTreeMap::new(),
            whole: true,
        }
    }

    fn take(&mut self, column: &Column, rows: usize, decimal_comma: bool) {
        for row in 0..rows {
            let value = column.value(row);
            let Some(text) = value.text() else {
                self.missing += 1;
                continue;
            };
            let number = match value {
                Value::Whole(number) => Some(number as f64),
                Value::Decimal(number) => Some(number),
                Value::Text(text) => number::parse(text, decimal_comma),
                Value::Truth(_) | Value::Missing => None,
            };
            match number {
                Some(number) => {
                    self.min = self.min.min(number);
                    self.max = self.max.max(number);
                    self.whole &= number.fract().abs() <= 0.0;
                }
                None => self.numeric = false,
            }
            let again = |seen: &mut FastSet| !seen.insert(xxh3_64(text.as_bytes()));
            if self.seen.as_mut().is_some_and(again) {
                self.seen = None;
            }
            if let Some(count) = self.values.get_mut(text.as_ref()) {
                *count += 1;
            } else if self.values.len() < TOLD_APART {
                self.values.insert(text.into_owned(), 1);
            }
        }
    }

    fn profile(self, name: &str, kind: ColumnKind, rows: u64) -> ColumnProfile {
        let numeric = self.numeric && !self.values.is_empty();
        let mut examples: Vec<(String, u64)> = self.values.into_iter().collect();
        let distinct = examples.len();
        examples.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        examples.truncate(SHOWN);
        ColumnProfile {
            distinct,
            examples,
            kind,
            max: numeric.then_some(self.max),
            min: numeric.then_some(self.min),
            missing: self.missing,
            name: name.to_owned(),
            numeric,
            repeats: self.seen.is_none(),
            rows,
            whole: numeric && self.whole,
        }
    }
}
