use super::{Inputs, OneModel};
use clap::Args;

pub(super) const SEARCH_EXAMPLES: &str = "Examples:\n  evenhand search campaign.parquet --decision selected --protected gender --protected age_band\n  \
        evenhand search evenhand.toml --order all --min-support 0.01 --metric false_positive_rate\n  \
        evenhand search evenhand.toml --feature channel --feature recency --bins recency=7,30,90 --format csv";

#[derive(Debug, Args)]
pub struct SearchArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// The rate that is compared; any rate of the catalogue, such as true_positive_rate.
    #[arg(long, value_name = "ID", default_value = "selection_rate")]
    pub metric: String,
    /// Combine up to this many attributes and features; `all` for every one. 3 unless the spec says groups.search_depth.
    #[arg(long, value_name = "N")]
    pub order: Option<String>,
    /// Look only at combinations of at least this share of the rows (0.01, 1/100) or this many rows (500); never at fewer
    /// than --min-n.
    #[arg(long, value_name = "SHARE | ROWS", default_value = "0.01")]
    pub min_support: String,
    /// Draws behind the p-values of the largest difference.
    #[arg(long, value_name = "N", default_value_t = evenhand::SEARCH_DRAWS)]
    pub draws: u64,
    /// Also fold a combination into a broader one where their rates differ by less than this.
    #[arg(long, value_name = "DIFFERENCE", default_value_t = 0.0)]
    pub fold: f64,
    #[command(flatten)]
    pub of: OneModel,
}
