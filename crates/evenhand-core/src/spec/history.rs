use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where audits are kept, when they are due, and what an alert is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistorySpec {
    /// Folder of the history, relative to the spec; `history/` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<String>,
    /// What raises an alert; `confirmed_change` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert_on: Option<AlertOn>,
    /// When audits are planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarSpec>,
    /// How long things are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retain: Option<RetainSpec>,
}

impl HistorySpec {
    /// Whether nothing of it is written.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What raises an alert.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertOn {
    /// A gap that is another than at the last signed audit; without one, a gap.
    #[default]
    ConfirmedChange,
    /// A number of which all audits together show that it lies beyond its limit.
    ConfirmedBreach,
    /// Both, and every possible gap.
    Any,
}

/// When audits are planned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarSpec {
    /// week, month, quarter or year.
    pub every: String,
    /// So many days after the period ends, its audit should be there; 20 by default.
    #[serde(default)]
    pub due_days: Option<u32>,
    /// So many days more it is late, and then overdue; 10 by default.
    #[serde(default)]
    pub grace_days: Option<u32>,
}

/// How long things are kept, such as `"4 years"`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetainSpec {
    /// Rows; the history holds none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
    /// Scorecards and series; `4 years` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aggregates: Option<String>,
    /// Minutes and signatures of the board; `7 years` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board_records: Option<String>,
}
