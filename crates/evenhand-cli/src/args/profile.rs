use clap::{Args, ValueEnum};

/// Who the outputs are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProfileFlag {
    /// Everything; it stays in the house.
    Internal,
    /// Groups with a count of fewer than ten people are hidden, and what would give them away.
    Board,
    /// The same, and counts are rounded.
    Public,
}

/// For whom a result is printed that hides nothing.
#[derive(Clone, Debug, Args)]
pub struct Reader {
    /// Who the result is for. Board and public hide groups that are few, which only a comparison of scorecards and --frontier
    /// can do.
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<ProfileFlag>,
}
