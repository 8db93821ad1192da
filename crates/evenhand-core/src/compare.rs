mod scorecards;

pub use scorecards::{Cause, EstimateChange, LimitChange, ScorecardComparison, VerdictChange};

use crate::{MetricInfo, Polarity, Real, Status};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a comparison shows of a number: by itself that it differs, and which way, only after the correction for all that
/// were compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// It became larger.
    Larger,
    /// It became smaller.
    Smaller,
    /// Neither is shown; that is no proof that it stayed the same.
    NotShown,
    /// A group is too small, or a number is undefined.
    #[default]
    TooFew,
}

impl Shift {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Larger => "larger",
            Self::Smaller => "smaller",
            Self::NotShown => "not_shown",
            Self::TooFew => "too_few",
        }
    }

    /// The words on a page for a gap between groups.
    pub fn gap_words(self) -> &'static str {
        match self {
            Self::Larger => "larger gap confirmed",
            Self::Smaller => "smaller gap confirmed",
            Self::NotShown => "not shown",
            Self::TooFew => "too few people",
        }
    }

    /// The words on a page for a rate of one group.
    pub fn rate_words(self) -> &'static str {
        match self {
            Self::Larger => "higher",
            Self::Smaller => "lower",
            Self::NotShown => "not shown",
            Self::TooFew => "too few people",
        }
    }
}

/// Two models that decided about the same people, from one pass over the rows.
///
/// Only rows that both decided about are compared; the decisions of a row are a pair, never two independent ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelComparison {
    /// The model that might replace the current one.
    pub candidate: Arc<str>,
    /// Rates of each group; that of everyone comes first and has no attribute.
    pub changes: Vec<RateChange>,
    /// The model in use.
    pub current: Arc<str>,
    /// Gaps between a group and its reference.
    pub gaps: Vec<GapChange>,
    /// Confidence level.
    pub level: Real,
    /// The rates, each with what explains it.
    pub metrics: Vec<MetricInfo>,
    /// Fewer rows (persons, where a unit is named) than this are too few to say anything.
    pub min_n: u64,
    /// Rows that both models decided about.
    pub n: u64,
    /// Rows that only the candidate decided about; they are left out.
    pub only_candidate: u64,
    /// Rows that only the current model decided about; they are left out.
    pub only_current: u64,
    /// Whether being selected is good or bad for the person.
    pub polarity: Polarity,
    /// Id of the system.
    pub system: String,
    /// Name and version of the program that made it.
    pub tool: String,
}

/// A rate of one group under both models.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RateChange {
    /// Rate under the candidate.
    pub after: Option<Real>,
    /// Name of the attribute or intersection; empty for everyone.
    pub attribute: Arc<str>,
    /// Rate under the current model.
    pub before: Option<Real>,
    /// After less before.
    pub change: Option<Real>,
    /// Rows that only the candidate selects.
    pub gained: u64,
    /// Name of the group; empty for everyone.
    pub group: Arc<str>,
    /// Rows that only the current model selects.
    pub lost: u64,
    /// Lower limit of the change.
    pub lower: Option<Real>,
    /// How the interval was computed.
    pub method: Option<Arc<str>>,
    /// Id of the metric.
    pub metric: Arc<str>,
    /// Rows that the rate is taken over.
    pub n: u64,
    /// The p-value after Holm's correction for all changes.
    pub p_adjusted: Option<Real>,
    /// p-value of no change.
    pub p_value: Option<Real>,
    /// What is shown.
    pub shift: Shift,
    /// Why the number is there, or why not.
    pub status: Status,
    /// How the p-value was computed.
    pub test: Option<Arc<str>>,
    /// Upper limit of the change.
    pub upper: Option<Real>,
}

/// The gap between a group and its reference under both models.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GapChange {
    /// Gap under the candidate: the group's rate less that of the reference.
    pub after: Option<Real>,
    /// Name of the attribute or intersection.
    pub attribute: Arc<str>,
    /// Gap under the current model.
    pub before: Option<Real>,
    /// After less before, with its sign: a gap that turns from −0.1 to 0.1 changes by 0.2 and is as large as it was.
    pub change: Option<Real>,
    /// Name of the group.
    pub group: Arc<str>,
    /// Lower limit of the change.
    pub lower: Option<Real>,
    /// How the interval was computed.
    pub method: Option<Arc<str>>,
    /// Id of the rate that is compared.
    pub metric: Arc<str>,
    /// The p-value after Holm's correction for all gaps.
    pub p_adjusted: Option<Real>,
    /// p-value of a gap of unchanged size: the larger of that of no change and that of a mean gap of zero.
    pub p_value: Option<Real>,
    /// With whom the group was compared.
    pub reference: Arc<str>,
    /// What is shown of its size.
    pub shift: Shift,
    /// Why the number is there, or why not.
    pub status: Status,
    /// Upper limit of the change.
    pub upper: Option<Real>,
}
