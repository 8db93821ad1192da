use super::{Inputs, Printed, Reader};
use clap::Args;

pub(super) const COMPARE_EXAMPLES: &str = "Examples:\n  \
    evenhand compare evenhand.toml                # the two models of the spec\n  \
    evenhand compare evenhand.toml --models current,candidate --format csv\n  \
    evenhand compare reports/spring/scorecard.json reports/summer/scorecard.json\n  \
    evenhand compare evenhand.toml --frontier     # what every model and threshold is worth, and how even it is";

#[derive(Debug, Args)]
pub struct CompareArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// The two models, the one in use first; not needed where the spec has two.
    #[arg(long, value_delimiter = ',', value_name = "CURRENT,CANDIDATE")]
    pub models: Vec<String>,
    /// Every model as it decides, and every threshold of its score: what the choice is worth, how even it is, and whether
    /// another one beats it in both. Of a spec, or of one scorecard.
    #[arg(long, conflicts_with_all = ["models", "all"])]
    pub frontier: bool,
    /// Of two scorecards, every number rather than those that a check looks at.
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub reader: Reader,
    #[command(flatten)]
    pub printed: Printed,
}
