//! Many subgroups at once: which of them differs from everybody else, given that all were looked at?

mod dealer;

pub(crate) use dealer::random_of;
pub use dealer::{Dealer, DrawBits, draw_bits};

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use crate::Proportion;
use crate::distribution::normal;
use crate::error::{Error, Result, require};
use crate::permutation::{deal, reaches};

/// Events and rows (effective) of one cell: a combination of attribute values inside one control stratum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The control stratum, any number; all the same without strata.
    pub stratum: usize,
    /// Events.
    pub events: f64,
    /// Rows, ≥ 0.
    pub rows: f64,
}

/// The test of one subgroup against its complement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SubgroupTest {
    /// The score statistic; above 0 when the subgroup has more events than expected.
    pub z: f64,
    /// Two-sided, for this subgroup alone.
    pub p_value: f64,
    /// (1 + draws whose largest |z| over all subgroups reaches this one) / (1 + draws).
    pub adjusted: f64,
}

/// The score statistic of a subgroup against its complement, from the events and rows of the subgroup and of all.
///
/// z = (Y_S − m p̄)/√(m(1 − m/n) p̄ q̄ n/(n − 1)); 0 when the subgroup is empty or everybody, or all outcomes agree.
///
/// # Errors
/// When events exceed rows, a number is negative or not finite, or the subgroup has more events or rows than all.
///
/// # Source
/// The Mantel-Haenszel (1959) statistic of one stratum without continuity correction.
///
/// ```
/// use evenhand_inference::subgroup::score_z;
/// // Of 12 rows with 6 events a subgroup of 4 has 4: excess 2, variance 4·(2/3)·(1/4)·12/11 = 8/11.
/// let z = score_z((4.0, 4.0), (6.0, 12.0))?;
/// assert!((z - 2.0 / (8.0_f64 / 11.0).sqrt()).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn score_z(subgroup: (f64, f64), all: (f64, f64)) -> Result<f64> {
    for (events, rows) in [subgroup, all] {
        if events != 0.0 || rows != 0.0 {
            Proportion::new(events, rows)?;
        }
    }
    let inside = subgroup.0 <= all.0 && subgroup.1 <= all.1;
    require(
        inside,
        "rows of the subgroup",
        subgroup.1,
        "at most those of all",
    )?;
    let (excess, variance) = excess(subgroup, all);
    Ok(standardized(excess, variance))
}

/// Tests of many subgroups, each a list of cells, with p-values for the largest |z| among them (permutation max-T).
///
/// Outcomes are permuted among the rows of each stratum, by drawing the events of its cells; counts are rounded to whole
/// rows for that. `z` adds excess and variance over strata.
///
/// # Errors
/// When events exceed rows, a number is negative or not finite, a subgroup names a cell that does not exist or names one
/// twice, there is no subgroup, or `draws` is 0.
///
/// # Source
/// Westfall and Young (1993), Resampling-based multiple testing (single step); strata as in Mantel and
/// Haenszel (1959).
///
/// ```
/// use evenhand_inference::subgroup::{Cell, max_t};
/// let cell = |events, rows| Cell { stratum: 0, events, rows };
/// let cells = [cell(5.0, 50.0), cell(20.0, 50.0), cell(19.0, 50.0), cell(21.0, 50.0)];
/// let tests = max_t(&cells, &[vec![0], vec![0, 1], vec![0, 2], vec![3]], 1000, 1)?;
/// assert!(tests[0].adjusted < 0.01 && tests[3].adjusted > tests[3].p_value);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn max_t(
    cells: &[Cell],
    subgroups: &[Vec<usize>],
    draws: usize,
    seed: u64,
) -> Result<Vec<SubgroupTest>> {
    require(draws > 0, "draws", draws as f64, "at least 1")?;
    check(cells, subgroups)?;
    let mut strata: Vec<usize> = cells.iter().map(|cell| cell.stratum).collect();
    strata.sort_unstable();
    strata.dedup();
    let place = |cell: &Cell| strata.partition_point(|&s| s < cell.stratum);
    let places: Vec<usize> = cells.iter().map(place).collect();
    let families: Vec<Vec<usize>> = (0..strata.len())
        .map(|s| {
            (0..cells.len())
                .filter(|&c| places.get(c) == Some(&s))
                .collect()
        })
        .collect();

    let given: Vec<(f64, f64)> = cells.iter().map(|c| (c.events, c.rows)).collect();
    let whole: Vec<(u64, u64)> = cells
        .iter()
        .map(|c| (libm::round(c.events) as u64, libm::round(c.rows) as u64))
        .collect();
    let rounded: Vec<(f64, f64)> = whole
        .iter()
        .map(|&(x, n)| (x.min(n) as f64, n as f64))
        .collect();
    let observed = Statistics::new(&rounded, &places, strata.len(), subgroups);
    let levels = observed.of(&rounded);

    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut reached = vec![0_usize; subgroups.len()];
    let mut drawn = rounded.clone();
    for _ in 0..draws {
        for family in &families {
            let pick = |of: fn(&(f64, f64)) -> f64| -> Vec<u64> {
                family
                    .iter()
                    .map(|&c| rounded.get(c).map_or(0.0, of) as u64)
                    .collect()
            };
            let events = pick(|c| c.0).iter().sum();
            let dealt = deal(&pick(|c| c.1), events, &mut random);
            for (&c, &events) in family.iter().zip(&dealt) {
                if let Some(cell) = drawn.get_mut(c) {
                    cell.0 = events as f64;
                }
            }
        }
        let largest = observed
            .of(&drawn)
            .iter()
            .fold(0.0, |a: f64, z| a.max(z.abs()));
        for (count, z) in reached.iter_mut().zip(&levels) {
            *count += usize::from(reaches(largest, z.abs()));
        }
    }
    let exact = Statistics::new(&given, &places, strata.len(), subgroups).of(&given);
    let test = |(z, &count): (f64, &usize)| SubgroupTest {
        z,
        p_value: normal::two_sided(z),
        adjusted: (1 + count) as f64 / (1 + draws) as f64,
    };
    Ok(exact.into_iter().zip(&reached).map(test).collect())
}

