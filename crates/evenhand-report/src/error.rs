use std::result;

/// What can go wrong while a scorecard is rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A chart could not be drawn.
    #[error("the chart `{chart}` could not be drawn: {message}")]
    Draw {
        /// File stem of the chart.
        chart: String,
        /// What the drawing library said.
        message: String,
    },
    /// The embedded font could not be read.
    #[error("the embedded font could not be read")]
    Font,
    /// A page template could not be filled in.
    #[error("the page could not be written")]
    Template(#[from] askama::Error),
    /// The spec inside the scorecard could not be printed.
    #[error("the spec could not be written as JSON")]
    Spec(#[from] serde_json::Error),
}

/// Result of this crate.
pub type Result<T> = result::Result<T, Error>;
