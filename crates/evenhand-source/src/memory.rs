//! Frames as sources.

use crate::collection;
use crate::error::Result;
use crate::frame::frame_columns;
use crate::input::Input;
use crate::progress::NoProgress;
use evenhand_core::{AuditPlan, RowTables, Statistics};
use polars::frame::DataFrame;

/// Counts the rows of a frame, and keeps those that the plan asks for.
///
/// Counting takes at most `most_memory` bytes, about; the frame itself is not among them.
///
/// Joins of the plan are left out: join frames with polars before.
///
/// # Errors
/// For the first value that the plan cannot use.
pub fn collect_frame(
    frame: &DataFrame,
    plan: &AuditPlan,
    most_memory: Option<u64>,
) -> Result<(Statistics, RowTables)> {
    let index = frame_columns(frame);
    collection::collect(
        &Input::Frame(frame),
        &index,
        plan,
        &[],
        most_memory,
        &NoProgress,
    )
}
