use super::{OneOrMany, Scalar};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the columns mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnsSpec {
    /// The decision.
    #[serde(default)]
    pub decision: Option<BinarySpec>,
    /// The outcome.
    #[serde(default)]
    pub label: Option<BinarySpec>,
    /// The score.
    #[serde(default)]
    pub score: Option<String>,
    /// Lowest and highest possible score; `[0, 1]` by default.
    #[serde(default)]
    pub score_range: Option<(f64, f64)>,
    /// Weight of a row.
    #[serde(default)]
    pub weight: Option<String>,
    /// The person: one person yields many rows.
    #[serde(default)]
    pub unit: Option<String>,
    /// A price, or what an offer is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The price before any discount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_price: Option<String>,
    /// An outcome that is a number: spend, speed, or what the score predicts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Who was treated in an experiment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treatment: Option<BinarySpec>,
    /// How often the person was shown the offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<String>,
    /// How often the person clicked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clicked: Option<String>,
    /// What showing it cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// Whom an exclusion list, a cap or a budget kept out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<BinarySpec>,
    /// From whom a look-alike audience was grown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<BinarySpec>,
    /// Which ranked list a row belongs to, or which advertisement was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// Position in the ranked list, 1 first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<String>,
    /// What the model knows of a row, for comparisons of single rows and the search for proxies; `interests_*` names all
    /// columns that begin so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<FeatureSpec>,
    /// The decision after the protected attribute was changed and the model run again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescored: Option<BinarySpec>,
    /// Columns within whose values gaps are also compared.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub stratum: OneOrMany,
    /// Results for each value of this, and for all rows.
    #[serde(default)]
    pub slice: Option<SliceSpec>,
    /// Counts tables: rows of a group.
    #[serde(default)]
    pub n: Option<String>,
    /// Counts tables: selected rows.
    #[serde(default)]
    pub selected: Option<String>,
    /// Counts tables: outcome present, selected.
    #[serde(default)]
    pub tp: Option<String>,
    /// Counts tables: outcome absent, selected.
    #[serde(default)]
    pub fp: Option<String>,
    /// Counts tables: outcome present, not selected.
    #[serde(default, rename = "fn")]
    pub false_negative: Option<String>,
    /// Counts tables: outcome absent, not selected.
    #[serde(default)]
    pub tn: Option<String>,
}

/// A feature: a column, or all columns whose names begin alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FeatureSpec {
    /// Numbers are numbers, texts are names.
    Column(String),
    /// The same, with numbers taken as names where it says so.
    Typed {
        /// Name of the column.
        column: String,
        /// Takes numbers as names: a postal code is not an amount.
        #[serde(default)]
        categorical: bool,
    },
}

impl FeatureSpec {
    /// Name of the column, or what names begin with and a `*`.
    pub fn column(&self) -> &str {
        match self {
            Self::Column(column) | Self::Typed { column, .. } => column,
        }
    }

    /// Whether numbers are names.
    pub fn is_categorical(&self) -> bool {
        matches!(self, Self::Typed { categorical, .. } if *categorical)
    }
}

/// A column of two values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum BinarySpec {
    /// A column of 0/1 or true/false.
    Column(String),
    /// A column of other values.
    Values {
        /// Name of the column.
        column: String,
        /// Values that mean yes.
        #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
        positive: OneOrMany<Scalar>,
        /// Values that mean no; any one other value where not given.
        #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
        negative: OneOrMany<Scalar>,
    },
}

impl BinarySpec {
    /// Name of the column.
    pub fn column(&self) -> &str {
        match self {
            Self::Column(column) | Self::Values { column, .. } => column,
        }
    }
}

/// What divides the rows into slices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SliceSpec {
    /// One column.
    Column(String),
    /// Several columns together.
    Columns(Vec<String>),
    /// A date column by day, month, quarter or year.
    Dated {
        /// Name of the column.
        column: String,
        /// `day`, `month`, `quarter` or `year`.
        by: String,
    },
}
