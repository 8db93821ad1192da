use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether being selected is good or bad for the person.
///
/// It decides which direction of a gap lies beyond a limit and which group counts as `best`; it never changes the sign
/// of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Being selected is good for the person: a job advert, a discount, a credit offer.
    #[default]
    Benefit,
    /// Being selected is bad for the person: a fraud check, an advert for gambling, a risk score.
    Burden,
}

impl Polarity {
    /// The word used in specs, flags and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Benefit => "benefit",
            Self::Burden => "burden",
        }
    }
}
