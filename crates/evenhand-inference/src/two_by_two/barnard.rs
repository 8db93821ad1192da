//! Barnard's unconditional exact test.

use super::unconditional::{Region, supremum};
use super::{Table2x2, TestResult};

/// Barnard's test with the pooled z statistic, two-sided.
///
/// Time grows with the number of possible tables; use it up to a million.
///
/// # Source
/// Barnard (1945), A new test for 2×2 tables; Suissa and Shuster (1985) for the pooled statistic.
///
/// ```
/// use evenhand_inference::two_by_two::{Table2x2, barnard};
/// let test = barnard(Table2x2::new(0, 10, 7, 7)?);
/// assert!((test.p_value - 1.5258789e-5).abs() < 1e-9);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn barnard(table: Table2x2) -> TestResult {
    let (n1, n2) = (table.n1, table.n2);
    let observed = pooled_z(table.x1, n1, table.x2, n2);
    let limit = observed.abs() * (1.0 - 1e-12);
    let result = |p_value: f64| TestResult {
        p_value,
        statistic: Some(observed),
        method: "barnard",
    };
    if limit <= 0.0 {
        return result(1.0);
    }
    let (mut below, mut from) = (Vec::new(), Vec::new());
    for x1 in 0..=n1 {
        let low = (0..=n2)
            .take_while(|&x2| pooled_z(x1, n1, x2, n2) >= limit)
            .count();
        let high = (0..=n2)
            .rev()
            .take_while(|&x2| pooled_z(x1, n1, x2, n2) <= -limit)
            .count();
        below.push(low as u32);
        from.push((n2 + 1) as u32 - high as u32);
    }
    result(supremum(n1 as usize, n2 as usize, &Region { below, from }))
}

fn pooled_z(x1: u64, n1: u64, x2: u64, n2: u64) -> f64 {
    let (a, b) = (n1 as f64, n2 as f64);
    let pooled = (x1 + x2) as f64 / (a + b);
    let variance = pooled * (1.0 - pooled) * (1.0 / a + 1.0 / b);
    if variance > 0.0 {
        (x1 as f64 / a - x2 as f64 / b) / variance.sqrt()
    } else {
        0.0
    }
}
