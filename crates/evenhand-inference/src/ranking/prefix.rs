//! The measures of Yang and Stoyanovich: the share of a protected group in prefixes, each over its largest possible value.
//!
//! Prefixes end at `step`, 2·`step`, … (10 in the paper) up to the length N of the list and are weighted by 1/log2(i); a
//! sum is divided by the largest that any order of the same list could have. The largest is attained by an order with the
//! protected last or first, the latter with one place given away for rRD; the tests compare it with all orders.

use crate::error::{Error, Result, require};

/// rND: the absolute difference between the protected group's share in each prefix and in the list, in [0, 1].
///
/// `list` says at each rank whether the row is protected. 0 when no order makes a difference.
///
/// # Errors
/// When `step` is below 2 or longer than the list, or the list is not of both kinds.
///
/// # Source
/// Yang and Stoyanovich (2017), Measuring fairness in ranked outputs, normalized discounted difference. Not checked against the
/// paper's page: the discount 1/log2(i). The authors' published code has 1/log2(i + 1), and estimates the largest value
/// by simulation.
///
/// ```
/// use evenhand_inference::ranking::rank_normalized_difference;
/// // One of two protected in front, or the other way round: the most that is possible.
/// assert_eq!(rank_normalized_difference(&[true, true, false, false], 2)?, 1.0);
/// assert_eq!(rank_normalized_difference(&[true, false, true, false], 2)?, 0.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn rank_normalized_difference(list: &[bool], step: usize) -> Result<f64> {
    normalized(list, step, difference)
}

/// rKL: the Kullback-Leibler divergence of each prefix's mix from that of the list, in [0, 1].
///
/// # Errors
/// As [`rank_normalized_difference`].
///
/// # Source
/// Yang and Stoyanovich (2017), normalized discounted KL-divergence; with 0·log 0 = 0, where their code puts 0.001. The
/// discount as for [`rank_normalized_difference`].
///
/// ```
/// use evenhand_inference::ranking::rank_normalized_divergence;
/// // One of four is protected. In a prefix of two it diverges by (ln 2 + ln(2/3))/2, its absence by ln(4/3): twice that.
/// assert!((rank_normalized_divergence(&[true, false, false, false], 2)? - 0.5).abs() < 1e-15);
/// assert!((rank_normalized_divergence(&[false, false, true, false], 2)? - 1.0).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn rank_normalized_divergence(list: &[bool], step: usize) -> Result<f64> {
    normalized(list, step, divergence)
}

/// rRD: the absolute difference between the ratio of protected to others in each prefix and in the list, in [0, 1].
///
/// A ratio with 0 above or below counts as 0. Only meaningful when the protected are the minority.
///
/// # Errors
/// As [`rank_normalized_difference`].
///
/// # Source
/// Yang and Stoyanovich (2017), normalized discounted ratio. Not checked against the paper's page; the authors' published
/// code counts only shortfalls of the protected group. The discount as for [`rank_normalized_difference`].
///
/// ```
/// use evenhand_inference::ranking::rank_normalized_ratio;
/// // Prefix of two: 1/1 against 1/3; the other extreme, 0 against 1/3, is smaller.
/// assert_eq!(rank_normalized_ratio(&[false, true, false, false], 2)?, 1.0);
/// assert!((rank_normalized_ratio(&[false, false, true, false], 2)? - 0.5).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn rank_normalized_ratio(list: &[bool], step: usize) -> Result<f64> {
    normalized(list, step, ratio)
}

/// A distance from (protected in the prefix, its length, protected in the list, its length).
type Distance = fn(f64, f64, f64, f64) -> f64;

fn difference(c: f64, i: f64, m: f64, n: f64) -> f64 {
    (c / i - m / n).abs()
}

fn divergence(c: f64, i: f64, m: f64, n: f64) -> f64 {
    let part = |share: f64, all: f64| {
        if share > 0.0 {
            share * libm::log(share / all)
        } else {
            0.0
        }
    };
    (part(c / i, m / n) + part((i - c) / i, (n - m) / n)).max(0.0)
}

