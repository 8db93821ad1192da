use super::ProfileFlag;
use clap::Args;
use std::path::PathBuf;

/// What an audit is held against, and for whom its outputs are.
#[derive(Clone, Debug, Default, Args)]
pub struct Terms {
    /// A plan written by `evenhand plan --out`: what is not in it is marked.
    #[arg(long, value_name = "PLAN.json")]
    pub plan: Option<PathBuf>,
    /// Who the outputs are for; what the spec says under [privacy], or internal, by default.
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<ProfileFlag>,
}
