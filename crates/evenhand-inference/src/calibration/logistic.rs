//! The slope and the intercept of the outcome on the logit of the score.

use crate::Estimate;
use crate::error::{Error, Result, require};

/// Newton steps end far earlier; more mean that the data do not determine the coefficients.
const MOST_STEPS: usize = 200;

/// The logistic regression of the outcome on the logit of the score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recalibration {
    /// 1 when the scores are spread as the outcomes are; below 1 they are too extreme, above 1 too timid.
    pub slope: Estimate,
    /// The intercept, in logits.
    pub intercept: Estimate,
}

/// The calibration slope and intercept from rows or bins of (logit of the score, n, events).
///
/// # Errors
/// When a logit is not finite (a score is 0 or 1), counts are out of range, or the slope does not exist: one outcome
/// only, or scores that separate the outcomes.
///
/// # Source
/// Cox (1958), Two further applications of a model for binary regression; existence after Albert and Anderson (1984).
///
/// ```
/// use evenhand_inference::calibration::logistic_slope;
/// // Two scores: the slope is the log odds ratio over their distance, with Woolf's variance.
/// let fit = logistic_slope(&[(-1.0, 100.0, 20.0), (1.0, 100.0, 60.0)])?;
/// assert!((fit.slope.value - 0.5 * 6.0_f64.ln()).abs() < 1e-12);
/// let woolf = 1.0 / 20.0 + 1.0 / 80.0 + 1.0 / 60.0 + 1.0 / 40.0;
/// assert!((fit.slope.variance - 0.25 * woolf).abs() < 1e-12);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn logistic_slope(bins: &[(f64, f64, f64)]) -> Result<Recalibration> {
    let (rows, _) = check(bins)?;
    if !overlap(bins) {
        return Err(Error::NoEstimate {
            quantity: "the calibration slope",
            reason: "the scores separate the outcomes, or there is one outcome or one score only",
        });
    }
    // Around its mean the logit is nearly uncorrelated with the intercept.
    let centre = bins.iter().map(|&(x, n, _)| n * x).sum::<f64>() / rows;
    let (mut at, mut slope) = (centre, 1.0);
    let mut height = likelihood(bins, centre, at, slope);
    for _ in 0..MOST_STEPS {
        let fit = information(bins, centre, at, slope);
        let Some((of_at, of_slope, shared)) = fit.inverse() else {
            break;
        };
        let step = (
            of_at * fit.towards.0 + shared * fit.towards.1,
            shared * fit.towards.0 + of_slope * fit.towards.1,
        );
        let gain = step.0 * fit.towards.0 + step.1 * fit.towards.1;
        if gain <= 1e-20 * (1.0 + height.abs()) {
            return Ok(Recalibration {
                slope: Estimate {
                    value: slope,
                    variance: of_slope,
                },
                intercept: Estimate {
                    value: at - slope * centre,
                    variance: of_at + centre * centre * of_slope - 2.0 * centre * shared,
                },
            });
        }
        let mut length = 1.0;
        loop {
            let next = (at + length * step.0, slope + length * step.1);
            let reached = likelihood(bins, centre, next.0, next.1);
            // Near the top rounding hides the gain; a full step is then as good as any.
            if reached >= height - 1e-12 * (1.0 + height.abs()) {
                (at, slope, height) = (next.0, next.1, reached);
                break;
            }
            length *= 0.5;
            if length < 1e-10 {
                break;
            }
        }
        if length < 1e-10 {
            break;
        }
    }
    Err(Error::NoEstimate {
        quantity: "the calibration slope",
        reason: "the search for the maximum did not end",
    })
}

