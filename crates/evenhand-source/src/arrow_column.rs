//! Arrow arrays as columns.

use crate::column::{Column, Span};
use crate::date::{day_text, instant_text};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal128Type, Float16Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, StringArray};
use arrow_buffer::{Buffer, NullBuffer};
use arrow_schema::{DataType, TimeUnit};
use evenhand_core::ColumnKind;
use std::collections::HashMap;

/// What a column of this type holds.
pub(crate) fn kind(data_type: &DataType) -> ColumnKind {
    match data_type {
        DataType::Boolean => ColumnKind::Boolean,
        DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::UInt8
        | DataType::UInt16
        | DataType::UInt32
        | DataType::UInt64 => ColumnKind::Integer,
        DataType::Decimal128(_, 0) => ColumnKind::Integer,
        DataType::Float16 | DataType::Float32 | DataType::Float64 | DataType::Decimal128(_, _) => {
            ColumnKind::Float
        }
        DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Binary
        | DataType::LargeBinary
        | DataType::Null => ColumnKind::Text,
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) => ColumnKind::Date,
        DataType::Dictionary(_, values) => kind(values),
        _ => ColumnKind::Nested,
    }
}

/// An array as a column; `None` for lists, structures and other shapes.
pub(crate) fn column(array: &ArrayRef) -> Option<Column> {
    let nulls = array.logical_nulls().filter(|nulls| nulls.null_count() > 0);
    Some(match array.data_type() {
        DataType::Boolean => Column::Truth {
            values: array.as_boolean().values().clone(),
            nulls,
        },
        DataType::Int8 => Column::Tiny {
            values: array.as_primitive::<Int8Type>().values().clone(),
            nulls,
        },
        DataType::Int16 => whole::<Int16Type>(array, nulls, i64::from),
        DataType::Int32 => whole::<Int32Type>(array, nulls, i64::from),
        DataType::Int64 => Column::Whole {
            values: array.as_primitive::<Int64Type>().values().clone(),
            nulls,
        },
        DataType::UInt8 => whole::<UInt8Type>(array, nulls, i64::from),
        DataType::UInt16 => whole::<UInt16Type>(array, nulls, i64::from),
        DataType::UInt32 => whole::<UInt32Type>(array, nulls, i64::from),
        DataType::UInt64 => {
            let values = array.as_primitive::<UInt64Type>().values();
            if values.iter().all(|value| i64::try_from(*value).is_ok()) {
                whole::<UInt64Type>(array, nulls, |value| value as i64)
            } else {
                texts(
                    values
                        .iter()
                        .enumerate()
                        .map(|(row, value)| valid(nulls.as_ref(), row).then(|| value.to_string())),
                )
            }
        }
        DataType::Float16 => decimal::<Float16Type>(array, nulls, f64::from),
        DataType::Float32 => decimal::<Float32Type>(array, nulls, f64::from),
        DataType::Float64 => Column::Decimal {
            values: array.as_primitive::<Float64Type>().values().clone(),
            nulls,
        },
        DataType::Decimal128(_, 0) => {
            let values = array.as_primitive::<Decimal128Type>().values();
            texts(
                values
                    .iter()
                    .enumerate()
                    .map(|(row, value)| valid(nulls.as_ref(), row).then(|| value.to_string())),
            )
        }
        DataType::Decimal128(_, scale) => {
            let divisor = 10_f64.powi(i32::from(*scale));
            decimal::<Decimal128Type>(array, nulls, |value| value as f64 / divisor)
        }
        DataType::Utf8 => spans(array.as_string::<i32>()),
        DataType::LargeUtf8 => texts(array.as_string::<i64>().iter()),
        // Old writers leave texts without the mark that they are texts.
        DataType::Binary => written(array.as_binary::<i32>().iter())?,
        DataType::LargeBinary => written(array.as_binary::<i64>().iter())?,
        DataType::Utf8View => texts(array.as_string_view().iter()),
        DataType::Date32 => instants::<Date32Type>(array, nulls, |day| day_text(i64::from(day))),
        DataType::Date64 => instants::<Date64Type>(array, nulls, |ms| instant_text(ms, 1_000)),
        DataType::Timestamp(TimeUnit::Second, _) => {
            instants::<TimestampSecondType>(array, nulls, |at| instant_text(at, 1))
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            instants::<TimestampMillisecondType>(array, nulls, |at| instant_text(at, 1_000))
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            instants::<TimestampMicrosecondType>(array, nulls, |at| instant_text(at, 1_000_000))
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            instants::<TimestampNanosecondType>(array, nulls, |at| instant_text(at, 1_000_000_000))
        }
        DataType::Dictionary(_, _) => dictionary(array, nulls)?,
        DataType::Null => Column::constant(None, array.len()),
        _ => return None,
    })
}

