mod board;
mod check;
mod compare;
mod history;
mod language;
mod lint_report;
mod packs;
mod printed;
mod profile;
mod run;
mod search;
mod serve;
mod stats;
mod sweep;
mod terms;

use board::{BOARD_EXAMPLES, WAIVE_EXAMPLES};
pub use board::{
    BoardCommand, BoardKeyArgs, BoardMinutesArgs, BoardOpenArgs, BoardSignArgs, BoardVerifyArgs,
    WaiveAddArgs, WaiveCommand, WaiveExpireArgs, WaiveListArgs,
};
use check::CHECK_EXAMPLES;
pub use check::{CheckArgs, FailOn};
use compare::COMPARE_EXAMPLES;
pub use compare::CompareArgs;
use history::{HISTORY_EXAMPLES, SCHEDULE_EXAMPLES, TREND_EXAMPLES};
pub use history::{
    HistoryAddArgs, HistoryCommand, HistoryDueArgs, HistoryListArgs, HistoryPruneArgs,
    HistoryShowArgs, ScheduleCommand, TrendArgs, TrendFormat, WhereArgs,
};
pub use language::LanguageArgs;
use lint_report::LINT_REPORT_EXAMPLES;
pub use lint_report::LintReportArgs;
use packs::PACKS_EXAMPLES;
pub use packs::PacksCommand;
pub use printed::{OneModel, Printed, ResultFormat};
pub use profile::{ProfileFlag, Reader};
use run::{NOTIFY_EXAMPLES, RUN_EXAMPLES};
pub use run::{NotifyArgs, RunArgs};
use search::SEARCH_EXAMPLES;
pub use search::SearchArgs;
use serve::SERVE_EXAMPLES;
pub use serve::ServeArgs;
pub use stats::{StatsCommand, StatsExportArgs, StatsMergeArgs, StatsShowArgs};
pub use sweep::SweepArgs;
pub use terms::Terms;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Audits whom a targeting model selects: whether groups were treated differently, by how much, how sure that is, and
/// whether it breaks a limit somebody answers for.
#[derive(Debug, Parser)]
#[command(
    name = "evenhand",
    version,
    max_term_width = 100,
    after_help = "Start with `evenhand init DATA`, read what it wrote, then `evenhand audit`.\n\n\
        Exit codes: 0 ran, no gate failed · 1 a confirmed gap on a gate check · 2 bad command, spec or data ·\n\
        3 --require-evidence and a gate check is undecided · 4 nothing was tested ·\n\
        5 a published table, a history or a signature does not fit · 6 a waiver is expired or an audit overdue · 7 somebody could not be told ·\n\
        101 a bug in evenhand · 130 stopped by Ctrl-C or SIGTERM; nothing is left half-written"
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run an audit, print the scorecard and write the output folder.
    #[command(after_help = AUDIT_EXAMPLES)]
    Audit(AuditArgs),
    /// The gate: the same audit; the exit code is the verdict.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Write a commented evenhand.toml, columns guessed from the data.
    Init(InitArgs),
    /// What will be tested, group sizes, and the smallest gap this sample could find. Reads no decision and no outcome.
    #[command(after_help = PLAN_EXAMPLES)]
    Plan(PlanArgs),
    /// Search every combination of groups for those that are treated differently from everyone else.
    ///
    /// Looks at all combinations of the protected attributes (and of features named with --feature) that are large
    /// enough, and says how many that were. The more combinations are tried, the more differ by chance alone; a
    /// combination is called confirmed only if it stands out among all of them: a fair system shows any in at most 5 %
    /// of searches. Narrower combinations that say nothing new are folded into broader ones. With a label and a score
    /// between 0 and 1, outcomes are also held against what the scores promise.
    #[command(after_help = SEARCH_EXAMPLES)]
    Search(SearchArgs),
    /// Work out metrics at many thresholds of the score, from one pass over the rows.
    ///
    /// Shows what a stricter or a looser selection would do to the groups: one table per metric, one row per threshold,
    /// one column per protected attribute. No decision need be named.
    #[command(
        after_help = "Examples:\n  evenhand sweep campaign.parquet --score score --label converted --protected gender\n  \
        evenhand sweep evenhand.toml --top-fraction 1/20,1/10,1/5 --metric disparate_impact_ratio --format csv"
    )]
    Sweep(SweepArgs),
    /// Compare two models on the same people, or two scorecards.
    ///
    /// Of a spec with several `[[model]]`, one pass over the rows counts what two of them decided about each person: whom
    /// both select, and whom only one of them does. From those come the change of each group's rates and of the gaps
    /// between groups, with paired intervals: they tell changes that two separate audits could not. Of two scorecards of
    /// one system, old and new, it tells what changed beyond chance and which verdicts are others, and why.
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(CompareArgs),
    /// Counts as files: no rows in them, added up over days or partners, and audited like the rows.
    #[command(
        subcommand,
        after_help = "Examples:\n  evenhand stats export may.toml --out may.stats\n  \
        evenhand stats merge may.stats june.stats --out summer.stats\n  \
        evenhand audit summer.stats --out reports/summer\n  \
        evenhand audit evenhand.toml --stats-dir .evenhand    # tomorrow, only the new files are read"
    )]
    Stats(StatsCommand),
    /// The history of audits: add, list, verify, and what is due. Nothing in it is changed quietly.
    #[command(subcommand, after_help = HISTORY_EXAMPLES)]
    History(HistoryCommand),
    /// Every series over all audits, and alerts that stay true however often one looks.
    #[command(after_help = TREND_EXAMPLES)]
    Trend(TrendArgs),
    /// Make the audits that are due, add them to their histories, and record what was missed.
    ///
    /// For every spec its calendar says which audit is due. It is made as by `evenhand audit`, and added as by
    /// `evenhand history add`. Periods whose time is over are recorded as missed, once. A system that fails does not stop
    /// the others. The exit code is the gravest of all: 2, 5, 6, 4, 1, in this order.
    #[command(after_help = RUN_EXAMPLES)]
    Run(RunArgs),
    /// Tell the people of [[notify]] how things stand: what is due or overdue, alerts, confirmed gaps.
    #[command(after_help = NOTIFY_EXAMPLES)]
    Notify(NotifyArgs),
    /// Texts that start audits when it is time: systemd, cron, GitHub Actions, Airflow.
    #[command(subcommand, after_help = SCHEDULE_EXAMPLES)]
    Schedule(ScheduleCommand),
    /// What the board decides: keys, minutes, signatures, and whether all of it fits.
    #[command(subcommand, after_help = BOARD_EXAMPLES)]
    Board(BoardCommand),
    /// Live with a confirmed gap for a while: recorded, approved, and with a last day.
    #[command(subcommand, after_help = WAIVE_EXAMPLES)]
    Waive(WaiveCommand),
    /// A review page on this machine: read audits, filter findings, compare runs, write and sign minutes.
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArgs),
    /// Policy packs: rules as dated files, with their status, sources and limits.
    #[command(subcommand, after_help = PACKS_EXAMPLES)]
    Packs(PacksCommand),
    /// Recompute a published table from its own counts, and list what is wrong or missing.
    ///
    /// Reads the tables of a CSV file or of an HTML page, recognises columns by their headings, and computes rates, impact
    /// ratios, p-values, differences, shares, totals and four-fifths marks again. A number is an error only if no rounding
    /// of what is printed explains it. With --pack it also looks for what the rule says that a publication must show.
    #[command(after_help = LINT_REPORT_EXAMPLES)]
    LintReport(LintReportArgs),
    /// Render an archived scorecard again.
    Report(ReportArgs),
    /// Explain a metric, a peer's name for one, a rule's code, a verdict, a status or a method.
    #[command(
        after_help = "Examples:\n  evenhand explain tpr\n  evenhand explain DPPL\n  evenhand explain SEL001\n  evenhand explain possible_gap"
    )]
    Explain(ExplainArgs),
    /// List the catalogue of metrics.
    Metrics(MetricsArgs),
    /// Print the JSON Schema of the spec or of the scorecard.
    Schema(SchemaArgs),
    /// Print a completion script for a shell.
    Completions {
        /// Which shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

const AUDIT_EXAMPLES: &str = "Examples:\n  evenhand audit                      # evenhand.toml in this folder\n  \
    evenhand audit spring.toml --out reports/spring\n  \
    evenhand audit campaign.parquet --decision selected --label converted \\\n      \
    --protected gender --protected age_band --reference gender=male --intersect 2\n  \
    evenhand audit audits.csv --counts --protected race --set columns.n=applicants";

const PLAN_EXAMPLES: &str = "Examples:\n  evenhand plan                       # evenhand.toml in this folder\n  \
    evenhand plan --assume-rate 0.08    # if the reference is selected at 8 %\n  \
    evenhand plan --out plan.json && evenhand audit --plan plan.json";

/// Flags that every command understands.
#[derive(Debug, Args)]
pub struct Global {
    /// When to use colours.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN"
    )]
    pub color: Color,
    /// Do not draw progress bars.
    #[arg(long, global = true)]
    pub no_progress: bool,
    /// Print nothing but errors and what was asked for.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say more.
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// What is audited.
#[derive(Clone, Debug, Default, Args)]
pub struct Inputs {
    /// A spec (*.toml), or data: files, globs, a folder, or - for CSV on standard input. Without any, ./evenhand.toml.
    #[arg(value_name = "SPEC.toml | DATA")]
    pub inputs: Vec<String>,

