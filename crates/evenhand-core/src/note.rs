use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much attention a note about the data asks for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum NoteLevel {
    /// Something a reader should know.
    Info,
    /// Something that may change what the numbers mean.
    Warning,
}

/// Something noticed about the data: counted, never silently repaired.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct DataNote {
    /// Stable code, for example `duplicate_rows`.
    pub code: String,
    /// Number of rows or values concerned, where that can be counted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub count: Option<u64>,
    /// How much attention it asks for.
    pub level: NoteLevel,
    /// One or two plain sentences: what was found and what it means for the numbers.
    pub message: String,
    /// Code of the rule that it belongs to, for example `DAT004`; given when the scorecard is put together.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub rule: String,
}

impl DataNote {
    /// A note that asks for attention.
    pub fn warning(code: &str, count: Option<u64>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            count,
            level: NoteLevel::Warning,
            message: message.into(),
            rule: String::new(),
        }
    }

    /// A note for information.
    pub fn info(code: &str, count: Option<u64>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            count,
            level: NoteLevel::Info,
            message: message.into(),
            rule: String::new(),
        }
    }
}
