//! Pairs of decisions at the size that weighted or repeated rows are worth.

use super::{PairedTable, mcnemar_exact, mcnemar_z, tango};
use crate::distribution::student;
use crate::effective_size::{MIN_BLOCKS, jackknife_blocks, kish};
use crate::two_by_two::TestResult;
use crate::{Interval, Level, Proportion};

/// Two decisions about the people of one group, and how many independent rows stand behind them.
///
/// ```
/// use evenhand_inference::{Level, paired::{Paired, PairedTable}};
/// let table = PairedTable { both: 1.0, only_first: 1.0, only_second: 7.0, neither: 12.0 };
/// let rows = Paired::of_rows(table).unwrap();
/// assert_eq!((rows.test().method, rows.interval(Level::P95).method), ("mcnemar-exact", "tango"));
/// // The same rows with equal weights are worth nearly as much.
/// let weighed = Paired::of_weights(table, table, 21).unwrap();
/// assert!(weighed.interval(Level::P95).width() > rows.interval(Level::P95).width());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paired {
    /// Degrees of freedom, where the variance was estimated.
    pub df: Option<f64>,
    /// The rows at the size that makes the variance of the change right.
    pub table: PairedTable,
    /// The mean of both rates at the size that makes its variance right.
    pub mean: Proportion,
}

impl Paired {
    /// Rows that are independent and weigh the same; `None` without rows.
    #[must_use]
    pub fn of_rows(table: PairedTable) -> Option<Self> {
        let n = table.total();
        Some(Self {
            df: None,
            table,
            mean: mean(table, half_spread(table, table) / (n * n))?,
        })
    }

    /// Rows with weights: the sums of the weights, those of their squares, and the number of rows; `None` with fewer than
    /// two rows or without weight.
    ///
    /// # Source
    /// Linearisation as for a weighted rate, with the change and the mean in place of the event: Woodruff (1971).
    #[must_use]
    pub fn of_weights(table: PairedTable, squares: PairedTable, n: u64) -> Option<Self> {
        let (sum, rows) = (table.total(), n as f64);
        if n < 2 || sum <= 0.0 {
            return None;
        }
        let factor = rows / (rows - 1.0) / (sum * sum);
        let change = table.change();
        let spread = (1.0 - change) * (1.0 - change) * squares.only_second
            + (1.0 + change) * (1.0 + change) * squares.only_first
            + change * change * (squares.both + squares.neither);
        let most = kish(sum, squares.total()).min(rows);
        let size = sized(table, factor * spread, most).unwrap_or(most);
        Some(Self {
            df: Some(rows - 1.0),
            table: table.scaled(size / sum),
            mean: mean(table, factor * half_spread(table, squares))?,
        })
    }

    /// Rows that share persons, by block of persons, with the rows of each block; `None` with fewer than five blocks that
    /// have rows.
    ///
    /// The change itself is jackknifed, because a person is on both sides of it.
    ///
    /// # Source
    /// Wolter (2007), Introduction to variance estimation, section 4.6 (delete-a-group jackknife).
    #[must_use]
    pub fn of_blocks(blocks: &[PairedTable], rows: &[u64]) -> Option<Self> {
        let used = || {
            blocks
                .iter()
                .zip(rows)
                .filter(|(block, _)| block.total() > 0.0)
        };
        let count = used().count();
        if count < MIN_BLOCKS || blocks.len() != rows.len() {
            return None;
        }
        let table = used().fold(PairedTable::default(), |sum, (block, _)| sum.plus(*block));
        let (change, sum) = (table.change(), table.total());
        let spread: f64 = used()
            .map(|(block, _)| {
                let left = sum - block.total();
                let moved =
                    (change * block.total() - (block.only_second - block.only_first)) / left;
                moved * moved
            })
            .sum();
        let number = |rows: u64| rows as f64;
        let all: f64 = used().map(|(_, rows)| number(*rows)).sum();
        let squares: f64 = used().map(|(_, rows)| number(*rows) * number(*rows)).sum();
        let units = all * all / squares;
        let variance = (count as f64 - 1.0) / count as f64 * spread;
        let differ = table.only_first + table.only_second;
        let size = if differ > 0.0 {
            sized(table, variance, all).unwrap_or(all)
        } else {
            units
        };
        let halves: Vec<(f64, f64)> = blocks
            .iter()
            .map(|block| (0.5 * (block.first() + block.second()), block.total()))
            .collect();
        Some(Self {
            df: Some(units - 1.0),
            table: table.scaled(size / sum),
            mean: jackknife_blocks(&halves, rows)?.proportion().ok()?,
        })
    }

    /// The interval of the change.
    #[must_use]
    pub fn interval(&self, level: Level) -> Interval {
        self.at(level.critical(self.df))
    }

    pub(super) fn at(&self, critical: f64) -> Interval {
        let interval = tango(self.table, critical);
        if self.df.is_some() {
            interval.named("tango-effective")
        } else {
            interval
        }
    }

    /// The test of no change: exact where rows are independent and weigh the same.
    #[must_use]
    pub fn test(&self) -> TestResult {
        let Some(df) = self.df else {
            return mcnemar_exact(
                self.table.only_first.round() as u64,
                self.table.only_second.round() as u64,
            );
        };
        let z = mcnemar_z(self.table);
        TestResult {
            p_value: student::two_sided(z, df),
            statistic: Some(z),
            method: "mcnemar-t",
        }
    }
}

/// The number of independent rows whose change varies this much, at most `most`.
fn sized(table: PairedTable, variance: f64, most: f64) -> Option<f64> {
    let (n, change) = (table.total(), table.change());
    let one = (table.only_first + table.only_second) / n - change * change;
    (variance > 0.0 && one > 0.0).then(|| (one / variance).min(most))
}

/// Sum of squared distances of every row's mean decision (0, ½ or 1) from their mean.
fn half_spread(table: PairedTable, squares: PairedTable) -> f64 {
    let mean = table.mean();
    let square = |value: f64| (value - mean) * (value - mean);
    square(1.0) * squares.both
        + square(0.5) * (squares.only_first + squares.only_second)
        + square(0.0) * squares.neither
}

/// The mean of both rates at the size that gives it this variance.
fn mean(table: PairedTable, variance: f64) -> Option<Proportion> {
    let (rate, n) = (table.mean(), table.total());
    let binomial = rate * (1.0 - rate);
    let size = if variance > 0.0 && binomial > 0.0 {
        binomial / variance
    } else {
        n
    };
    Proportion::new((rate * size).clamp(0.0, size), size).ok()
}