    /// Column of the decision.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    pub decision: Option<String>,
    /// Column of the outcome.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    pub label: Option<String>,
    /// Column of the score.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    pub score: Option<String>,
    /// Select by score: at least this much.
    #[arg(
        long,
        value_name = "SCORE",
        help_heading = "Columns",
        allow_negative_numbers = true
    )]
    pub threshold: Option<f64>,
    /// Column of a price, or of what an offer is worth.
    #[arg(long, value_name = "COLUMN", help_heading = "More to measure")]
    pub value: Option<String>,
    /// Column of an outcome that is a number, such as spend.
    #[arg(long, value_name = "COLUMN", help_heading = "More to measure")]
    pub outcome: Option<String>,
    /// Column of who was treated in an experiment.
    #[arg(long, value_name = "COLUMN", help_heading = "More to measure")]
    pub treatment: Option<String>,
    /// Column of how often a person was shown the offer.
    #[arg(long, value_name = "COLUMN", help_heading = "More to measure")]
    pub delivered: Option<String>,
    /// Column of how often a person clicked.
    #[arg(long, value_name = "COLUMN", help_heading = "More to measure")]
    pub clicked: Option<String>,
    /// Column of the position in a ranked list, 1 first.
    #[arg(long, value_name = "COLUMN", help_heading = "More to measure")]
    pub rank: Option<String>,
    /// Column of the list that a row belongs to.
    #[arg(long, value_name = "COLUMN", help_heading = "More to measure")]
    pub query: Option<String>,
    /// What the model knows of a row besides the attribute, for proxies and comparisons of alike people; a name, or what
    /// names begin with and a *; repeat for several.
    #[arg(long, value_name = "COLUMN", help_heading = "More to measure")]
    pub feature: Vec<String>,
    /// Column of the decision after the protected attribute was changed.
    #[arg(long, value_name = "COLUMN", help_heading = "More to measure")]
    pub rescored: Option<String>,
    /// Values that mean yes, as label=yes, decision=offered, treatment=mailed or rescored=offered; repeat for several.
    #[arg(long, value_name = "WHICH=VALUE", help_heading = "Columns")]
    pub positive: Vec<String>,
    /// Protected attribute, as a column or as name=column; repeat for several.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    pub protected: Vec<String>,
    /// Edges that cut a protected number into left-closed bins, as age=25,45,65.
    #[arg(long, value_name = "ATTRIBUTE=EDGES", help_heading = "Columns")]
    pub bins: Vec<String>,
    /// With whom an attribute's groups are compared: a group, best, largest, rest or overall, as gender=male.
    #[arg(long, value_name = "ATTRIBUTE=GROUP", help_heading = "Columns")]
    pub reference: Vec<String>,
    /// Weight of a row.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    pub weight: Option<String>,
    /// The person, where one person has many rows.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    pub unit: Option<String>,
    /// Stratum, such as a region; repeat for several.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    pub stratum: Vec<String>,
    /// Results for each value of this column, too.
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    pub slice: Option<String>,

    /// Keep the counts of every data file in this folder, and read only files that are new or have changed.
    #[arg(long, value_name = "DIR", help_heading = "Rows")]
    pub stats_dir: Option<PathBuf>,
    /// The table holds counts, not rows.
    #[arg(long, help_heading = "Rows")]
    pub counts: bool,
    /// Look only at rows for which this holds, such as `channel in ['email'] and age >= 18`.
    #[arg(long, value_name = "EXPRESSION", help_heading = "Rows")]
    pub filter: Option<String>,

    /// Combine up to this many attributes.
    #[arg(long, value_name = "DEPTH", help_heading = "Groups and evidence")]
    pub intersect: Option<usize>,
    /// Fewer rows than this are too few for a verdict.
    #[arg(long, value_name = "N", help_heading = "Groups and evidence")]
    pub min_n: Option<u64>,
    /// Is being selected good or bad for the person?
    #[arg(long, value_enum, help_heading = "Groups and evidence")]
    pub polarity: Option<PolarityFlag>,
    /// A policy pack to apply, as us-nyc-ll144 or us-nyc-ll144@2023-07, a file, or applicable; repeat for several.
    #[arg(long, value_name = "PACK", help_heading = "Groups and evidence")]
    pub pack: Vec<String>,
    /// The day against which waivers and packs are judged, as 2026-09-30; today by default.
    #[arg(long, value_name = "DATE", help_heading = "Groups and evidence")]
    pub as_of: Option<String>,
    /// Confidence level of the intervals.
    #[arg(long, value_name = "LEVEL", help_heading = "Groups and evidence")]
    pub level: Option<f64>,
    /// Seed of everything random.
    #[arg(long, value_name = "SEED", help_heading = "Groups and evidence")]
    pub seed: Option<u64>,
    /// Read special categories (art9) although [privacy] does not say why; refused where CI=true.
    #[arg(long, help_heading = "Groups and evidence")]
    pub allow_undocumented: bool,
    /// Any key of the spec, as groups.min_n=50; repeat for several.
    #[arg(long, value_name = "KEY=VALUE", help_heading = "Groups and evidence")]
    pub set: Vec<String>,
    /// Worker threads; all cores by default. The result does not depend on it.
    #[arg(long, value_name = "N", help_heading = "Groups and evidence")]
    pub threads: Option<usize>,
    /// Most memory for counting and evaluating, as 512MB or 2GiB, or none; three quarters of what the machine has by default. A
    /// run that needs more ends with an error that names the columns.
    #[arg(long, value_name = "SIZE", help_heading = "Groups and evidence")]
    pub max_memory: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PolarityFlag {
    Benefit,
    Burden,
}

