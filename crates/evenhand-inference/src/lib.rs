//! Intervals, tests, resampling and multiplicity: numbers in, numbers out.

pub mod distribution;
mod error;
mod interval;
mod level;
pub mod one_sample;
mod proportion;
pub mod two_sample;

pub use error::{Error, Result};
pub use interval::Interval;
pub use level::Level;
pub use one_sample::{agresti_coull, clopper_pearson, jeffreys, proportion_interval, wilson};
pub use proportion::Proportion;
