//! Policy packs: a rule as a dated file, and what a scorecard keeps of it.

mod file;
mod reading;

pub use file::{
    Applies, Comparator, DecideBy, Effective, Exclusion, Pack, PackCheck, PackKind, PackLimit,
    PackStatus, Publication, Requirement, RuleOfPack,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a scorecard keeps of a policy pack: enough to know, years later, which text was applied and how it stood then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PackRecord {
    /// Whether the pack is made for a system of this kind and place.
    pub applies: bool,
    /// Why it does not apply.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub applies_not: Option<String>,
    /// The day on which somebody last looked at the rule (year-month-day).
    pub checked_on: String,
    /// First day on which the rule holds (year-month-day).
    pub effective_from: String,
    /// Last day on which the rule holds (year-month-day); empty while it has none.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub effective_to: String,
    /// Id of the pack, without version.
    pub id: String,
    /// What must be shown or documented, and whether it is there.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub items: Vec<PackItem>,
    /// What kind of rule it is.
    pub kind: PackKind,
    /// What the rule is and is not.
    pub legal_note: String,
    /// SHA-256 of the pack's text.
    pub sha256: String,
    /// Where the rule is written.
    pub sources: Vec<String>,
    /// Whether it was looked at too long ago: more than 180 days before the audit.
    pub stale: bool,
    /// How the rule stands.
    pub status: PackStatus,
    /// Title for people.
    pub title: String,
    /// What nobody has confirmed yet.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub unconfirmed: Vec<String>,
    /// Version of the pack.
    pub version: String,
}

impl PackRecord {
    /// `us-nyc-ll144@2023-07`.
    pub fn name(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}

/// Something that a rule wants shown or documented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PackItem {
    /// Id within the pack.
    pub id: String,
    /// Whether it is there.
    pub present: bool,
    /// What is wanted, in words.
    pub what: String,
    /// Where it is, or where it would go.
    pub whereabouts: String,
}

/// What a rule itself says of a comparison, beside the verdict; a labelled legacy result, never a verdict.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RuleResult {
    /// Below the rule's line, significant at .05, and one person would not turn it round.
    Shown,
    /// Below the rule's line, but not significant or turned round by one person.
    BelowNotShown,
    /// Not below the line, but significant: a small and real difference.
    SignificantSmall,
    /// Nothing the rule speaks of.
    None,
}

impl RuleResult {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::BelowNotShown => "below_not_shown",
            Self::SignificantSmall => "significant_small",
            Self::None => "none",
        }
    }

    /// The words on a page.
    pub fn words(self) -> &'static str {
        match self {
            Self::Shown => "below four fifths, shown",
            Self::BelowNotShown => "below four fifths, not shown",
            Self::SignificantSmall => "not below four fifths, but a difference is shown",
            Self::None => "nothing under the four-fifths rule",
        }
    }
}

/// The four-fifths rule of 29 CFR 1607.4(D) held against one group and the group with the highest rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleRecord {
    /// Whether one more selection in the group and one fewer in the other would lift the ratio to the line or above.
    pub flips: bool,
    /// Two-sided p-value of Fisher's exact test.
    pub p_fisher: Option<crate::Real>,
    /// The same as a mid-p value.
    pub p_mid: Option<crate::Real>,
    /// What the rule says.
    pub result: RuleResult,
    /// z of the two-sample test with pooled variance ("number of standard deviations").
    pub z: Option<crate::Real>,
}
