use super::Table;
use crate::error::{Error, Result, require};

/// The evidence of a series so far that two groups do not have equal odds: 31 numbers.
///
/// The state is the log likelihood of 31 log odds ratios between −1.5 and 1.5, summed over looks and strata; the evidence
/// is their mean under weights that were fixed beforehand, in units of the likelihood of no gap.
///
/// # Source
/// Robbins (1970), Statistical methods related to the law of the iterated logarithm: mixtures of likelihood ratios; Ville
/// (1939) for the bound over all looks; Ramdas, Grünwald, Vovk and Shafer (2023), Game-theoretic statistics and safe
/// anytime-valid inference, for e-processes. The likelihood is that of [`Table::log_likelihood`], free of base rates.
///
/// # Example: twelve months
///
/// ```
/// use evenhand_inference::sequential::{Process, Table};
/// let mut process = Process::new();
/// for _month in 0..12 {
///     process.add(&[Table::new((80, 1000), (100, 1000))?]);
/// }
/// // Enough for an alarm at 5 %, which needs 20.
/// assert!(process.e_value() > 20.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Process {
    log_likelihoods: [f64; Self::POINTS],
}

impl Default for Process {
    fn default() -> Self {
        Self::new()
    }
}

impl Process {
    /// How many log odds ratios are followed.
    pub const POINTS: usize = 31;
    /// The largest of them.
    pub const REACH: f64 = 1.5;
    /// Standard deviation of the log odds ratios that are expected where there is a gap.
    pub const SPREAD: f64 = 0.4;

    /// Before the first look: the evidence is 1.
    pub fn new() -> Self {
        Self {
            log_likelihoods: [0.0; Self::POINTS],
        }
    }

    /// Goes on from a state that was kept.
    ///
    /// # Errors
    /// When it has not 31 finite numbers, or that of no gap is not 0.
    pub fn from_state(state: &[f64]) -> Result<Self> {
        let log_likelihoods: [f64; Self::POINTS] =
            state.try_into().map_err(|_| Error::LengthMismatch {
                left: "state",
                left_len: state.len(),
                right: "log odds ratios",
                right_len: Self::POINTS,
            })?;
        for value in log_likelihoods {
            require(value.is_finite(), "state", value, "finite")?;
        }
        let none = log_likelihoods[Self::POINTS / 2];
        require(none.abs() < 1e-9, "state at no gap", none, "0")?;
        Ok(Self { log_likelihoods })
    }

    /// What is to be kept.
    pub fn state(&self) -> &[f64; Self::POINTS] {
        &self.log_likelihoods
    }

    /// The log odds ratio at a place.
    pub(crate) fn point(place: usize) -> f64 {
        // In tenths, so that the middle is 0 to the last bit.
        (place as f64 - (Self::POINTS / 2) as f64) / 10.0
    }

    /// Adds a look: one table for each stratum.
    pub fn add(&mut self, look: &[Table]) {
        for (place, sum) in self.log_likelihoods.iter_mut().enumerate() {
            if place != Self::POINTS / 2 {
                let point = Self::point(place);
                *sum += look.iter().map(|t| t.log_likelihood(point)).sum::<f64>();
            }
        }
    }

    /// Logarithm of the evidence.
    pub fn log_e_value(&self) -> f64 {
        let height = |place: usize| {
            let deviation = Self::point(place) / Self::SPREAD;
            -0.5 * deviation * deviation
        };
        let total: f64 = (0..Self::POINTS).map(|p| libm::exp(height(p))).sum();
        let logs = || (0..Self::POINTS).map(|p| self.log_likelihoods[p] + height(p));
        let most = logs().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = logs().map(|log| libm::exp(log - most)).sum();
        most + libm::log(sum / total)
    }

    /// The evidence: how many times better a gap explains the series than none does. Infinite beyond about 10³⁰⁸.
    pub fn e_value(&self) -> f64 {
        libm::exp(self.log_e_value())
    }
}

/// The log odds ratios that a series leaves possible; it holds at all looks at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OddsRatioSet {
    /// Lower limit of the log odds ratio.
    pub lower: f64,
    /// Upper limit of the log odds ratio.
    pub upper: f64,
    /// The log odds ratio that explains the series best; infinite where one side has no events.
    pub estimate: f64,
}

/// No log odds ratio further out is told from an infinite one.
const FAR: f64 = 30.0;

/// The log odds ratios φ₀ with `ln E − Σ l(φ₀) < ln(1/α)`, over all looks and strata so far; at any number of looks it
/// contains the true one with probability 1 − α. A limit is infinite where nothing bounds it.
///
/// # Errors
/// When α is not between 0 and 1.
///
/// # Source
/// Robbins (1970); Howard, Ramdas, McAuliffe and Sekhon (2021), Time-uniform, nonparametric, nonasymptotic confidence
/// sequences.
///
/// ```
/// use evenhand_inference::sequential::{Table, confidence_set};
/// let looks = vec![Table::new((80, 1000), (100, 1000))?; 12];
/// let set = confidence_set(&looks, 0.05)?;
/// assert!(set.lower < -0.247 && -0.247 < set.upper && set.upper < 0.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn confidence_set(looks: &[Table], alpha: f64) -> Result<OddsRatioSet> {
    require(
        alpha > 0.0 && alpha < 1.0,
        "alpha",
        alpha,
        "between 0 and 1",
    )?;
    let mut process = Process::new();
    process.add(looks);
    let estimate = best(&[looks]);
    let floor = process.log_e_value() + libm::log(alpha);
    let possible = |point: f64| log_likelihood(looks, point) > floor;
    let limit = |far: f64| {
        let (mut inside, mut outside) = (estimate.clamp(-FAR, FAR), far);
        if possible(outside) {
            return outside.signum() * f64::INFINITY;
        }
        for _ in 0..60 {
            let middle = 0.5 * (inside + outside);
            if possible(middle) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        outside
    };
    Ok(OddsRatioSet {
        lower: limit(-FAR),
        upper: limit(FAR),
        estimate,
    })
}

pub(super) fn log_likelihood(looks: &[Table], point: f64) -> f64 {
    looks.iter().map(|table| table.log_likelihood(point)).sum()
}

/// The log odds ratio that explains all tables best: there, as many events are expected as were seen.
pub(super) fn best(looks: &[&[Table]]) -> f64 {
    let tables = || looks.iter().copied().flatten().filter(|t| t.informs());
    if tables().next().is_none() {
        return 0.0;
    }
    let observed: f64 = tables().map(Table::observed).sum();
    let excess = |point: f64| tables().map(|t| t.expected(point)).sum::<f64>() - observed;
    let (mut low, mut high) = (-FAR, FAR);
    if excess(low) >= 0.0 {
        return f64::NEG_INFINITY;
    }
    if excess(high) <= 0.0 {
        return f64::INFINITY;
    }
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if excess(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
