//! What all audits of a system show together: a page of its own beside the reports of the single audits.
//!
//! The history itself is kept elsewhere; [`History`] is what a page needs of it.

mod page;
mod tables;

pub use page::history;

#[cfg(test)]
mod tests;

use evenhand_core::{Real, Span, Verdict};

/// The audits of one system and what was followed through them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// Chance that a history without gaps ever raises an alert.
    pub alpha: f64,
    /// The audits, in their order.
    pub audits: Vec<Audit>,
    /// Where a changed mix of people accounts for a change.
    pub drifts: Vec<Drift>,
    /// Findings, from the first to the last.
    pub findings: Vec<Live>,
    /// Hash of the last line of the log; empty where there is none.
    pub head: String,
    /// Level of the ranges of single audits, between 0 and 1.
    pub level: f64,
    /// Periods of audits that were not there in time.
    pub missed: Vec<String>,
    /// The series.
    pub series: Vec<Series>,
    /// The period of the audit that changes are told against: the last that the board accepted.
    pub signed: Option<String>,
    /// What the system is called.
    pub title: String,
    /// Name and version of the program.
    pub tool: String,
}

/// An audit in the history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audit {
    /// What changed with it: a model, its version.
    pub change: Option<String>,
    /// How many findings have which verdict.
    pub counts: Vec<(Verdict, u64)>,
    /// Whether a limit is another than before.
    pub limits_changed: bool,
    /// Models and versions.
    pub models: Vec<String>,
    /// The period.
    pub period: String,
    /// Name of the run.
    pub run: String,
}

/// A check on a group, from audit to audit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Whether the evidence of all audits shows a gap, or a change since the signed audit, as the spec wants alerts.
    pub alert: bool,
    /// Attribute or intersection.
    pub attribute: String,
    /// Since the signed audit: whether the groups are nearer to each other; none where nothing is shown.
    pub change: Option<bool>,
    /// Id of the check.
    pub check: String,
    /// Natural logarithm of the evidence; none where the series is not followed.
    pub evidence: Option<f64>,
    /// Group; empty for a summary.
    pub group: String,
    /// The limit of the last audit.
    pub limit: Option<(f64, f64)>,
    /// One for each audit.
    pub looks: Vec<Look>,
    /// The metric's name for people, in English.
    pub metric: String,
    /// Model; empty without `[[model]]`.
    pub model: String,
    /// Why the series is not followed.
    pub not_followed: Option<String>,
    /// The group that it is compared with.
    pub reference: String,
    /// How the number reads.
    pub span: Option<Span>,
}

/// What one audit says of a series.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// Limit of the interval of this audit alone.
    pub lower: Option<Real>,
    /// The odds ratios that all audits up to this one leave possible, at all of them at once.
    pub odds: Option<(f64, f64)>,
    /// Limit of the interval of this audit alone.
    pub upper: Option<Real>,
    /// The number; none where the audit does not have it or hides it.
    pub value: Option<Real>,
    /// What the check says.
    pub verdict: Option<Verdict>,
}

/// A finding as it lives on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// The period of its last change.
    pub changed: String,
    /// Its series, for reading.
    pub name: String,
    /// Its number, for ever.
    pub number: u64,
    /// `new`, `open`, `waived`, `fixed`, `closed` or `reopened`.
    pub stage: &'static str,
    /// The period in which it was first confirmed.
    pub since: String,
}

/// A ratio of selection rates between two audits, and what it would be had the mix of people stayed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drift {
    /// Attribute.
    pub attribute: String,
    /// In the earlier audit.
    pub before: Real,
    /// The attribute whose mix is held as it was.
    pub by: String,
    /// Group.
    pub group: String,
    /// Now, with the mix of the earlier audit: value, lower and upper limit of its interval.
    pub held: [Real; 3],
    /// Model; empty without `[[model]]`.
    pub model: String,
    /// Now, as it is.
    pub now: Real,
    /// The two periods.
    pub periods: (String, String),
    /// What the group is compared with.
    pub reference: String,
}
