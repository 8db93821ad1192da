//! Two decisions about the same people: how much their rates differ, and whether a gap between groups changed.
//!
//! People whom both decisions treat alike say nothing about a difference of the two rates; the interval comes from those
//! whom only one of them selects. Treating the two as independent samples would be wrong by the whole of their agreement.

mod effective;
mod gap;

pub use effective::Paired;
pub use gap::{gap_change_interval, gap_change_test, mean_gap_test};

use crate::distribution::beta;
use crate::distribution::normal;
use crate::one_sample::wilson;
use crate::two_by_two::TestResult;
use crate::{Interval, Proportion};

/// Rows by what the first and the second decision said of them; fractions where they are effective sizes.
///
/// ```
/// use evenhand_inference::paired::PairedTable;
/// let table = PairedTable { both: 59.0, only_first: 6.0, only_second: 16.0, neither: 80.0 };
/// assert_eq!((table.total(), table.first(), table.second()), (161.0, 65.0, 75.0));
/// assert!((table.change() - 10.0 / 161.0).abs() < 1e-15);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PairedTable {
    /// Selected by both.
    pub both: f64,
    /// Selected by the first alone.
    pub only_first: f64,
    /// Selected by the second alone.
    pub only_second: f64,
    /// Selected by neither.
    pub neither: f64,
}

impl PairedTable {
    /// All rows.
    #[must_use]
    pub fn total(self) -> f64 {
        self.both + self.only_first + self.only_second + self.neither
    }

    /// Rows that the first selects.
    #[must_use]
    pub fn first(self) -> f64 {
        self.both + self.only_first
    }

    /// Rows that the second selects.
    #[must_use]
    pub fn second(self) -> f64 {
        self.both + self.only_second
    }

    /// Rate of the second less that of the first.
    #[must_use]
    pub fn change(self) -> f64 {
        (self.only_second - self.only_first) / self.total()
    }

    /// The mean of both rates.
    #[must_use]
    pub fn mean(self) -> f64 {
        (self.first() + self.second()) / (2.0 * self.total())
    }

    fn scaled(self, factor: f64) -> Self {
        Self {
            both: self.both * factor,
            only_first: self.only_first * factor,
            only_second: self.only_second * factor,
            neither: self.neither * factor,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            both: self.both + other.both,
            only_first: self.only_first + other.only_first,
            only_second: self.only_second + other.only_second,
            neither: self.neither + other.neither,
        }
    }
}

/// The score interval of the change of a rate, second less first.
///
/// # Source
/// Tango (1998), Equivalence test and confidence interval for the difference in proportions for the paired-sample design,
/// Statistics in Medicine 17, 891–908, section 4. The example is that of Fagerland, Lydersen and Laake (2014), Recommended
/// tests and confidence intervals for paired binomial proportions, Statistics in Medicine 33: (−0.517, −0.026)
/// for first less second.
///
/// ```
/// use evenhand_inference::{Level, paired::{PairedTable, tango}};
/// let table = PairedTable { both: 1.0, only_first: 1.0, only_second: 7.0, neither: 12.0 };
/// let i = tango(table, Level::P95.z());
/// assert!((i.lower - 0.026).abs() < 5e-4 && (i.upper - 0.517).abs() < 5e-4);
/// ```
#[must_use]
pub fn tango(table: PairedTable, critical: f64) -> Interval {
    let method = "tango";
    if !critical.is_finite() {
        return Interval::new(-1.0, 1.0, method);
    }
    let change = table.change();
    let beyond = |delta: f64| score(table, delta).abs() > critical;
    Interval::new(
        edge(change, -1.0, beyond),
        edge(change, 1.0, beyond),
        method,
    )
}

/// Tango's statistic for a change of `delta`.
fn score(table: PairedTable, delta: f64) -> f64 {
    let (more, less, n) = (table.only_second, table.only_first, table.total());
    // The likelihood's own share of rows that only the first selects, if `delta` were true.
    let a = 2.0 * n;
    let b = (2.0 * n - more + less) * delta - more - less;
    let c = -less * delta * (1.0 - delta);
    let root = (b * b - 4.0 * a * c).max(0.0).sqrt();
    let share = if b > 0.0 {
        -2.0 * c / (b + root)
    } else {
        (root - b) / (2.0 * a)
    };
    let variance = n * (2.0 * share.max(0.0) + delta * (1.0 - delta));
    let distance = more - less - n * delta;
    if variance > 0.0 {
        distance / variance.sqrt()
    } else if distance.abs() <= 1e-9 * n {
        0.0
    } else {
        f64::INFINITY
    }
}

