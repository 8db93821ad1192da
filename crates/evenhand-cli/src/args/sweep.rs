use super::{Inputs, OneModel};
use clap::Args;

#[derive(Debug, Args)]
pub struct SweepArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Cuts, each adding the same share of the rows.
    #[arg(long, value_name = "N", default_value_t = 19, conflicts_with_all = ["thresholds", "top_fraction", "every"])]
    pub steps: usize,
    /// Cut at these scores; several with commas.
    #[arg(long, value_delimiter = ',', value_name = "SCORE", conflicts_with_all = ["top_fraction", "every"])]
    pub thresholds: Vec<f64>,
    /// Select these shares of the rows, highest scores first: 1/20 or 0.05; several with commas.
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "SHARE",
        conflicts_with = "every"
    )]
    pub top_fraction: Vec<String>,
    /// Cut at every score that occurs.
    #[arg(long)]
    pub every: bool,
    /// Metrics to work out; repeat for several. By default the smallest ratio of selection rates, and with a label the
    /// larger gap of the error rates.
    #[arg(long, value_name = "ID")]
    pub metric: Vec<String>,
    #[command(flatten)]
    pub of: OneModel,
}
