use crate::{Limit, Real, RuleRecord, Side, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a check says: one ladder, the same in every output.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval lies beyond the limit.
    ConfirmedGap,
    /// The interval crosses the limit.
    PossibleGap,
    /// A group is too small, or the number is undefined for want of people.
    InsufficientData,
    /// Planned, but an input is missing or there is only one group.
    NotTested,
    /// Hidden for privacy; not a good result.
    Hidden,
    /// A confirmed gap covered by a valid waiver.
    Waived,
    /// The whole interval lies inside the limit.
    WithinLimit,
}

impl Verdict {
    /// All verdicts, the gravest first.
    pub const ALL: [Self; 7] = [
        Self::ConfirmedGap,
        Self::PossibleGap,
        Self::InsufficientData,
        Self::NotTested,
        Self::Hidden,
        Self::Waived,
        Self::WithinLimit,
    ];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ConfirmedGap => "confirmed_gap",
            Self::PossibleGap => "possible_gap",
            Self::InsufficientData => "insufficient_data",
            Self::NotTested => "not_tested",
            Self::Hidden => "hidden",
            Self::Waived => "waived",
            Self::WithinLimit => "within_limit",
        }
    }

    /// The mark that stands beside the words, so that colour never speaks alone.
    pub fn mark(self) -> &'static str {
        match self {
            Self::ConfirmedGap => "✖",
            Self::PossibleGap => "?",
            Self::InsufficientData => "–",
            Self::NotTested => "○",
            Self::Hidden => "▒",
            Self::Waived => "W",
            Self::WithinLimit => "✔",
        }
    }

    /// The words on a page.
    pub fn words(self) -> &'static str {
        match self {
            Self::ConfirmedGap => "confirmed gap",
            Self::PossibleGap => "possible gap",
            Self::InsufficientData => "too few people",
            Self::NotTested => "not tested",
            Self::Hidden => "hidden",
            Self::Waived => "waived",
            Self::WithinLimit => "within our limit",
        }
    }
}

/// What a check can do to a run.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A confirmed gap fails the run.
    #[default]
    Gate,
    /// A confirmed gap is reported loudly.
    Warn,
    /// Shown.
    Info,
}

impl Severity {
    /// The word used in specs and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Warn => "warn",
            Self::Info => "info",
        }
    }
}

/// How many more rows of a group would decide the question, everything else held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RowsNeeded {
    /// Which group.
    pub group: Arc<str>,
    /// How many more rows of it.
    pub more: u64,
}

/// One check held against one number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Name of the attribute or intersection.
    pub attribute: Arc<str>,
    /// Id of the check.
    pub check: Arc<str>,
    /// Position of the number in [`crate::Scorecard::estimates`].
    pub estimate: usize,
    /// Exactly on which side of the limit the point estimate lies.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub estimate_side: Option<Side>,
    /// Name of the group; empty for a summary over groups.
    pub group: Arc<str>,
    /// The limit as applied: mirrored under `burden` where the rule asks for it.
    pub limit: Limit,
    /// Whether the limit was mirrored because being selected is a burden.
    pub limit_mirrored: bool,
    /// Lower limit of the interval.
    pub lower: Option<Real>,
    /// Id of the metric.
    pub metric: Arc<str>,
    /// Name of the model; empty without `[[model]]`.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub model: Arc<str>,
    /// Rows of the group.
    pub n: u64,
    /// Rows of the reference.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub n_reference: Option<u64>,
    /// p-value of lying beyond the limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub p_limit: Option<Real>,
    /// The same after Holm's correction over check × attribute.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub p_limit_adjusted: Option<Real>,
    /// Why the verdict is not what the interval alone would say, or what is missing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// With whom the group was compared.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<Arc<str>>,
    /// What would decide the question.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rows_needed: Option<RowsNeeded>,
    /// What the rule of the pack says by itself, beside the verdict.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rule: Option<RuleRecord>,
    /// What the check can do to the run.
    pub severity: Severity,
    /// How many more people of the group would have to be selected to reach the limit; with weights, in rows of average
    /// weight.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub shortfall: Option<u64>,
    /// Name of the slice; empty for all rows.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub slice: Arc<str>,
    /// The smallest difference of rates this sample could have found with 80 % power, after the correction for the
    /// groups of the attribute.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub smallest_detectable: Option<Real>,
    /// Status of the number.
    pub status: Status,
    /// Whether a plan was given that does not hold this comparison.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unplanned: bool,
    /// Upper limit of the interval.
    pub upper: Option<Real>,
    /// The number.
    pub value: Option<Real>,
    /// What the check says.
    pub verdict: Verdict,
    /// Id of the waiver that covers it; its verdict is then [`Verdict::Waived`], and a confirmed gap without the waiver.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub waiver: Option<Arc<str>>,
    /// Whether the estimate lies past the watch line although the verdict is within the limit.
    pub watch: bool,
}