/// Where, on the way from `inner` to `outer`, values begin to be beyond; `outer` where none is.
fn edge(inner: f64, outer: f64, beyond: impl Fn(f64) -> bool) -> f64 {
    if !beyond(outer) {
        return outer;
    }
    let (mut near, mut far) = (inner, outer);
    for _ in 0..80 {
        let middle = 0.5 * (near + far);
        if beyond(middle) {
            far = middle;
        } else {
            near = middle;
        }
    }
    0.5 * (near + far)
}

/// Newcombe's hybrid score interval of the change of a rate, second less first, by name.
///
/// # Source
/// Newcombe (1998), Improved confidence intervals for the difference between binomial proportions based on paired data,
/// Statistics in Medicine 17, 2635–2650, method 10. The example is printed by the R package contingencytables: (−0.1186,
/// −0.0046) for first less second.
///
/// ```
/// use evenhand_inference::{Level, paired::{PairedTable, newcombe_paired}};
/// let table = PairedTable { both: 59.0, only_first: 6.0, only_second: 16.0, neither: 80.0 };
/// let i = newcombe_paired(table, Level::P95.z());
/// assert!((i.lower - 0.0046).abs() < 5e-5 && (i.upper - 0.1186).abs() < 5e-5);
/// ```
#[must_use]
pub fn newcombe_paired(table: PairedTable, critical: f64) -> Interval {
    let n = table.total();
    let rate = |events: f64| Proportion { events, total: n };
    let (first, second) = (rate(table.first()), rate(table.second()));
    let (of_first, of_second) = (wilson(first, critical), wilson(second, critical));
    let agreement = table.both * table.neither - table.only_first * table.only_second;
    let corrected = if agreement > 0.0 {
        (agreement - 0.5 * n).max(0.0)
    } else {
        agreement
    };
    let margins = first.events * first.failures() * second.events * second.failures();
    let phi = if margins > 0.0 {
        corrected / margins.sqrt()
    } else {
        0.0
    };
    let side = |a: f64, b: f64| (a * a - 2.0 * phi * a * b + b * b).max(0.0).sqrt();
    let change = table.change();
    let down = side(
        second.rate() - of_second.lower,
        of_first.upper - first.rate(),
    );
    let up = side(
        of_second.upper - second.rate(),
        first.rate() - of_first.lower,
    );
    Interval::new(change - down, change + up, "newcombe-paired")
}

/// The exact test that the second decision selects as many of those on whom the two differ as the first.
///
/// # Source
/// McNemar (1947), Note on the sampling error of the difference between correlated proportions, Psychometrika 12; the
/// example is that of Fagerland, Lydersen and Laake (2013), The McNemar test for binary matched-pairs data, BMC Medical
/// Research Methodology 13:91: p = 0.0703.
///
/// ```
/// use evenhand_inference::paired::mcnemar_exact;
/// assert!((mcnemar_exact(1, 7).p_value - 0.0703125).abs() < 1e-12);
/// assert_eq!(mcnemar_exact(0, 0).p_value, 1.0);
/// ```
#[must_use]
pub fn mcnemar_exact(only_first: u64, only_second: u64) -> TestResult {
    let (fewer, all) = (only_first.min(only_second), only_first + only_second);
    let p_value = if only_first == only_second {
        1.0
    } else {
        // At most `fewer` of a fair coin's heads.
        let below = beta::tails(0.5, 0.5, (all - fewer) as f64, fewer as f64 + 1.0).0;
        (2.0 * below).min(1.0)
    };
    TestResult {
        p_value,
        statistic: None,
        method: "mcnemar-exact",
    }
}

/// McNemar's test in its score form, without continuity correction, for counts or effective sizes.
///
/// # Source
/// McNemar (1947); the example of Fagerland, Lydersen and Laake (2013): p = 0.0339.
///
/// ```
/// use evenhand_inference::paired::{PairedTable, mcnemar};
/// let table = PairedTable { both: 1.0, only_first: 1.0, only_second: 7.0, neither: 12.0 };
/// assert!((mcnemar(table).p_value - 0.0339).abs() < 5e-5);
/// ```
#[must_use]
pub fn mcnemar(table: PairedTable) -> TestResult {
    let z = mcnemar_z(table);
    TestResult {
        p_value: normal::two_sided(z),
        statistic: Some(z),
        method: "mcnemar",
    }
}

fn mcnemar_z(table: PairedTable) -> f64 {
    let differ = table.only_first + table.only_second;
    if differ > 0.0 {
        (table.only_second - table.only_first) / differ.sqrt()
    } else {
        0.0
    }
}