fn ratio(c: f64, i: f64, m: f64, n: f64) -> f64 {
    let over = |a: f64, b: f64| if b > 0.0 { a / b } else { 0.0 };
    (over(c, i - c) - over(m, n - m)).abs()
}

fn normalized(list: &[bool], step: usize, distance: Distance) -> Result<f64> {
    require(step >= 2, "step", step as f64, "at least 2")?;
    let (length, protected) = (list.len(), list.iter().filter(|&&p| p).count());
    if length < step {
        return Err(Error::TooFew {
            argument: "list",
            got: length,
            min: step,
        });
    }
    let both = protected > 0 && protected < length;
    require(both, "protected", protected as f64, "some but not all rows")?;
    let mut running = 0;
    let counts: Vec<usize> = list
        .iter()
        .map(|&p| {
            running += usize::from(p);
            running
        })
        .collect();
    let own = discounted(length, protected, step, distance, |i| {
        counts.get(i.saturating_sub(1)).copied().unwrap_or(0)
    });
    let largest = largest(length, protected, step, distance);
    Ok(if largest > 0.0 { own / largest } else { 0.0 })
}

/// Σ d/log2(i) over the prefixes, from the number of protected in each.
fn discounted(
    length: usize,
    protected: usize,
    step: usize,
    distance: Distance,
    count: impl Fn(usize) -> usize,
) -> f64 {
    let (m, n) = (protected as f64, length as f64);
    (1..=length / step)
        .map(|k| {
            let i = k * step;
            distance(count(i) as f64, i as f64, m, n) / libm::log2(i as f64)
        })
        .sum()
}

/// The largest sum that an order of the same list can have: protected last, or protected first with one of the others
/// let in from the start, from a later prefix on, or not before all protected have had their place.
fn largest(length: usize, protected: usize, step: usize, distance: Distance) -> f64 {
    let others = length - protected;
    let sum = |count: &dyn Fn(usize) -> usize| discounted(length, protected, step, distance, count);
    let last = sum(&|i| i.saturating_sub(others));
    let (m, n) = (protected as f64, length as f64);
    let mut first = sum(&|i| (i - 1).min(protected));
    let mut best = last.max(first);
    for k in 1..=length / step {
        let i = k * step;
        let later = |count: usize| distance(count as f64, i as f64, m, n) / libm::log2(i as f64);
        first += later(i.min(protected)) - later((i - 1).min(protected));
        best = best.max(first);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest sum by dynamic programming over the number of protected in each prefix.
    fn exhaustive(length: usize, protected: usize, step: usize, distance: Distance) -> f64 {
        let (m, n) = (protected as f64, length as f64);
        let others = length - protected;
        let mut best: Vec<(usize, f64)> = vec![(0, 0.0)];
        for k in 1..=length / step {
            let i = k * step;
            let low = i.saturating_sub(others);
            best = (low..=i.min(protected))
                .map(|c| {
                    let before = best
                        .iter()
                        .filter(|(b, _)| *b <= c && c - b <= step)
                        .map(|b| b.1)
                        .fold(0.0, f64::max);
                    let here = distance(c as f64, i as f64, m, n) / libm::log2(i as f64);
                    (c, before + here)
                })
                .collect();
        }
        best.iter().map(|b| b.1).fold(0.0, f64::max)
    }

    #[test]
    fn no_order_exceeds_the_extreme_ones() {
        for step in [2, 3, 5, 10] {
            for length in step..70 {
                for protected in 1..length {
                    for distance in [difference, divergence, ratio] as [Distance; 3] {
                        let found = largest(length, protected, step, distance);
                        let all = exhaustive(length, protected, step, distance);
                        assert!(
                            (found - all).abs() < 1e-9 * all.max(1.0),
                            "{step} {length} {protected}: {found} {all}"
                        );
                    }
                }
            }
        }
    }
}
