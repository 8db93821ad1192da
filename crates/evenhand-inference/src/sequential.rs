//! Looking again and again: evidence that stays valid at every audit of a series.
//!
//! A test that is repeated every month raises a false alarm sooner or later. An e-process may be looked at as often as one
//! likes: over all looks together, the chance that it ever reaches 1/α while there is no gap is at most α.
//!
//! [`Process`] compares two groups by their odds ratio, given how many were selected in each look and stratum. Base rates
//! and the mix of groups may therefore drift as they like: they cancel. [`Breach`] holds a ratio or a difference against its
//! limit, whatever the base rates are. What is assumed is that each look brings new
//! decisions: the same people with the same decisions, counted twice, are no new evidence.

mod breach;
mod change;
mod process;
mod table;

pub use breach::{Breach, Contrast};
pub use change::{Change, compare};
pub use process::{OddsRatioSet, Process, confidence_set};
pub use table::Table;
