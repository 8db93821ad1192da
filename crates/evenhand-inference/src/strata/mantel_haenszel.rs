//! Mantel-Haenszel estimates and the Cochran-Mantel-Haenszel test.

use super::Stratum;
use crate::distribution::chi_squared;
use crate::two_by_two::TestResult;
use crate::two_sample::difference_interval;
use crate::{Interval, Level, Proportion};

/// An estimate common to all strata and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Common {
    /// The common odds ratio or risk difference.
    pub estimate: f64,
    /// Its interval; absent when the variance cannot be computed.
    pub interval: Option<Interval>,
}

/// The test that the two groups have equal rates in every stratum; `None` when no stratum is informative.
///
/// With `correction` half an event is taken from the summed deviation, at most the deviation itself.
///
/// # Source
/// Cochran (1954); Mantel and Haenszel (1959), Statistical aspects of the analysis of data.
///
/// ```
/// use evenhand_inference::strata::{Stratum, cmh};
/// let strata = [Stratum::new((4.0, 6.0), (5.0, 6.0))?, Stratum::new((2.0, 7.0), (0.0, 2.0))?];
/// let test = cmh(&strata, false).unwrap();
/// assert!((test.statistic.unwrap() - 0.0033690658499234334).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn cmh(strata: &[Stratum], correction: bool) -> Option<TestResult> {
    let variance: f64 = strata.iter().map(|s| s.variance()).sum();
    if variance <= 0.0 {
        return None;
    }
    let excess = strata.iter().map(|s| s.excess()).sum::<f64>().abs();
    let excess = if correction {
        (excess - 0.5).max(0.0)
    } else {
        excess
    };
    let statistic = excess * excess / variance;
    Some(TestResult {
        p_value: chi_squared::upper_tail(statistic, 1.0),
        statistic: Some(statistic),
        method: if correction { "cmh-corrected" } else { "cmh" },
    })
}

/// The Mantel-Haenszel odds ratio with its log-normal interval; infinite or 0 without interval when one side is empty,
/// `None` when both are.
///
/// # Source
/// Mantel and Haenszel (1959); variance of Robins, Breslow and Greenland (1986), Biometrics 42, 311-323.
///
/// ```
/// use evenhand_inference::{Level, strata::{Stratum, mantel_haenszel_odds_ratio}};
/// let strata = [Stratum::new((4.0, 6.0), (5.0, 6.0))?, Stratum::new((2.0, 7.0), (0.0, 2.0))?];
/// let common = mantel_haenszel_odds_ratio(&strata, Level::P95).unwrap();
/// assert!((common.estimate - 0.9333333333333331).abs() < 1e-12);
/// // Admissions to Berkeley in 1973, men against women by department: R's mantelhaen.test(UCBAdmissions).
/// let berkeley = [
///     ((512.0, 825.0), (89.0, 108.0)), ((353.0, 560.0), (17.0, 25.0)), ((120.0, 325.0), (202.0, 593.0)),
///     ((138.0, 417.0), (131.0, 375.0)), ((53.0, 191.0), (94.0, 393.0)), ((22.0, 373.0), (24.0, 341.0)),
/// ];
/// let strata = berkeley.map(|(men, women)| Stratum::new(men, women).unwrap());
/// let common = mantel_haenszel_odds_ratio(&strata, Level::P95).unwrap();
/// let i = common.interval.unwrap();
/// assert!((common.estimate - 0.9046968).abs() < 5e-8);
/// assert!((i.lower - 0.7719074).abs() < 5e-8 && (i.upper - 1.0603298).abs() < 5e-8);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn mantel_haenszel_odds_ratio(strata: &[Stratum], level: Level) -> Option<Common> {
    let (mut r, mut s, mut pr, mut mixed, mut qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for stratum in strata.iter().filter(|s| s.compares()) {
        let n = stratum.rows();
        let (y1, y2) = (stratum.n1 - stratum.x1, stratum.n2 - stratum.x2);
        let (ri, si) = (stratum.x1 * y2 / n, stratum.x2 * y1 / n);
        let (p, q) = ((stratum.x1 + y2) / n, (stratum.x2 + y1) / n);
        r += ri;
        s += si;
        pr += p * ri;
        mixed += p * si + q * ri;
        qs += q * si;
    }
    if r <= 0.0 && s <= 0.0 {
        return None;
    }
    let estimate = if s > 0.0 { r / s } else { f64::INFINITY };
    let interval = (r > 0.0 && s > 0.0).then(|| {
        let variance = pr / (2.0 * r * r) + mixed / (2.0 * r * s) + qs / (2.0 * s * s);
        let factor = libm::exp(level.z() * variance.sqrt());
        Interval::new(estimate / factor, estimate * factor, "mantel-haenszel")
    });
    Some(Common { estimate, interval })
}

