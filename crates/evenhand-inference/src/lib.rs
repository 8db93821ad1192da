//! Intervals, tests, resampling and multiplicity: numbers in, numbers out.
//!
//! Pure functions without data, files or state. A rate is a [`Proportion`], events out of a total, both possibly
//! fractional because weighted or repeated rows enter by their effective size ([`effective_size`]). Every interval is an
//! [`Interval`] that names its method; a ratio's upper limit may be infinite.
//!
//! | question | function |
//! |---|---|
//! | one rate | [`proportion_interval`] |
//! | two rates | [`two_sample::difference_interval`], [`two_sample::ratio_interval`], [`two_sample::odds_ratio_interval`] |
//! | several groups | [`k_groups::max_gap_interval`], [`k_groups::min_ratio_interval`] |
//! | equalized odds | [`k_groups::equalized_odds_gap_interval`] |
//! | is there a difference? | [`two_by_two::difference_test`], [`two_by_two::chi_square_k`] |
//! | is it small enough? | [`equivalence`] |
//! | inside strata | [`strata`] |
//! | a smooth metric of counts | [`bootstrap`] |
//! | many tests | [`multiplicity`] |
//! | how many rows? | [`power`] |
//!
//! Wald intervals and the percentile bootstrap of a maximum are not here: they do not cover what they claim.
//!
//! ```
//! use evenhand_inference::{Level, Proportion, two_sample::difference_interval};
//!
//! let (women, men) = (Proportion::new(70.0, 340.0)?, Proportion::new(102.0, 340.0)?);
//! let gap = difference_interval(women, men, Level::P95.z());
//! assert!(gap.upper < 0.0, "women are selected less often: {gap:?}");
//! # Ok::<(), evenhand_inference::Error>(())
//! ```

pub mod auc;
pub mod bootstrap;
pub mod distribution;
pub mod effective_size;
pub mod equivalence;
mod error;
mod interval;
pub mod k_groups;
mod level;
pub mod mean;
pub mod multiplicity;
pub mod one_sample;
pub mod power;
mod proportion;
pub mod shrinkage;
pub mod strata;
pub mod trend;
pub mod two_by_two;
pub mod two_sample;

pub use error::{Error, Result};
pub use interval::Interval;
pub use level::Level;
pub use one_sample::{agresti_coull, clopper_pearson, jeffreys, proportion_interval, wilson};
pub use proportion::Proportion;
