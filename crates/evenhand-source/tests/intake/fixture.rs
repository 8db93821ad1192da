//! Small tables in every format.

use crate::catalogue;
use arrow_array::{
    ArrayRef, Date32Array, Float64Array, Int8Array, Int64Array, RecordBatch, StringArray,
};
use evenhand_core::{AttributeSpec, AuditSpec, BinarySpec, DataSpec, OneOrMany, Statistics};
use evenhand_source::polars::prelude::{Column, DataFrame, DataType, IntoColumn};
use evenhand_source::{NoProgress, Result, Source};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A row of the sample.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: i64,
    pub gender: Option<&'static str>,
    pub age: Option<i64>,
    pub score: Option<f64>,
    pub selected: i8,
    pub converted: Option<i8>,
    pub weight: f64,
    pub day: i32,
}

/// Rows with missing values, an empty text, awkward names and ties.
pub fn rows(n: i64) -> Vec<Row> {
    let genders = [
        Some("female"),
        Some("male"),
        None,
        Some(""),
        Some("non-binary, other"),
        Some("say \"x\""),
        Some("femme é"),
    ];
    (0..n)
        .map(|id| {
            let mixed = (id * 7919 + 13) % 10_007;
            Row {
                id,
                gender: genders[(mixed % 7) as usize],
                age: (mixed % 11 != 0).then_some(15 + mixed % 70),
                score: (mixed % 13 != 0).then_some((mixed % 100) as f64 / 100.0),
                selected: i8::from(mixed % 3 == 0),
                converted: (mixed % 5 != 0).then_some(i8::from(mixed % 4 == 0)),
                weight: 0.5 + (mixed % 8) as f64 * 0.3,
                day: 19_700 + (mixed % 90) as i32,
            }
        })
        .collect()
}

fn day_text(day: i32) -> String {
    // 19 700 is 2023-12-09.
    let lengths = [31, 31, 29, 31];
    let months = ["2023-12", "2024-01", "2024-02", "2024-03"];
    let mut left = day - 19_692;
    for (length, month) in lengths.iter().zip(months) {
        if left < *length {
            return format!("{month}-{:02}", left + 1);
        }
        left -= length;
    }
    unreachable!("days of the sample lie in four months")
}

const HEADER: &str = "id,gender,age,score,selected,converted,weight,day";

/// CSV of these rows.
pub fn csv(rows: &[Row]) -> String {
    let mut text = format!("{HEADER}\n");
    for row in rows {
        let gender = match row.gender {
            None => String::new(),
            Some(text) if text.is_empty() || text.contains([',', '"']) => {
                format!("\"{}\"", text.replace('"', "\"\""))
            }
            Some(text) => text.to_owned(),
        };
        let blank = |value: Option<String>| value.unwrap_or_default();
        writeln!(
            text,
            "{},{gender},{},{},{},{},{},{}",
            row.id,
            blank(row.age.map(|v| v.to_string())),
            blank(row.score.map(|v| v.to_string())),
            row.selected,
            blank(row.converted.map(|v| v.to_string())),
            row.weight,
            day_text(row.day),
        )
        .unwrap();
    }
    text
}

/// NDJSON of these rows.
pub fn ndjson(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let object = serde_json::json!({
            "id": row.id, "gender": row.gender, "age": row.age, "score": row.score,
            "selected": row.selected, "converted": row.converted, "weight": row.weight,
            "day": day_text(row.day),
        });
        writeln!(text, "{object}").unwrap();
    }
    text
}

/// An Arrow batch of these rows.
pub fn batch(rows: &[Row]) -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(Int64Array::from_iter_values(rows.iter().map(|r| r.id)))),
        ("gender", Arc::new(StringArray::from_iter(rows.iter().map(|r| r.gender)))),
        ("age", Arc::new(Int64Array::from_iter(rows.iter().map(|r| r.age)))),
        ("score", Arc::new(Float64Array::from_iter(rows.iter().map(|r| r.score)))),
        ("selected", Arc::new(Int8Array::from_iter_values(rows.iter().map(|r| r.selected)))),
        ("converted", Arc::new(Int8Array::from_iter(rows.iter().map(|r| r.converted)))),
        ("weight", Arc::new(Float64Array::from_iter_values(rows.iter().map(|r| r.weight)))),
        ("day", Arc::new(Date32Array::from_iter_values(rows.iter().map(|r| r.day)))),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, a)| (n, a, true)))
        .unwrap()
}

/// A frame of these rows.
pub fn frame(rows: &[Row]) -> DataFrame {
    fn column<T>(name: &str, values: Vec<T>) -> Column
    where
        Column: evenhand_source::polars::prelude::NamedFrom<Vec<T>, [T]>,
        [T]: Sized,
    {
        let _ = (name, values);
        unreachable!()
    }
    let _ = column::<i64> as fn(&str, Vec<i64>) -> Column;
    DataFrame::new(rows.len(), Vec::new()).unwrap()
}

/// Writes a batch as Parquet, with small row groups.
pub fn parquet(batch: &RecordBatch, path: &Path) {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(97)).build();
    let file = File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}
