//! How far predicted probabilities are from observed rates.
//!
//! The plug-in error is positive for a perfect model, so it is read beside [`calibration_noise`]; the debiased
//! [`squared_error`] is 0 in the mean for one.

mod logistic;

pub use logistic::{Recalibration, logistic_intercept, logistic_slope};

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use crate::bootstrap::Tally;
use crate::error::{Error, Result, require};
use crate::one_sample::clopper_pearson;
use crate::{Interval, Level, Noise, Proportion};

/// The rows whose scores fall into one range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// How many rows, at least 0; effective sizes are allowed.
    pub n: f64,
    /// How many of them had the event, between 0 and `n`.
    pub events: f64,
    /// Their mean predicted probability, between 0 and 1.
    pub mean_score: f64,
}

impl Bin {
    fn gap(&self) -> f64 {
        self.events / self.n - self.mean_score
    }
}

/// The squared calibration error with the sampling noise of the observed rates removed; may be slightly negative.
///
/// Σ w ((ȳ − s̄)² − ȳ(1 − ȳ)/(n − 1)) with w the share of rows. A bin with fewer than two rows has no variance to
/// remove and is left out of both sums.
///
/// # Errors
/// When a bin is out of range or none has two rows.
///
/// # Source
/// Kumar, Liang and Ma (2019), Verified uncertainty calibration, section 5, the debiased estimator.
///
/// ```
/// use evenhand_inference::calibration::{Bin, squared_error};
/// let bins = [Bin { n: 10.0, events: 5.0, mean_score: 0.3 }, Bin { n: 30.0, events: 27.0, mean_score: 0.9 }];
/// let expected = 0.25 * (0.04 - 0.25 / 9.0) + 0.75 * (0.0 - 0.09 / 29.0);
/// assert!((squared_error(&bins)? - expected).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn squared_error(bins: &[Bin]) -> Result<f64> {
    check(bins)?;
    let used = || bins.iter().filter(|bin| bin.n >= 2.0);
    let rows: f64 = used().map(|bin| bin.n).sum();
    require(rows > 0.0, "bins", rows, "two rows in some bin")?;
    let one = |bin: &Bin| {
        let rate = bin.events / bin.n;
        let noise = rate * (1.0 - rate) / (bin.n - 1.0);
        bin.n / rows * (bin.gap() * bin.gap() - noise)
    };
    Ok(used().map(one).sum())
}

/// The expected calibration error Σ w |ȳ − s̄| as it stands, biased up in small bins.
///
/// # Errors
/// When a bin is out of range or all are empty.
///
/// # Source
/// Naeini, Cooper and Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning.
///
/// ```
/// use evenhand_inference::calibration::{Bin, expected_error};
/// let bins = [Bin { n: 10.0, events: 5.0, mean_score: 0.3 }, Bin { n: 30.0, events: 24.0, mean_score: 0.9 }];
/// assert!((expected_error(&bins)? - (0.25 * 0.2 + 0.75 * 0.1)).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn expected_error(bins: &[Bin]) -> Result<f64> {
    let rows = check(bins)?;
    let used = bins.iter().filter(|bin| bin.n > 0.0);
    Ok(used.map(|bin| bin.n / rows * bin.gap().abs()).sum())
}

/// The expected calibration error of a model whose scores are right, by drawing the labels from the scores.
///
/// Each draw gives every bin a binomial number of events at its mean score; effective sizes are rounded to whole rows.
/// Within a bin the scores vary, which makes the true noise a little smaller: the p-value errs on the safe side.
///
/// # Errors
/// When a bin is out of range, all are empty, or `draws` is 0.
///
/// # Source
/// Bröcker and Smith (2007), Increasing the reliability of reliability diagrams (consistency resampling).
///
/// ```
/// use evenhand_inference::calibration::{Bin, calibration_noise};
/// // One bin: the mean of |events/n − ½| over 100 fair coins is C(100, 50)/2¹⁰⁰/2 = 0.0398.
/// let noise = calibration_noise(&[Bin { n: 100.0, events: 70.0, mean_score: 0.5 }], 4000, 1)?;
/// assert!((noise.mean - 0.0398).abs() < 0.0015 && noise.p_value < 0.001);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn calibration_noise(bins: &[Bin], draws: usize, seed: u64) -> Result<Noise> {
    label_noise(bins, &[&expected_error], draws, seed)?
        .pop()
        .ok_or(Error::TooFew {
            argument: "measures",
            got: 0,
            min: 1,
        })
}

