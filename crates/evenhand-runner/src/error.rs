/// What can stop an evaluation.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The spec names a reference group that does not occur.
    #[error("attribute `{attribute}`: the reference `{wanted}` is not among its groups{}", suggestion(.near.as_deref(), .groups))]
    NoSuchReference {
        /// Attribute.
        attribute: String,
        /// The first groups that do occur.
        groups: String,
        /// The most similar group.
        near: Option<String>,
        /// Group as named.
        wanted: String,
    },
    /// More numbers than fit into the memory that is allowed.
    #[error(
        "{metrics} metrics of each of the {groups} groups of `{attribute}` take more than {megabytes} MB of memory; name a coarser column, cut numbers into bins, leave rows out with a filter, or allow more (--max-memory)"
    )]
    TooManyGroups {
        /// The attribute or intersection with most groups.
        attribute: String,
        /// How many groups it has.
        groups: usize,
        /// Memory that is allowed.
        megabytes: u64,
        /// Metrics of each group.
        metrics: usize,
    },
    /// A sweep over thresholds without a score.
    #[error("a sweep needs a score: name its column, `[columns] score = \"…\"` or --score")]
    NoScore,
    /// A metric that is not in the catalogue.
    #[error("`{id}` is not a metric of the catalogue{}", did_you_mean(.near.as_deref()))]
    NoMetric {
        /// As written.
        id: String,
        /// The most similar name.
        near: Option<String>,
    },
    /// A metric of single rows.
    #[error(
        "`{id}` is about single rows, and a sweep over thresholds looks at counts; audit the threshold you mean"
    )]
    NotSwept {
        /// The metric.
        id: String,
    },
    /// A metric whose columns the spec does not name.
    #[error(
        "`{id}` needs a column that the spec does not name; `evenhand explain {id}` tells which"
    )]
    MissingInput {
        /// The metric.
        id: String,
    },
    /// A search over something else than a rate.
    #[error("a search compares a rate, and `{id}` is none{}", did_you_mean(.near.as_deref()))]
    NoRate {
        /// The metric.
        id: String,
        /// The rate it compares, where it is one.
        near: Option<String>,
    },
    /// More combinations than can be held.
    #[error(
        "{attributes} attributes and features make too many combinations; name fewer, or lower --order"
    )]
    TooManyToSearch {
        /// How many.
        attributes: usize,
    },
    /// A comparison of a model with itself.
    #[error("a comparison takes two different models of the spec: --models current,candidate")]
    OneModel,
    /// Scorecards of two systems.
    #[error(
        "the scorecards are about two systems, `{old}` and `{new}`; only those of one can be compared"
    )]
    OtherSystem {
        /// System of the new scorecard.
        new: String,
        /// System of the old scorecard.
        old: String,
    },
    /// Being selected is good in one scorecard and bad in the other.
    #[error(
        "being selected is a benefit in one scorecard and a burden in the other; their verdicts do not compare"
    )]
    OtherPolarity,
    /// A metric that two versions of the program compute in different ways.
    #[error(
        "`{id}` is `{old}` in one scorecard and `{new}` in the other; audit both with one version"
    )]
    OtherMetric {
        /// The metric.
        id: String,
        /// Formula in the new scorecard.
        new: String,
        /// Formula in the old scorecard.
        old: String,
    },
    /// Counts of each model alone.
    #[error(
        "two models are compared row by row, and counts hold each model alone; name the table of rows"
    )]
    NoPairs,
    /// Counts or cuts that make no sense.
    #[error(transparent)]
    Core(#[from] evenhand_core::Error),
    /// A setting that the intervals cannot work with.
    #[error("{0}")]
    Inference(#[from] evenhand_inference::Error),
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

fn suggestion(near: Option<&str>, groups: &str) -> String {
    match near {
        Some(near) => format!("; did you mean `{near}`? There is: {groups}"),
        None => format!("; there is: {groups}"),
    }
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default()
}
