//! Who stands where in a ranked list, against target shares.
//!
//! A list holds group codes 0, 1, … in rank order, best first; targets are shares by code and add up to 1.

mod prefix;

pub use prefix::{rank_normalized_difference, rank_normalized_divergence, rank_normalized_ratio};

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use crate::error::{Error, Result, require};
use crate::permutation::{NullReference, null_reference, shuffle};

/// Where a list falls short of its targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Infeasible {
    /// Prefixes in which some group falls short.
    pub index: usize,
    /// Pairs of prefix and group falling short.
    pub count: usize,
}

/// How far the attention that groups get is from their targets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AttentionDistance {
    /// Half the sum of absolute differences (total variation); for two groups the difference itself.
    pub absolute: f64,
    /// The Kullback-Leibler divergence of attention from the targets, in nats.
    pub divergence: f64,
}

/// Position weights 1/log2(1 + j), j = 1 … n.
///
/// # Source
/// Järvelin and Kekäläinen (2002), Cumulated gain-based evaluation; Singh and Joachims (2018) as exposure.
///
/// ```
/// use evenhand_inference::ranking::logarithmic_weights;
/// assert_eq!(logarithmic_weights(3), [1.0, 1.0 / 3.0_f64.log2(), 0.5]);
/// ```
#[must_use]
pub fn logarithmic_weights(n: usize) -> Vec<f64> {
    (0..n).map(|j| 1.0 / libm::log2((j + 2) as f64)).collect()
}

/// Position weights γ^(j−1), j = 1 … n, of a reader who goes on with probability γ.
///
/// # Errors
/// When γ lies outside (0, 1].
///
/// # Source
/// Moffat and Zobel (2008), Rank-biased precision for measurement of retrieval effectiveness; without the factor 1 − γ.
///
/// ```
/// use evenhand_inference::ranking::rank_biased_weights;
/// assert_eq!(rank_biased_weights(3, 0.5)?, [1.0, 0.5, 0.25]);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn rank_biased_weights(n: usize, gamma: f64) -> Result<Vec<f64>> {
    require(gamma > 0.0 && gamma <= 1.0, "gamma", gamma, "in (0, 1]")?;
    let powers = std::iter::successors(Some(1.0), |weight| Some(weight * gamma));
    Ok(powers.take(n).collect())
}

/// The skew of a group: ln(share in the top k / target share); −∞ when nobody of it is there.
///
/// # Errors
/// When the share lies outside [0, 1] or the target outside (0, 1].
///
/// # Source
/// Geyik, Ambler and Kenthapadi (2019), Fairness-aware ranking in search and recommendation systems, Skew@k.
///
/// ```
/// use evenhand_inference::ranking::skew;
/// assert!((skew(0.2, 0.4)? + std::f64::consts::LN_2).abs() < 1e-15);
/// assert_eq!(skew(0.0, 0.4)?, f64::NEG_INFINITY);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn skew(share_top_k: f64, target: f64) -> Result<f64> {
    let share = (0.0..=1.0).contains(&share_top_k);
    require(share, "share", share_top_k, "in [0, 1]")?;
    require(target > 0.0 && target <= 1.0, "target", target, "in (0, 1]")?;
    Ok(if share_top_k > 0.0 {
        libm::log(share_top_k / target)
    } else {
        f64::NEG_INFINITY
    })
}