/// A measure of bins, such as [`expected_error`].
pub type Measure<'a> = &'a dyn Fn(&[Bin]) -> Result<f64>;

/// As [`calibration_noise`], of any measures of the bins, all from the same draws.
///
/// # Errors
/// When a bin is out of range, all are empty, `draws` is 0, or a measure fails.
///
/// # Source
/// Bröcker and Smith (2007), as [`calibration_noise`].
///
/// ```
/// use evenhand_inference::calibration::{Bin, label_noise, squared_error};
/// let bins = [Bin { n: 100.0, events: 70.0, mean_score: 0.5 }];
/// let noise = label_noise(&bins, &[&squared_error], 4000, 1)?;
/// assert!(noise[0].mean.abs() < 2e-4 && noise[0].p_value < 0.001); // without bias: 0 in the mean
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn label_noise(
    bins: &[Bin],
    measures: &[Measure<'_>],
    draws: usize,
    seed: u64,
) -> Result<Vec<Noise>> {
    check(bins)?;
    require(draws > 0, "draws", draws as f64, "at least 1")?;
    let observed: Vec<f64> = measures
        .iter()
        .map(|measure| measure(bins))
        .collect::<Result<_>>()?;
    let samplers: Vec<(f64, Tally)> = bins
        .iter()
        .map(|bin| {
            let whole = libm::round(bin.n).max(1.0);
            (whole, Tally::new(&[(bin.mean_score, whole as u64)], draws))
        })
        .collect();
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut drawn = bins.to_vec();
    let mut found = vec![Vec::with_capacity(draws); measures.len()];
    for _ in 0..draws {
        for (bin, (whole, sampler)) in drawn.iter_mut().zip(&samplers) {
            if bin.n > 0.0 {
                bin.events = bin.n * (sampler.draw(&mut random) as f64 / whole).min(1.0);
            }
        }
        for (values, measure) in found.iter_mut().zip(measures) {
            values.push(measure(&drawn)?);
        }
    }
    Ok(found
        .into_iter()
        .zip(observed)
        .map(|(values, observed)| Noise::of(values, observed))
        .collect())
}

/// The interval for observed over expected events, with the mean score in (0, 1] taken as known.
///
/// The exact limits of the rate divided by the mean score; defined with no events and with nothing else.
///
/// # Errors
/// When the mean score is not in (0, 1].
///
/// # Source
/// Clopper and Pearson (1934); as calibration-in-the-large, Steyerberg (2019), Clinical prediction models, chapter 15.
///
/// ```
/// use evenhand_inference::{Level, Proportion, calibration::observed_over_expected_interval};
/// let i = observed_over_expected_interval(Proportion::new(0.0, 20.0)?, 0.1, Level::P95)?;
/// assert!(i.lower == 0.0 && (i.upper - (1.0 - 0.025f64.powf(0.05)) / 0.1).abs() < 1e-13);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn observed_over_expected_interval(
    observed: Proportion,
    mean_score: f64,
    level: Level,
) -> Result<Interval> {
    require(
        mean_score > 0.0 && mean_score <= 1.0,
        "mean_score",
        mean_score,
        "above 0 and at most 1",
    )?;
    let rate = clopper_pearson(observed, level.alpha());
    Ok(Interval::new(
        rate.lower / mean_score,
        rate.upper / mean_score,
        "clopper-pearson/expected",
    ))
}

/// How many rows the bins hold.
fn check(bins: &[Bin]) -> Result<f64> {
    let mut rows = 0.0;
    for bin in bins {
        require(
            bin.n >= 0.0 && bin.n.is_finite(),
            "n",
            bin.n,
            "finite and at least 0",
        )?;
        require(
            bin.events >= 0.0 && bin.events <= bin.n,
            "events",
            bin.events,
            "between 0 and n",
        )?;
        require(
            bin.n <= 0.0 || (0.0..=1.0).contains(&bin.mean_score),
            "mean_score",
            bin.mean_score,
            "between 0 and 1",
        )?;
        rows += bin.n;
    }
    require(rows > 0.0, "bins", rows, "not all empty")?;
    Ok(rows)
}
