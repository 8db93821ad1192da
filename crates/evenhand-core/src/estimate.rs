use crate::{Exact, Real, Verdict};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Why a number is there, or why it is not.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A number with an interval.
    #[default]
    Ok,
    /// A positive number divided by zero: infinite.
    Unbounded,
    /// Zero divided by zero, or a rate over nobody.
    UndefinedZeroDenominator,
    /// A group is below `min_n`; the value and its interval are still there.
    InsufficientN,
    /// There is nothing to compare with.
    OneGroupOnly,
    /// A column or table that the metric needs was not given.
    MissingInput,
    /// The metric cannot be computed from counts alone.
    NeedsRows,
    /// Hidden for privacy.
    Suppressed,
}

impl Status {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Unbounded => "unbounded",
            Self::UndefinedZeroDenominator => "undefined_zero_denominator",
            Self::InsufficientN => "insufficient_n",
            Self::OneGroupOnly => "one_group_only",
            Self::MissingInput => "missing_input",
            Self::NeedsRows => "needs_rows",
            Self::Suppressed => "suppressed",
        }
    }
}

/// Name of the method an interval or a p-value was computed by.
pub type Method = Arc<str>;

/// The gap that chance alone would show if all groups shared one rate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NoiseFloor {
    /// Mean gap under equality.
    pub mean: Real,
    /// 95 % quantile of the gap under equality (for a ratio: the 5 % quantile).
    pub quantile: Real,
}

/// What stands behind a comparison within strata.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StrataSupport {
    /// Strata that take part: those in which both sides occur.
    pub compared: u64,
    /// The same comparison over all strata thrown together.
    pub crude: Option<Real>,
    /// p-value of the same odds ratio in every stratum (Breslow-Day with Tarone's correction).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub homogeneity: Option<Real>,
    /// Whether the strata tell another story than all rows together: the sign turns, or the crude interval excludes the
    /// value within strata.
    pub reversal: bool,
    /// Share of the rows of both sides that lie in strata that take part.
    pub used: Real,
}

/// One number of the audit: what, for whom, how sure, from how many.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    /// Name of the attribute or intersection; empty for all rows.
    pub attribute: Arc<str>,
    /// Groups below `min_n` that the number depends on.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub below_min_n: Vec<Arc<str>>,
    /// Design effect: how many times the variance exceeds that of independent rows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub design_effect: Option<Real>,
    /// Degrees of freedom of the interval, where it uses a t quantile.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub df: Option<Real>,
    /// Effective number of rows behind the group's rate, where it is not the number of rows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effective_n: Option<Real>,
    /// Events and total of the group and of the reference at their effective sizes, while the audit runs.
    #[serde(skip)]
    #[schemars(skip)]
    pub effective_pair: Option<[f64; 4]>,
    /// Bound on the error of approximation; absent when the number is exact.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error_bound: Option<Real>,
    /// Numerator of the group's rate (sum of weights where weighted).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub events: Option<Real>,
    /// Numerator of the reference's rate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub events_reference: Option<Real>,
    /// The number as integers, while the audit runs.
    #[serde(skip)]
    #[schemars(skip)]
    pub exact: Option<Exact>,
    /// Groups that a summary leaves out because their value is undefined.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub excluded: Vec<Arc<str>>,
    /// The groups with the lowest and the highest value, for a summary over groups.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub extremes: Option<(Arc<str>, Arc<str>)>,
    /// Name of the group; empty for a summary over groups.
    pub group: Arc<str>,
    /// Limits over the groups of at least `min_n` alone, while the audit runs.
    #[serde(skip)]
    #[schemars(skip)]
    pub large_groups: Option<(f64, f64)>,
    /// Confidence level of the interval.
    pub level: Real,
    /// Lower limit of the interval.
    pub lower: Option<Real>,
    /// How the interval was computed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub method: Option<Method>,
    /// Id of the metric in the catalogue.
    pub metric: Arc<str>,
    /// Name of the model; empty without `[[model]]`.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub model: Arc<str>,
    /// Rows of the group that carry a decision, unweighted.
    pub n: u64,
    /// Rows of the reference.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub n_reference: Option<u64>,
    /// What chance alone would show, for summaries over groups.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub noise_floor: Option<NoiseFloor>,
    /// p-value adjusted for the number of comparisons.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub p_adjusted: Option<Real>,
    /// p-value of no difference.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub p_value: Option<Real>,
    /// With whom the group was compared: a name, or the rule and what it resolved to (`largest:male`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<Arc<str>>,
    /// Limits at the simultaneous critical value that a confirmed gap needs as well, while the audit runs.
    #[serde(skip)]
    #[schemars(skip)]
    pub simultaneous: Option<(f64, f64)>,
    /// Name of the slice; empty for all rows.
    #[serde(skip_serializing_if = "str::is_empty", default)]
    pub slice: Arc<str>,
    /// Why the number is there, or why not.
    pub status: Status,
    /// What stands behind a comparison within strata.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub strata: Option<StrataSupport>,
    /// How the p-value was computed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub test: Option<Method>,
    /// Denominator of the group's rate (sum of weights where weighted).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub total: Option<Real>,
    /// Denominator of the reference's rate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub total_reference: Option<Real>,
    /// Distinct units of the group, where a unit is named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub units: Option<u64>,
    /// Distinct units of the reference.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub units_reference: Option<u64>,
    /// Upper limit of the interval.
    pub upper: Option<Real>,
    /// The number; absent when it is undefined.
    pub value: Option<Real>,
    /// What a check says of it; absent when no check looks at it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub verdict: Option<Verdict>,
}
