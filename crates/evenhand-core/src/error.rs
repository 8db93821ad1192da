use std::fmt;

/// Where in a spec, or on which flag, something was found.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Location {
    /// Dotted path of the value, for example `attribute[1].column`.
    pub path: String,
    /// One-based line in the spec file, if the value came from one.
    pub line: Option<usize>,
    /// One-based column in the spec file.
    pub column: Option<usize>,
    /// Byte range in the spec file.
    pub span: Option<(usize, usize)>,
}

impl Location {
    /// A location known only by its path.
    pub fn path(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            ..Self::default()
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column {column}: {}", self.path),
            _ => f.write_str(&self.path),
        }
    }
}

/// What can be wrong with a spec, a plan or statistics.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The spec does not say something that makes sense.
    #[error("{location}: {message}")]
    Spec {
        /// Where it stands.
        location: Location,
        /// What is wrong, with the offending value.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// A fraction that is not one.
    #[error("`{text}` is not a number or a fraction such as 4/5 or 0.05")]
    BadFraction {
        /// The text as written.
        text: String,
    },
    /// Two statistics that do not describe the same plan.
    #[error("statistics cannot be merged: {reason}")]
    CannotMerge {
        /// What differs.
        reason: String,
    },
    /// A file that is not a plan.
    #[error("this is no plan of `evenhand plan --out`: {reason}")]
    NotAPlan {
        /// Where reading stopped.
        reason: String,
    },
    /// A plan of a later version.
    #[error("this plan has the form {found}; this evenhand knows forms up to {known}")]
    NewerPlan {
        /// Version in the file.
        found: u32,
        /// Latest version known here.
        known: u32,
    },
    /// Sums beyond what 128 bits hold.
    #[error(
        "the sum of weights overflows; divide the weights in `{column}` by a constant and run again"
    )]
    WeightOverflow {
        /// Name of the weight column.
        column: String,
    },
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A spec error at a path.
    pub fn spec(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Spec {
            location: Location::path(path),
            message: message.into(),
            help: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_help(mut self, text: impl Into<String>) -> Self {
        if let Self::Spec { help, .. } = &mut self {
            *help = Some(text.into());
        }
        self
    }

    /// Adds "did you mean", when a candidate is near.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        match crate::nearest(word, candidates.iter().copied()) {
            Some(near) => self.with_help(format!("did you mean `{near}`?")),
            None if candidates.is_empty() => self,
            None => {
                let mut list = candidates
                    .iter()
                    .take(12)
                    .map(|c| format!("`{c}`"))
                    .collect::<Vec<_>>()
                    .join(", ");
                if candidates.len() > 12 {
                    list.push_str(&format!(" and {} more", candidates.len() - 12));
                }
                self.with_help(format!("there is: {list}"))
            }
        }
    }
}