#[derive(Debug, Default, Args)]
pub struct AuditArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub terms: Terms,
    /// Folder for the results; reports/<system id>/ by default.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What to write: html, pdf, csv, svg, md, parquet (json always), public-summary, mlflow, openlineage, prometheus, model-card,
    /// in-toto; several with commas.
    #[arg(long, value_delimiter = ',', value_name = "FORMAT")]
    pub format: Vec<String>,
    #[command(flatten)]
    pub language: LanguageArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HumanOrJson {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub struct PlanArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Selection rate (or error rate) of the reference; without it, a table at 1, 5, 20 and 50 %.
    #[arg(long, value_name = "RATE")]
    pub assume_rate: Option<f64>,
    /// Share of people with the outcome: how much of a group enters an error rate.
    #[arg(long, value_name = "RATE")]
    pub assume_base_rate: Option<f64>,
    /// Write the plan to this file, for `evenhand audit --plan FILE`.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// How the plan is printed.
    #[arg(long, value_enum, default_value = "human")]
    pub format: HumanOrJson,
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// The data to look at: files, a glob or a folder.
    #[arg(value_name = "DATA", required = true)]
    pub data: Vec<String>,
    /// Where to write the spec; - for standard output.
    #[arg(long, short, default_value = "evenhand.toml", value_name = "FILE")]
    pub output: String,
    /// Replace a spec that is already there.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// A scorecard.json.
    #[arg(value_name = "SCORECARD.json")]
    pub scorecard: PathBuf,
    /// Who the outputs are for; everything that the scorecard shows by default.
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<ProfileFlag>,
    /// Folder for the results; that of the scorecard by default.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Folder of the history of audits: what the board signed there is no draft any more, and says who signed.
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// What to write: html, pdf, csv, svg, md, parquet, public-summary, mlflow, openlineage, prometheus, model-card, in-toto;
    /// several with commas.
    #[arg(long, value_delimiter = ',', value_name = "FORMAT")]
    pub format: Vec<String>,
    #[command(flatten)]
    pub language: LanguageArgs,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A metric, a peer's name for one, a rule's code, a verdict, a status or a method.
    pub id: String,
}

#[derive(Debug, Args)]
pub struct MetricsArgs {
    /// How the list is printed.
    #[arg(long, value_enum, default_value = "table")]
    pub format: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Table,
    Json,
    Markdown,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Whose schema.
    #[arg(value_enum, default_value = "spec")]
    pub of: SchemaOf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    Spec,
    Scorecard,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn no_command_has_two_flags_of_one_name() {
        fn look(command: &clap::Command) {
            let mut names: Vec<&str> = command
                .get_arguments()
                .filter_map(clap::Arg::get_long)
                .collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{}", command.get_name());
            command.get_subcommands().for_each(look);
        }
        look(&Cli::command());
    }
}