/// Calibration-in-the-large on the logit scale: the intercept with the slope fixed at 1.
///
/// Takes rows or bins of (logit of the score, n, events); 0 when as many events happened as were predicted.
///
/// # Errors
/// When a logit is not finite (a score is 0 or 1), counts are out of range, or there is one outcome only.
///
/// # Source
/// Cox (1958); Steyerberg (2019), Clinical prediction models, chapter 15.
///
/// ```
/// use evenhand_inference::calibration::logistic_intercept;
/// // Everybody scored ½ and 20 of 100 had the event: the logit of 0.2, with variance 1/20 + 1/80.
/// let fit = logistic_intercept(&[(0.0, 100.0, 20.0)])?;
/// assert!((fit.value - 0.25_f64.ln()).abs() < 1e-14 && (fit.variance - 0.0625).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn logistic_intercept(bins: &[(f64, f64, f64)]) -> Result<Estimate> {
    let (rows, events) = check(bins)?;
    if !(events > 0.0 && events < rows) {
        return Err(Error::NoEstimate {
            quantity: "the calibration intercept",
            reason: "there is one outcome only",
        });
    }
    let logit = libm::log(events / (rows - events));
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for &(x, n, _) in bins {
        if n > 0.0 {
            low = low.min(x);
            high = high.max(x);
        }
    }
    // The intercept lies between the logit of the overall rate minus the largest and minus the smallest score.
    let (mut low, mut high) = (logit - high, logit - low);
    let mut at = 0.5 * (low + high);
    for _ in 0..MOST_STEPS {
        let (mut missing, mut weight) = (0.0, 0.0);
        for &(x, n, observed) in bins {
            let (p, q) = shares(at + x);
            missing += observed - n * p;
            weight += n * p * q;
        }
        if missing > 0.0 {
            low = at;
        } else {
            high = at;
        }
        let mut next = at + missing / weight;
        if !(next >= low && next <= high) {
            next = 0.5 * (low + high);
        }
        let moved = (next - at).abs();
        at = next;
        if moved <= 1e-15 * (1.0 + at.abs()) {
            break;
        }
    }
    let weight: f64 = bins
        .iter()
        .map(|&(x, n, _)| {
            let (p, q) = shares(at + x);
            n * p * q
        })
        .sum();
    Ok(Estimate {
        value: at,
        variance: 1.0 / weight,
    })
}

/// The gradient of the log-likelihood and its information matrix.
struct Information {
    towards: (f64, f64),
    of_at: f64,
    of_slope: f64,
    shared: f64,
}

impl Information {
    fn inverse(&self) -> Option<(f64, f64, f64)> {
        let determinant = self.of_at * self.of_slope - self.shared * self.shared;
        (determinant > 0.0 && determinant.is_finite()).then(|| {
            (
                self.of_slope / determinant,
                self.of_at / determinant,
                -self.shared / determinant,
            )
        })
    }
}

fn information(bins: &[(f64, f64, f64)], centre: f64, at: f64, slope: f64) -> Information {
    let mut sums = Information {
        towards: (0.0, 0.0),
        of_at: 0.0,
        of_slope: 0.0,
        shared: 0.0,
    };
    for &(x, n, events) in bins {
        let x = x - centre;
        let (p, q) = shares(at + slope * x);
        let missing = events * q - (n - events) * p;
        let weight = n * p * q;
        sums.towards.0 += missing;
        sums.towards.1 += missing * x;
        sums.of_at += weight;
        sums.of_slope += weight * x * x;
        sums.shared += weight * x;
    }
    sums
}

fn likelihood(bins: &[(f64, f64, f64)], centre: f64, at: f64, slope: f64) -> f64 {
    bins.iter()
        .map(|&(x, n, events)| {
            let t = at + slope * (x - centre);
            // ln(1 + e^t) without overflow.
            let log_sum = t.max(0.0) + libm::log1p(libm::exp(-t.abs()));
            events * t - n * log_sum
        })
        .sum()
}

/// The probability at a logit and its complement, both to full precision.
fn shares(logit: f64) -> (f64, f64) {
    (
        1.0 / (1.0 + libm::exp(-logit)),
        1.0 / (1.0 + libm::exp(logit)),
    )
}

/// Whether the scores of events and of non-events overlap on both sides, so that the likelihood has a maximum.
fn overlap(bins: &[(f64, f64, f64)]) -> bool {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    let (mut with, mut without) = (none, none);
    let widen = |range: &mut (f64, f64), x: f64| *range = (range.0.min(x), range.1.max(x));
    for &(x, n, events) in bins {
        if events > 0.0 {
            widen(&mut with, x);
        }
        if events < n {
            widen(&mut without, x);
        }
    }
    with.0 < without.1 && without.0 < with.1
}

fn check(bins: &[(f64, f64, f64)]) -> Result<(f64, f64)> {
    let (mut rows, mut all) = (0.0, 0.0);
    for &(x, n, events) in bins {
        require(x.is_finite(), "logit", x, "finite")?;
        require(n >= 0.0 && n.is_finite(), "n", n, "finite and at least 0")?;
        require(
            events >= 0.0 && events <= n,
            "events",
            events,
            "between 0 and n",
        )?;
        rows += n;
        all += events;
    }
    require(rows > 0.0, "bins", rows, "not all empty")?;
    Ok((rows, all))
}
