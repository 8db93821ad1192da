//! Intervals for the area under the ROC curve.

use crate::error::{Error, Result, require};
use crate::two_sample::mover_difference;
use crate::{Interval, Level};

/// Up to this many positives the default interval is the hull of two methods.
const HULL_UP_TO: f64 = 500.0;

/// An area under the ROC curve with what its intervals need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Auc {
    /// The probability that a positive scores above a negative, ties counting half.
    pub auc: f64,
    /// DeLong's variance of it.
    pub variance: f64,
    /// How many positives.
    pub positives: f64,
    /// How many negatives.
    pub negatives: f64,
}

/// The area and its variance from the scores of positives and negatives, O(N log N).
///
/// # Errors
/// When there are fewer than two of either, or a score is NaN.
///
/// # Source
/// DeLong, DeLong and Clarke-Pearson (1988); midranks after Sun and Xu (2014).
///
/// ```
/// use evenhand_inference::auc::delong;
/// let a = delong(&[-1.1, -0.5, 2.4, 0.4, -1.0], &[-2.3, -0.9, -1.5, -2.3, 0.6])?;
/// assert!((a.auc - 0.76).abs() < 1e-14 && (a.variance - 0.0312).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn delong(positives: &[f64], negatives: &[f64]) -> Result<Auc> {
    for (argument, scores) in [("positives", positives), ("negatives", negatives)] {
        if scores.len() < 2 {
            return Err(Error::TooFew {
                argument,
                got: scores.len(),
                min: 2,
            });
        }
        for &score in scores {
            require(!score.is_nan(), argument, score, "a number")?;
        }
    }
    let mut pooled: Vec<(f64, bool)> = positives.iter().map(|&s| (s, true)).collect();
    pooled.extend(negatives.iter().map(|&s| (s, false)));
    pooled.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut steps = Vec::new();
    for tied in pooled.chunk_by(|a, b| a.0 >= b.0) {
        let up = tied.iter().filter(|(_, positive)| *positive).count() as f64;
        steps.push((up, tied.len() as f64 - up));
    }
    from_bins(&steps)
}

/// The area and its variance from bins of ascending score, each (positives, negatives); exact when a bin is a distinct
/// value.
///
/// # Errors
/// When there are fewer than two positives or negatives, or a count is negative or not finite.
///
/// # Source
/// DeLong, DeLong and Clarke-Pearson (1988), structural components summed by bin.
///
/// ```
/// use evenhand_inference::auc::from_bins;
/// let a = from_bins(&[(0.0, 3.0), (1.0, 1.0), (4.0, 1.0)])?;
/// assert!((a.auc - (0.2 * 3.5 + 0.8 * 4.5) / 5.0).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn from_bins(bins: &[(f64, f64)]) -> Result<Auc> {
    let (mut m, mut n) = (0.0, 0.0);
    for &(up, down) in bins {
        require(
            up >= 0.0 && up.is_finite(),
            "bins",
            up,
            "finite and at least 0",
        )?;
        require(
            down >= 0.0 && down.is_finite(),
            "bins",
            down,
            "finite and at least 0",
        )?;
        m += up;
        n += down;
    }
    require(m >= 2.0, "positives", m, "at least 2")?;
    require(n >= 2.0, "negatives", n, "at least 2")?;
    let mut below = 0.0;
    let mut wins = 0.0;
    for &(up, down) in bins {
        wins += up * (below + 0.5 * down);
        below += down;
    }
    let auc = wins / (m * n);
    let (mut beaten, mut passed, mut of_up, mut of_down) = (0.0, 0.0, 0.0, 0.0);
    for &(up, down) in bins {
        let win = (beaten + 0.5 * down) / n - auc;
        let loss = (m - passed - 0.5 * up) / m - auc;
        of_up += up * win * win;
        of_down += down * loss * loss;
        beaten += down;
        passed += up;
    }
    let variance = of_up / (m - 1.0) / m + of_down / (n - 1.0) / n;
    Ok(Auc {
        auc,
        variance,
        positives: m,
        negatives: n,
    })
}

