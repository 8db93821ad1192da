//! What a gate says where teams look: code scanning, test reports, logs, comments.
//!
//! Each format is a function of a scorecard and of what is known about the run. Whatever is handed to a platform is
//! made of a scorecard whose small cells are hidden already (`evenhand-privacy`); the exit code is that of the whole run.

mod changes;
mod comment;
mod github;
mod gitlab;
mod json_lines;
mod junit;
mod page;
mod sarif;
mod teller;

#[cfg(test)]
mod tests;

pub use comment::comment;
pub use github::{annotations, step_summary};
pub use gitlab::gitlab;
pub use json_lines::json_lines;
pub use junit::junit;
pub use sarif::{sarif, sarif_of_all};

pub(crate) use changes::{Change, Changes};
pub(crate) use page::same;
pub(crate) use teller::Teller;

use evenhand_core::{Scorecard, ScorecardComparison};

/// What is known about the run of a gate beside its scorecard.
#[derive(Clone, Copy, Debug, Default)]
pub struct GateRun<'a> {
    /// The accepted run that this one is held against.
    pub before: Option<Before<'a>>,
    /// The exit code.
    pub exit_code: u8,
    /// The file that findings point into: the spec as it was named, with forward slashes.
    pub file: &'a str,
    /// Why the exit code is what it is, in words.
    pub reasons: &'a [String],
    /// Where the full report lies.
    pub report: Option<&'a str>,
    /// Whether checks that only warn are gates in this run.
    pub warn_fails: bool,
}

/// The last accepted run, and what changed since.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// Its scorecard.
    pub card: &'a Scorecard,
    /// What changed from it to the present one.
    pub comparison: &'a ScorecardComparison,
}
