use super::WhereArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

pub(super) const BOARD_EXAMPLES: &str = "Examples:\n  \
    evenhand board key abel.key                        # once for each member\n  \
    evenhand board open --report reports/spring/report.html\n  \
    evenhand board minutes minutes-spring-2026-Q3.toml # check and record them\n  \
    evenhand board sign --key abel.key --name \"A. Abel\"\n  \
    evenhand board verify --key abel.pub --report report.html\n\n\
    A decision is a draft until as many members signed as its quorum asks for. Nothing is replaced:\n\
    a later decision stands beside the earlier one, and counts once it is signed.";

pub(super) const WAIVE_EXAMPLES: &str = "Examples:\n  \
    evenhand waive add --check offer-ratio --attribute gender --group female \\\n      \
    --reason \"new model in June\" --owner j.doe --approved-by board:abel \\\n      \
    --expires 2026-06-30 --tracking RISK-1182 >> evenhand.toml\n  \
    evenhand waive list                                # exit 6: one has expired, its gap is open\n  \
    evenhand waive expire W-2026-01 --reason \"the new model came early\"";

/// Which history, where the command is about a run.
#[derive(Clone, Debug, Default, Args)]
pub struct ThereArgs {
    /// The spec of the audit, which says where its history is; ./evenhand.toml where there is one.
    #[arg(long, value_name = "SPEC.toml")]
    pub spec: Option<PathBuf>,
    /// Folder of the history; what the spec says under [history], or history/ beside it, by default.
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// Id of the system; that of the spec by default.
    #[arg(long, value_name = "ID")]
    pub system: Option<String>,
    /// The day it is, as 2026-10-05; today by default.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

impl From<&ThereArgs> for WhereArgs {
    fn from(args: &ThereArgs) -> Self {
        Self {
            spec: args.spec.clone(),
            store: args.store.clone(),
            system: args.system.clone(),
            as_of: args.as_of.clone(),
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum BoardCommand {
    /// Make a pair of keys; the private one stays with its owner.
    Key(BoardKeyArgs),
    /// Write minutes to be filled in, with what there is to decide about a run.
    Open(BoardOpenArgs),
    /// Check minutes that were filled in, and record the decision.
    Minutes(BoardMinutesArgs),
    /// Sign the last decision about a run.
    Sign(BoardSignArgs),
    /// Hold history, minutes, signatures, reports and keys against each other (exit 5).
    Verify(BoardVerifyArgs),
}

#[derive(Debug, Args)]
pub struct BoardKeyArgs {
    /// Where the private key goes; the public one lies beside it, as NAME.pub.
    #[arg(value_name = "NAME.key")]
    pub key: PathBuf,
}

#[derive(Debug, Args)]
pub struct BoardOpenArgs {
    /// The run, or its period; the last by default.
    #[arg(value_name = "RUN | PERIOD")]
    pub run: Option<String>,
    /// A report that the board reads, such as report.html or report.pdf; repeat for several. Its hash goes into the minutes.
    #[arg(long, value_name = "FILE")]
    pub report: Vec<PathBuf>,
    /// Where the minutes go; minutes-<system>-<period>.toml by default.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub there: ThereArgs,
}

#[derive(Debug, Args)]
pub struct BoardMinutesArgs {
    /// The minutes.
    #[arg(value_name = "FILE.toml")]
    pub minutes: PathBuf,
    #[command(flatten)]
    pub there: ThereArgs,
}

#[derive(Debug, Args)]
pub struct BoardSignArgs {
    /// The run, or its period; the last by default.
    #[arg(value_name = "RUN | PERIOD")]
    pub run: Option<String>,
    /// Your private key.
    #[arg(long, value_name = "NAME.key")]
    pub key: PathBuf,
    /// Your name, as the minutes have it.
    #[arg(long, value_name = "NAME")]
    pub name: String,
    #[command(flatten)]
    pub there: ThereArgs,
}

#[derive(Debug, Args)]
pub struct BoardVerifyArgs {
    /// The run, or its period; the last by default.
    #[arg(value_name = "RUN | PERIOD")]
    pub run: Option<String>,
    /// A public key that you have from its owner; repeat for several. Each must have signed.
    #[arg(long, value_name = "NAME.pub")]
    pub key: Vec<PathBuf>,
    /// A report that you have in hand, or a scorecard.json; it must be one that the board read. Repeat for several.
    #[arg(long, value_name = "FILE")]
    pub report: Vec<PathBuf>,
    /// An envelope that you have in hand, instead of the one in the history.
    #[arg(long, value_name = "FILE")]
    pub envelope: Option<PathBuf>,
    /// A draft is not enough: exit 5 unless the quorum has signed, with the given keys where some are given.
    #[arg(long)]
    pub signed: bool,
    #[command(flatten)]
    pub there: ThereArgs,
}

#[derive(Debug, Subcommand)]
pub enum WaiveCommand {
    /// Record a waiver, and print the [[waiver]] that goes into the spec.
    Add(Box<WaiveAddArgs>),
    /// Which waivers are in force, expired or ended (exit 6).
    List(WaiveListArgs),
    /// End a waiver before its last day.
    Expire(WaiveExpireArgs),
}

#[derive(Debug, Args)]
pub struct WaiveAddArgs {
    /// Its number; the next one of the year, such as W-2026-03, by default.
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The check.
    #[arg(long, value_name = "ID")]
    pub check: String,
    /// The attribute or intersection.
    #[arg(long, value_name = "NAME")]
    pub attribute: String,
    /// The one group; left out only for a number over all groups.
    #[arg(long, value_name = "GROUP")]
    pub group: Option<String>,
    /// The model, where there are several.
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    /// Why the gap is lived with.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who answers for it.
    #[arg(long, value_name = "NAME")]
    pub owner: String,
    /// Who approved it; repeat for several. A member of the board is written board:name; a gate needs one.
    #[arg(long, value_name = "NAME", required = true)]
    pub approved_by: Vec<String>,
    /// When it was approved; today by default.
    #[arg(long, value_name = "DATE")]
    pub approved_on: Option<String>,
    /// Its last day, at most 180 days after it was approved.
    #[arg(long, value_name = "DATE")]
    pub expires: String,
    /// Where the work on the gap is tracked, such as a ticket.
    #[arg(long, value_name = "TEXT")]
    pub tracking: String,
    #[command(flatten)]
    pub there: ThereArgs,
}

#[derive(Debug, Args)]
pub struct WaiveListArgs {
    #[command(flatten)]
    pub there: ThereArgs,
}

#[derive(Debug, Args)]
pub struct WaiveExpireArgs {
    /// Its number.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Why it ends.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    pub there: ThereArgs,
}
