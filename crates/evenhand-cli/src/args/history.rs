use super::language::LanguageArgs;
use super::{HumanOrJson, ProfileFlag};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

pub(super) const HISTORY_EXAMPLES: &str = "Examples:\n  \
    evenhand audit && evenhand history add          # the audit of the period that is over\n  \
    evenhand history add reports/spring/scorecard.json --period 2026-Q3 --store history\n  \
    evenhand history add --corrects 3f2a91c04b7d --reason \"one file was read twice\"\n  \
    evenhand history list\n  \
    evenhand history verify --head 9c1e…           # the hash from last quarter's minutes\n  \
    evenhand history due --record                  # exit 6 when an audit is overdue\n\n\
    A history is a folder of plain files: history/<system>/log.jsonl, one line per event, each with the hash of the line\n\
    before it, and the scorecards. It holds counts, never rows. Keep it under git or on a disk that only grows, and write\n\
    down the head that `verify` prints where nobody can change it: then nothing can be cut off unseen.";

pub(super) const TREND_EXAMPLES: &str = "Examples:\n  evenhand trend\n  \
    evenhand trend --check offer-ratio --group female\n  \
    evenhand trend --store history --system card-offer --format json\n\n\
    An alert is raised by evidence over all audits so far, not by one of them. However often one looks, and however many\n\
    series there are, a history without gaps raises any alert with a chance of at most 5 %. Base rates and the mix of groups may drift.";

pub(super) const SCHEDULE_EXAMPLES: &str = "Examples:\n  evenhand schedule emit --cron\n  evenhand schedule emit --systemd | less\n  \
    evenhand schedule emit quarterly.toml --github > .github/workflows/audit.yml";

/// Which history.
#[derive(Clone, Debug, Default, Args)]
pub struct WhereArgs {
    /// The spec of the audit, which says where its history is; ./evenhand.toml where there is one.
    #[arg(value_name = "SPEC.toml")]
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

#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// Add the scorecard of an audit; counts when its line stands in the log.
    Add(HistoryAddArgs),
    /// What happened, in its order; of every system where none is named.
    List(HistoryListArgs),
    /// One run, and where each finding stands: new, open, waived, fixed, closed.
    Show(HistoryShowArgs),
    /// Recompute hashes and evidence; names the first place that does not fit (exit 5).
    Verify(HistoryVerifyArgs),
    /// Which audits are due, late or overdue (exit 6).
    Due(HistoryDueArgs),
    /// Move aside what a crash or a full disk left unfinished, and record that.
    Recover(HistoryRecoverArgs),
    /// Delete scorecards that are older than the rule for keeping them, and record that.
    Prune(HistoryPruneArgs),
}

#[derive(Debug, Args)]
pub struct HistoryAddArgs {
    /// The scorecard, or the spec of the audit that wrote it; ./evenhand.toml by default.
    #[arg(value_name = "SCORECARD.json | SPEC.toml")]
    pub input: Option<PathBuf>,
    /// The period that it is about: 2026, 2026-Q3, 2026-09 or 2026-W39; by default the last one of the calendar that is over.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Name of the run; the first letters of the scorecard's hash by default.
    #[arg(long, value_name = "NAME")]
    pub run: Option<String>,
    /// The run that this one replaces; it stays in the history, and no longer counts.
    #[arg(long, value_name = "RUN", requires = "reason")]
    pub corrects: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Folder of the history; what the spec says under [history], or history/ beside it, by default.
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// The day it is, as 2026-10-05; today by default.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

#[derive(Debug, Args)]
pub struct HistoryListArgs {
    #[command(flatten)]
    pub place: WhereArgs,
    /// How it is printed.
    #[arg(long, value_enum, default_value = "human")]
    pub format: HumanOrJson,
}

#[derive(Debug, Args)]
pub struct HistoryShowArgs {
    /// The run, or its period; the last by default.
    #[arg(long, value_name = "RUN | PERIOD")]
    pub run: Option<String>,
    #[command(flatten)]
    pub place: WhereArgs,
}

#[derive(Debug, Args)]
pub struct HistoryVerifyArgs {
    #[command(flatten)]
    pub place: WhereArgs,
    /// A hash that `verify` printed earlier; its line must be there.
    #[arg(long, value_name = "HASH")]
    pub head: Option<String>,
}

#[derive(Debug, Args)]
pub struct HistoryDueArgs {
    #[command(flatten)]
    pub place: WhereArgs,
    /// Write into the history that an audit was missed.
    #[arg(long)]
    pub record: bool,
}

#[derive(Debug, Args)]
pub struct HistoryRecoverArgs {
    #[command(flatten)]
    pub place: WhereArgs,
    /// What happened.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct HistoryPruneArgs {
    #[command(flatten)]
    pub place: WhereArgs,
    /// Delete scorecards of periods that ended longer ago, as "4 years"; what [history] retain says by default.
    #[arg(long, value_name = "SPAN")]
    pub older_than: Option<String>,
    /// The same for minutes and signatures of the board; what [history] retain says, or 7 years, by default.
    #[arg(long, value_name = "SPAN")]
    pub board_older_than: Option<String>,
    /// Why.
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "the time for keeping them is over"
    )]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct TrendArgs {
    #[command(flatten)]
    pub place: WhereArgs,
    /// Only this check.
    #[arg(long, value_name = "ID")]
    pub check: Option<String>,
    /// Only this group.
    #[arg(long, value_name = "GROUP")]
    pub group: Option<String>,
    /// Chance that a history without gaps ever raises an alert.
    #[arg(long, value_name = "CHANCE", default_value_t = 0.05)]
    pub alpha: f64,
    /// How it is printed, or which page is written: html, pdf. Several with commas.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "human")]
    pub format: Vec<TrendFormat>,
    /// Folder for the pages. The output folder of the audit by default.
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Who the pages are for. What hides a group in the report of an audit hides it here as well.
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<ProfileFlag>,
    #[command(flatten)]
    pub language: LanguageArgs,
}

/// What a trend becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TrendFormat {
    /// A table, on standard output.
    Human,
    /// Everything, on standard output.
    Json,
    /// A page with charts, trend.html.
    Html,
    /// The same on paper, trend.pdf.
    Pdf,
}

#[derive(Debug, Subcommand)]
pub enum ScheduleCommand {
    /// Print what starts `evenhand run --due` every day: it makes the audit that is due, and tells what is late.
    Emit(ScheduleEmitArgs),
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("scheduler").required(true)))]
#[allow(clippy::struct_excessive_bools)]
pub struct ScheduleEmitArgs {
    #[command(flatten)]
    pub place: WhereArgs,
    /// A systemd service and its timer.
    #[arg(long, group = "scheduler")]
    pub systemd: bool,
    /// A line of a crontab.
    #[arg(long, group = "scheduler")]
    pub cron: bool,
    /// A workflow of GitHub Actions.
    #[arg(long, group = "scheduler")]
    pub github: bool,
    /// A DAG of Airflow.
    #[arg(long, group = "scheduler")]
    pub airflow: bool,
}
