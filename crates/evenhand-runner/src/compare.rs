//! What changed: between two models on the same people, or between two scorecards.

mod models;
mod pairs;
mod scorecards;

pub use models::{compare_models, paired_plan};
pub use scorecards::compare_scorecards;
