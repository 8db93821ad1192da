//! A gap between two groups before and after.

use super::Paired;
use crate::distribution::{normal, student};
use crate::two_by_two::{TestResult, score_test_effective};
use crate::two_sample::mover_difference;
use crate::{Interval, Level};

/// The fewer degrees of freedom of two groups.
fn fewer(a: &Paired, b: &Paired) -> Option<f64> {
    match (a.df, b.df) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn at(group: &Paired, reference: &Paired, critical: f64) -> Interval {
    mover_difference(
        group.table.change(),
        group.at(critical),
        reference.table.change(),
        reference.at(critical),
    )
    .named("mover-tango")
}

/// The interval of how much the gap between a group and its reference changed: the change of one less that of the other.
///
/// The two groups are different people, so their changes are independent; within a group the decisions are paired.
///
/// # Source
/// Zou and Donner (2008), MOVER, from two intervals of Tango (1998).
///
/// ```
/// use evenhand_inference::{Level, paired::{Paired, PairedTable, gap_change_interval, gap_change_test}};
/// let women = Paired::of_rows(PairedTable { both: 40.0, only_first: 2.0, only_second: 30.0, neither: 128.0 }).unwrap();
/// let men = Paired::of_rows(PairedTable { both: 80.0, only_first: 5.0, only_second: 4.0, neither: 111.0 }).unwrap();
/// let i = gap_change_interval(&women, &men, Level::P95);
/// // 28 of 200 more women, 1 of 200 fewer men.
/// assert!(i.contains(0.145) && i.lower > 0.05);
/// assert!(gap_change_test(&women, &men).p_value < 1e-4);
/// ```
#[must_use]
pub fn gap_change_interval(group: &Paired, reference: &Paired, level: Level) -> Interval {
    at(group, reference, level.critical(fewer(group, reference)))
}

/// The test of an unchanged gap, by inversion of [`gap_change_interval`]: the level at which it just reaches zero.
#[must_use]
pub fn gap_change_test(group: &Paired, reference: &Paired) -> TestResult {
    let change = group.table.change() - reference.table.change();
    let (mut inside, mut outside) = (0.0, 40.0);
    let excludes = |critical: f64| !at(group, reference, critical).contains(0.0);
    let mut statistic = 0.0;
    if change.abs() > 1e-15 {
        if excludes(outside) {
            inside = outside;
        } else {
            for _ in 0..60 {
                let middle = 0.5 * (inside + outside);
                if excludes(middle) {
                    inside = middle;
                } else {
                    outside = middle;
                }
            }
        }
        statistic = inside;
    }
    let p_value = match fewer(group, reference) {
        Some(df) => student::two_sided(statistic, df),
        None => normal::two_sided(statistic),
    };
    TestResult {
        p_value,
        statistic: Some(statistic.copysign(change)),
        method: "mover-tango",
    }
}

/// The test that the mean of the gap before and after is zero.
///
/// A gap became smaller exactly when its change and its mean have opposite signs; with both of them tested, the larger
/// p-value is that of the size of the gap (an intersection-union test), whatever side it is on.
///
/// # Source
/// Berger (1982), Multiparameter hypothesis testing and acceptance sampling, Technometrics 24; pooled score test on
/// effective sizes.
///
/// ```
/// use evenhand_inference::paired::{Paired, PairedTable, mean_gap_test};
/// let women = Paired::of_rows(PairedTable { both: 40.0, only_first: 2.0, only_second: 30.0, neither: 128.0 }).unwrap();
/// let men = Paired::of_rows(PairedTable { both: 80.0, only_first: 5.0, only_second: 4.0, neither: 111.0 }).unwrap();
/// let test = mean_gap_test(&women, &men);
/// assert!(test.statistic.unwrap() < 0.0 && test.p_value < 0.01);
/// ```
#[must_use]
pub fn mean_gap_test(group: &Paired, reference: &Paired) -> TestResult {
    score_test_effective(group.mean, reference.mean, fewer(group, reference))
}
