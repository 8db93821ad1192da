use crate::{EvidenceWanted, LimitSpec, ReferenceRule, Scalar, Severity, SystemSpec};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A policy pack as it is written: a rule with its date, its status and what it asks for. Unknown keys are errors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Short id, such as `us-nyc-ll144`.
    pub id: String,
    /// Version; a published one never changes.
    pub version: String,
    /// Title for people.
    pub title: String,
    /// What kind of rule it is.
    pub kind: PackKind,
    /// How the rule stands.
    pub status: PackStatus,
    /// When it holds.
    pub effective: Effective,
    /// The day on which the maintainers last looked at the rule.
    pub checked_on: Scalar,
    /// Where the rule is written.
    pub sources: Vec<String>,
    /// What the rule is and is not.
    pub legal_note: String,
    /// Which systems it is made for.
    pub applies: Applies,
    /// What nobody has confirmed yet; printed with every result.
    #[serde(default)]
    pub unconfirmed: Vec<String>,
    /// What is held against numbers.
    #[serde(default)]
    pub check: Vec<PackCheck>,
    /// What must be shown.
    #[serde(default)]
    pub publish: Vec<Publication>,
    /// What must be documented.
    #[serde(default)]
    pub require: Vec<Requirement>,
}

impl Pack {
    /// `us-nyc-ll144@2023-07`.
    pub fn name(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}

/// What kind of rule a pack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackKind {
    /// A law.
    Statute,
    /// A rule made under a law.
    Regulation,
    /// What somebody agreed to before a court.
    Settlement,
    /// A rule that is not made yet.
    Draft,
    /// What an authority advises.
    Guidance,
    /// A voluntary standard.
    Standard,
    /// Limits that an organisation sets itself.
    House,
}

impl PackKind {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Statute => "statute",
            Self::Regulation => "regulation",
            Self::Settlement => "settlement",
            Self::Draft => "draft",
            Self::Guidance => "guidance",
            Self::Standard => "standard",
            Self::House => "house",
        }
    }
}

/// How a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackStatus {
    /// It holds.
    InForce,
    /// It is not made yet.
    Draft,
    /// It is made, and held back.
    Suspended,
    /// It was taken back.
    Repealed,
    /// Its time is over.
    Expired,
    /// It never was law: a standard, or an agreement within a house.
    Convention,
}

impl PackStatus {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Draft => "draft",
            Self::Suspended => "suspended",
            Self::Repealed => "repealed",
            Self::Expired => "expired",
            Self::Convention => "convention",
        }
    }

    /// The words on a page.
    pub fn words(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            other => other.as_str(),
        }
    }

    /// Whether the rule binds or is agreed on; the others are printed beside every result.
    pub fn stands(self) -> bool {
        matches!(self, Self::InForce | Self::Convention)
    }
}

/// When a rule holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effective {
    /// First day.
    pub from: Scalar,
    /// Last day.
    #[serde(default)]
    pub to: Option<Scalar>,
}

/// Which systems a rule is made for; an empty list means all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Applies {
    /// Fields of business: housing, employment, credit, insurance, education, health, general.
    #[serde(default)]
    pub vertical: Vec<String>,
    /// Places, from the large to the small: `US-NY-NYC` lies in `US-NY`, which lies in `US`.
    #[serde(default)]
    pub jurisdictions: Vec<String>,
}

impl Applies {
    /// Why the rule is not made for a system; `None` where it is.
    pub fn why_not(&self, system: &SystemSpec) -> Option<String> {
        let (vertical, places) = (&system.vertical, &system.jurisdictions);
        if !self.vertical.is_empty() && !self.vertical.contains(vertical) {
            let made = self.vertical.join(", ");
            return Some(if vertical.is_empty() {
                format!("it is made for {made}, and the spec names no `vertical`")
            } else {
                format!("it is made for {made}, and this system is {vertical}")
            });
        }
        // Either place may lie in the other: a state of a country, or the country of a state.
        let within = |inner: &str, outer: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let here = |made: &String| {
            let mut places = places.iter();
            places.any(|place| within(place, made) || within(made, place))
        };
        if !self.jurisdictions.is_empty() && !self.jurisdictions.iter().any(here) {
            let made = self.jurisdictions.join(", ");
            return Some(if places.is_empty() {
                format!("it holds in {made}, and the spec names no `jurisdictions`")
            } else {
                let used = places.join(", ");
                format!("it holds in {made}, and this system is used in {used}")
            });
        }
        None
    }
}

