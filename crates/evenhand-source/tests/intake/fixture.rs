//! Small tables in every format.

use crate::catalogue;
use arrow_array::{
    ArrayRef, Date32Array, Float64Array, Int8Array, Int64Array, RecordBatch, StringArray,
};
use evenhand_core::{AttributeSpec, AuditSpec, BinarySpec, DataSpec, OneOrMany, Statistics};
use evenhand_source::polars::prelude::{Column, DataFrame, DataType};
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
        (
            "id",
            Arc::new(Int64Array::from_iter_values(rows.iter().map(|r| r.id))),
        ),
        (
            "gender",
            Arc::new(rows.iter().map(|r| r.gender).collect::<StringArray>()),
        ),
        (
            "age",
            Arc::new(rows.iter().map(|r| r.age).collect::<Int64Array>()),
        ),
        (
            "score",
            Arc::new(rows.iter().map(|r| r.score).collect::<Float64Array>()),
        ),
        (
            "selected",
            Arc::new(Int8Array::from_iter_values(rows.iter().map(|r| r.selected))),
        ),
        (
            "converted",
            Arc::new(rows.iter().map(|r| r.converted).collect::<Int8Array>()),
        ),
        (
            "weight",
            Arc::new(Float64Array::from_iter_values(
                rows.iter().map(|r| r.weight),
            )),
        ),
        (
            "day",
            Arc::new(Date32Array::from_iter_values(rows.iter().map(|r| r.day))),
        ),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, a)| (n, a, true)))
        .unwrap()
}

/// A frame of these rows.
pub fn frame(rows: &[Row]) -> DataFrame {
    let genders: Vec<Option<&str>> = rows.iter().map(|r| r.gender).collect();
    let ages: Vec<Option<i64>> = rows.iter().map(|r| r.age).collect();
    let scores: Vec<Option<f64>> = rows.iter().map(|r| r.score).collect();
    let labels: Vec<Option<i32>> = rows.iter().map(|r| r.converted.map(i32::from)).collect();
    let columns = vec![
        Column::new("id".into(), rows.iter().map(|r| r.id).collect::<Vec<_>>()),
        Column::new("gender".into(), genders),
        Column::new("age".into(), ages),
        Column::new("score".into(), scores),
        Column::new(
            "selected".into(),
            rows.iter().map(|r| r.selected == 1).collect::<Vec<_>>(),
        ),
        Column::new("converted".into(), labels),
        Column::new(
            "weight".into(),
            rows.iter().map(|r| r.weight).collect::<Vec<_>>(),
        ),
        Column::new("day".into(), rows.iter().map(|r| r.day).collect::<Vec<_>>())
            .cast(&DataType::Date)
            .unwrap(),
    ];
    DataFrame::new(rows.len(), columns).unwrap()
}

/// Writes a batch as Parquet, with small row groups.
pub fn parquet(batch: &RecordBatch, path: &Path) {
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(97))
        .build();
    let file = File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

/// A folder with one file in it.
pub struct Folder(pub tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn with(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.write(name, bytes);
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path)
            .unwrap()
            .write_all(bytes.as_ref())
            .unwrap();
    }

    pub fn open(&self, source: &str) -> Result<Source> {
        Source::open(&data(source), self.0.path())
    }

    /// Collects what a spec says of a source.
    pub fn collect(&self, source: &str, change: impl FnOnce(&mut AuditSpec)) -> Result<Statistics> {
        let mut spec = simple(data(source));
        change(&mut spec);
        collect(&spec, self.0.path())
    }
}

/// These files, with nothing else said.
pub fn data(source: &str) -> DataSpec {
    DataSpec {
        source: OneOrMany::One(source.to_owned()),
        ..DataSpec::default()
    }
}

/// `decision` decides over the groups `group`.
pub fn simple(data: DataSpec) -> AuditSpec {
    let mut spec = catalogue::spec(data);
    spec.columns.decision = Some(BinarySpec::Column("decision".to_owned()));
    spec.attribute = vec![attribute("group")];
    spec
}

pub fn attribute(column: &str) -> AttributeSpec {
    AttributeSpec {
        column: column.to_owned(),
        ..AttributeSpec::default()
    }
}

pub fn collect(spec: &AuditSpec, base: &Path) -> Result<Statistics> {
    let source = Source::open(&spec.data, base)?;
    let plan = catalogue::plan(spec, source.columns());
    let (statistics, _) = source.collect(&plan, &NoProgress)?;
    Ok(statistics)
}

/// Rows and selected rows of each group.
pub fn groups(statistics: &Statistics) -> Vec<(String, u64, u64)> {
    let table = statistics.roll_up(0, None, &[0]);
    let group = |g: &evenhand_core::GroupCells| {
        (
            g.name.to_string(),
            g.n() + g.total.confusion.undecided().n,
            g.total.confusion.selected().n,
        )
    };
    table.groups.iter().map(group).collect()
}

/// Codes of the notes, with their counts.
pub fn notes(statistics: &Statistics) -> Vec<(&str, Option<u64>)> {
    let notes = statistics.intake.notes.iter();
    notes.map(|note| (note.code.as_str(), note.count)).collect()
}
