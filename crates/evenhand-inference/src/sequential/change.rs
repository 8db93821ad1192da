use super::Table;
use super::process::{Process, best, log_likelihood};

/// Whether the odds ratio of a series is another than it was before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The log odds ratio before.
    pub before: f64,
    /// The log odds ratio since.
    pub since: f64,
    /// Logarithm of the evidence that they differ.
    pub log_e_value: f64,
}

impl Change {
    /// The evidence that they differ.
    pub fn e_value(&self) -> f64 {
        libm::exp(self.log_e_value)
    }
}

/// Compares the looks since some audit, such as the last signed one, with those up to it; strata are tables of their own.
///
/// The evidence is `E_before · E_since / sup_φ L(φ)`, the likelihood of one common odds ratio at its best in the
/// denominator. Whichever odds ratio was common to both, the two factors over its likelihood are an e-process, so that it
/// may be looked at after every audit. It is also evidence for the direction: where the groups have come nearer, that the gap
/// did not stay as it was or grow.
///
/// # Source
/// Wasserman, Ramdas and Balakrishnan (2020), Universal inference, equation 5 and section 8, with mixtures as in
/// [`Process`].
///
/// ```
/// use evenhand_inference::sequential::{Table, compare};
/// let before = vec![Table::new((60, 1000), (100, 1000))?; 6];
/// let same = compare(&before, &before);
/// assert!(same.e_value() < 1.0);
/// let better = compare(&before, &vec![Table::new((100, 1000), (100, 1000))?; 6]);
/// assert!(better.e_value() > 20.0 && better.since > better.before);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn compare(before: &[Table], since: &[Table]) -> Change {
    let evidence = |looks: &[Table]| {
        let mut process = Process::new();
        process.add(looks);
        process.log_e_value()
    };
    // Where the best is infinite, the likelihood still rises there; its limit is reached far out to the last digit.
    let common = best(&[before, since]).clamp(-30.0, 30.0);
    let null = log_likelihood(before, common) + log_likelihood(since, common);
    Change {
        before: best(&[before]),
        since: best(&[since]),
        log_e_value: evidence(before) + evidence(since) - null.max(0.0),
    }
}
