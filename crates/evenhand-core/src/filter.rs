mod parse;

use std::fmt;

/// Which rows an audit looks at: a small closed expression, so that it means the same in a file and in a database.
///
/// ```text
/// eligible = true and channel in ['email', 'sms'] and not (age < 18 or age is missing)
/// ```
///
/// Columns are bare words or stand in double quotes, texts in single quotes. A comparison with a missing value is not
/// true, and neither is its negation.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Both hold.
    And(Box<Filter>, Box<Filter>),
    /// At least one holds.
    Or(Box<Filter>, Box<Filter>),
    /// It does not hold.
    Not(Box<Filter>),
    /// A column against a literal.
    Compare {
        /// Name of the column.
        column: String,
        /// How they are compared.
        comparison: Comparison,
        /// With what.
        literal: Literal,
    },
    /// A column against a list.
    In {
        /// Name of the column.
        column: String,
        /// Values of which one must be equal.
        literals: Vec<Literal>,
    },
    /// Whether a column is missing.
    Missing {
        /// Name of the column.
        column: String,
    },
}

/// How a column is compared with a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// A value in a filter.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A text in single quotes.
    Text(String),
}

/// Where a filter cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// One-based character in the filter.
    pub position: usize,
    /// What was expected.
    pub message: String,
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "at character {} of the filter: {}",
            self.position, self.message
        )
    }
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// [`FilterError`] with the character at which reading stopped.
    ///
    /// ```
    /// # use evenhand_core::Filter;
    /// let filter = Filter::parse("eligible = true and channel in ['email', 'sms']").unwrap();
    /// assert_eq!(filter.columns(), ["eligible", "channel"]);
    /// assert_eq!(Filter::parse("age >").unwrap_err().position, 6);
    /// ```
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        parse::parse(text)
    }

    /// Columns it looks at, in order of appearance, each once.
    pub fn columns(&self) -> Vec<&str> {
        let mut columns = Vec::new();
        self.visit(&mut |column| {
            if !columns.contains(&column) {
                columns.push(column);
            }
        });
        columns
    }

    fn visit<'a>(&'a self, see: &mut impl FnMut(&'a str)) {
        match self {
            Self::And(left, right) | Self::Or(left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Self::Not(inner) => inner.visit(see),
            Self::Compare { column, .. } | Self::In { column, .. } | Self::Missing { column } => {
                see(column)
            }
        }
    }
}
