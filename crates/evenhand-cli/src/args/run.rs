use super::HumanOrJson;
use clap::Args;
use std::path::PathBuf;

pub(super) const RUN_EXAMPLES: &str = "Examples:\n  \
    evenhand run --due                               # evenhand.toml in this folder\n  \
    evenhand run --due audits/*.toml                 # every system; each has its own calendar and history\n  \
    evenhand run --due audits/*.toml --format json | jq '.[] | select(.exit_code > 0)'\n  \
    evenhand run spring.toml                         # the audit of the period that is over, now\n\n\
    Start it every day: a day on which nothing is due ends with 0 and says when the next audit is. See `evenhand schedule`.\n\n\
    Exit codes: 0 nothing is left to be said · 1 a confirmed gap on a gate check · 2 an audit could not be made ·\n\
    4 nothing was tested · 5 a history does not fit · 6 an audit was overdue, or a waiver has expired ·\n\
    7 somebody could not be told ([[notify]]); everything else was done";

#[derive(Debug, Args)]
pub struct RunArgs {
    /// The specs; ./evenhand.toml by default. Each needs a [history] calendar.
    #[arg(value_name = "SPEC.toml")]
    pub specs: Vec<PathBuf>,
    /// Only what is due: the last period that is over, where the history has no audit of it.
    #[arg(long)]
    pub due: bool,
    /// The day it is, as 2026-10-05; today by default.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// How it is printed.
    #[arg(long, value_enum, default_value = "human")]
    pub format: HumanOrJson,
}

pub(super) const NOTIFY_EXAMPLES: &str = "Examples:\n  \
    evenhand notify --test                           # a message to everybody, to see that it arrives\n  \
    evenhand notify audits/*.toml                    # where audits are made by hand: what is due, what was found\n\n\
    `evenhand run --due` tells the same by itself. A message holds no row, no count of people and no name of a group.\n\
    Only builds with the feature `notify` can send.";

#[derive(Debug, Args)]
pub struct NotifyArgs {
    /// The specs; ./evenhand.toml by default.
    #[arg(value_name = "SPEC.toml")]
    pub specs: Vec<PathBuf>,
    /// Send a test to everybody, whatever they want to be told of.
    #[arg(long)]
    pub test: bool,
    /// The day it is, as 2026-10-05; today by default.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}
