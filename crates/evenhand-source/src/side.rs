//! Side tables: held whole as a polars frame, found by key.

use crate::batch::Batch;
use crate::column::{Column, NO_ROW, Value};
use crate::error::{Error, Result};
use crate::feed::{Request, read_all};
use crate::frame;
use crate::hash::FastMap;
use crate::problem;
use crate::program::Program;
use crate::progress::NoProgress;
use crate::table::Table;
use evenhand_core::JoinPlan;
use polars::frame::DataFrame;

/// Name of the row number.
pub(crate) const ROW: &str = "(row)";

/// A side table, ready to join.
pub(crate) struct Side {
    columns: Vec<Column>,
    keys: Keys,
    left: Left,
}

/// Where the key of a row comes from.
enum Left {
    RowNumber,
    Column(usize),
}

/// Rows of the side table by key.
enum Keys {
    /// The key is the row.
    Rows(u64),
    Whole(FastMap<i64, u32>),
    Text(FastMap<Box<str>, u32>),
}

impl Side {
    /// Reads the columns of a side table that a program wants.
    pub fn load(table: &Table, number: usize, join: &JoinPlan, program: &Program) -> Result<Self> {
        let wanted: Vec<usize> = program
            .of_table(number)
            .filter_map(|wanted| table.position(&wanted.name))
            .collect();
        let mut columns = wanted.clone();
        let key = if join.right == ROW {
            None
        } else {
            let key = table.position(&join.right).ok_or_else(|| Error::NoKey {
                table: table.name(),
                column: join.right.clone(),
                suggestion: None,
            })?;
            columns.push(key);
            Some(columns.len() - 1)
        };
        let frame = read(table, &columns)?;
        let mut columns = frame::columns(&frame).map_err(|problem| problem.error(table))?;
        let keys = match key {
            None => Keys::Rows(frame.height() as u64),
            Some(key) => Keys::new(&columns.remove(key), &table.name(), &join.right)?,
        };
        let left = if join.left == ROW {
            Left::RowNumber
        } else {
            let left = program.position(&join.left);
            Left::Column(left.ok_or_else(|| Error::NoColumn {
                column: join.left.clone(),
            })?)
        };
        Ok(Self {
            columns,
            keys,
            left,
        })
    }

    /// Adds the side columns to a batch; returns how many rows found no partner.
    pub fn join(&self, batch: &mut Batch) -> u64 {
        let rows: Vec<u32> = match &self.left {
            Left::RowNumber => (0..batch.rows as u64)
                .map(|row| {
                    let row = i64::try_from(batch.first_row + row).unwrap_or(i64::MAX);
                    self.keys.find(Value::Whole(row))
                })
                .collect(),
            Left::Column(left) => {
                let left = &batch.columns[*left];
                (0..batch.rows)
                    .map(|row| self.keys.find(left.value(row)))
                    .collect()
            }
        };
        let missed = rows.iter().filter(|row| **row == NO_ROW).count();
        batch
            .columns
            .extend(self.columns.iter().map(|column| column.take(&rows)));
        missed as u64
    }
}

impl Keys {
    fn new(column: &Column, table: &str, name: &str) -> Result<Self> {
        let duplicate = |key: String, first: u32, second: usize| Error::DuplicateKey {
            table: table.to_owned(),
            column: name.to_owned(),
            key,
            first: u64::from(first),
            second: second as u64,
        };
        if matches!(column, Column::Tiny { .. } | Column::Whole { .. }) {
            let mut keys = FastMap::default();
            for row in 0..column.len() {
                if let Value::Whole(key) = column.value(row)
                    && let Some(first) = keys.insert(key, row as u32)
                {
                    return Err(duplicate(key.to_string(), first, row));
                }
            }
            return Ok(Self::Whole(keys));
        }
        let mut keys: FastMap<Box<str>, u32> = FastMap::default();
        for row in 0..column.len() {
            if let Some(key) = column.value(row).text()
                && let Some(first) = keys.insert(key.as_ref().into(), row as u32)
            {
                return Err(duplicate(key.into_owned(), first, row));
            }
        }
        Ok(Self::Text(keys))
    }

    /// The row of a key: keys are equal when their text forms are.
    fn find(&self, key: Value) -> u32 {
        let found = match self {
            Self::Text(keys) => key.text().and_then(|text| keys.get(text.as_ref()).copied()),
            Self::Whole(keys) => whole(key).and_then(|key| keys.get(&key).copied()),
            Self::Rows(count) => whole(key)
                .and_then(|key| u64::try_from(key).ok())
                .filter(|key| key < count)
                .map(|key| key as u32),
        };
        found.unwrap_or(NO_ROW)
    }
}

/// A key as a whole number, where its text form is one.
fn whole(key: Value) -> Option<i64> {
    match key {
        Value::Whole(number) => Some(number),
        Value::Decimal(number) => {
            (number.fract().abs() <= 0.0 && number.abs() < 9e15).then_some(number as i64)
        }
        Value::Text(text) => text
            .parse::<i64>()
            .ok()
            .filter(|number| number.to_string() == text),
        Value::Truth(_) | Value::Missing => None,
    }
}

/// Reads columns of a table into a frame, in the order of its rows.
fn read(table: &Table, columns: &[usize]) -> Result<DataFrame> {
    let request = Request {
        columns: columns.to_vec(),
        wide: vec![false; columns.len()],
        hash_lines: None,
        numbered: true,
    };
    let states = read_all(
        table,
        &request,
        &NoProgress,
        || frame::Builder::new(columns.len()),
        |builder, batch| {
            builder.push(&batch);
            let _ = problem::place;
            Ok(())
        },
    )?;
    let names: Vec<&str> = columns
        .iter()
        .map(|c| table.columns[*c].0.as_str())
        .collect();
    states
        .into_iter()
        .next()
        .unwrap_or_else(|| frame::Builder::new(columns.len()))
        .finish(&names)
}
