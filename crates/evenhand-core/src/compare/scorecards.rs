use super::Shift;
use crate::{Limit, MetricInfo, Real, Status, Verdict};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What changed from one scorecard of a system to another.
///
/// The two are treated as independent samples. Where the same people are in both, as under two models, intervals of the
/// change are wider than they need be; [`super::ModelComparison`] compares those person by person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScorecardComparison {
    /// What only the new scorecard has: checks, groups, metrics, models and slices, in words.
    pub added: Vec<String>,
    /// Numbers that both have, in the order of the new scorecard.
    pub changes: Vec<EstimateChange>,
    /// Confidence level, where both have the same.
    pub level: Option<Real>,
    /// Limits that were changed.
    pub limits: Vec<LimitChange>,
    /// Metrics of the numbers, each with what explains it.
    pub metrics: Vec<MetricInfo>,
    /// What only the old scorecard has.
    pub removed: Vec<String>,
    /// Whether both come from the same spec.
    pub same_spec: bool,
    /// Whether both were computed from the same counts: then nothing about people can have changed.
    pub same_statistics: bool,
    /// Id of the system.
    pub system: String,
    /// Name and version of the program that made the comparison.
    pub tool: String,
    /// Verdicts that are no longer the same.
    pub verdicts: Vec<VerdictChange>,
}

/// One number in both scorecards.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EstimateChange {
    /// Name of the attribute or intersection.
    pub attribute: Arc<str>,
    /// New less old; of a ratio, new over old.
    pub change: Option<Real>,
    /// Whether a check looks at it in either scorecard.
    pub checked: bool,
    /// Name of the group.
    pub group: Arc<str>,
    /// Lower limit of the change.
    pub lower: Option<Real>,
    /// Id of the metric.
    pub metric: Arc<str>,
    /// Name of the model.
    pub model: Arc<str>,
    /// Value in the new scorecard.
    pub new: Option<Real>,
    /// Why it is there, or why not, in the new scorecard.
    pub new_status: Status,
    /// Value in the old scorecard.
    pub old: Option<Real>,
    /// Why it is there, or why not, in the old scorecard.
    pub old_status: Status,
    /// The p-value after Holm's correction: among the checked numbers, or among all others.
    pub p_adjusted: Option<Real>,
    /// p-value of no change.
    pub p_value: Option<Real>,
    /// With whom the group was compared.
    pub reference: Option<Arc<str>>,
    /// What is shown of the number.
    pub shift: Shift,
    /// Name of the slice.
    pub slice: Arc<str>,
    /// Upper limit of the change.
    pub upper: Option<Real>,
}

/// A check whose limit is no longer the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LimitChange {
    /// Id of the check.
    pub check: Arc<str>,
    /// The limit now.
    pub new: Limit,
    /// The limit before.
    pub old: Limit,
}

/// A verdict that is no longer the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerdictChange {
    /// Name of the attribute or intersection.
    pub attribute: Arc<str>,
    /// Why, as far as the scorecards tell.
    pub because: Vec<Cause>,
    /// Id of the check.
    pub check: Arc<str>,
    /// Name of the group.
    pub group: Arc<str>,
    /// Id of the metric.
    pub metric: Arc<str>,
    /// Name of the model.
    pub model: Arc<str>,
    /// The verdict now.
    pub new: Verdict,
    /// The verdict before.
    pub old: Verdict,
    /// Name of the slice.
    pub slice: Arc<str>,
}

/// Why a verdict changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The number went to the other side of the limit.
    Data,
    /// The number stands where it stood; its interval, or the size of a group, decides otherwise.
    Evidence,
    /// The limit is another one.
    Limit,
    /// Somebody decided to live with the gap for a while, or that time is over.
    Waiver,
}

impl Cause {
    /// The words on a page.
    pub fn words(self) -> &'static str {
        match self {
            Self::Data => "the number crossed the limit",
            Self::Evidence => "the evidence is stronger or weaker",
            Self::Limit => "the limit was changed",
            Self::Waiver => "a waiver began or ended",
        }
    }
}
