//! How many independent rows weighted or repeated rows are worth.

use crate::Proportion;
use crate::error::{Error, Result, require};

/// The effective size (Σw)²/Σw² of weighted rows; 0 when the weights sum to 0.
///
/// # Source
/// Kish (1965), Survey sampling, section 11.7.
///
/// ```
/// use evenhand_inference::effective_size::kish;
/// assert_eq!(kish(10.0, 10.0), 10.0);
/// assert_eq!(kish(4.0, 10.0), 1.6); // weights 1 and 3
/// ```
#[must_use]
pub fn kish(sum_w: f64, sum_w2: f64) -> f64 {
    if sum_w2 > 0.0 {
        sum_w * sum_w / sum_w2
    } else {
        0.0
    }
}

/// The sums that a weighted rate needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedEvents {
    /// Rows.
    pub n: u64,
    /// Sum of the weights of rows with the event.
    pub sum_w_events: f64,
    /// Sum of all weights.
    pub sum_w_total: f64,
    /// Sum of the squared weights of rows with the event.
    pub sum_w2_events: f64,
    /// Sum of all squared weights.
    pub sum_w2_total: f64,
}

/// The proportion of effective size that every interval of this crate takes in place of weighted rows, with its
/// degrees of freedom n − 1.
///
/// The size is the smaller of Kish's and the linearised one, p(1−p)/v with
/// v = n/(n−1) · Σw²(y−p)²/(Σw)², so that weights correlated with the event are not ignored.
///
/// # Errors
/// When there are fewer than two rows, or the sums are negative, not finite, or contradict each other.
///
/// # Source
/// Kish (1965); linearisation after Woodruff (1971); Korn and Graubard (1998) for the degrees of freedom.
///
/// ```
/// use evenhand_inference::effective_size::{WeightedEvents, effective_proportion};
/// let equal = WeightedEvents { n: 100, sum_w_events: 30.0, sum_w_total: 100.0, sum_w2_events: 30.0, sum_w2_total: 100.0 };
/// let (p, df) = effective_proportion(equal)?;
/// assert!((p.total - 99.0).abs() < 1e-9 && (p.rate() - 0.3).abs() < 1e-12 && df == 99.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn effective_proportion(sums: WeightedEvents) -> Result<(Proportion, f64)> {
    let WeightedEvents {
        n,
        sum_w_events,
        sum_w_total,
        sum_w2_events,
        sum_w2_total,
    } = sums;
    if n < 2 {
        return Err(Error::TooFew {
            argument: "rows",
            got: n as usize,
            min: 2,
        });
    }
    let positive = |v: f64| v > 0.0 && v.is_finite();
    require(
        positive(sum_w_total),
        "sum_w_total",
        sum_w_total,
        "positive and finite",
    )?;
    require(
        positive(sum_w2_total),
        "sum_w2_total",
        sum_w2_total,
        "positive and finite",
    )?;
    let slack = 1.0 + 1e-9;
    let within = |v: f64, all: f64| v >= 0.0 && v <= all * slack;
    require(
        within(sum_w_events, sum_w_total),
        "sum_w_events",
        sum_w_events,
        "between 0 and sum_w_total",
    )?;
    require(
        within(sum_w2_events, sum_w2_total),
        "sum_w2_events",
        sum_w2_events,
        "between 0 and sum_w2_total",
    )?;
    let p = (sum_w_events / sum_w_total).clamp(0.0, 1.0);
    let q = ((sum_w_total - sum_w_events) / sum_w_total).clamp(0.0, 1.0);
    let others = (sum_w2_total - sum_w2_events).max(0.0);
    let rows = n as f64;
    let variance = rows / (rows - 1.0) * (q * q * sum_w2_events + p * p * others)
        / (sum_w_total * sum_w_total);
    let mut size = kish(sum_w_total, sum_w2_total).min(rows);
    if variance > 0.0 && p * q > 0.0 {
        size = size.min(p * q / variance);
    }
    let events = (p * size).min(size);
    Ok((Proportion::new(events, size)?, rows - 1.0))
}

/// A rate over rows that share units, with its jackknife variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clustered {
    /// Events per row.
    pub rate: f64,
    /// The jackknife variance of the rate.
    pub variance: f64,
    /// Effective units or blocks, minus one.
    pub df: f64,
    /// How many independent rows the rows are worth.
    pub n_eff: f64,
    /// The variance over that of independent rows; NaN when the rate is 0 or 1.
    pub design_effect: f64,
}

impl Clustered {
    /// The proportion of effective size that every interval takes, together with `df`.
    ///
    /// # Errors
    /// When the effective size is not positive.
    pub fn proportion(self) -> Result<Proportion> {
        Proportion::new((self.rate * self.n_eff).min(self.n_eff), self.n_eff)
    }
}

/// Below this many blocks with rows a jackknife variance is not offered.
pub const MIN_BLOCKS: usize = 5;

/// The rate with its delete-a-block (or leave-one-unit-out) jackknife variance.
///
/// `blocks` holds (events, total) per block, weights allowed; `rows` the rows per block, for the effective number of
/// blocks. When the rate is 0 or 1 the effective size is that number. `None` with fewer than five blocks that have
/// rows, or when the lengths differ.
///
/// # Source
/// Wolter (2007), Introduction to variance estimation, section 4.6 (delete-a-group jackknife, ratio estimator).
///
/// ```
/// use evenhand_inference::effective_size::jackknife_blocks;
/// // Sixty-four blocks of 100 rows that all agree but for one more event in every other: nearly independent rows.
/// let blocks: Vec<(f64, f64)> = (0..64).map(|b| (30.0 + f64::from(b % 2), 100.0)).collect();
/// let c = jackknife_blocks(&blocks, &[100; 64]).unwrap();
/// assert!((c.rate - 0.305).abs() < 1e-12 && c.df == 63.0 && c.n_eff == 6400.0);
/// ```
#[must_use]
pub fn jackknife_blocks(blocks: &[(f64, f64)], rows: &[u64]) -> Option<Clustered> {
    if blocks.len() != rows.len() {
        return None;
    }
    let used = || {
        blocks
            .iter()
            .zip(rows)
            .filter(|((_, total), rows)| *total > 0.0 && **rows > 0)
    };
    let count = used().count();
    if count < MIN_BLOCKS {
        return None;
    }
    let (mut events, mut total, mut all, mut squares) = (0.0, 0.0, 0.0, 0.0);
    for (&(x, m), &r) in used() {
        events += x;
        total += m;
        all += r as f64;
        squares += r as f64 * r as f64;
    }
    let rate = (events / total).clamp(0.0, 1.0);
    let spread: f64 = used()
        .map(|(&(x, m), _)| {
            // (X − x)/(N − m) − X/N without cancellation.
            let change = (rate * m - x) / (total - m);
            change * change
        })
        .sum();
    let blocks = count as f64;
    let variance = (blocks - 1.0) / blocks * spread;
    let units = all * all / squares;
    let binomial = rate * (1.0 - rate);
    let n_eff = if binomial > 0.0 {
        if variance > 0.0 {
            (binomial / variance).min(all)
        } else {
            all
        }
    } else {
        units
    };
    if !(n_eff > 0.0 && n_eff.is_finite()) {
        return None;
    }
    let design_effect = variance / (binomial / all);
    Some(Clustered {
        rate,
        variance,
        df: units - 1.0,
        n_eff,
        design_effect,
    })
}
