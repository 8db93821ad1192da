use evenhand_core::Status;

/// Why a formula has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Zero divided by zero, or a rate over nobody.
    ZeroDenominator,
    /// Nothing to compare with.
    OneGroup,
    /// A column that was not given.
    NotCollected,
    /// Rows of people are needed, and only counts are there.
    NeedsRows,
}

impl From<Undefined> for Status {
    fn from(undefined: Undefined) -> Self {
        match undefined {
            Undefined::ZeroDenominator => Self::UndefinedZeroDenominator,
            Undefined::OneGroup => Self::OneGroupOnly,
            Undefined::NotCollected => Self::MissingInput,
            Undefined::NeedsRows => Self::NeedsRows,
        }
    }
}
