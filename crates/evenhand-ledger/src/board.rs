//! What the board decides about a run: minutes, signatures over them, and how a decision stands.

mod check;
mod envelope;
mod event;
mod key;
mod minutes;
mod opening;
mod record;
mod standing;
mod statement;
mod verify;

pub use envelope::{Envelope, EnvelopeSignature, PAYLOAD_TYPE, pae};
pub use event::{DecisionEvent, SignatureEvent};
pub use key::{BoardKey, PublicKey};
pub use minutes::{
    Action, BoundReport, DECISIONS, Decided, Dissent, Meeting, Minutes, Present, Question,
};
pub use opening::Opening;
pub use record::{Pending, Signing};
pub use standing::Decision;
pub use statement::EXTENSION;
pub use verify::{BoardVerified, GivenKey, GivenReport, SignedBy, Vouching};
