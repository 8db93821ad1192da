use std::path::PathBuf;

/// What can stop an audit.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The spec cannot be carried out.
    #[error("{0}")]
    Spec(#[from] evenhand_core::Error),
    /// A policy pack cannot be read.
    #[error("{}: {error}", text.name)]
    Pack {
        /// What is wrong.
        error: evenhand_core::Error,
        /// The pack.
        text: evenhand_core::SourceText,
    },
    /// The data cannot be read.
    #[error("{0}")]
    Source(#[from] evenhand_source::Error),
    /// The counts cannot be evaluated.
    #[error("{0}")]
    Runner(#[from] evenhand_runner::Error),
    /// The report cannot be drawn.
    #[error("{0}")]
    Report(#[from] evenhand_report::Error),
    /// The report cannot be set as PDF.
    #[cfg(feature = "pdf")]
    #[error("{0}")]
    Pdf(#[from] evenhand_pdf::Error),
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is not the scorecard it should be.
    #[error("{path}: this is no scorecard: {source}")]
    NotAScorecard {
        /// Which file.
        path: PathBuf,
        /// Where reading stopped.
        source: serde_json::Error,
    },
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub(crate) fn file(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::File {
            path: path.into(),
            source,
        }
    }
}
