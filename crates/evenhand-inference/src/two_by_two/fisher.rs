//! Fisher's exact test.

use super::{Table2x2, TestResult};
use crate::distribution::binomial::hypergeometric;

/// Tables whose probability equals the observed one but for rounding count as equally extreme, as in R.
const TIES: f64 = 1.0 + 1e-7;

fn probability(table: Table2x2, x: u64) -> f64 {
    hypergeometric(x, table.events(), table.rows() - table.events(), table.n1)
}

fn support(table: Table2x2) -> (u64, u64) {
    (
        table.events().saturating_sub(table.n2),
        table.events().min(table.n1),
    )
}

/// The most probable count of the first group given the margins.
fn mode(table: Table2x2) -> u64 {
    let product = (u128::from(table.n1) + 1) * (u128::from(table.events()) + 1);
    let (low, high) = support(table);
    u64::try_from(product / (u128::from(table.rows()) + 2))
        .unwrap_or(high)
        .clamp(low, high)
}

/// The probability of `x` or more (`up`), or of `x` or fewer, by the side that is short of the mode.
fn tail(table: Table2x2, x: u64, up: bool) -> f64 {
    let (low, high) = support(table);
    let mode = mode(table);
    if up {
        if x <= low {
            return 1.0;
        }
        if x > mode {
            sum_outwards(table, x, true)
        } else {
            1.0 - sum_outwards(table, x - 1, false)
        }
    } else {
        if x >= high {
            return 1.0;
        }
        if x < mode {
            sum_outwards(table, x, false)
        } else {
            1.0 - sum_outwards(table, x + 1, true)
        }
    }
}

/// Sums probabilities from `x` away from the mode by their ratios, until nothing is added.
fn sum_outwards(table: Table2x2, x: u64, up: bool) -> f64 {
    let (low, high) = support(table);
    if x < low || x > high {
        return 0.0;
    }
    let (n1, m) = (table.n1, table.events());
    let n2 = table.n2;
    let (mut k, mut term, mut sum) = (x, 1.0_f64, 1.0_f64);
    while if up { k < high } else { k > low } {
        term *= if up {
            ((n1 - k) as f64 * (m - k) as f64) / ((k + 1) as f64 * (n2 + k + 1 - m) as f64)
        } else {
            (k as f64 * (n2 + k - m) as f64) / ((n1 - k + 1) as f64 * (m - k + 1) as f64)
        };
        let next = sum + term;
        if next <= sum {
            break;
        }
        sum = next;
        k = if up { k + 1 } else { k - 1 };
    }
    (probability(table, x) * sum).min(1.0)
}

/// The one-sided p-value of Fisher's exact test: `greater` asks whether the first rate is larger.
///
/// # Source
/// Fisher (1935), The logic of inductive inference; probabilities by Loader (2000).
///
/// ```
/// use evenhand_inference::two_by_two::{Alternative, Table2x2, fisher_one_sided};
/// let p = fisher_one_sided(Table2x2::new(3, 20, 8, 25)?, Alternative::Greater);
/// assert!((p - 0.9548797081411943).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn fisher_one_sided(table: Table2x2, alternative: super::Alternative) -> f64 {
    tail(table, table.x1, alternative == super::Alternative::Greater)
}

/// The part of the two-sided p-value on the other side of the mode, without ties if `strictly`.
fn opposite(table: Table2x2, observed: f64, strictly: bool) -> f64 {
    let (low, high) = support(table);
    let mode = mode(table);
    let limit = if strictly {
        observed / TIES
    } else {
        observed * TIES
    };
    let extreme = |x: u64| {
        let p = probability(table, x);
        if strictly { p < limit } else { p <= limit }
    };
    let up = table.x1 <= mode;
    // On each side of the mode the probabilities are monotone: bisect for the first one that is extreme.
    if up {
        if !extreme(high) {
            return 0.0;
        }
        let (mut inside, mut outside) = (mode.max(table.x1), high);
        if extreme(inside) && inside > table.x1 {
            outside = inside;
        }
        while outside > inside + 1 {
            let middle = inside + (outside - inside) / 2;
            if extreme(middle) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        if outside <= table.x1 {
            0.0
        } else {
            sum_outwards(table, outside, true)
        }
    } else {
        if !extreme(low) {
            return 0.0;
        }
        let (mut inside, mut outside) = (mode.min(table.x1), low);
        if extreme(inside) && inside < table.x1 {
            outside = inside;
        }
        while inside > outside + 1 {
            let middle = outside + (inside - outside) / 2;
            if extreme(middle) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        if outside >= table.x1 {
            0.0
        } else {
            sum_outwards(table, outside, false)
        }
    }
}

/// Fisher's exact test, two-sided: the probability of all tables at most as probable as the observed one.
///
/// # Source
/// Fisher (1935); two-sided as in R's `fisher.test`.
///
/// ```
/// use evenhand_inference::two_by_two::{Table2x2, fisher_exact};
/// let test = fisher_exact(Table2x2::new(7, 34, 1, 34)?);
/// assert!((test.p_value - 0.054400130495065674).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn fisher_exact(table: Table2x2) -> TestResult {
    let observed = probability(table, table.x1);
    let near = if table.x1 > mode(table) {
        sum_outwards(table, table.x1, true)
    } else {
        sum_outwards(table, table.x1, false)
    };
    let p_value = if table.x1 == mode(table) {
        1.0
    } else {
        near + opposite(table, observed, false)
    };
    TestResult {
        p_value: p_value.min(1.0),
        statistic: None,
        method: "fisher",
    }
}

/// Fisher's exact test with half the weight on tables exactly as probable as the observed one.
///
/// # Source
/// Lancaster (1961), Significance tests in discrete distributions; Hirji, Tan and Elashoff (1991).
///
/// ```
/// use evenhand_inference::two_by_two::{Table2x2, fisher_exact, fisher_mid_p};
/// let table = Table2x2::new(7, 34, 1, 34)?;
/// // Both tails are equally probable here, so half of each end point goes.
/// assert!(fisher_mid_p(table).p_value < fisher_exact(table).p_value);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn fisher_mid_p(table: Table2x2) -> TestResult {
    let observed = probability(table, table.x1);
    let all = fisher_exact(table).p_value;
    let up = table.x1 > mode(table);
    let beyond = if table.x1 == mode(table) {
        let tied = |x: Option<u64>| {
            let p = x.map_or(0.0, |x| probability(table, x));
            if p * TIES >= observed { p } else { 0.0 }
        };
        1.0 - observed - tied(table.x1.checked_sub(1)) - tied(table.x1.checked_add(1))
    } else {
        sum_outwards(table, table.x1, up) - observed + opposite(table, observed, true)
    };
    TestResult {
        p_value: (0.5 * (all + beyond)).clamp(0.0, 1.0),
        statistic: None,
        method: "fisher-mid-p",
    }
}

/// The one-sided p-value of every possible second count is too much; this is the one of a single cell.
pub(super) fn greater(x1: u64, n1: u64, x2: u64, n2: u64) -> f64 {
    tail(Table2x2 { x1, n1, x2, n2 }, x1, true)
}
