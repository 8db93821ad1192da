//! polars frames: rows that are already in memory, side tables, and results.

mod builder;

pub(crate) use builder::Builder;

use crate::arrow_column::texts;
use crate::column::Column;
use crate::date::{day_text, instant_text};
use crate::error::{Cause, Error, Place};
use crate::hash::FastMap;
use crate::table::Table;
use arrow_array::StringArray;
use arrow_buffer::{BooleanBuffer, NullBuffer};
use evenhand_core::{ColumnIndex, ColumnInfo, ColumnKind};
use polars::prelude::{DataFrame, DataType, Series, TimeUnit};

/// The columns of a frame.
pub fn frame_columns(frame: &DataFrame) -> ColumnIndex {
    ColumnIndex {
        columns: frame
            .columns()
            .iter()
            .map(|column| ColumnInfo {
                kind: kind(column.dtype()),
                name: column.name().to_string(),
                table: 0,
            })
            .collect(),
    }
}

fn kind(data_type: &DataType) -> ColumnKind {
    match data_type {
        DataType::Boolean => ColumnKind::Boolean,
        data_type if data_type.is_integer() => ColumnKind::Integer,
        data_type if data_type.is_float() => ColumnKind::Float,
        DataType::String | DataType::Categorical(_, _) | DataType::Enum(_, _) | DataType::Null => {
            ColumnKind::Text
        }
        DataType::Date | DataType::Datetime(_, _) => ColumnKind::Date,
        _ => ColumnKind::Nested,
    }
}

/// A column of a frame that cannot be read.
pub(crate) struct Unreadable {
    column: String,
    cause: Option<Cause>,
}

impl Unreadable {
    /// The error, where the frame came from a table.
    pub fn error(self, table: &Table) -> Error {
        self.at(&table.name())
    }

    pub fn at(self, file: &str) -> Error {
        let place = Place::file(file).column(self.column);
        match self.cause {
            None => Error::Nested { place },
            Some(source) => Error::Damaged { place, source },
        }
    }
}

/// All columns of a frame.
pub(crate) fn columns(frame: &DataFrame) -> Result<Vec<Column>, Unreadable> {
    frame
        .columns()
        .iter()
        .map(|column| series(column.as_materialized_series()))
        .collect()
}

/// A series as a column.
pub(crate) fn series(series: &Series) -> Result<Column, Unreadable> {
    let unreadable = |cause: Option<Cause>| Unreadable {
        column: series.name().to_string(),
        cause,
    };
    let failed = |error: polars::error::PolarsError| unreadable(Some(Box::new(error)));
    Ok(match series.dtype() {
        DataType::Boolean => {
            let values = series.bool().map_err(failed)?;
            Column::Truth {
                values: values.iter().map(|v| v == Some(true)).collect(),
                nulls: nulls(values.iter().map(|v| v.is_some())),
            }
        }
        DataType::String => coded(series.str().map_err(failed)?.iter()),
        DataType::Categorical(_, _) | DataType::Enum(_, _) => {
            let text = series.cast(&DataType::String).map_err(failed)?;
            coded(text.str().map_err(failed)?.iter())
        }
        data_type if data_type.is_integer() => match series.strict_cast(&DataType::Int64) {
            Ok(whole) => {
                let values = whole.i64().map_err(failed)?;
                Column::Whole {
                    values: values.iter().map(Option::unwrap_or_default).collect(),
                    nulls: nulls(values.iter().map(|v| v.is_some())),
                }
            }
            Err(_) => {
                let text = series.cast(&DataType::String).map_err(failed)?;
                texts(text.str().map_err(failed)?.iter())
            }
        },
        data_type if data_type.is_float() => {
            let decimal = series.cast(&DataType::Float64).map_err(failed)?;
            let values = decimal.f64().map_err(failed)?;
            Column::Decimal {
                values: values.iter().map(Option::unwrap_or_default).collect(),
                nulls: nulls(values.iter().map(|v| v.is_some())),
            }
        }
        DataType::Date => {
            let days = series.to_physical_repr().into_owned();
            let days = days.i32().map_err(failed)?;
            instants(days.iter().map(|v| v.map(i64::from)), day_text)
        }
        DataType::Datetime(unit, _) => {
            let per_second = match unit {
                TimeUnit::Nanoseconds => 1_000_000_000,
                TimeUnit::Microseconds => 1_000_000,
                TimeUnit::Milliseconds => 1_000,
            };
            let at = series.to_physical_repr().into_owned();
            let at = at.i64().map_err(failed)?;
            instants(at.iter(), |at| instant_text(at, per_second))
        }
        DataType::Null => Column::constant(None, series.len()),
        _ => return Err(unreadable(None)),
    })
}

fn nulls(valid: impl Iterator<Item = bool>) -> Option<NullBuffer> {
    let nulls = NullBuffer::new(valid.collect::<BooleanBuffer>());
    (nulls.null_count() > 0).then_some(nulls)
}

/// Texts by their position in a dictionary.
pub(crate) fn coded<'a>(values: impl Iterator<Item = Option<&'a str>>) -> Column {
    let mut positions: FastMap<&str, i32> = FastMap::default();
    let mut dictionary: Vec<&str> = Vec::new();
    let mut valid = Vec::new();
    let keys = values
        .map(|value| {
            valid.push(value.is_some());
            let Some(text) = value else { return 0 };
            *positions.entry(text).or_insert_with(|| {
                dictionary.push(text);
                dictionary.len() as i32 - 1
            })
        })
        .collect();
    Column::Coded {
        keys,
        nulls: nulls(valid.into_iter()),
        values: StringArray::from_iter_values(dictionary),
    }
}

fn instants(values: impl Iterator<Item = Option<i64>>, write: impl Fn(i64) -> String) -> Column {
    let mut written: FastMap<i64, String> = FastMap::default();
    let values: Vec<Option<i64>> = values.collect();
    for value in values.iter().flatten() {
        written.entry(*value).or_insert_with(|| write(*value));
    }
    coded(
        values
            .iter()
            .map(|value| value.and_then(|value| written.get(&value).map(String::as_str))),
    )
}
