//! What the functions of this crate refuse.

/// Why a statistical function could not be evaluated.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An argument lies outside its range.
    #[error("{argument} must be {expected}, got {value}")]
    OutOfRange {
        /// The name of the argument.
        argument: &'static str,
        /// The value that was given.
        value: f64,
        /// The range that is allowed, in words.
        expected: &'static str,
    },
    /// Fewer values than the method needs.
    #[error("{argument} needs at least {min} values, got {got}")]
    TooFew {
        /// The name of the argument.
        argument: &'static str,
        /// How many were given.
        got: usize,
        /// How many are needed.
        min: usize,
    },
    /// Two arguments that belong together differ in length.
    #[error("{left} has {left_len} values but {right} has {right_len}")]
    LengthMismatch {
        /// The name of the first argument.
        left: &'static str,
        /// Its length.
        left_len: usize,
        /// The name of the second argument.
        right: &'static str,
        /// Its length.
        right_len: usize,
    },
    /// The data do not determine the quantity.
    #[error("{quantity} cannot be estimated: {reason}")]
    NoEstimate {
        /// What was to be estimated.
        quantity: &'static str,
        /// Why it is not determined.
        reason: &'static str,
    },
    /// A column of a design is a combination of the columns before it, or nothing but zeros.
    #[error("column {column} of the design is a combination of the columns before it")]
    Collinear {
        /// The column, counted from 0.
        column: usize,
    },
}

/// The result of a statistical function.
pub type Result<T> = std::result::Result<T, Error>;

pub(crate) fn require(
    holds: bool,
    argument: &'static str,
    value: f64,
    expected: &'static str,
) -> Result<()> {
    if holds {
        Ok(())
    } else {
        Err(Error::OutOfRange {
            argument,
            value,
            expected,
        })
    }
}