fn valid(nulls: Option<&NullBuffer>, row: usize) -> bool {
    nulls.is_none_or(|nulls| nulls.is_valid(row))
}

fn whole<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    nulls: Option<NullBuffer>,
    widen: impl Fn(T::Native) -> i64,
) -> Column {
    let values = array.as_primitive::<T>().values();
    Column::Whole {
        values: values.iter().map(|value| widen(*value)).collect(),
        nulls,
    }
}

fn decimal<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    nulls: Option<NullBuffer>,
    widen: impl Fn(T::Native) -> f64,
) -> Column {
    let values = array.as_primitive::<T>().values();
    Column::Decimal {
        values: values.iter().map(|value| widen(*value)).collect(),
        nulls,
    }
}

/// Dates by their text, each distinct one written once.
fn instants<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    nulls: Option<NullBuffer>,
    write: impl Fn(T::Native) -> String,
) -> Column
where
    T::Native: std::hash::Hash + Eq,
{
    let values = array.as_primitive::<T>().values();
    let mut positions: HashMap<T::Native, i32> = HashMap::new();
    let mut written = Vec::new();
    let keys = values
        .iter()
        .map(|value| {
            *positions.entry(*value).or_insert_with(|| {
                written.push(write(*value));
                written.len() as i32 - 1
            })
        })
        .collect();
    Column::Coded {
        keys,
        nulls,
        values: StringArray::from_iter_values(written),
    }
}

/// Texts without a dictionary share the memory of the array.
fn spans(array: &StringArray) -> Column {
    let offsets = array.value_offsets();
    Column::Text {
        spans: (0..array.len())
            .map(|row| {
                if array.is_null(row) {
                    Span::MISSING
                } else {
                    Span {
                        start: offsets[row] as u32,
                        len: (offsets[row + 1] - offsets[row]) as u32,
                    }
                }
            })
            .collect(),
        data: array.values().clone(),
    }
}

/// Bytes that are texts; `None` where some are not.
fn written<'a>(values: impl Iterator<Item = Option<&'a [u8]>>) -> Option<Column> {
    let read = |bytes: &'a [u8]| std::str::from_utf8(bytes).ok();
    let values = values
        .map(|value| match value {
            None => Some(None),
            Some(bytes) => read(bytes).map(Some),
        })
        .collect::<Option<Vec<Option<&str>>>>()?;
    Some(texts(values.into_iter()))
}

/// Texts of any origin.
pub(crate) fn texts<S: AsRef<str>>(values: impl Iterator<Item = Option<S>>) -> Column {
    let mut data = Vec::new();
    let spans = values
        .map(|value| match value {
            None => Span::MISSING,
            Some(text) => {
                let start = data.len() as u32;
                data.extend_from_slice(text.as_ref().as_bytes());
                Span {
                    start,
                    len: text.as_ref().len() as u32,
                }
            }
        })
        .collect();
    Column::Text {
        spans,
        data: Buffer::from_vec(data),
    }
}

fn dictionary(array: &ArrayRef, nulls: Option<NullBuffer>) -> Option<Column> {
    let any = array.as_any_dictionary_opt()?;
    if let Some(exact) = array.as_dictionary_opt::<Int32Type>()
        && let Some(values) = exact.values().as_string_opt::<i32>()
    {
        return Some(Column::Coded {
            keys: exact.keys().values().clone(),
            nulls,
            values: values.clone(),
        });
    }
    let values = column(any.values())?;
    let rows: Vec<u32> = any
        .normalized_keys()
        .into_iter()
        .enumerate()
        .map(|(row, key)| {
            if valid(nulls.as_ref(), row) {
                key as u32
            } else {
                crate::column::NO_ROW
            }
        })
        .collect();
    Some(values.take(&rows))
}
