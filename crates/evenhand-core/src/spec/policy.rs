use super::{LimitSpec, Scalar};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who adopted the limits, when and why; and the policy packs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicySpec {
    /// Who.
    #[serde(default)]
    pub adopted_by: String,
    /// When (year-month-day).
    #[serde(default)]
    pub adopted_on: Option<Scalar>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Policy packs, as `id@version` or `id` for its latest version; a file ending in `.toml` relative to the spec; or
    /// `applicable` for every pack in force that is made for this system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<String>,
    /// Folder with packs that come before those of the program, relative to the spec.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// Limits of house packs as they were adopted here, by the id of the check.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub limits: BTreeMap<String, LimitSpec>,
    /// What documentation answers a requirement of a pack, by the id of the requirement or of a published item.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
    /// The day against which waivers and packs are judged (year-month-day); today where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Scalar>,
}

/// A decision to live with a confirmed gap for a while. It never hides the number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverSpec {
    /// Id in the outputs.
    pub id: String,
    /// The check that it covers.
    pub check: String,
    /// The attribute and the group that it covers.
    #[serde(rename = "where")]
    pub scope: WaiverWhere,
    /// Why the gap is lived with.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// Who approved it; for a gate check at least one of the board, written `board:…`.
    pub approved_by: Vec<String>,
    /// When it was approved (year-month-day).
    pub approved_on: Scalar,
    /// Its last day (year-month-day); at most 180 days after it was approved.
    pub expires: Scalar,
    /// Where the work on the gap is tracked.
    pub tracking: String,
}

/// What a waiver covers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverWhere {
    /// The attribute or intersection.
    pub attribute: String,
    /// The group; left out for a number over all groups, such as the largest gap.
    #[serde(default)]
    pub group: Option<String>,
    /// The model, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}
