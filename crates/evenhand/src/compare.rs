use crate::Result;
use evenhand_core::{Scorecard, ScorecardComparison};

/// What changed from one scorecard of a system to another, number by number and verdict by verdict.
///
/// The two are treated as independent samples; where the same people are in both, [`crate::Audit::compare_models`] tells
/// smaller changes.
///
/// # Errors
/// When they are about different systems, or a metric is not computed in the same way.
pub fn compare_scorecards(old: &Scorecard, new: &Scorecard) -> Result<ScorecardComparison> {
    Ok(evenhand_runner::compare_scorecards(old, new)?)
}