/// Normalized discounted cumulative KL divergence of the prefixes of a list from the targets, in nats; 0 is ideal.
///
/// 0·ln 0 counts as 0; a group with target 0 that appears makes it infinite.
///
/// # Errors
/// When the list is empty or names a group without target, or the targets are negative or do not add up to 1.
///
/// # Source
/// Geyik, Ambler and Kenthapadi (2019), NDKL: (1/Z) Σ KL(D_i ‖ D)/log2(i + 1), Z = Σ 1/log2(i + 1).
///
/// ```
/// use evenhand_inference::ranking::ndkl;
/// // Prefix one: ln 2; prefix two: as targeted. Weights 1 and 1/log2 3.
/// let value = ndkl(&[0, 1], &[0.5, 0.5])?;
/// assert!((value - 2.0_f64.ln() / (1.0 + 1.0 / 3.0_f64.log2())).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn ndkl(list: &[usize], targets: &[f64]) -> Result<f64> {
    check(list, targets)?;
    let mut counts = vec![0_usize; targets.len()];
    let (mut sum, mut weights) = (0.0, 0.0);
    for (place, &code) in list.iter().enumerate() {
        if let Some(count) = counts.get_mut(code) {
            *count += 1;
        }
        let length = (place + 1) as f64;
        let weight = 1.0 / libm::log2(length + 1.0);
        let shares = counts.iter().map(|&count| count as f64 / length);
        sum += weight * divergence(shares, targets);
        weights += weight;
    }
    Ok(sum / weights)
}

/// Prefixes k = 1 … N in which a group has fewer than ⌊p_g·k⌋ members, and how many pairs of prefix and group.
///
/// # Errors
/// As [`ndkl`].
///
/// # Source
/// Geyik, Ambler and Kenthapadi (2019), InfeasibleIndex and InfeasibleCount, their minimum-representation condition.
///
/// ```
/// use evenhand_inference::ranking::{Infeasible, infeasible};
/// let list = [0, 0, 0, 1, 1, 1, 2, 2, 2];
/// assert_eq!(infeasible(&list, &[1.0 / 3.0; 3])?, Infeasible { index: 5, count: 6 });
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn infeasible(list: &[usize], targets: &[f64]) -> Result<Infeasible> {
    check(list, targets)?;
    let mut counts = vec![0_usize; targets.len()];
    let mut result = Infeasible { index: 0, count: 0 };
    for (place, &code) in list.iter().enumerate() {
        if let Some(count) = counts.get_mut(code) {
            *count += 1;
        }
        let length = (place + 1) as f64;
        // 0.29·100 is 28.999…: a whole number of members must not be lost to rounding.
        let short = |(&count, &target): (&usize, &f64)| {
            (count as f64) < libm::floor(target * length + 1e-9)
        };
        let pairs = counts
            .iter()
            .zip(targets)
            .filter(|&pair| short(pair))
            .count();
        result.index += usize::from(pairs > 0);
        result.count += pairs;
    }
    Ok(result)
}

/// The distance of each group's share of attention Σ_{j∈g} v_j/Σ v_j from its target; `weights` are v_j by position.
///
/// # Errors
/// As [`ndkl`]; also when a weight is negative or not finite, all are 0, or their number is not that of the list.
///
/// # Source
/// Sapiezynski, Zeng, Robertson, Mislove and Wilson (2019), Quantifying the impact of user attention on fair group
/// representation in ranked lists; the paper leaves the distance open, half the absolute differences and KL are ours.
///
/// ```
/// use evenhand_inference::ranking::attention_weighted_rank_fairness;
/// let d = attention_weighted_rank_fairness(&[0, 1, 1], &[2.0, 1.0, 1.0], &[0.25, 0.75])?;
/// assert!((d.absolute - 0.25).abs() < 1e-15);
/// assert!((d.divergence - 0.5 * (2.0_f64.ln() + (2.0 / 3.0_f64).ln())).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn attention_weighted_rank_fairness(
    list: &[usize],
    weights: &[f64],
    targets: &[f64],
) -> Result<AttentionDistance> {
    check(list, targets)?;
    if weights.len() != list.len() {
        return Err(Error::LengthMismatch {
            left: "list",
            left_len: list.len(),
            right: "weights",
            right_len: weights.len(),
        });
    }
    let mut attention = vec![0.0; targets.len()];
    for (&code, &weight) in list.iter().zip(weights) {
        let valid = weight >= 0.0 && weight.is_finite();
        require(valid, "weights", weight, "finite and at least 0")?;
        if let Some(sum) = attention.get_mut(code) {
            *sum += weight;
        }
    }
    let total: f64 = attention.iter().sum();
    require(total > 0.0, "weights", total, "positive in sum")?;
    let shares = attention.iter().map(|sum| sum / total);
    let apart = shares
        .clone()
        .zip(targets)
        .map(|(share, target)| (share - target).abs());
    Ok(AttentionDistance {
        absolute: 0.5 * apart.sum::<f64>(),
        divergence: divergence(shares, targets),
    })
}

