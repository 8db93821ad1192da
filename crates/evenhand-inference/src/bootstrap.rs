//! Bootstrap replicates of cell counts.
//!
//! A row bootstrap of aggregated rows is exactly a multinomial draw of the cell counts, at a cost that does not depend
//! on the number of rows. Never use it for maxima, absolute values or distances: see [`k_groups`](crate::k_groups).

mod binomial;
mod multinomial;
mod poisson;
mod tally;

pub(crate) use binomial::{BinomialSampler, Share, log_factorial, uniform};
pub(crate) use multinomial::Multinomial;
pub(crate) use tally::{Tally, USUAL_DRAWS};

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

use crate::error::{Error, Result, require};
use crate::{Interval, Level};

const PLAIN: &str = "bootstrap-multinomial";
const HALF: &str = "bootstrap-multinomial+half";
const POISSON: &str = "bootstrap-poisson";
const BLOCKS: &str = "bootstrap-blocks";

/// Replicated cell counts, one row of counts per replicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replicates {
    cells: usize,
    counts: Vec<u64>,
    method: &'static str,
}

impl Replicates {
    /// The counts of each replicate, in the order of the given cells.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[u64]> {
        self.counts.chunks_exact(self.cells)
    }

    /// How many replicates there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.len() / self.cells
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The name of the method, as it appears in outputs.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.method
    }
}

/// Multinomial replicates of cell counts (or effective sizes ≥ 0), with the total fixed.
///
/// When a cell is empty, half a row is added to every cell's probability, so that an all-or-nothing table does not get
/// an interval of width zero; the method name says so.
///
/// # Errors
/// When there is no cell, a cell is negative or not finite, or all are 0.
///
/// # Source
/// Efron (1979), Bootstrap methods; multinomial by conditional binomials, Devroye (1986), XI.1, which
/// are drawn as Vose (1991) and Hörmann (1993) say.
///
/// ```
/// use evenhand_inference::bootstrap::multinomial_replicates;
/// let replicates = multinomial_replicates(&[30.0, 10.0, 60.0], 500, 1)?;
/// assert_eq!(replicates.method(), "bootstrap-multinomial");
/// assert!(replicates.iter().all(|counts| counts.iter().sum::<u64>() == 100));
/// let mean = replicates.iter().map(|counts| counts[0] as f64).sum::<f64>() / 500.0;
/// assert!((mean - 30.0).abs() < 1.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn multinomial_replicates(cells: &[f64], replicates: usize, seed: u64) -> Result<Replicates> {
    stratified_replicates(&[cells], replicates, seed)
}

/// Multinomial replicates inside each stratum (group), with the total of each fixed; the default design.
///
/// A replicate is the strata's counts one after another.
///
/// # Errors
/// When there is no cell, a cell is negative or not finite, or a stratum sums to 0.
///
/// # Source
/// Davison and Hinkley (1997), Bootstrap methods and their application, section 3.2.
///
/// ```
/// use evenhand_inference::bootstrap::stratified_replicates;
/// let replicates = stratified_replicates(&[&[30.0, 70.0], &[5.0, 45.0]], 100, 1)?;
/// assert!(replicates.iter().all(|c| c[0] + c[1] == 100 && c[2] + c[3] == 50));
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn stratified_replicates(
    strata: &[&[f64]],
    replicates: usize,
    seed: u64,
) -> Result<Replicates> {
    let cells = strata.iter().map(|s| s.len()).sum();
    check(cells, strata)?;
    let empty = strata.iter().any(|s| s.iter().any(|&cell| cell <= 0.0));
    let half = if empty { 0.5 } else { 0.0 };
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut counts = Vec::with_capacity(cells * replicates);
    let strata: Vec<Stratum> = strata
        .iter()
        .map(|s| Stratum::new(s, half, replicates))
        .collect();
    for _ in 0..replicates {
        for stratum in &strata {
            stratum.draw(&mut random, &mut counts);
        }
    }
    Ok(Replicates {
        cells,
        counts,
        method: if empty { HALF } else { PLAIN },
    })
}

/// The cells of one stratum, drawn one after the other: each among those that the earlier ones have left.
struct Stratum {
    rows: u64,
    /// Of what is left, the share of each cell; the last takes the rest.
    shares: Vec<Share>,
    /// The distribution of the first cell, which is the same in every replicate.
    first: Tally,
}

impl Stratum {
    fn new(cells: &[f64], half: f64, draws: usize) -> Self {
        let total: f64 = cells.iter().sum();
        let rows = libm::round(total).max(1.0) as u64;
        let mut mass = total + half * cells.len() as f64;
        let last = cells.len().saturating_sub(1);
        let shares = cells.iter().enumerate().map(|(place, &cell)| {
            let share = if place == last {
                1.0
            } else {
                ((cell + half) / mass).clamp(0.0, 1.0)
            };
            mass -= cell + half;
            share
        });
        let shares: Vec<f64> = shares.collect();
        let first = shares.first().copied().unwrap_or(1.0);
        Self {
            rows,
            first: Tally::new(&[(first, rows)], draws),
            shares: shares.into_iter().map(Share::new).collect(),
        }
    }

    fn draw(&self, random: &mut impl RngCore, counts: &mut Vec<u64>) {
        let mut rest = self.rows;
        for (place, share) in self.shares.iter().enumerate() {
            let drawn = if place == 0 {
                self.first.draw(random)
            } else {
                share.draw(rest, random)
            };
            counts.push(drawn);
            rest -= drawn;
        }
    }
}

