use super::{Inputs, Printed, Reader};
use clap::Args;

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
    #[command(flatten)]
    pub reader: Reader,
    #[command(flatten)]
    pub printed: Printed,
}
