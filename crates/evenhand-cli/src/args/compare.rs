use super::{Inputs, SweepFormat};
use clap::Args;
use std::path::PathBuf;

pub(super) const COMPARE_EXAMPLES: &str = "Examples:\n  \
    evenhand compare evenhand.toml                # the two models of the spec\n  \
    evenhand compare evenhand.toml --models current,candidate --format csv\n  \
    evenhand compare reports/spring/scorecard.json reports/summer/scorecard.json";

#[derive(Debug, Args)]
pub struct CompareArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// The two models, the one in use first; not needed where the spec has two.
    #[arg(long, value_delimiter = ',', value_name = "CURRENT,CANDIDATE")]
    pub models: Vec<String>,
    /// Of two scorecards, every number rather than those that a check looks at.
    #[arg(long)]
    pub all: bool,
    /// Write what is printed to this file instead.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// How the comparison is printed.
    #[arg(long, value_enum, default_value = "human")]
    pub format: SweepFormat,
}