/// The logit interval on DeLong's variance, defined at areas 0 and 1 too.
///
/// # Source
/// DeLong et al. (1988); logit scale after Pepe (2003), The statistical evaluation of medical tests, section 5.2.
///
/// ```
/// use evenhand_inference::{Level, auc::{Auc, logit_delong}};
/// let i = logit_delong(Auc { auc: 0.8, variance: 0.0004, positives: 100.0, negatives: 900.0 }, Level::P95);
/// assert!((i.lower - 0.7579180320020882).abs() < 1e-12 && (i.upper - 0.8363462599436846).abs() < 1e-12);
/// ```
#[must_use]
pub fn logit_delong(auc: Auc, level: Level) -> Interval {
    let pairs = auc.positives * auc.negatives;
    let area = auc.auc.max(0.5 / pairs).min(1.0 - 0.5 / pairs);
    let floor = 1.0 / (12.0 * pairs * auc.positives.max(auc.negatives));
    let half = level.z() * auc.variance.max(floor).sqrt() / (area * (1.0 - area));
    let centre = libm::log(area / (1.0 - area));
    let expit = |t: f64| 1.0 / (1.0 + libm::exp(-t));
    let (lower, upper) = (expit(centre - half), expit(centre + half));
    Interval::new(lower.min(auc.auc), upper.max(auc.auc), "logit-delong")
}

/// The score-type interval that keeps its level with few positives.
///
/// # Source
/// Newcombe (2006), Confidence intervals for an effect size measure based on the Mann-Whitney statistic, method 5.
///
/// ```
/// use evenhand_inference::{Level, auc::{Auc, newcombe_auc}};
/// let i = newcombe_auc(Auc { auc: 1.0, variance: 0.0, positives: 10.0, negatives: 100.0 }, Level::P95);
/// assert!((i.lower - 0.8913166493233002).abs() < 1e-12 && i.upper == 1.0);
/// ```
#[must_use]
pub fn newcombe_auc(auc: Auc, level: Level) -> Interval {
    let (area, pairs) = (auc.auc, auc.positives * auc.negatives);
    let size = 0.5 * (auc.positives + auc.negatives) - 1.0;
    let z = level.z();
    let reach = |theta: f64| {
        let inflation = 1.0 + size * (1.0 - theta) / (2.0 - theta) + size * theta / (1.0 + theta);
        z * (theta * (1.0 - theta) * inflation / pairs).sqrt()
    };
    let search = |mut inside: f64, mut outside: f64| {
        for _ in 0..100 {
            let middle = 0.5 * (inside + outside);
            if (area - middle).abs() > reach(middle) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        0.5 * (inside + outside)
    };
    let lower = if area > 0.0 { search(area, 0.0) } else { 0.0 };
    let upper = if area < 1.0 { search(area, 1.0) } else { 1.0 };
    Interval::new(lower, upper, "newcombe-auc")
}

/// The default interval: hull of Newcombe and logit-DeLong up to 500 positives, logit-DeLong above.
///
/// # Source
/// Newcombe (2006), method 5; DeLong et al. (1988) on the logit scale.
///
/// ```
/// use evenhand_inference::{Level, auc::{Auc, auc_interval}};
/// let small = Auc { auc: 0.9, variance: 0.001, positives: 20.0, negatives: 200.0 };
/// assert_eq!(auc_interval(small, Level::P95).method, "newcombe+logit-delong");
/// ```
#[must_use]
pub fn auc_interval(auc: Auc, level: Level) -> Interval {
    let logit = logit_delong(auc, level);
    if auc.positives > HULL_UP_TO {
        return logit;
    }
    logit.hull(newcombe_auc(auc, level), "newcombe+logit-delong")
}

/// The interval for the difference of the areas of two independent groups, MOVER on their default intervals.
///
/// # Source
/// Zou and Donner (2008), MOVER; Newcombe (2006).
///
/// ```
/// use evenhand_inference::{Level, auc::{Auc, auc_difference_interval}};
/// let a = Auc { auc: 0.8, variance: 0.0004, positives: 100.0, negatives: 900.0 };
/// let i = auc_difference_interval(a, Auc { auc: 0.7, ..a }, Level::P95);
/// assert!(i.contains(0.1));
/// ```
#[must_use]
pub fn auc_difference_interval(a: Auc, b: Auc, level: Level) -> Interval {
    let (ia, ib) = (auc_interval(a, level), auc_interval(b, level));
    mover_difference(a.auc, ia, b.auc, ib).named("mover-auc")
}

/// The probability that a positive of one group scores above a negative of another, with DeLong's variance.
///
/// Counts per bin of ascending score, the same bins for both; [`auc_interval`] gives the interval. The areas of both
/// directions rest on different rows, so [`auc_difference_interval`] compares them.
///
/// # Errors
/// When the lengths differ, there are fewer than two positives or negatives, or a count is negative or not finite.
///
/// # Source
/// Kallus and Zhou (2019), The fairness of risk scores beyond classification: bipartite ranking and the xAUC metric;
/// DeLong et al. (1988).
///
/// ```
/// use evenhand_inference::auc::cross_auc;
/// let area = cross_auc(&[0.0, 1.0, 4.0], &[3.0, 1.0, 1.0])?;
/// assert!((area.auc - (0.2 * 3.5 + 0.8 * 4.5) / 5.0).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn cross_auc(positives: &[f64], negatives: &[f64]) -> Result<Auc> {
    if positives.len() != negatives.len() {
        return Err(Error::LengthMismatch {
            left: "positives",
            left_len: positives.len(),
            right: "negatives",
            right_len: negatives.len(),
        });
    }
    let mut steps = Steps::default();
    for (positive, negative) in positives.iter().zip(negatives) {
        steps.push(*positive, *negative);
    }
    steps.auc(1.0, 1.0)
}

