use crate::verify::Problem;
use std::io;
use std::path::{Path, PathBuf};

/// What can be wrong with a history, or with what is to be added to it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The history is not what was written.
    #[error("{0}")]
    Integrity(Problem),
    /// A history of a later version.
    #[error(
        "{path}, line {line}: format {found}; this evenhand knows formats up to {known}, so use a newer one"
    )]
    NewerFormat {
        /// The log.
        path: PathBuf,
        /// One-based line.
        line: usize,
        /// The format it names.
        found: u64,
        /// The latest known here.
        known: u64,
    },
    /// A name that cannot be a file or folder everywhere.
    #[error(
        "{what} `{name}` cannot name a file; use letters, digits, `-`, `_` and `.`, not `.` first, and not \
         `.series`, `.minutes-` or `.board-`, which name the files beside a run"
    )]
    BadName {
        /// What it names.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// The scorecard is of another system.
    #[error("the scorecard is of `{found}`, this history of `{system}`")]
    OtherSystem {
        /// The system of the history.
        system: String,
        /// That of the scorecard.
        found: String,
    },
    /// There is such a run.
    #[error(
        "{period} has run `{run}` already; to replace what it says, add with `--corrects {run}` and a reason"
    )]
    PeriodTaken {
        /// The period.
        period: String,
        /// Its run.
        run: String,
    },
    /// The same counts were added before.
    #[error(
        "these are the counts of run `{run}` of {period}; the same decisions counted twice are no new evidence"
    )]
    SameCounts {
        /// The earlier period.
        period: String,
        /// Its run.
        run: String,
    },
    /// No such run.
    #[error("there is no run `{run}` in this history")]
    NoRun {
        /// What was asked for.
        run: String,
    },
    /// A run that nothing can be decided about.
    #[error("run `{run}` does not count: {why}")]
    NotCounted {
        /// The run.
        run: String,
        /// Why.
        why: &'static str,
    },
    /// There are no minutes.
    #[error(
        "there are no minutes about run `{run}`; begin them with `evenhand board open {run}`, fill them in, and record \
         them with `evenhand board minutes FILE`"
    )]
    Undecided {
        /// The run.
        run: String,
    },
    /// The same person or key signed before.
    #[error(
        "{name} signed this decision on {on}, with key {key_id}; one person and one key sign once"
    )]
    SignedAlready {
        /// The key of the signature that is there.
        key_id: String,
        /// Whose it is.
        name: String,
        /// When it was given.
        on: String,
    },
    /// Somebody signs who was not there.
    #[error("`{name}` is not among those present in the minutes; {near}")]
    NotPresent {
        /// The name.
        name: String,
        /// Whom the minutes name.
        near: String,
    },
    /// The operating system gives no randomness.
    #[error("no key can be made: the operating system gives no randomness ({message})")]
    NoRandomness {
        /// What the system says.
        message: String,
    },
    /// Minutes or a waiver that cannot be recorded.
    #[error(transparent)]
    Spec(#[from] evenhand_core::Error),
    /// A run of an earlier period than the last.
    #[error(
        "{period} is not after {last}, the last period of this history; audits are added in their order"
    )]
    OutOfOrder {
        /// What was to be added.
        period: String,
        /// The last one.
        last: String,
    },
    /// Text that is no period.
    #[error("`{text}` is no period; write 2026, 2026-Q3, 2026-09 or 2026-W39")]
    BadPeriod {
        /// The text.
        text: String,
    },
    /// A calendar that cannot be kept.
    #[error("[history] calendar: {message}")]
    BadCalendar {
        /// What is wrong, with the value.
        message: String,
    },
    /// A file beside the log that is not what it should be.
    #[error("{path}: {message}")]
    NotReadable {
        /// Which file.
        path: PathBuf,
        /// Where reading stopped.
        message: String,
    },
    /// A scorecard that hides small cells cannot be followed.
    #[error(
        "this scorecard is of the profile {profile}, which hides small cells; add the one of the audit itself"
    )]
    Hidden {
        /// The profile.
        profile: &'static str,
    },
    /// Numbers that no statistics can be made from.
    #[error(transparent)]
    Inference(#[from] evenhand_inference::Error),
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub(crate) fn file(path: &Path, source: io::Error) -> Self {
        Self::File {
            path: path.to_owned(),
            source,
        }
    }
}
