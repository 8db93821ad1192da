//! Whether the odds ratio is the same in every stratum.

use super::{Stratum, mantel_haenszel_odds_ratio};
use crate::Level;
use crate::distribution::chi_squared;
use crate::two_by_two::TestResult;

/// The Breslow-Day test of equal odds ratios, with Tarone's correction on request.
///
/// Strata without both groups are left out. One without both outcomes adds nothing to the statistic but, as in the
/// published tools, counts as a degree of freedom (conservative). `None` when fewer than two strata are informative, or
/// the common odds ratio is 0 or infinite.
///
/// # Source
/// Breslow and Day (1980), Statistical methods in cancer research I, section 4.4; Tarone (1985).
///
/// ```
/// use evenhand_inference::strata::{Stratum, breslow_day};
/// let strata = [Stratum::new((4.0, 6.0), (5.0, 6.0))?, Stratum::new((2.0, 7.0), (0.0, 2.0))?];
/// let test = breslow_day(&strata, false).unwrap();
/// assert!((test.statistic.unwrap() - 1.1600031980690255).abs() < 1e-9);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn breslow_day(strata: &[Stratum], tarone: bool) -> Option<TestResult> {
    let psi = mantel_haenszel_odds_ratio(strata, Level::P95)?.estimate;
    if !(psi > 0.0 && psi.is_finite()) {
        return None;
    }
    let (mut sum, mut deviations, mut variances, mut used) = (0.0, 0.0, 0.0, 0_u32);
    let compared = strata.iter().filter(|s| s.compares()).count();
    for &stratum in strata {
        if stratum.variance() <= 0.0 {
            continue;
        }
        let (expected, variance) = fitted(stratum, psi);
        let deviation = stratum.x1 - expected;
        sum += deviation * deviation / variance;
        deviations += deviation;
        variances += variance;
        used += 1;
    }
    if used < 2 {
        return None;
    }
    let statistic = if tarone {
        sum - deviations * deviations / variances
    } else {
        sum
    };
    let statistic = statistic.max(0.0);
    Some(TestResult {
        p_value: chi_squared::upper_tail(statistic, (compared - 1) as f64),
        statistic: Some(statistic),
        method: if tarone {
            "breslow-day-tarone"
        } else {
            "breslow-day"
        },
    })
}

/// The first group's expected events under the odds ratio and these margins, and their variance.
fn fitted(stratum: Stratum, psi: f64) -> (f64, f64) {
    let (n1, n2, m) = (stratum.n1, stratum.n2, stratum.events());
    // (ψ−1)A² − (n2 − m + ψ(n1 + m))A + ψ n1 m = 0, by the root that cannot cancel.
    let linear = n2 - m + psi * (n1 + m);
    let square = (linear * linear - 4.0 * (psi - 1.0) * psi * n1 * m).max(0.0);
    let expected = if linear >= 0.0 {
        2.0 * psi * n1 * m / (linear + square.sqrt())
    } else {
        (linear - square.sqrt()) / (2.0 * (psi - 1.0))
    };
    let cells = [expected, n1 - expected, m - expected, n2 - m + expected];
    (
        expected,
        1.0 / cells.iter().map(|cell| 1.0 / cell).sum::<f64>(),
    )
}
