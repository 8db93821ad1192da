//! Subset scan: where do outcomes depart most from the probabilities that a model gave?

mod outcomes;

pub use outcomes::Outcomes;

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use crate::bootstrap::BinomialSampler;
use crate::error::{Result, require};
use crate::permutation::{NullReference, null_reference};
use crate::subgroup::members;

/// Rows with the same predicted probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The predicted probability, in (0, 1).
    pub probability: f64,
    /// Rows (effective), ≥ 0.
    pub rows: f64,
    /// Observed events.
    pub events: f64,
}

/// Which departure to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More events than predicted, q ≥ 1.
    Over,
    /// Fewer events than predicted, q ≤ 1.
    Under,
}

/// A log-likelihood ratio and the factor on the odds that attains it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScanScore {
    /// The score in nats, ≥ 0.
    pub score: f64,
    /// The factor q on the predicted odds: 0 without events, infinite when all rows are events.
    pub odds_factor: f64,
}

/// The best subset of a family, judged against the largest score that correct probabilities would give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScanTest {
    /// The place of the best subset in the family.
    pub subset: usize,
    /// Its odds factor.
    pub odds_factor: f64,
    /// Its score beside the distribution of the maximum.
    pub null: NullReference,
}

/// The Bernoulli scan score of a subset: max over q of Y ln q − Σ n_i ln(1 − p_i + q p_i).
///
/// # Errors
/// When a probability is not inside (0, 1), rows are negative, or events are negative or exceed rows.
///
/// # Source
/// Zhang and Neill (2016), Identifying significant predictive bias in classifiers: the Bernoulli score with a factor on the odds.
///
/// ```
/// use evenhand_inference::subset_scan::{Bin, Direction, scan_score};
/// // At p = 1/2 the factor is the odds: 8 of 10 gives q = 4 and 8 ln 4 − 10 ln 2.5.
/// let bins = [Bin { probability: 0.5, rows: 10.0, events: 8.0 }];
/// let s = scan_score(&bins, Direction::Over)?;
/// assert!((s.odds_factor - 4.0).abs() < 1e-9 && (s.score - 1.927_447_6).abs() < 1e-6);
/// assert_eq!(scan_score(&bins, Direction::Under)?.score, 0.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn scan_score(bins: &[Bin], direction: Direction) -> Result<ScanScore> {
    check(bins)?;
    let parts: Vec<(f64, f64)> = bins.iter().map(|b| (b.probability, b.rows)).collect();
    let events = bins.iter().map(|b| b.events).sum();
    Ok(maximize(&parts, events, direction))
}

/// The same from (probability, rows) pairs and the number of events among all of them.
///
/// # Errors
/// As [`scan_score`].
///
/// # Source
/// Zhang and Neill (2016).
///
/// ```
/// use evenhand_inference::subset_scan::{Direction, scan_score_at};
/// let s = scan_score_at(&[(0.5, 10.0)], 8.0, Direction::Over)?;
/// assert!((s.score - 1.927_447_6).abs() < 1e-6);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn scan_score_at(parts: &[(f64, f64)], events: f64, direction: Direction) -> Result<ScanScore> {
    let rows: f64 = parts.iter().map(|&(_, rows)| rows).sum();
    for &(probability, rows) in parts {
        check(&[Bin {
            probability,
            rows,
            events: 0.0,
        }])?;
    }
    let inside = events >= 0.0 && events <= rows;
    require(inside, "events", events, "at least 0 and at most the rows")?;
    Ok(maximize(parts, events, direction))
}

