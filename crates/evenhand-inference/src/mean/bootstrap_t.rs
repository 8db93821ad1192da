//! The bootstrap-t interval of a mean.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use crate::bootstrap::Multinomial;
use crate::error::{Error, Result, require};
use crate::{Interval, Level};

/// The bootstrap-t interval of a mean, for fewer than 200 rows of skewed values; above, [`t_interval`](super::t_interval).
///
/// Values with their counts, in any order (the draws follow the order). A draw of equal values has no t; it counts as
/// infinite on the side of its mean, so a limit may be infinite when few rows differ.
///
/// # Errors
/// When there are fewer than two rows, all values are equal, a value is not finite, or `draws` is 0 (2000 are customary).
///
/// # Source
/// Efron and Tibshirani (1993), An introduction to the bootstrap, section 12.5.
///
/// ```
/// use evenhand_inference::{Level, mean::bootstrap_t_interval};
/// let values: Vec<(f64, u64)> = (1..=30).map(|i| (f64::from(i * i), 1)).collect();
/// let i = bootstrap_t_interval(&values, 2000, 1, Level::P95)?;
/// let mean = 31.0 * 61.0 / 6.0;
/// assert!(i.upper - mean > mean - i.lower); // the longer arm on the side of the tail
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn bootstrap_t_interval(
    values: &[(f64, u64)],
    draws: usize,
    seed: u64,
    level: Level,
) -> Result<Interval> {
    require(draws > 0, "draws", draws as f64, "at least 1")?;
    let rows: u64 = values.iter().map(|(_, count)| count).sum();
    if rows < 2 {
        return Err(Error::TooFew {
            argument: "values",
            got: rows as usize,
            min: 2,
        });
    }
    for &(value, _) in values {
        require(value.is_finite(), "values", value, "finite")?;
    }
    let counts: Vec<f64> = values.iter().map(|(_, count)| *count as f64).collect();
    let n = rows as f64;
    let pairs = || values.iter().map(|(value, _)| value).zip(&counts);
    let mean = pairs().map(|(value, count)| value * count).sum::<f64>() / n;
    let off: Vec<f64> = values.iter().map(|(value, _)| value - mean).collect();
    let Some(error) = standard_error(&off, &counts, n).map(|(_, error)| error) else {
        return Err(Error::NoEstimate {
            quantity: "the bootstrap-t interval",
            reason: "all values are equal",
        });
    };
    let cells = Multinomial::new(&counts);
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut drawn = Vec::new();
    let mut statistics: Vec<f64> = (0..draws)
        .map(|_| {
            cells.draw(rows, &mut random, &mut drawn);
            standard_error(&off, &drawn, n).map_or_else(
                || {
                    let shift: f64 = off.iter().zip(&drawn).map(|(d, c)| d * c).sum();
                    f64::INFINITY.copysign(shift)
                },
                |(shift, error)| shift / error,
            )
        })
        .collect();
    statistics.sort_by(f64::total_cmp);
    let tail = 0.5 * level.alpha() * (draws as f64 + 1.0);
    let rank = (libm::floor(tail) as usize).clamp(1, draws);
    let (low, high) = (
        statistics.get(rank - 1).copied().unwrap_or(f64::NAN),
        statistics.get(draws - rank).copied().unwrap_or(f64::NAN),
    );
    Ok(Interval::new(
        mean - high * error,
        mean - low * error,
        "bootstrap-t",
    ))
}

/// The mean of counted deviations and its standard error; `None` when all are equal.
fn standard_error(off: &[f64], counts: &[f64], n: f64) -> Option<(f64, f64)> {
    let pairs = || off.iter().zip(counts).filter(|(_, count)| **count > 0.0);
    let (&first, _) = pairs().next()?;
    if pairs().all(|(d, _)| d.total_cmp(&first).is_eq()) {
        return None;
    }
    let shift = pairs().map(|(d, count)| d * count).sum::<f64>() / n;
    let squares: f64 = pairs()
        .map(|(d, count)| count * (d - shift) * (d - shift))
        .sum();
    let error = (squares / (n - 1.0) / n).sqrt();
    (error > 0.0).then_some((shift, error))
}
