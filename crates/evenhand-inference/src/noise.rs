//! What a quantity that is never negative shows by chance alone.

/// The distribution of a quantity when there is nothing to find, and where the observed one lies in it.
///
/// A distance or an absolute error is positive even without any difference, so it is read beside this reference and
/// never beside a bootstrap interval.
///
/// ```
/// use evenhand_inference::calibration::{Bin, calibration_noise};
/// let noise = calibration_noise(&[Bin { n: 100.0, events: 50.0, mean_score: 0.5 }], 2000, 1)?;
/// assert!(noise.mean < noise.q95 && noise.p_value == 1.0); // as close as it can be
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    /// The mean by chance.
    pub mean: f64,
    /// The value that is exceeded in 5 % of draws.
    pub q95: f64,
    /// (1 + draws at least as large as the observed value)/(draws + 1).
    pub p_value: f64,
}

impl Noise {
    /// Summarises draws against the observed value; draws that equal it up to rounding count as reaching it.
    pub(crate) fn of(mut draws: Vec<f64>, observed: f64) -> Self {
        draws.sort_by(f64::total_cmp);
        Self::of_sorted(&draws, 1.0, observed)
    }

    /// As [`Noise::of`], of ascending draws that are each to be multiplied by `scale`.
    pub(crate) fn of_sorted(draws: &[f64], scale: f64, observed: f64) -> Self {
        let count = draws.len() as f64;
        let limit = if observed.is_finite() {
            observed - 1e-12 * observed.abs().max(1e-3)
        } else {
            observed
        };
        let below = draws.partition_point(|draw| draw * scale < limit);
        let rank = (libm::ceil(0.95 * count) as usize).max(1);
        Self {
            mean: scale * draws.iter().sum::<f64>() / count,
            q95: scale * draws.get(rank - 1).copied().unwrap_or(f64::NAN),
            p_value: (1.0 + (draws.len() - below) as f64) / (count + 1.0),
        }
    }
}
