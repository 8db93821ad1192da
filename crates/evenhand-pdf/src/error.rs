use typst::diag::SourceDiagnostic;

/// What can keep a report from becoming a PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The document breaks a rule of the standards, or the template does.
    #[error("the report cannot be set as PDF: {0}")]
    Document(String),
    /// A day that is none.
    #[error("`{0}` is no day: write it as 2026-03-31")]
    Date(String),
    /// An embedded font cannot be read.
    #[error("an embedded font cannot be read")]
    Font,
    /// The document cannot be handed to the type setter.
    #[error("the report cannot be handed to the type setter: {0}")]
    Data(#[from] serde_json::Error),
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The first thing that is wrong, and what helps.
    pub(crate) fn document(errors: &[SourceDiagnostic]) -> Self {
        let told = errors.first().map(|error| {
            let mut told = error.message.to_string();
            for hint in &error.hints {
                told.push_str("; ");
                told.push_str(&hint.v);
            }
            told
        });
        Self::Document(told.unwrap_or_default())
    }
}
