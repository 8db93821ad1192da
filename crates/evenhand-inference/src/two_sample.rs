//! Intervals and score statistics for two independent rates.
//!
//! `critical` is always the two-sided critical value: [`Level::z`](crate::Level::z), a t quantile, or a simultaneous one.

mod difference;
mod mover;
mod odds;
mod ratio;
mod root;

pub use difference::{
    agresti_caffo_difference, difference_interval, mee_difference, miettinen_nurminen_difference,
    newcombe_difference, score_difference_z,
};
pub(crate) use difference::{
    difference_hull_lower, difference_lower, difference_upper, score_difference_z_at_most,
};
pub use mover::{mover_difference, mover_exact_difference, mover_exact_ratio, mover_ratio};
pub use odds::{miettinen_nurminen_odds_ratio, odds_ratio_interval, score_odds_ratio_z};
pub use ratio::{
    katz_half_ratio, katz_ratio, koopman_ratio, miettinen_nurminen_ratio, mover_wilson_ratio,
    ratio_interval, score_ratio_z,
};
pub(crate) use ratio::{ratio_hull_upper, ratio_lower, ratio_upper};

use crate::Proportion;

/// The name of the hull of the score interval with MOVER on Clopper-Pearson limits.
const HULL: &str = "miettinen-nurminen+mover-cp";

/// Below this many events or non-events in a group the score interval alone covers too little.
pub(crate) const HULL_BELOW: f64 = 10.0;

fn needs_hull(a: Proportion, b: Proportion) -> bool {
    has_cell_below(a, b, HULL_BELOW)
}

fn has_cell_below(a: Proportion, b: Proportion, count: f64) -> bool {
    a.smaller_cell().min(b.smaller_cell()) < count
}
