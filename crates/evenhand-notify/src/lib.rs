//! Tells people when an audit is due, failed, or found something: by a webhook, or by mail.
//!
//! ```text
//! Notice ─► Message::of(template) ─► body ─► webhook
//!                                └────────► mail
//! ```
//!
//! A [`Notice`] holds what a page under the profile `board` may show: the system, the period, how many findings have which
//! verdict, numbers of findings, days, and where the report lies. It has no place for a row, a count of people, or the name
//! of a group. Secrets come from environment variables, and stand in no message and in no error.
//!
//! Connections need the feature `send`; without it, messages can be made and read.

mod body;
mod error;
mod message;
mod notice;
#[cfg(feature = "send")]
mod sender;

pub use body::body;
pub use error::{Error, Result};
pub use message::Message;
pub use notice::{Notice, NoticeFinding, NoticePeriod, NoticeRun};
#[cfg(feature = "send")]
pub use sender::Sender;
