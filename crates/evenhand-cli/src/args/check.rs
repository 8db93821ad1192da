use super::{Inputs, Terms};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const CHECK_EXAMPLES: &str = "Examples:\n  \
    evenhand check                      # exit 1 on a confirmed gap of a gate check\n  \
    evenhand check --require-evidence   # and exit 3 while a gate check is undecided\n  \
    evenhand check --fail-on warn       # checks that only warn are gates in this run\n  \
    evenhand check --format json | jq .findings\n  \
    evenhand check --format human --format sarif=out.sarif --format junit=junit.xml\n  \
    evenhand check --format github --format github-summary=$GITHUB_STEP_SUMMARY\n  \
    evenhand check --diff accepted/scorecard.json --format markdown=comment.md\n\n\
    Formats:\n  \
    human           for people, on a terminal (the default)\n  \
    json            checks, findings, counts of verdicts, exit code\n  \
    jsonl           one finding per line\n  \
    markdown        a comment on a pull request, at most 64 KB\n  \
    github          annotations in GitHub Actions, the worst ten of each level\n  \
    github-summary  the summary of a step; added to the file if there is one\n  \
    gitlab          Code Quality of GitLab\n  \
    junit           a suite for each attribute, a case for each check on each group\n  \
    sarif           code scanning: gaps only, because each result becomes an alert\n  \
    sarif-all       SARIF with every finding, also those that passed\n\n\
    What is handed to a platform (all but human, json and jsonl) is at least of the\n\
    profile board: no cell of fewer than ten, and nothing to work one out from. The exit code is that of the whole run.";

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub terms: Terms,
    /// Also write the output folder.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How findings are told, and into which file; repeat for several, at most one without a file. See below.
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<String>,
    /// The scorecard of the last accepted run: tell only what changed since. The exit code is that of the whole run.
    #[arg(long, value_name = "SCORECARD.json")]
    pub diff: Option<PathBuf>,
    /// Only look whether the specs are well written: several may be named, and no row is read. Columns are looked up where
    /// the data is there.
    #[arg(long)]
    pub spec_only: bool,
    /// Only these checks; repeat for several.
    #[arg(long, value_name = "CHECK")]
    pub only: Vec<String>,
    /// Which checks can fail the run.
    #[arg(long, value_enum, default_value = "gate", value_name = "WHICH")]
    pub fail_on: FailOn,
    /// An undecided gate check fails, too (exit 3).
    #[arg(long)]
    pub require_evidence: bool,
    /// Report, but exit 0 instead of 1 or 3; the same as --fail-on never.
    #[arg(long)]
    pub exit_zero: bool,
}

/// Which checks can fail a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Those of severity gate.
    Gate,
    /// Those that warn as well.
    Warn,
    /// None.
    Never,
}