/// A limit of a pack, or `"none"`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum PackLimit {
    /// Only `"none"`: the number is disclosed, with its interval, and has no verdict.
    Word(String),
    /// A limit.
    Limit(LimitSpec),
}

/// Something a pack holds against numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackCheck {
    /// Id in the outputs.
    pub id: String,
    /// Code of the rule that it belongs to, such as `PRV001`; that of the metric where not given.
    #[serde(default)]
    pub code: Option<String>,
    /// Metric of the catalogue.
    pub metric: String,
    /// The limit, or `"none"`.
    pub limit: PackLimit,
    /// Roles of attributes, and combinations such as `sex*race_ethnicity`; every attribute where not given.
    #[serde(default)]
    pub partitions: Option<Vec<String>>,
    /// Only these groups, by any of the names that they may go by.
    #[serde(default)]
    pub groups: Option<Vec<String>>,
    /// With whom groups are compared; as the spec says where not given.
    #[serde(default)]
    pub reference: Option<ReferenceRule>,
    /// What it can do to the run; `info` by default.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// What makes it speak up.
    #[serde(default)]
    pub evidence: EvidenceWanted,
    /// Fewer people than this are too few; as the spec says where not given.
    #[serde(default)]
    pub min_n: Option<u64>,
    /// Decides anew from the score.
    #[serde(default)]
    pub decide: Option<DecideBy>,
    /// Groups that may be left out.
    #[serde(default)]
    pub exclude: Option<Exclusion>,
    /// What becomes of people of unknown group; they are counted, and compared with nobody.
    #[serde(default)]
    pub unknown: Option<Unknown>,
    /// A rule whose own result stands beside the verdict.
    #[serde(default)]
    pub rule: Option<RuleOfPack>,
    /// Whether it also looks at each slice.
    #[serde(default)]
    pub slices: bool,
    /// What a reader should know about it.
    #[serde(default)]
    pub note: String,
}

/// Deciding anew from the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideBy {
    /// How: `above_median`.
    pub score: DecideWord,
    /// Of whom the median is taken: `full_sample`.
    pub median: MedianWord,
    /// Who is above it: `strictly_above`.
    pub ties: TiesWord,
}

/// The one way to decide anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecideWord {
    /// A score above the median.
    AboveMedian,
}

/// Of whom the median is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MedianWord {
    /// Of all rows.
    FullSample,
}

/// Who is above the median.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TiesWord {
    /// Not those at it.
    StrictlyAbove,
}

/// What becomes of people of unknown group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// They are counted, and compared with nobody.
    CountAndExclude,
}

/// Groups that may be left out of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Groups of a smaller share of those whose group is known.
    pub below_share: Scalar,
    /// Whether the rule allows it, rather than asks for it.
    #[serde(default)]
    pub allowed: bool,
    /// What must be shown of a group that is left out.
    #[serde(default)]
    pub requires: Vec<String>,
    /// Whether a group that is left out may still be the one that the others are compared with.
    #[serde(default)]
    pub comparator: Comparator,
}

/// Among which groups the reference is chosen.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// Those that are not left out.
    #[default]
    Remaining,
    /// All.
    Any,
}

/// A rule that has a result of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleOfPack {
    /// 29 CFR 1607.4(D).
    FourFifths,
}

/// What a rule wants shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Id in the outputs.
    pub id: String,
    /// The items, by their words.
    pub must_show: Vec<String>,
    /// How old an audit may be.
    #[serde(default)]
    pub max_age_days: Option<u32>,
}

/// What a rule wants documented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Id; the spec answers to it under `[policy.answers]`.
    pub id: String,
    /// What is wanted, as one sentence.
    pub what: String,
    /// Keys of the spec, such as `system.purpose`, that say it when all are filled in.
    #[serde(default)]
    pub filled: Vec<String>,
    /// Roles of attributes that must not be among the features of the model.
    #[serde(default)]
    pub features_without: Vec<String>,
    /// Whether nobody has confirmed that the rule asks for this.
    #[serde(default)]
    pub unconfirmed: bool,
}