/// The statistics of all subgroups, with everything that permuting leaves alone.
struct Statistics<'a> {
    subgroups: &'a [Vec<usize>],
    /// The events a cell is expected to have.
    expected: Vec<f64>,
    deviations: Vec<f64>,
}

impl<'a> Statistics<'a> {
    fn new(
        cells: &[(f64, f64)],
        places: &[usize],
        strata: usize,
        subgroups: &'a [Vec<usize>],
    ) -> Self {
        let sums = |members: &mut dyn Iterator<Item = usize>| {
            let mut sums = vec![(0.0, 0.0); strata];
            for c in members {
                if let (Some(&(x, n)), Some(&s)) = (cells.get(c), places.get(c))
                    && let Some(sum) = sums.get_mut(s)
                {
                    *sum = (sum.0 + x, sum.1 + n);
                }
            }
            sums
        };
        let all: Vec<(f64, f64)> = sums(&mut (0..cells.len()));
        let expected = |(&(_, n), &s): (&(f64, f64), &usize)| match all.get(s) {
            Some(&(x, total)) if total > 0.0 => n * (x / total),
            _ => 0.0,
        };
        let deviation = |members: &Vec<usize>| {
            let parts: Vec<(f64, f64)> = sums(&mut members.iter().copied());
            let variances = parts.iter().zip(&all).map(|(&s, &a)| excess(s, a).1);
            variances.sum::<f64>().sqrt()
        };
        Self {
            subgroups,
            expected: cells.iter().zip(places).map(expected).collect(),
            deviations: subgroups.iter().map(deviation).collect(),
        }
    }

    fn of(&self, cells: &[(f64, f64)]) -> Vec<f64> {
        let over = |c: &usize| match (cells.get(*c), self.expected.get(*c)) {
            (Some(cell), Some(expected)) => cell.0 - expected,
            _ => 0.0,
        };
        self.subgroups
            .iter()
            .zip(&self.deviations)
            .map(|(members, &deviation)| {
                standardized(members.iter().map(over).sum(), deviation * deviation)
            })
            .collect()
    }
}

/// Observed minus expected events of a subgroup and their variance, given all rows of the stratum.
fn excess(subgroup: (f64, f64), all: (f64, f64)) -> (f64, f64) {
    let ((x, m), (events, n)) = (subgroup, all);
    if n <= 1.0 {
        return (0.0, 0.0);
    }
    let rate = events / n;
    let spread = m * (1.0 - m / n).max(0.0) * rate * (1.0 - rate) * n / (n - 1.0);
    (x - m * rate, spread)
}

fn standardized(excess: f64, variance: f64) -> f64 {
    if variance > 1e-12 {
        excess / variance.sqrt()
    } else {
        0.0
    }
}

/// Checks cells and the subgroups made of them.
pub(crate) fn check(cells: &[Cell], subgroups: &[Vec<usize>]) -> Result<()> {
    check_cells(cells)?;
    members(cells.len(), subgroups)
}

fn check_cells(cells: &[Cell]) -> Result<()> {
    for cell in cells {
        if cell.events != 0.0 || cell.rows != 0.0 {
            Proportion::new(cell.events, cell.rows)?;
        }
    }
    Ok(())
}

/// Checks that every subgroup names existing cells, each once.
pub(crate) fn members(cells: usize, subgroups: &[Vec<usize>]) -> Result<()> {
    if subgroups.is_empty() {
        return Err(Error::TooFew {
            argument: "subgroups",
            got: 0,
            min: 1,
        });
    }
    for subgroup in subgroups {
        let mut seen = vec![false; cells];
        for &c in subgroup {
            let new = seen
                .get_mut(c)
                .is_some_and(|seen| !std::mem::replace(seen, true));
            require(
                new,
                "cell of a subgroup",
                c as f64,
                "an existing cell, named once",
            )?;
        }
    }
    Ok(())
}
