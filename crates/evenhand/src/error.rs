use std::io::ErrorKind;
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
    #[error("{}: {}", path.display(), told(source))]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// There is no scorecard to read.
    #[error("{}: {}, and a scorecard was expected; name the scorecard.json that `evenhand audit` wrote into its output folder", path.display(), told(source))]
    NoScorecard {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is not the scorecard it should be.
    #[error("{}: this is no scorecard ({source}); name the scorecard.json that `evenhand audit` wrote into its output folder", path.display())]
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

/// What the system says, in words that tell what to look at.
fn told(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => {
            "the system refuses access; check its permissions, or name another place".to_owned()
        }
        ErrorKind::AlreadyExists => {
            "there is a file of this name already; name another place".to_owned()
        }
        ErrorKind::IsADirectory => "this is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of this path is a file and no folder".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => {
            "nothing can be written here; name another place".to_owned()
        }
        _ => error.to_string(),
    }
}
