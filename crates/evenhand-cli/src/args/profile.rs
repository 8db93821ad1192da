use clap::ValueEnum;

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