/// Positives and negatives by ascending score, of one group or each of another, in as few steps as their area needs: what
/// follows one another and is of one kind alone has nothing between it, and is one step.
///
/// ```
/// use evenhand_inference::auc::{Steps, from_bins};
/// let bins = [(0.0, 3.0), (0.0, 1.0), (1.0, 1.0), (4.0, 0.0), (2.0, 0.0)];
/// let mut steps = Steps::default();
/// bins.iter().for_each(|(positive, negative)| steps.push(*positive, *negative));
/// assert_eq!(steps.area(), Some((4.5 + 6.0 * 5.0) / 35.0));
/// assert_eq!(steps.auc(1.0, 1.0)?, from_bins(&bins)?);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Steps {
    /// Whether the last step has positives (1), negatives (2) or both (3).
    kind: u8,
    last: usize,
    /// The first stands for none, and those after the last are empty.
    steps: Vec<(f64, f64)>,
}

impl Default for Steps {
    fn default() -> Self {
        Self::up_to(0)
    }
}

impl Steps {
    /// None yet, with room for so many.
    pub fn up_to(most: usize) -> Self {
        Self {
            kind: 0,
            last: 0,
            steps: vec![(0.0, 0.0); most + 1],
        }
    }

    /// Adds the positives and negatives at the next higher score.
    pub fn push(&mut self, positive: f64, negative: f64) {
        // Of which kind the next is is anybody's guess, so that nothing here branches on it.
        let kind = u8::from(positive > 0.0) | u8::from(negative > 0.0) << 1;
        let next = kind != 0 && (kind != self.kind || kind == 3);
        self.kind = if kind == 0 { self.kind } else { kind };
        self.last += usize::from(next);
        if let Some(step) = self.steps.get_mut(self.last) {
            step.0 += positive;
            step.1 += negative;
        } else {
            self.steps.push((positive, negative));
        }
    }

    fn filled(&self) -> &[(f64, f64)] {
        self.steps.get(1..=self.last).unwrap_or_default()
    }

    /// The share of pairs in which the positive scores higher, ties counting half; `None` without pairs.
    pub fn area(&self) -> Option<f64> {
        let (mut below, mut wins, mut positives) = (0.0, 0.0, 0.0);
        for (positive, negative) in self.filled() {
            wins += positive * (below + 0.5 * negative);
            below += negative;
            positives += positive;
        }
        (positives > 0.0 && below > 0.0).then(|| wins / (positives * below))
    }

    /// The area with its variance, where a unit of weight stands for so many rows.
    ///
    /// # Errors
    /// As [`from_bins`].
    pub fn auc(mut self, of_positives: f64, of_negatives: f64) -> Result<Auc> {
        for (positive, negative) in &mut self.steps {
            *positive *= of_positives;
            *negative *= of_negatives;
        }
        from_bins(self.filled())
    }
}

/// The average precision Σ (R_k − R_{k−1}) P_k over thresholds from high to low, from bins of ascending score, each
/// (positives, negatives); between the share of positives and 1 for scores better than none.
///
/// R is the share of positives at or above the threshold, P the share of positives among those; no interpolation.
///
/// # Errors
/// When a count is negative or not finite, or there is no positive.
///
/// # Source
/// Zhu (2004), Recall, precision and average precision; as scikit-learn's `average_precision_score`.
///
/// ```
/// use evenhand_inference::auc::average_precision;
/// // scikit-learn's example: labels 0, 0, 1, 1 at scores .1, .4, .35, .8.
/// let ap = average_precision(&[(0.0, 1.0), (1.0, 0.0), (0.0, 1.0), (1.0, 0.0)])?;
/// assert!((ap - 0.8333333333333333).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn average_precision(bins: &[(f64, f64)]) -> Result<f64> {
    let (mut found, mut passed, mut sum) = (0.0, 0.0, 0.0);
    for &(positive, negative) in bins.iter().rev() {
        for count in [positive, negative] {
            require(
                count >= 0.0 && count.is_finite(),
                "bins",
                count,
                "finite and at least 0",
            )?;
        }
        found += positive;
        passed += negative;
        if positive > 0.0 {
            sum += positive * (found / (found + passed));
        }
    }
    require(found > 0.0, "positives", found, "positive in sum")?;
    Ok(sum / found)
}
