//! Tests of a difference between two rates, and of any difference among several.

mod barnard;
mod boschloo;
mod chi_square;
mod fisher;
mod score;
mod unconditional;

pub use barnard::barnard;
pub use boschloo::{Alternative, boschloo, boschloo_one_sided};
pub use chi_square::{chi_square_2x2, chi_square_k, g_test, g_test_k};
pub use fisher::{fisher_exact, fisher_mid_p, fisher_one_sided};
pub use score::{score_test_effective, two_sd};

use crate::Proportion;
use crate::error::{Error, Result};

/// The largest count that converts to `f64` without loss.
const LARGEST: u64 = 1 << 53;

/// Below this expected count in a cell the score test gives way to Boschloo's.
const EXPECTED_AT_LEAST: f64 = 5.0;

/// Up to this many possible tables Boschloo's test is run, above it Fisher's mid-p.
const MOST_TABLES: u128 = 1_000_000;

/// The result of a test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestResult {
    /// The two-sided p-value unless the method says otherwise.
    pub p_value: f64,
    /// The statistic, where the method has one.
    pub statistic: Option<f64>,
    /// The identifier of the method, as it appears in outputs.
    pub method: &'static str,
}

/// Events `x1` of `n1` in the first group, `x2` of `n2` in the second.
///
/// ```
/// use evenhand_inference::two_by_two::Table2x2;
/// assert!(Table2x2::new(7, 34, 1, 34).is_ok());
/// assert!(Table2x2::new(35, 34, 1, 34).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table2x2 {
    x1: u64,
    n1: u64,
    x2: u64,
    n2: u64,
}

impl Table2x2 {
    /// Checks and builds a table.
    ///
    /// # Errors
    /// When a group is empty, has more events than rows, or more than 2⁵³ rows.
    pub fn new(x1: u64, n1: u64, x2: u64, n2: u64) -> Result<Self> {
        for (argument, n) in [("n1", n1), ("n2", n2)] {
            if n == 0 || n > LARGEST {
                return Err(Error::OutOfRange {
                    argument,
                    value: n as f64,
                    expected: "between 1 and 2^53",
                });
            }
        }
        for (argument, x, n) in [("x1", x1, n1), ("x2", x2, n2)] {
            if x > n {
                return Err(Error::OutOfRange {
                    argument,
                    value: x as f64,
                    expected: "at most the group's rows",
                });
            }
        }
        Ok(Self { x1, n1, x2, n2 })
    }

    /// The events of the first group.
    #[must_use]
    pub fn x1(self) -> u64 {
        self.x1
    }

    /// The rows of the first group.
    #[must_use]
    pub fn n1(self) -> u64 {
        self.n1
    }

    /// The events of the second group.
    #[must_use]
    pub fn x2(self) -> u64 {
        self.x2
    }

    /// The rows of the second group.
    #[must_use]
    pub fn n2(self) -> u64 {
        self.n2
    }

    /// The two proportions.
    #[must_use]
    pub fn proportions(self) -> (Proportion, Proportion) {
        (
            Proportion {
                events: self.x1 as f64,
                total: self.n1 as f64,
            },
            Proportion {
                events: self.x2 as f64,
                total: self.n2 as f64,
            },
        )
    }

    fn events(self) -> u64 {
        self.x1 + self.x2
    }

    fn rows(self) -> u64 {
        self.n1 + self.n2
    }

    fn exchanged(self) -> Self {
        Self {
            x1: self.x2,
            n1: self.n2,
            x2: self.x1,
            n2: self.n1,
        }
    }

    fn smallest_expected(self) -> f64 {
        let group = self.n1.min(self.n2) as f64;
        let side = self.events().min(self.rows() - self.events()) as f64;
        group * side / self.rows() as f64
    }
}

/// The default test of equal rates: score (χ² without Yates' correction) when every expected count is at least 5, else
/// Boschloo's while there are at most a million possible tables, else Fisher's mid-p.
///
/// # Source
/// Pearson (1900); Boschloo (1970); Lancaster (1961) for the mid-p.
///
/// ```
/// use evenhand_inference::two_by_two::{Table2x2, difference_test};
/// let test = difference_test(Table2x2::new(3, 30, 0, 20)?);
/// assert_eq!(test.method, "boschloo");
/// assert_eq!(difference_test(Table2x2::new(30, 100, 20, 100)?).method, "score");
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn difference_test(table: Table2x2) -> TestResult {
    let tables = u128::from(table.n1 + 1) * u128::from(table.n2 + 1);
    if table.smallest_expected() >= EXPECTED_AT_LEAST {
        TestResult {
            method: "score",
            ..chi_square_2x2(table, false)
        }
    } else if tables <= MOST_TABLES {
        boschloo(table)
    } else {
        fisher_mid_p(table)
    }
}
