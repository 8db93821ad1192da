use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// In which direction a metric is good, relative to the favourable decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Favours {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// The nearer to the ideal value, the better.
    Ideal,
    /// Descriptive: neither direction is better.
    Neither,
}

/// A column that a metric needs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Shares of the groups in the population.
    Benchmark,
    /// Clicks.
    Clicks,
    /// What showing it cost.
    Cost,
    /// The decision of the model.
    Decision,
    /// Which of several decisions was made.
    DecisionClass,
    /// How often a person was shown it.
    Delivered,
    /// Who could have been chosen.
    Eligible,
    /// Whom a list, a cap or a budget kept out.
    Excluded,
    /// What the model knows of a row.
    Features,
    /// The outcome.
    Label,
    /// Which of several outcomes is true.
    LabelClass,
    /// Which advertisement or list a row belongs to.
    List,
    /// The price before any discount.
    ListPrice,
    /// An outcome that is a number.
    Outcome,
    /// How likely a row belongs to each group.
    Probabilities,
    /// The position in a ranked list.
    Rank,
    /// The decision after the protected attribute was changed.
    Rescored,
    /// The score of the model.
    Score,
    /// From whom the audience was grown.
    Seed,
    /// Columns within whose values groups are compared.
    Stratum,
    /// Who was treated in an experiment.
    Treatment,
    /// A price, or what an offer is worth.
    Value,
}

impl Input {
    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Benchmark => "shares of the population",
            Self::Clicks => "clicks",
            Self::Cost => "costs",
            Self::Decision => "the decision",
            Self::DecisionClass => "which of several decisions was made",
            Self::Delivered => "impressions",
            Self::Eligible => "who was eligible",
            Self::Excluded => "whom a list kept out",
            Self::Features => "features",
            Self::Label => "the outcome",
            Self::LabelClass => "which of several outcomes is true",
            Self::List => "the advertisement of each row",
            Self::ListPrice => "the list price",
            Self::Outcome => "an outcome that is a number",
            Self::Probabilities => "probabilities of groups",
            Self::Rank => "positions in ranked lists",
            Self::Rescored => "the decision after the attribute was changed",
            Self::Score => "the score",
            Self::Seed => "the seed of the audience",
            Self::Stratum => "strata",
            Self::Treatment => "who was treated",
            Self::Value => "a price or the value of an offer",
        }
    }

    /// How a spec names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Benchmark => "[[attribute]] benchmark",
            Self::Clicks => "[columns] clicked",
            Self::Cost => "[columns] cost",
            Self::Decision => "[columns] decision",
            Self::DecisionClass => "[columns] decision_class",
            Self::Delivered => "[columns] delivered",
            Self::Eligible => "[data] eligible",
            Self::Excluded => "[columns] excluded",
            Self::Features => "[columns] features",
            Self::Label => "[columns] label",
            Self::LabelClass => "[columns] label_class",
            Self::List => "[columns] query",
            Self::ListPrice => "[columns] list_price",
            Self::Outcome => "[columns] outcome",
            Self::Probabilities => "[[attribute]] columns",
            Self::Rank => "[columns] rank",
            Self::Rescored => "[columns] rescored",
            Self::Score => "[columns] score",
            Self::Seed => "[columns] seed",
            Self::Stratum => "[columns] stratum",
            Self::Treatment => "[columns] treatment",
            Self::Value => "[columns] value",
        }
    }
}

/// Whom a number is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One group by itself.
    Group,
    /// A group against its reference.
    Pair,
    /// All groups of an attribute together.
    Summary,
}

/// How numbers of a metric are read and drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// A share between 0 and 1.
    Rate,
    /// A difference of shares; 0 is equality.
    Difference,
    /// A ratio; 1 is equality.
    Ratio,
    /// An odds ratio; 1 is equality.
    OddsRatio,
    /// Anything else.
    Index,
}

/// All that explains a metric: it travels with every scorecard, so that an archived one explains itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MetricInfo {
    /// Other names in the field, each with the tool that uses it and the transform where its sign or direction differs.
    pub aliases: Vec<String>,
    /// The assumption most often broken.
    pub beware: String,
    /// The metric it is confused with.
    pub compare: String,
    /// Family file in the catalogue, for grouping.
    pub family: String,
    /// Direction.
    pub favours: Favours,
    /// Formula in the letters of the confusion table.
    pub formula: String,
    /// Id in specs, files and on the command line.
    pub id: String,
    /// Value of perfect parity, where there is one.
    pub ideal: Option<f64>,
    /// Columns it needs.
    pub inputs: Vec<Input>,
    /// How its interval is found, or why it has none.
    #[serde(default)]
    pub interval: String,
    /// Name for people.
    pub label: String,
    /// Whether a limit that says "at least" is mirrored when being selected is a burden.
    pub mirrors: bool,
    /// The metric whose numbers it compares, where it follows from that one without being declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Smallest and largest possible value; `null` where unbounded.
    pub range: (Option<f64>, Option<f64>),
    /// One number in plain words.
    pub reading: String,
    /// Whom it is about.
    pub scope: Scope,
    /// Paper, year and equation.
    pub source: String,
    /// How it is read and drawn.
    pub span: Span,
    /// What it is, in one sentence without symbols.
    pub summary: String,
    /// When it is undefined, and why that is right.
    pub undefined: String,
}

/// A metric id as written, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Canonical id, with its parameters where it takes some.
    pub id: String,
    /// What is known of it.
    pub info: MetricInfo,
    /// How a number under the written name becomes ours.
    pub transform: Transform,
}

/// How a peer's number becomes ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transform {
    /// The same number.
    #[default]
    Same,
    /// The sign is turned.
    Negated,
    /// The ratio is turned upside down.
    Inverse,
}

/// The catalogue as the plan sees it: names in, metrics out.
pub trait Catalogue: Sync {
    /// Finds a metric by its id or one of its other names.
    ///
    /// # Errors
    /// A sentence that says why the name cannot be used: unknown, or of another meaning or direction.
    fn resolve(&self, name: &str) -> Result<Resolved, String>;

    /// Every name that [`Catalogue::resolve`] understands, for "did you mean".
    fn names(&self) -> Vec<String>;
}
