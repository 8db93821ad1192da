use axum::http::StatusCode;
use std::io;
use std::net::SocketAddr;

/// Why the page cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address is taken, or not one of this machine.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// Somebody would sign where others can reach the page.
    #[error(
        "{address} can be reached from other machines, and there are no accounts: nothing is signed there"
    )]
    SignsOpenly {
        /// The address.
        address: SocketAddr,
    },
    /// The system has no random numbers for a token.
    #[error("no random numbers from the system: {0}")]
    Random(String),
    /// Something ended the server.
    #[error("the server ended: {0}")]
    Served(io::Error),
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A request that gets no page, and what its reader is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub status: StatusCode,
    pub title: String,
    pub message: String,
    pub help: String,
}

impl Refused {
    pub fn new(status: StatusCode, title: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            title: title.to_owned(),
            message: message.into(),
            help: String::new(),
        }
    }

    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no such page", message)
            .with_help("Go back to the list of systems.")
    }

    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "This was refused", message)
    }

    pub fn broken(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "This page could not be made",
            message,
        )
    }
}

impl From<evenhand::ledger::Error> for Refused {
    fn from(error: evenhand::ledger::Error) -> Self {
        use evenhand::ledger::Error as Ledger;
        let message = error.to_string();
        match error {
            Ledger::NoRun { .. } | Ledger::NotCounted { .. } | Ledger::BadName { .. } => {
                Self::not_found(message)
            }
            Ledger::Undecided { .. } => Self::new(
                StatusCode::NOT_FOUND,
                "There are no minutes yet",
                "Nobody has written minutes about this audit.",
            )
            .with_help("Write minutes first."),
            Ledger::Integrity(_) => {
                Self::new(StatusCode::CONFLICT, "The history does not fit", message)
                    .with_help("Nothing of it is shown or signed. Run `evenhand history verify`.")
            }
            Ledger::SignedAlready { .. } | Ledger::NotPresent { .. } => {
                Self::new(StatusCode::CONFLICT, "This cannot be signed", message)
            }
            _ => Self::broken(message),
        }
    }
}

impl From<evenhand::report::Error> for Refused {
    fn from(error: evenhand::report::Error) -> Self {
        Self::broken(error.to_string())
    }
}

impl From<evenhand::Error> for Refused {
    fn from(error: evenhand::Error) -> Self {
        Self::broken(error.to_string())
    }
}

impl From<askama::Error> for Refused {
    fn from(error: askama::Error) -> Self {
        Self::broken(error.to_string())
    }
}