/// A measure of a list beside its distribution over random orders of the same list; larger is more extreme.
///
/// # Errors
/// What the measure refuses, or when `draws` is 0.
///
/// # Source
/// Fisher (1935), The design of experiments, section 21 (permutation); Phipson and Smyth (2010) for the p-value.
///
/// ```
/// use evenhand_inference::ranking::{ndkl, ranking_null};
/// let list = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
/// let null = ranking_null(&list, |list| ndkl(list, &[0.5, 0.5]), 2000, 1)?;
/// // Only this order and its mirror image are as extreme: 2/C(10,5).
/// assert!((null.p_value - 2.0 / 252.0).abs() < 0.006 && null.mean < null.observed);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn ranking_null<T: Clone>(
    list: &[T],
    measure: impl Fn(&[T]) -> Result<f64>,
    draws: usize,
    seed: u64,
) -> Result<NullReference> {
    let observed = measure(list)?;
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut order = list.to_vec();
    let one = |_| {
        shuffle(&mut order, &mut random);
        measure(&order)
    };
    null_reference(observed, (0..draws).map(one).collect::<Result<_>>()?)
}

/// A measure of several lists together beside its distribution over random orders of each; larger is more extreme.
///
/// # Errors
/// What the measure refuses, or when `draws` is 0.
///
/// # Source
/// As [`ranking_null`], with the lists as strata of the permutation.
///
/// ```
/// use evenhand_inference::ranking::lists_null;
/// // How often the first place holds group 0: of two lists of two, at random once.
/// let lists = [vec![0, 1], vec![0, 1]];
/// let first = |lists: &[Vec<usize>]| Ok(lists.iter().filter(|list| list[0] == 0).count() as f64);
/// let null = lists_null(&lists, first, 2000, 1)?;
/// assert!(null.observed == 2.0 && (null.mean - 1.0).abs() < 0.1 && (null.p_value - 0.25).abs() < 0.05);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn lists_null<T: Clone>(
    lists: &[Vec<T>],
    measure: impl Fn(&[Vec<T>]) -> Result<f64>,
    draws: usize,
    seed: u64,
) -> Result<NullReference> {
    let observed = measure(lists)?;
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut orders = lists.to_vec();
    let one = |_| {
        for order in &mut orders {
            shuffle(order, &mut random);
        }
        measure(&orders)
    };
    null_reference(observed, (0..draws).map(one).collect::<Result<_>>()?)
}

/// Σ s ln(s/t), with 0·ln 0 = 0 and infinite where only the target is 0.
fn divergence(shares: impl Iterator<Item = f64>, targets: &[f64]) -> f64 {
    let part = |(share, &target): (f64, &f64)| {
        if share <= 0.0 {
            0.0
        } else if target > 0.0 {
            share * libm::log(share / target)
        } else {
            f64::INFINITY
        }
    };
    shares.zip(targets).map(part).sum::<f64>().max(0.0)
}

fn check(list: &[usize], targets: &[f64]) -> Result<()> {
    if list.is_empty() {
        return Err(Error::TooFew {
            argument: "list",
            got: 0,
            min: 1,
        });
    }
    for &target in targets {
        require(target >= 0.0, "target", target, "at least 0")?;
    }
    let total: f64 = targets.iter().sum();
    require((total - 1.0).abs() < 1e-6, "targets", total, "1 in sum")?;
    for &code in list {
        let known = code < targets.len();
        require(known, "group code", code as f64, "one that has a target")?;
    }
    Ok(())
}