/// The highest scan score over a family of subsets (lists of bins), with a parametric bootstrap of that maximum.
///
/// Events are drawn as Binomial(rows, probability) in each bin; effective rows are rounded for that, and the observed
/// events with them. The first of equal subsets is reported.
///
/// # Errors
/// As [`scan_score`]; when a subset names a bin that does not exist or names one twice, there is none, or `draws` is 0.
///
/// # Source
/// Neill (2012), Fast subset scan for spatial pattern detection (randomization testing of the maximum); Zhang
/// and Neill (2016).
///
/// ```
/// use evenhand_inference::subset_scan::{Bin, Direction, scan_test};
/// let bin = |events| Bin { probability: 0.2, rows: 100.0, events };
/// let subsets = [vec![0], vec![1], vec![2], vec![0, 1], vec![0, 2], vec![1, 2]];
/// let test = scan_test(&[bin(20.0), bin(22.0), bin(45.0)], &subsets, Direction::Over, 500, 1)?;
/// assert_eq!(test.subset, 2);
/// assert!(test.null.p_value < 0.01);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn scan_test(
    bins: &[Bin],
    subsets: &[Vec<usize>],
    direction: Direction,
    draws: usize,
    seed: u64,
) -> Result<ScanTest> {
    check(bins)?;
    members(bins.len(), subsets)?;
    require(draws > 0, "draws", draws as f64, "at least 1")?;
    let whole: Vec<(f64, f64)> = bins
        .iter()
        .map(|b| (b.probability, libm::round(b.rows)))
        .collect();
    let families: Vec<Vec<(f64, f64)>> = subsets
        .iter()
        .map(|subset| {
            subset
                .iter()
                .filter_map(|&b| whole.get(b).copied())
                .collect()
        })
        .collect();
    let best = |events: &[f64]| {
        let mut best = (0, ScanScore::default());
        for (place, (subset, parts)) in subsets.iter().zip(&families).enumerate() {
            let sum = subset.iter().filter_map(|&b| events.get(b)).sum();
            let score = maximize(parts, sum, direction);
            if score.score > best.1.score {
                best = (place, score);
            }
        }
        best
    };
    let observed: Vec<f64> = bins
        .iter()
        .map(|b| libm::round(b.events).min(libm::round(b.rows)))
        .collect();
    let (subset, score) = best(&observed);
    let samplers: Vec<BinomialSampler> = whole
        .iter()
        .map(|&(p, n)| BinomialSampler::new(n as u64, p))
        .collect();
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let one = |_| {
        let events: Vec<f64> = samplers
            .iter()
            .map(|s| s.draw(&mut random) as f64)
            .collect();
        best(&events).1.score
    };
    let null = null_reference(score.score, (0..draws).map(one).collect())?;
    Ok(ScanTest {
        subset,
        odds_factor: score.odds_factor,
        null,
    })
}

impl Default for ScanScore {
    fn default() -> Self {
        Self {
            score: 0.0,
            odds_factor: 1.0,
        }
    }
}

fn check(bins: &[Bin]) -> Result<()> {
    for bin in bins {
        let inside = bin.probability > 0.0 && bin.probability < 1.0;
        require(inside, "probability", bin.probability, "inside (0, 1)")?;
        let rows = bin.rows >= 0.0 && bin.rows < 9e15;
        require(rows, "rows", bin.rows, "finite and at least 0")?;
        let events = bin.events >= 0.0 && bin.events <= bin.rows;
        require(
            events,
            "events",
            bin.events,
            "at least 0 and at most the rows",
        )?;
    }
    Ok(())
}

/// The score over ln q, where it is concave with slope Y − Σ n π(q).
fn maximize(parts: &[(f64, f64)], events: f64, direction: Direction) -> ScanScore {
    let rows: f64 = parts.iter().map(|&(_, n)| n).sum();
    let at_one = events - parts.iter().map(|&(p, n)| n * p).sum::<f64>();
    let wanted = match direction {
        Direction::Over => at_one > 0.0,
        Direction::Under => at_one < 0.0,
    };
    if !wanted {
        return ScanScore::default();
    }
    if events <= 0.0 {
        let score = -parts.iter().map(|&(p, n)| n * libm::log1p(-p)).sum::<f64>();
        return ScanScore {
            score,
            odds_factor: 0.0,
        };
    }
    if events >= rows {
        return ScanScore {
            score: -parts.iter().map(|&(p, n)| n * libm::log(p)).sum::<f64>(),
            odds_factor: f64::INFINITY,
        };
    }
    // Slope and curvature at t = ln q.
    let slope = |t: f64| {
        let mut sum = (events, 0.0);
        for &(p, n) in parts {
            let tilted = 1.0 / (1.0 + (1.0 - p) / p * libm::exp(-t));
            sum.0 -= n * tilted;
            sum.1 += n * tilted * (1.0 - tilted);
        }
        sum
    };
    let step = if at_one > 0.0 { 1.0 } else { -1.0 };
    let (mut near, mut far) = (0.0, step);
    while slope(far).0 * step > 0.0 && far.abs() < 700.0 {
        near = far;
        far *= 2.0;
    }
    let mut t = 0.5 * (near + far);
    for _ in 0..200 {
        let (value, curvature) = slope(t);
        if value * step > 0.0 {
            near = t;
        } else {
            far = t;
        }
        let newton = t + value / curvature;
        let inside = (newton - near) * (newton - far) < 0.0;
        let next = if inside { newton } else { 0.5 * (near + far) };
        let moved = (next - t).abs();
        t = next;
        if moved <= 1e-13 * t.abs().max(1.0) {
            break;
        }
    }
    let gain = libm::expm1(t);
    let loss: f64 = parts.iter().map(|&(p, n)| n * libm::log1p(p * gain)).sum();
    ScanScore {
        score: (events * t - loss).max(0.0),
        odds_factor: libm::exp(t),
    }
}
