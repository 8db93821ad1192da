//! The pooled score test on exact or effective sizes.

use super::{Table2x2, TestResult};
use crate::Proportion;
use crate::distribution::{normal, student};

fn pooled_z(a: Proportion, b: Proportion) -> f64 {
    let total = a.total + b.total;
    let pooled = (a.events + b.events) / total;
    let others = (a.failures() + b.failures()) / total;
    let variance = pooled * others * (1.0 / a.total + 1.0 / b.total);
    if variance > 0.0 {
        a.rate_above(b) / variance.sqrt()
    } else {
        0.0
    }
}

/// The score test of equal rates on effective sizes (weights, repeated units), with Student's t when `df` is given.
///
/// # Source
/// Pooled two-sample z; Rao and Scott (1984) for effective sizes.
///
/// ```
/// use evenhand_inference::{Proportion, two_by_two::score_test_effective};
/// let (a, b) = (Proportion::new(3.0, 20.0)?, Proportion::new(8.0, 25.0)?);
/// let test = score_test_effective(a, b, None);
/// assert!((test.p_value - 0.1873117012677642).abs() < 1e-12);
/// assert!(score_test_effective(a, b, Some(12.0)).p_value > test.p_value);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn score_test_effective(a: Proportion, b: Proportion, df: Option<f64>) -> TestResult {
    let z = pooled_z(a, b);
    match df {
        Some(df) => TestResult {
            p_value: student::two_sided(z, df),
            statistic: Some(z),
            method: "score-t",
        },
        None => TestResult {
            p_value: normal::two_sided(z),
            statistic: Some(z),
            method: "score",
        },
    }
}

/// The legacy two-standard-deviation rule: the pooled z, large when beyond ±1.96.
///
/// # Source
/// Hazelwood School District v. United States (1977), note 17; pooled z.
///
/// ```
/// use evenhand_inference::two_by_two::{Table2x2, two_sd};
/// let test = two_sd(Table2x2::new(3, 20, 8, 25)?);
/// assert!((test.statistic.unwrap() + 1.7386363636363635f64.sqrt()).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn two_sd(table: Table2x2) -> TestResult {
    let (a, b) = table.proportions();
    TestResult {
        method: "two-sd",
        ..score_test_effective(a, b, None)
    }
}
