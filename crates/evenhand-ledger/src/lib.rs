//! The history of audits: a store that nobody changes quietly, and what follows from it.
//!
//! ```text
//! scorecard ─► Store::add ─► history/<system>/<period>/<run>.json          the scorecard itself
//!                            history/<system>/<period>/<run>.series.json   counts and evidence of each series
//!      Store::decide    ─►   history/<system>/<period>/<run>.minutes-<n>.json          what the board decided
//!      Store::sign      ─►   history/<system>/<period>/<run>.board-<n>-<k>.dsse.json   the same, signed by k members
//!                            history/<system>/log.jsonl                    one line, chained by its hash
//! ```
//!
//! Only aggregates are kept, never rows. A line says what happened: an audit was run, one was missed, a gap was waived,
//! the board decided, something was corrected or deleted. Nothing is replaced. [`Store::verify`] names the first place
//! that does not fit, and [`Store::trend`] follows from the files alone. No function here reads a clock: days are handed in.

mod board;
mod calendar;
mod canonical;
mod disk;
mod entry;
mod error;
mod lifecycle;
mod log;
mod period;
mod schedule;
mod series;
mod since;
mod store;
mod text;
mod trend;
mod verify;
mod waiver;

pub use board::{
    Action, BoardKey, BoardVerified, BoundReport, DECISIONS, Decided, Decision, DecisionEvent,
    Dissent, EXTENSION, Envelope, EnvelopeSignature, GivenKey, GivenReport, Meeting, Minutes,
    Opening, PAYLOAD_TYPE, Pending, Present, PublicKey, Question, SignatureEvent, SignedBy,
    Signing, Vouching, pae,
};
pub use calendar::{Calendar, DueState, Planned};
pub use canonical::canonical;
pub use disk::{Disk, LocalDisk};
pub use entry::{Entry, Event, FORMAT, NO_HASH, RunEvent, TornLine};
pub use error::{Error, Result};
pub use lifecycle::{Life, LiveFinding, Stage, live_findings, next_stage};
pub use log::Log;
pub use period::{Every, Period};
pub use schedule::{Scheduler, schedule};
pub use series::{Compared, NotFollowed, RunSeries, SeriesKey, SeriesLimit, SeriesPoint};
pub use since::{Overdue, Since};
pub use store::{Addition, LOG, Store, systems};
pub use trend::{Changed, SeriesTrend, Trend};
pub use verify::{Problem, Verified};
pub use waiver::{StandingWaiver, WaiverEvent, WaiverStage};