/// The Mantel-Haenszel risk difference p1 − p2 with its normal interval; `None` without a stratum that has both groups.
///
/// # Source
/// Greenland and Robins (1985); variance of Sato (1989), On the variance estimator for the Mantel-Haenszel risk
/// difference, Biometrics 45, 1323-1324.
///
/// ```
/// use evenhand_inference::{Level, strata::{Stratum, mantel_haenszel_risk_difference}};
/// let strata = [Stratum::new((4.0, 6.0), (5.0, 6.0))?, Stratum::new((2.0, 7.0), (0.0, 2.0))?];
/// let common = mantel_haenszel_risk_difference(&strata, Level::P95).unwrap();
/// assert!((common.estimate + 0.012195121951219566).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn mantel_haenszel_risk_difference(strata: &[Stratum], level: Level) -> Option<Common> {
    let (mut weighted, mut weights, mut first, mut second) = (0.0, 0.0, 0.0, 0.0);
    for stratum in strata.iter().filter(|s| s.compares()) {
        let (n, n1, n2) = (stratum.rows(), stratum.n1, stratum.n2);
        let (x1, x2) = (stratum.x1, stratum.x2);
        weighted += stratum.excess();
        weights += n1 * n2 / n;
        first += (n1 * n1 * x2 - n2 * n2 * x1 + n1 * n2 * (n2 - n1) / 2.0) / (n * n);
        second += (x1 * (n2 - x2) + x2 * (n1 - x1)) / (2.0 * n);
    }
    if weights <= 0.0 {
        return None;
    }
    let estimate = weighted / weights;
    let variance = (estimate * first + second) / (weights * weights);
    let interval = (variance >= 0.0).then(|| {
        let half = level.z() * variance.sqrt();
        Interval::new(
            (estimate - half).max(-1.0),
            (estimate + half).min(1.0),
            "mantel-haenszel-sato",
        )
    });
    Some(Common { estimate, interval })
}

/// Whether the strata tell another story than the pooled rates: the difference changes its sign, or the pooled interval
/// excludes the stratified difference.
///
/// `None` without a stratum that has both groups.
///
/// # Source
/// Simpson (1951); Bickel, Hammel and O'Connell (1975), Sex bias in graduate admissions.
///
/// ```
/// use evenhand_inference::{Level, strata::{Stratum, simpson_reversal}};
/// // Higher in both strata, lower in the sum.
/// let strata = [Stratum::new((90.0, 100.0), (800.0, 1000.0))?, Stratum::new((300.0, 1000.0), (20.0, 100.0))?];
/// assert_eq!(simpson_reversal(&strata, Level::P95), Some(true));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[must_use]
pub fn simpson_reversal(strata: &[Stratum], level: Level) -> Option<bool> {
    let common = mantel_haenszel_risk_difference(strata, level)?.estimate;
    let sum = |pick: fn(&Stratum) -> (f64, f64)| {
        let (events, total) = strata
            .iter()
            .map(pick)
            .fold((0.0, 0.0), |(x, n), (a, b)| (x + a, n + b));
        Proportion { events, total }
    };
    let (first, second) = (sum(|s| (s.x1, s.n1)), sum(|s| (s.x2, s.n2)));
    let crude = first.rate() - second.rate();
    Some(crude * common < 0.0 || !difference_interval(first, second, level.z()).contains(common))
}
