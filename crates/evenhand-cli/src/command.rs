//! One file per command.

pub mod audit;
pub mod board;
pub mod check;
pub mod compare;
pub mod explain;
pub mod history;
pub mod init;
pub mod lint_report;
pub mod metrics;
pub mod notify;
pub mod packs;
pub mod plan;
mod printed;
pub mod report;
pub mod run;
pub mod schedule;
pub mod schema;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(not(feature = "serve"))]
#[path = "command/no_serve.rs"]
pub mod serve;
pub mod shell;
pub mod spec_only;
pub mod stats;
pub mod sweep;
pub mod trend;
pub mod waive;
