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
