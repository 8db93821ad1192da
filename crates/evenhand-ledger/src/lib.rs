//! The history of audits: a store that nobody changes quietly, and what follows from it.
//!
//! ```text
//! scorecard ─► Store::add ─► history/<system>/<period>/<run>.json          the scorecard itself
//!                            history/<system>/<period>/<run>.series.json   counts and evidence of each series
//!                            history/<system>/log.jsonl                    one line, chained by its hash
//! ```
//!
//! Only aggregates are kept, never rows. A line says what happened: an audit was run, one was missed, a gap was waived,
//! the board decided, something was corrected or deleted. Nothing is replaced. [`Store::verify`] names the first place
//! that does not fit, and alerts follow from the files alone. No function here reads a clock: days are handed in.

mod canonical;
mod disk;
mod entry;
mod error;
mod log;
mod period;
mod series;
mod store;
mod verify;

pub use canonical::canonical;
pub use disk::{Disk, LocalDisk};
pub use entry::{Entry, Event, FORMAT, NO_HASH, RunEvent, TornLine};
pub use error::{Error, Result};
pub use log::Log;
pub use period::{Every, Period};
pub use series::{NotFollowed, RunSeries, SeriesKey, SeriesPoint};
pub use store::{Addition, LOG, Store};
pub use verify::{Problem, Verified};
