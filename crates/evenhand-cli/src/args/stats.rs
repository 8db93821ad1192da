use super::{HumanOrJson, Inputs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum StatsCommand {
    /// Count the rows of an audit into a file.
    Export(Box<StatsExportArgs>),
    /// Add files up; files of all parts of a table give the file of the table, to the byte.
    Merge(StatsMergeArgs),
    /// What a file holds.
    Show(StatsShowArgs),
}

#[derive(Debug, Args)]
pub struct StatsExportArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Where to write the counts.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct StatsMergeArgs {
    /// Statistics files.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Take these counts away again, such as those of a day that was delivered twice; repeat for several.
    #[arg(long, value_name = "FILE")]
    pub without: Vec<PathBuf>,
    /// Where to write the sum.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct StatsShowArgs {
    /// A statistics file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How it is printed.
    #[arg(long, value_enum, default_value = "human")]
    pub format: HumanOrJson,
}
