use super::OneOrMany;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the people concerned are told: the words of the public summary that no data can give.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicSpec {
    /// What the system does, in a sentence or two for everybody; the purpose of the system by default.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// Who uses it, by the name that people know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub operator: String,
    /// Kinds of data it uses.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub data_used: OneOrMany<String>,
    /// Kinds of data it does not use.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub data_not_used: OneOrMany<String>,
    /// Why somebody may or may not be chosen: the main parameters (Regulation (EU) 2022/2065, article 26(1)(d)).
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub reasons: OneOrMany<String>,
    /// How to say no to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opt_out: String,
    /// Whether saying no changed what people were shown, as far as that was looked at.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opt_out_effect: String,
    /// Where to complain.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub complaints: String,
    /// The day of the next audit, or when it is expected.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_audit: String,
}

impl PublicSpec {
    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
