//! `evenhand serve`: a review page for the people who decide about audits, on their own machine.
//!
//! ```text
//! history/ ─► guard ─► pages     systems, one system, one audit, report, trend, comparison, what happened
//!                   └► minutes   a form that becomes the same minutes as `evenhand board open` ─► Store::decide
//!                   └► sign      with the key of whoever started it                            ─► Store::sign
//! ```
//!
//! It reads histories and writes nothing but the board's record. There are no accounts: who can reach the address can read, so it
//! listens on this machine alone unless told otherwise, and on any other address nothing can be written. No page needs a script.
//!
//! What a browser may do is bounded: the `Host` of every request must be one of ours (DNS rebinding), whatever is posted must come
//! from our own pages and carry a token that only they hold (cross-site request forgery), and each answer has a content
//! security policy. Bodies are limited in size.

mod error;
mod fields;
mod guard;
mod minutes;
mod pages;
mod server;
mod settings;
mod shell;
mod sign;
mod state;
mod verify;

pub use error::{Error, Result};
pub use server::Server;
pub use settings::{Settings, Signer};