/// Independent Poisson replicates of cell counts; the total varies, and parts may be drawn apart and added.
///
/// # Errors
/// When there is no cell, a cell is negative or not finite, or all are 0.
///
/// # Source
/// Hanley and MacGibbon (2006), Creating non-parametric bootstrap samples using Poisson frequencies.
///
/// ```
/// use evenhand_inference::bootstrap::poisson_replicates;
/// let replicates = poisson_replicates(&[30.0, 10.0], 1000, 1)?;
/// let mean = replicates.iter().map(|counts| counts[0] as f64).sum::<f64>() / 1000.0;
/// assert!((mean - 30.0).abs() < 1.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn poisson_replicates(cells: &[f64], replicates: usize, seed: u64) -> Result<Replicates> {
    check(cells.len(), &[cells])?;
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut counts = Vec::with_capacity(cells.len() * replicates);
    for _ in 0..replicates {
        counts.extend(
            cells
                .iter()
                .map(|&cell| poisson::poisson(cell, &mut random)),
        );
    }
    Ok(Replicates {
        cells: cells.len(),
        counts,
        method: POISSON,
    })
}

/// Replicates that draw whole blocks (people, or the blocks they are hashed into) with replacement and add their counts,
/// so that rows of one person stay together.
///
/// Every block holds the counts of the same cells; the number of rows varies with the blocks drawn.
///
/// # Errors
/// When there are fewer than two blocks, no cell, or blocks of different lengths.
///
/// # Source
/// Davison and Hinkley (1997), Bootstrap methods and their application, section 3.8; Field and Welsh (2007),
/// Bootstrapping clustered data.
///
/// ```
/// use evenhand_inference::bootstrap::block_replicates;
/// // Two people with ten rows each, one always selected, one never: three results are possible, at 1/4, 1/2, 1/4.
/// let replicates = block_replicates(&[&[10, 0], &[0, 10]], 4000, 1)?;
/// let share = |events| replicates.iter().filter(|c| c[0] == events).count() as f64 / 4000.0;
/// assert!((share(0) - 0.25).abs() < 0.02 && (share(10) - 0.5).abs() < 0.02 && (share(20) - 0.25).abs() < 0.02);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn block_replicates(blocks: &[&[u64]], replicates: usize, seed: u64) -> Result<Replicates> {
    let cells = blocks.first().map_or(0, |block| block.len());
    let short = |argument, got, min| Error::TooFew { argument, got, min };
    if blocks.len() < 2 {
        return Err(short("blocks", blocks.len(), 2));
    }
    if cells == 0 {
        return Err(short("cells", 0, 1));
    }
    if let Some(other) = blocks.iter().find(|block| block.len() != cells) {
        return Err(Error::LengthMismatch {
            left: "the first block",
            left_len: cells,
            right: "another",
            right_len: other.len(),
        });
    }
    let equal = vec![1.0; blocks.len()];
    let drawn = multinomial_replicates(&equal, replicates, seed)?;
    let mut counts = Vec::with_capacity(cells * replicates);
    for times in drawn.iter() {
        let mut sums = vec![0_u64; cells];
        for (&times, block) in times.iter().zip(blocks) {
            for (sum, &cell) in sums.iter_mut().zip(*block) {
                *sum = sum.saturating_add(cell.saturating_mul(times));
            }
        }
        counts.append(&mut sums);
    }
    Ok(Replicates {
        cells,
        counts,
        method: BLOCKS,
    })
}

fn check(cells: usize, strata: &[&[f64]]) -> Result<()> {
    if cells == 0 {
        return Err(Error::TooFew {
            argument: "cells",
            got: 0,
            min: 1,
        });
    }
    for stratum in strata {
        for &cell in *stratum {
            require(
                (0.0..9e15).contains(&cell),
                "cells",
                cell,
                "finite and at least 0",
            )?;
        }
        let total: f64 = stratum.iter().sum();
        require(total > 0.0, "cells", total, "positive in sum")?;
    }
    Ok(())
}

/// The percentile interval of replicated values, which are put into another order; `undefined` replicates are left out.
///
/// `None` when nothing is defined or more replicates are undefined than defined. NaN counts as undefined.
///
/// # Source
/// Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13; quantiles of type 7 (Hyndman and Fan 1996).
///
/// ```
/// use evenhand_inference::{Level, bootstrap::percentile_interval};
/// let mut values: Vec<f64> = (0..=1000).map(f64::from).collect();
/// let i = percentile_interval(&mut values, Level::P95, 0).unwrap();
/// assert!((i.lower - 25.0).abs() < 1e-9 && (i.upper - 975.0).abs() < 1e-9);
/// ```
pub fn percentile_interval(values: &mut [f64], level: Level, undefined: usize) -> Option<Interval> {
    let mut defined = 0;
    for place in 0..values.len() {
        if !values[place].is_nan() {
            values.swap(place, defined);
            defined += 1;
        }
    }
    let missing = undefined + (values.len() - defined);
    let values = values.get_mut(..defined)?;
    if values.is_empty() || missing > defined {
        return None;
    }
    let mut at = |share: f64| {
        let place = share * (defined - 1) as f64;
        let below = libm::floor(place) as usize;
        if below >= defined {
            return None;
        }
        let (_, low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
        let low = *low;
        let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
        let part = place - below as f64;
        // A whole place needs no neighbour, which may be infinite.
        Some(if part > 0.0 && high > low {
            low + part * (high - low)
        } else {
            low
        })
    };
    let tail = 0.5 * level.alpha();
    Some(Interval::new(at(tail)?, at(1.0 - tail)?, PLAIN))
}
