use super::OneOrMany;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What may be shown to whom, and why the protected attributes may be looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrivacySpec {
    /// `internal` (everything), `board` (small cells hidden) or `public` (rounded as well); `internal` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Counts of fewer people than this are hidden, except 0; 10 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppress_below: Option<u64>,
    /// Whether further groups are hidden so that nothing hidden can be worked out; true by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complementary: Option<bool>,
    /// What counts are rounded to in the profile `public`; 5 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_to: Option<u64>,
    /// What the protected attributes are looked at for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// The ground in law on which they may be looked at.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Why other, synthetic or anonymised data would not do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub necessity: String,
    /// Who may see the data.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub access: OneOrMany<String>,
    /// When the data are deleted: `run`, a day, or a span.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub delete_after: String,
    /// Lets attributes of `art9 = true` be read although something of this is not written down. No spec can say so: it is
    /// a decision of whoever runs the audit.
    #[serde(skip)]
    #[schemars(skip)]
    pub allow_undocumented: bool,
}

impl PrivacySpec {
    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What an audit of special categories must say and this does not, by its key.
    ///
    /// ```
    /// # use evenhand_core::PrivacySpec;
    /// let privacy = PrivacySpec { purpose: "bias detection".into(), ..PrivacySpec::default() };
    /// assert_eq!(privacy.missing(), ["basis", "necessity", "access", "delete_after"]);
    /// ```
    pub fn missing(&self) -> Vec<&'static str> {
        let blank = |text: &String| text.trim().is_empty();
        [
            ("purpose", blank(&self.purpose)),
            ("basis", blank(&self.basis)),
            ("necessity", blank(&self.necessity)),
            ("access", self.access.as_slice().iter().all(blank)),
            ("delete_after", blank(&self.delete_after)),
        ]
        .into_iter()
        .filter_map(|(key, missing)| missing.then_some(key))
        .collect()
    }
}
