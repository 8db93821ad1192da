/// Why a file cannot be linted at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No table has columns that are known.
    #[error("no table of groups with rates, ratios or numbers selected was found")]
    NoTable {
        /// The headings that were seen, one list for each table.
        headings: Vec<Vec<String>>,
    },
    /// A role that does not exist.
    #[error("`{text}` is nothing that a column can be")]
    UnknownRole {
        /// As written.
        text: String,
        /// The nearest that exists.
        near: Option<String>,
    },
    /// A column that no table has.
    #[error("no table has a column `{name}`")]
    UnknownColumn {
        /// As written.
        name: String,
        /// The nearest that exists.
        near: Option<String>,
        /// All headings that were seen.
        headings: Vec<String>,
    },
}

/// Result of this crate.
pub type Result<T> = std::result::Result<T, Error>;
