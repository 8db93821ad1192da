use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a waiver stands on the day of the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaiverState {
    /// It holds, and covers at least one confirmed gap.
    InForce,
    /// It holds, and there is nothing that it covers: the gap is gone, or was never confirmed.
    Unused,
    /// Its last day has passed; it covers nothing, and the run fails.
    Expired,
    /// It was approved later than the day of the audit; it covers nothing yet.
    NotYet,
}

impl WaiverState {
    /// The words on a page.
    pub fn words(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Unused => "covers nothing",
            Self::Expired => "expired",
            Self::NotYet => "not yet in force",
        }
    }
}

/// A decision to live with a confirmed gap for a while: by whom, why and until when. It never hides the number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WaiverRecord {
    /// Who approved it.
    pub approved_by: Vec<String>,
    /// When it was approved (year-month-day).
    pub approved_on: String,
    /// The attribute or intersection that it covers.
    pub attribute: String,
    /// The check that it covers.
    pub check: String,
    /// Its last day (year-month-day).
    pub expires: String,
    /// How many findings it covers.
    pub findings: u64,
    /// The group that it covers; empty for a summary over the groups.
    pub group: String,
    /// Id of the waiver.
    pub id: String,
    /// Who answers for the gap.
    pub owner: String,
    /// Why the gap is lived with.
    pub reason: String,
    /// Line of the spec it stands on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub spec_line: Option<usize>,
    /// How it stands on the day of the audit.
    pub state: WaiverState,
    /// Where the work on the gap is tracked.
    pub tracking: String,
}
