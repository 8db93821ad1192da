use std::path::PathBuf;

/// Why nobody was told.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The spec asks for something impossible.
    #[error("{0}")]
    Spec(#[from] evenhand_core::Error),
    /// A secret is not there.
    #[error("the environment variable {name} is {what}; `{key}` of this [[notify]] names it")]
    Variable {
        /// The key that names it.
        key: &'static str,
        /// Its name.
        name: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A template cannot be read.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A template makes no message.
    #[error("{path}{}: {message}; there is: {known}", line.map_or_else(String::new, |line| format!(", line {line}")))]
    Template {
        /// Which.
        path: String,
        /// Which line of it, from 1.
        line: Option<usize>,
        /// Why.
        message: String,
        /// The names that a template may use.
        known: String,
    },
    /// A part of a mail cannot be sent.
    #[error("`{value}` cannot stand in a mail: {reason}")]
    Mail {
        /// What.
        value: String,
        /// Why.
        reason: String,
    },
    /// The other side said no.
    #[error("{to} refused the message: {answer}")]
    Refused {
        /// Who.
        to: String,
        /// What it said.
        answer: String,
    },
    /// The other side could not be reached, or did not answer in time.
    #[error("{to} could not be told, tried {tries} times: {reason}")]
    Unreachable {
        /// Who.
        to: String,
        /// How often it was tried.
        tries: usize,
        /// Why the last one failed.
        reason: String,
    },
}

/// The result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;
