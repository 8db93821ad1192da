//! Chi-squared and likelihood-ratio tests of homogeneity.

use super::{LARGEST, Table2x2, TestResult};
use crate::distribution::chi_squared;
use crate::error::{Error, Result, require};

/// Pearson's χ² test of a 2×2 table, with Yates' correction on request; p is 1 when a margin is empty.
///
/// # Source
/// Pearson (1900); Yates (1934), the correction being at most the deviation itself.
///
/// ```
/// use evenhand_inference::two_by_two::{Table2x2, chi_square_2x2};
/// let test = chi_square_2x2(Table2x2::new(3, 20, 8, 25)?, false);
/// assert!((test.statistic.unwrap() - 1.7386363636363635).abs() < 1e-13);
/// assert!((test.p_value - 0.1873117012677642).abs() < 1e-13);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn chi_square_2x2(table: Table2x2, yates: bool) -> TestResult {
    let method = if yates {
        "chi-square-yates"
    } else {
        "chi-square"
    };
    let (x1, n1, x2, n2) = (table.x1, table.n1, table.x2, table.n2);
    // x1 n2 − x2 n1 in whole numbers: no cancellation at any size.
    let cross = (i128::from(x1) * i128::from(n2)).abs_diff(i128::from(x2) * i128::from(n1)) as f64;
    let (rows, events) = (table.rows() as f64, table.events() as f64);
    let others = (table.rows() - table.events()) as f64;
    let margins = n1 as f64 * n2 as f64 * events * others;
    if margins <= 0.0 {
        return TestResult {
            p_value: 1.0,
            statistic: Some(0.0),
            method,
        };
    }
    let deviation = if yates {
        (cross - 0.5 * rows).max(0.0)
    } else {
        cross
    };
    let statistic = rows * (deviation / margins.sqrt()) * (deviation / margins.sqrt());
    TestResult {
        p_value: chi_squared::upper_tail(statistic, 1.0),
        statistic: Some(statistic),
        method,
    }
}

/// The likelihood-ratio (G) test of a 2×2 table, without correction.
///
/// # Source
/// Wilks (1938); Sokal and Rohlf (1995), Biometry, section 17.4.
///
/// ```
/// use evenhand_inference::two_by_two::{Table2x2, g_test};
/// let test = g_test(Table2x2::new(3, 20, 8, 25)?);
/// assert!((test.statistic.unwrap() - 1.8015760130047003).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn g_test(table: Table2x2) -> TestResult {
    homogeneity_g(&[(table.x1, table.n1), (table.x2, table.n2)])
}

/// Pearson's χ² test that several groups, each (events, rows), share one rate; k − 1 degrees of freedom.
///
/// Groups without rows are left out.
///
/// # Errors
/// When fewer than two groups have rows, or a group has more events than rows or more than 2⁵³ rows.
///
/// # Source
/// Pearson (1900).
///
/// ```
/// use evenhand_inference::two_by_two::chi_square_k;
/// let test = chi_square_k(&[(18, 200), (20, 200), (22, 200), (20, 200), (20, 200)])?;
/// assert!((test.statistic.unwrap() - 8.0 / 18.0).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn chi_square_k(groups: &[(u64, u64)]) -> Result<TestResult> {
    let groups = with_rows(groups)?;
    let (events, rows) = sums(&groups);
    let (p, q) = (events / rows, (rows - events) / rows);
    if p * q <= 0.0 {
        return Ok(TestResult {
            p_value: 1.0,
            statistic: Some(0.0),
            method: "chi-square",
        });
    }
    let part = |&(x, n): &(u64, u64)| {
        let deviation = x as f64 - n as f64 * p;
        deviation * deviation / (n as f64 * p * q)
    };
    let statistic = groups.iter().map(part).sum();
    let p_value = chi_squared::upper_tail(statistic, (groups.len() - 1) as f64);
    Ok(TestResult {
        p_value,
        statistic: Some(statistic),
        method: "chi-square",
    })
}

/// The likelihood-ratio (G) test that several groups, each (events, rows), share one rate.
///
/// # Errors
/// As [`chi_square_k`].
///
/// # Source
/// Wilks (1938).
///
/// ```
/// use evenhand_inference::two_by_two::g_test_k;
/// let test = g_test_k(&[(3, 20), (8, 25)])?;
/// assert!((test.p_value - 0.1795220793100024).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn g_test_k(groups: &[(u64, u64)]) -> Result<TestResult> {
    Ok(homogeneity_g(&with_rows(groups)?))
}

fn with_rows(groups: &[(u64, u64)]) -> Result<Vec<(u64, u64)>> {
    for &(x, n) in groups {
        for (holds, value, expected) in [
            (x <= n, x, "at most the group's rows"),
            (n <= LARGEST, n, "at most 2^53 rows"),
        ] {
            require(holds, "groups", value as f64, expected)?;
        }
    }
    let used: Vec<_> = groups.iter().copied().filter(|&(_, n)| n > 0).collect();
    if used.len() < 2 {
        return Err(Error::TooFew {
            argument: "groups",
            got: used.len(),
            min: 2,
        });
    }
    Ok(used)
}

fn sums(groups: &[(u64, u64)]) -> (f64, f64) {
    groups.iter().fold((0.0, 0.0), |(x, n), &(events, rows)| {
        (x + events as f64, n + rows as f64)
    })
}

fn homogeneity_g(groups: &[(u64, u64)]) -> TestResult {
    let (events, rows) = sums(groups);
    let (p, q) = (events / rows, (rows - events) / rows);
    let part = |&(x, n): &(u64, u64)| {
        let (x, y, n) = (x as f64, (n - x) as f64, n as f64);
        deviance(x, n * p) + deviance(y, n * q)
    };
    let statistic = 2.0 * groups.iter().map(part).sum::<f64>();
    let p_value = chi_squared::upper_tail(statistic, (groups.len() - 1) as f64);
    TestResult {
        p_value,
        statistic: Some(statistic),
        method: "g",
    }
}

/// `x ln(x/m) − (x − m)`; the second part cancels over all cells and keeps each term from cancelling.
fn deviance(x: f64, m: f64) -> f64 {
    if m <= 0.0 {
        return 0.0;
    }
    if x <= 0.0 {
        return m;
    }
    let ratio = (x - m) / m;
    if ratio.abs() < 0.01 {
        // (1+r) ln(1+r) − r as its series.
        let mut term = ratio * ratio;
        let (mut sum, mut sign) = (0.0, 1.0);
        for k in 2..20 {
            sum += sign * term / f64::from(k * (k - 1));
            term *= ratio;
            sign = -sign;
        }
        return m * sum;
    }
    x * libm::log(x / m) - (x - m)
}
