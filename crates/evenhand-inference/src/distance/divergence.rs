//! Divergences of two distributions over the same categories.

use crate::error::{Error, Result, require};

/// The customary count that is added to every category before shares are taken.
pub const SMOOTHING: f64 = 0.5;

/// The Kullback-Leibler divergence Σ p ln(p/q) of the first from the second, in nats.
///
/// Counts per category, in the same order in both, with `alpha` ≥ 0 added to each ([`SMOOTHING`] is customary); at 0 it
/// is infinite when the second lacks a category of the first.
///
/// # Errors
/// When the lengths differ, a count or `alpha` is negative or not finite, or a side sums to 0.
///
/// # Source
/// Kullback and Leibler (1951), On information and sufficiency; smoothing by a symmetric Dirichlet prior.
///
/// ```
/// use evenhand_inference::distance::kullback_leibler;
/// let d = kullback_leibler(&[1.0, 3.0], &[1.0, 1.0], 0.0)?;
/// assert!((d - (0.25 * 0.5_f64.ln() + 0.75 * 1.5_f64.ln())).abs() < 1e-15);
/// assert_eq!(kullback_leibler(&[1.0, 3.0], &[1.0, 0.0], 0.0)?, f64::INFINITY);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn kullback_leibler(first: &[f64], second: &[f64], alpha: f64) -> Result<f64> {
    let shares = shares(first, second, alpha)?;
    Ok(shares.map(|(p, q)| entropy(p, q)).sum::<f64>().max(0.0))
}

/// The Jensen-Shannon divergence, the mean divergence of both from their even mix, in nats; between 0 and ln 2.
///
/// Counts per category, in the same order in both, with `alpha` ≥ 0 added to each.
///
/// # Errors
/// When the lengths differ, a count or `alpha` is negative or not finite, or a side sums to 0.
///
/// # Source
/// Lin (1991), Divergence measures based on the Shannon entropy.
///
/// ```
/// use evenhand_inference::distance::jensen_shannon;
/// let d = jensen_shannon(&[4.0, 0.0], &[0.0, 9.0], 0.0)?;
/// assert!((d - 2.0_f64.ln()).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn jensen_shannon(first: &[f64], second: &[f64], alpha: f64) -> Result<f64> {
    let shares = shares(first, second, alpha)?;
    let sum: f64 = shares
        .map(|(p, q)| {
            let mix = 0.5 * (p + q);
            entropy(p, mix) + entropy(q, mix)
        })
        .sum();
    Ok((0.5 * sum).max(0.0))
}

/// The Hellinger distance √(½ Σ (√p − √q)²), between 0 and 1.
///
/// Counts per category, in the same order in both, with `alpha` ≥ 0 added to each.
///
/// # Errors
/// When the lengths differ, a count or `alpha` is negative or not finite, or a side sums to 0.
///
/// # Source
/// Hellinger (1909), Neue Begründung der Theorie quadratischer Formen; Le Cam and Yang (2000), Asymptotics in statistics.
///
/// ```
/// use evenhand_inference::distance::hellinger;
/// let d = hellinger(&[1.0, 1.0], &[1.0, 0.0], 0.0)?;
/// assert!((d - (1.0 - 0.5_f64.sqrt()).sqrt()).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn hellinger(first: &[f64], second: &[f64], alpha: f64) -> Result<f64> {
    let shares = shares(first, second, alpha)?;
    let sum: f64 = shares
        .map(|(p, q)| (p.sqrt() - q.sqrt()) * (p.sqrt() - q.sqrt()))
        .sum();
    Ok((0.5 * sum).sqrt())
}

/// The population stability index Σ (p − q) ln(p/q), both divergences added, in nats.
///
/// Counts per category, in the same order in both, with `alpha` ≥ 0 added to each; at 0 it is infinite when one side
/// lacks a category of the other.
///
/// # Errors
/// When the lengths differ, a count or `alpha` is negative or not finite, or a side sums to 0.
///
/// # Source
/// Jeffreys (1946), An invariant form for the prior probability; as the stability index, Siddiqi (2006), Credit risk
/// scorecards.
///
/// ```
/// use evenhand_inference::distance::population_stability_index;
/// let d = population_stability_index(&[1.0, 3.0], &[1.0, 1.0], 0.0)?;
/// assert!((d - (-0.25 * 0.5_f64.ln() + 0.25 * 1.5_f64.ln())).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn population_stability_index(first: &[f64], second: &[f64], alpha: f64) -> Result<f64> {
    let shares = shares(first, second, alpha)?;
    let one = |(p, q): (f64, f64)| {
        if p.max(q) <= 0.0 {
            0.0
        } else if p.min(q) <= 0.0 {
            f64::INFINITY
        } else {
            (p - q) * libm::log(p / q)
        }
    };
    Ok(shares.map(one).sum())
}

/// p ln(p/q), 0 at no share.
fn entropy(p: f64, q: f64) -> f64 {
    if p <= 0.0 {
        0.0
    } else if q <= 0.0 {
        f64::INFINITY
    } else {
        p * libm::log(p / q)
    }
}

/// The shares of both sides per category, with `alpha` added to every count.
pub(super) fn shares<'a>(
    first: &'a [f64],
    second: &'a [f64],
    alpha: f64,
) -> Result<impl Iterator<Item = (f64, f64)> + 'a> {
    if first.len() != second.len() {
        return Err(Error::LengthMismatch {
            left: "the first side",
            left_len: first.len(),
            right: "the second side",
            right_len: second.len(),
        });
    }
    require(
        alpha >= 0.0 && alpha.is_finite(),
        "alpha",
        alpha,
        "finite and at least 0",
    )?;
    let total = |counts: &[f64]| {
        for &count in counts {
            require(
                count >= 0.0 && count.is_finite(),
                "counts",
                count,
                "finite and at least 0",
            )?;
        }
        let rows: f64 = counts.iter().sum();
        require(rows > 0.0, "counts", rows, "positive in sum")?;
        Ok(rows + alpha * counts.len() as f64)
    };
    let (of_first, of_second) = (total(first)?, total(second)?);
    let both = first.iter().zip(second);
    Ok(both.map(move |(a, b)| ((a + alpha) / of_first, (b + alpha) / of_second)))
}
