use crate::{Error, PrivacySpec, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who an output is for; every file of an output folder has the same one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Everything; it stays on the machine that ran the audit.
    #[default]
    Internal,
    /// Exact numbers without small cells.
    Board,
    /// No small cells, and counts rounded.
    Public,
}

impl Profile {
    /// All profiles, the most open first.
    pub const ALL: [Self; 3] = [Self::Internal, Self::Board, Self::Public];

    /// The word used in specs and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Board => "board",
            Self::Public => "public",
        }
    }

    /// The profile of a word.
    ///
    /// ```
    /// # use evenhand_core::Profile;
    /// assert_eq!(Profile::parse("board"), Some(Profile::Board));
    /// assert_eq!(Profile::parse("Board"), None);
    /// ```
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.as_str() == word)
    }
}

/// The settings of suppression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivacyRules {
    /// Whether further groups are hidden so that nothing hidden can be worked out.
    pub complementary: bool,
    /// Who the outputs are for.
    pub profile: Profile,
    /// What counts are rounded to in the profile `public`.
    pub round_to: u64,
    /// Counts of fewer people than this are hidden, except 0.
    pub suppress_below: u64,
}

impl Default for PrivacyRules {
    fn default() -> Self {
        Self {
            complementary: true,
            profile: Profile::Internal,
            round_to: 5,
            suppress_below: 10,
        }
    }
}

impl PrivacyRules {
    /// The settings that a spec writes down.
    ///
    /// # Errors
    /// [`Error::Spec`] for a profile that does not exist, or a number that hides or rounds nothing.
    pub fn new(spec: &PrivacySpec) -> Result<Self> {
        let usual = Self::default();
        let profile = match spec.profile.as_deref() {
            None => usual.profile,
            Some(word) => Profile::parse(word).ok_or_else(|| {
                Error::spec("privacy.profile", format!("there is no profile `{word}`"))
                    .did_you_mean(word, Profile::ALL.map(Profile::as_str))
            })?,
        };
        let number = |written: Option<u64>, usual: u64, key: &str, least: u64| match written {
            Some(n) if !(least..=1_000_000).contains(&n) => Err(Error::spec(
                format!("privacy.{key}"),
                format!("`{key} = {n}` is not between {least} and 1000000"),
            )),
            written => Ok(written.unwrap_or(usual)),
        };
        Ok(Self {
            complementary: spec.complementary.unwrap_or(usual.complementary),
            profile,
            round_to: number(spec.round_to, usual.round_to, "round_to", 1)?,
            suppress_below: number(
                spec.suppress_below,
                usual.suppress_below,
                "suppress_below",
                2,
            )?,
        })
    }
}

/// What was hidden in a scorecard, and by which rule; a scorecard that shows everything has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PrivacyRecord {
    /// Whether further groups were hidden so that nothing hidden can be worked out.
    pub complementary: bool,
    /// Whether the counts of the intake are hidden, because one of them is small.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub intake_hidden: bool,
    /// Groups of which something is hidden because a count of it is small; a group counts once for each attribute,
    /// intersection and slice.
    pub hidden_first: u64,
    /// Groups of which something is hidden so that the others cannot be worked out.
    pub hidden_to_protect: u64,
    /// Numbers that are not shown.
    pub numbers_hidden: u64,
    /// Who it is for.
    pub profile: Profile,
    /// What counts are rounded to; absent where they are exact.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub round_to: Option<u64>,
    /// Counts of fewer people than this are hidden, except 0.
    pub suppress_below: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_that_does_not_exist_names_the_nearest() {
        let spec = PrivacySpec {
            profile: Some("bord".into()),
            ..PrivacySpec::default()
        };
        let error = PrivacyRules::new(&spec).unwrap_err();
        assert!(format!("{error:?}").contains("did you mean `board`?"));
    }

    #[test]
    fn hiding_nothing_is_no_suppression() {
        let spec = PrivacySpec {
            suppress_below: Some(1),
            ..PrivacySpec::default()
        };
        assert!(PrivacyRules::new(&spec).is_err());
        let usual = PrivacyRules::new(&PrivacySpec::default()).unwrap();
        assert_eq!((usual.suppress_below, usual.round_to), (10, 5));
    }
}
