//! Boschloo's unconditional exact test.

use super::fisher::greater;
use super::unconditional::{Region, supremum};
use super::{Table2x2, TestResult, fisher_one_sided};

/// The direction of a one-sided test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alternative {
    /// The first rate is larger.
    Greater,
    /// The first rate is smaller.
    Less,
}

/// Fisher p-values that agree to this share count as equal.
const TIES: f64 = 1.0 + 1e-10;

/// Boschloo's test, two-sided: twice the smaller one-sided p-value, at most 1.
///
/// Time grows with √N·N for N rows; use it up to a million possible tables.
///
/// # Source
/// Boschloo (1970), Raised conditional level of significance for the 2×2 table.
///
/// ```
/// use evenhand_inference::two_by_two::{Table2x2, boschloo};
/// let test = boschloo(Table2x2::new(3, 11, 17, 34)?);
/// assert!((test.p_value - 0.204386).abs() < 2e-5); // scipy 1.17.1: boschloo_exact([[3, 17], [8, 17]], n=128)
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn boschloo(table: Table2x2) -> TestResult {
    let (first, second) = table.proportions();
    let greater = first.rate() >= second.rate();
    let p = if (first.rate() - second.rate()).abs() < f64::EPSILON {
        one_sided(table).min(one_sided(table.exchanged()))
    } else if greater {
        one_sided(table)
    } else {
        one_sided(table.exchanged())
    };
    TestResult {
        p_value: (2.0 * p).min(1.0),
        statistic: None,
        method: "boschloo",
    }
}

/// Boschloo's test in one direction.
///
/// # Source
/// Boschloo (1970); the statistic is Fisher's one-sided p-value.
///
/// ```
/// use evenhand_inference::two_by_two::{Alternative, Table2x2, boschloo_one_sided};
/// let p = boschloo_one_sided(Table2x2::new(3, 3, 0, 3)?, Alternative::Greater);
/// assert!((p - 1.0 / 64.0).abs() < 1e-9);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn boschloo_one_sided(table: Table2x2, alternative: Alternative) -> f64 {
    match alternative {
        Alternative::Greater => one_sided(table),
        Alternative::Less => one_sided(table.exchanged()),
    }
}

/// The test that the first rate is larger.
///
/// Fisher's p falls in the first count and rises in the second, so the rejected tables of each first count are those
/// below a boundary that only moves up: one walk finds it.
fn one_sided(table: Table2x2) -> f64 {
    // Counting non-events of the exchanged groups asks the same question; the smaller group goes first.
    if table.n1 > table.n2 {
        let Ok(turned) =
            Table2x2::new(table.n2 - table.x2, table.n2, table.n1 - table.x1, table.n1)
        else {
            return 1.0;
        };
        return one_sided(turned);
    }
    let observed = fisher_one_sided(table, Alternative::Greater) * TIES;
    if observed >= 1.0 {
        return 1.0;
    }
    let (n1, n2) = (table.n1, table.n2);
    let mut below = vec![0_u32; n1 as usize + 1];
    let mut boundary = 0_u64;
    for x1 in 0..=n1 {
        let rejected = |x2: u64| x2 <= n2 && greater(x1, n1, x2, n2) <= observed;
        // Gallop to the first table that is not rejected, then bisect.
        let mut stride = 1;
        while rejected(boundary + stride - 1) {
            boundary += stride;
            stride *= 2;
        }
        while stride > 1 {
            stride /= 2;
            if rejected(boundary + stride - 1) {
                boundary += stride;
            }
        }
        if let Some(slot) = below.get_mut(x1 as usize) {
            *slot = boundary as u32;
        }
    }
    let from = vec![n2 as u32 + 1; n1 as usize + 1];
    supremum(n1 as usize, n2 as usize, &Region { below, from })
}
