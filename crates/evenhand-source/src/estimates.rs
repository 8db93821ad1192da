//! Estimates as a frame and as Parquet: the columns of `estimates.csv`.

use crate::error::{Error, Result};
use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt64Array};
use evenhand_core::{Estimate, Real, Status};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use polars::prelude::{Column, DataFrame};
use std::io::Write;
use std::sync::Arc;

/// Values of one column of the result table.
enum Values {
    Text(Vec<Option<String>>),
    Decimal(Vec<Option<f64>>),
    Whole(Vec<Option<u64>>),
}

/// Names and values of all columns, in their order.
fn table(estimates: &[Estimate]) -> Vec<(&'static str, Values)> {
    let text = |of: &dyn Fn(&Estimate) -> Option<&str>| {
        Values::Text(estimates.iter().map(|e| of(e).map(str::to_owned)).collect())
    };
    let real = |of: &dyn Fn(&Estimate) -> Option<Real>| {
        Values::Decimal(estimates.iter().map(|e| of(e).map(Real::get)).collect())
    };
    let whole =
        |of: &dyn Fn(&Estimate) -> Option<u64>| Values::Whole(estimates.iter().map(of).collect());
    vec![
        ("model", text(&|e| Some(&e.model))),
        ("slice", text(&|e| Some(&e.slice))),
        ("attribute", text(&|e| Some(&e.attribute))),
        ("group", text(&|e| Some(&e.group))),
        ("reference", text(&|e| e.reference.as_deref())),
        ("metric", text(&|e| Some(&e.metric))),
        ("value", real(&|e| e.value)),
        ("lower", real(&|e| e.lower)),
        ("upper", real(&|e| e.upper)),
        ("level", real(&|e| Some(e.level))),
        ("method", text(&|e| e.method.as_deref())),
        ("status", text(&|e| Some(e.status.as_str()))),
        (
            "n",
            whole(&|e| (e.status != Status::Suppressed).then_some(e.n)),
        ),
        ("n_reference", whole(&|e| e.n_reference)),
        ("p_value", real(&|e| e.p_value)),
        ("p_adjusted", real(&|e| e.p_adjusted)),
        ("error_bound", real(&|e| e.error_bound)),
        (
            "verdict",
            text(&|e| e.verdict.map(evenhand_core::Verdict::as_str)),
        ),
    ]
}

fn failed(source: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Table {
        source: Box::new(source),
    }
}

/// The estimates as a frame.
///
/// # Errors
/// [`Error::Table`] when polars cannot hold them.
pub fn estimates_frame(estimates: &[Estimate]) -> Result<DataFrame> {
    let columns = table(estimates)
        .into_iter()
        .map(|(name, values)| match values {
            Values::Text(values) => Column::new(name.into(), values),
            Values::Decimal(values) => Column::new(name.into(), values),
            Values::Whole(values) => Column::new(name.into(), values),
        })
        .collect();
    DataFrame::new(estimates.len(), columns).map_err(failed)
}

/// Writes the estimates as a Parquet file.
///
/// # Errors
/// [`Error::Table`] when the writer refuses.
pub fn write_estimates_parquet(estimates: &[Estimate], output: impl Write + Send) -> Result<()> {
    let columns = table(estimates).into_iter().map(|(name, values)| {
        let array: ArrayRef = match values {
            Values::Text(values) => Arc::new(StringArray::from(values)),
            Values::Decimal(values) => Arc::new(Float64Array::from(values)),
            Values::Whole(values) => Arc::new(UInt64Array::from(values)),
        };
        (name, array, true)
    });
    let batch = RecordBatch::try_from_iter_with_nullable(columns).map_err(failed)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(parquet::basic::ZstdLevel::default()))
        .set_created_by("evenhand".to_owned())
        .build();
    let mut writer =
        ArrowWriter::try_new(output, batch.schema(), Some(properties)).map_err(failed)?;
    writer.write(&batch).map_err(failed)?;
    writer.close().map_err(failed)?;
    Ok(())
}
