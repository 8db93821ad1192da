//! What is read of a batch before its rows are counted.

use crate::batch::Batch;
use crate::filter::Reading;
use crate::numbers;
use crate::problem::Problem;
use crate::program::Program;

/// The rows that the filter keeps, where there is one.
pub(crate) fn filtered(program: &Program, batch: &Batch) -> Option<crate::filter::Kept> {
    let decimal_comma = program.columns.iter().any(|wanted| wanted.decimal_comma);
    program
        .filter
        .as_ref()
        .map(|filter| filter.keep(&batch.columns, batch.rows, Reading { decimal_comma }))
}

/// The scores of a batch.
pub(crate) fn decode_score(
    program: &Program,
    column: usize,
    batch: &Batch,
    out: &mut Vec<f64>,
) -> Result<(), Problem> {
    let wanted = &program.columns[column];
    numbers::decode(
        &batch.columns[column],
        &wanted.name,
        "a score",
        wanted.decimal_comma,
        out,
    )
}
