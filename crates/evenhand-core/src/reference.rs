use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// With whom a group is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Written", into = "Written")]
#[schemars(with = "Written")]
pub enum ReferenceRule {
    /// The group with the most rows.
    #[default]
    Largest,
    /// The group treated best: the highest selection rate under `benefit`, the lowest under `burden`.
    Best,
    /// Everyone outside the group.
    Rest,
    /// Everyone, the group included.
    Overall,
    /// The group of this name.
    Group(String),
}

/// The rule as a spec writes it: a word, or `{ group = "best" }` for a group that is really called so.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Written {
    Word(String),
    Named { group: String },
}

impl From<Written> for ReferenceRule {
    fn from(written: Written) -> Self {
        match written {
            Written::Named { group } => Self::Group(group),
            Written::Word(word) => Self::parse(&word),
        }
    }
}

impl From<ReferenceRule> for Written {
    fn from(rule: ReferenceRule) -> Self {
        match rule {
            ReferenceRule::Group(group)
                if ReferenceRule::parse(&group) != ReferenceRule::Group(group.clone()) =>
            {
                Self::Named { group }
            }
            other => Self::Word(other.as_str().to_owned()),
        }
    }
}

impl ReferenceRule {
    /// Reads `largest`, `best`, `rest`, `overall`, or any other word as the name of a group.
    ///
    /// ```
    /// # use evenhand_core::ReferenceRule;
    /// assert_eq!(ReferenceRule::parse("male"), ReferenceRule::Group("male".into()));
    /// ```
    pub fn parse(word: &str) -> Self {
        match word {
            "largest" => Self::Largest,
            "best" => Self::Best,
            "rest" => Self::Rest,
            "overall" => Self::Overall,
            name => Self::Group(name.to_owned()),
        }
    }

    /// The rule as one word.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Largest => "largest",
            Self::Best => "best",
            Self::Rest => "rest",
            Self::Overall => "overall",
            Self::Group(name) => name,
        }
    }
}
