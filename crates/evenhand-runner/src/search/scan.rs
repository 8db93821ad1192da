//! Outcomes of every combination against what its scores promise.

use super::Found;
use super::chance::p_of_largest;
use super::cube::Cube;
use super::lattice::Lattice;
use crate::Result;
use evenhand_core::{DataNote, Real, ScanDirection, Statistics, SubgroupScan};
use evenhand_inference::subset_scan::{Bin, Direction, Outcomes, ScanScore, scan_score_at};
use rayon::prelude::*;

/// Scores are put into this many bins of about as many rows; a bin's probability is the mean of its scores.
pub(super) const SCAN_BINS: usize = 64;

/// Scores of 0 and 1 promise certainty, which no outcome may contradict; they are taken as this near to it.
const NEAREST: f64 = 1e-6;

/// More standard deviations than this between what scores promise and what came are no chance.
const CLEARLY: f64 = 4.0;

/// Rows and events of a bin in one combination of all attributes.
#[derive(Clone, Copy, Default)]
struct Counted {
    events: u64,
    rows: u64,
}

/// Rows with a score and a label, by combination and bin of scores.
pub(super) struct Scores {
    /// One list of all bins per combination.
    cells: Vec<Vec<Counted>>,
    probabilities: Vec<f64>,
}

impl Scores {
    /// The scores of a model; `None` where a score is no probability, or no row has both score and label.
    pub fn new(statistics: &Statistics, model: u16, cube: &Cube) -> Option<Self> {
        let own = || {
            statistics
                .cells
                .iter()
                .filter(|(key, _)| key.model == model)
        };
        let mut all: Vec<(f64, u64)> = own()
            .flat_map(|(_, tables)| tables.scores.bins())
            .map(|(at, bin)| (at, bin.negative.n + bin.positive.n))
            .collect();
        all.retain(|(_, rows)| *rows > 0);
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: u64 = all.iter().map(|(_, rows)| rows).sum();
        let inside = |at: f64| (0.0..=1.0).contains(&at);
        if total == 0 || !all.iter().all(|(at, _)| inside(*at)) {
            return None;
        }
        // A bin ends where its share of the rows is reached; equal scores stay together.
        let mut ends: Vec<f64> = Vec::new();
        let mut sums: Vec<(f64, u64)> = Vec::new();
        let (mut sum, mut rows, mut seen) = (0.0, 0, 0);
        for (i, (at, n)) in all.iter().enumerate() {
            sum += at * *n as f64;
            rows += n;
            seen += n;
            let last = all.get(i + 1).is_none_or(|next| next.0 > *at);
            let full = u128::from(seen) * SCAN_BINS as u128
                >= (ends.len() as u128 + 1) * u128::from(total);
            if last && (full || seen == total) {
                ends.push(*at);
                sums.push((sum, rows));
                (sum, rows) = (0.0, 0);
            }
        }
        let probabilities = sums
            .iter()
            .map(|(sum, rows)| (sum / *rows as f64).clamp(NEAREST, 1.0 - NEAREST));
        let mut cells = vec![vec![Counted::default(); ends.len()]; cube.joint.len()];
        for (key, tables) in own() {
            let joint = cube.fields.iter().zip(&key.levels);
            let joint = joint.fold(0, |sum, (field, level)| {
                sum | u128::from(*level) << field.shift
            });
            let Ok(place) = cube.joint.binary_search(&joint) else {
                continue;
            };
            for (at, bin) in tables.scores.bins() {
                let rows = bin.negative.n + bin.positive.n;
                let number = ends.partition_point(|end| *end < at);
                if let (true, Some(cell)) = (rows > 0, cells[place].get_mut(number)) {
                    cell.events += bin.positive.n;
                    cell.rows += rows;
                }
            }
        }
        Some(Self {
            cells,
            probabilities: probabilities.collect(),
        })
    }

    /// The scan of every combination that was found, both directions, with the p-value of the largest score among all.
    pub fn scan(
        &self,
        lattice: &Lattice,
        found: &[Found],
        draws: u64,
        seed: u64,
    ) -> Result<Vec<Option<SubgroupScan>>> {
        let profiles = self.profiles(lattice, found);
        let subsets: Vec<Subset> = profiles.iter().map(|rows| self.subset(rows)).collect();
        let events: Vec<u64> = (self.cells.iter())
            .map(|bins| bins.iter().map(|bin| bin.events).sum())
            .collect();
        let sums = lattice.sums(&events);
        let outcomes = Outcomes::new(&self.cells.iter().map(|c| self.bins(c)).collect::<Vec<_>>())?;
        let start = || (Vec::new(), Vec::new());
        let mut largest: Vec<f64> = (0..draws)
            .into_par_iter()
            .map_init(start, |(events, sums), number| {
                outcomes.draw(seed, number, events);
                lattice.sum_into(events, sums);
                largest_of(&subsets, found.iter().map(|f| sums[f.table][f.cell]))
            })
            .collect();
        largest.sort_by(f64::total_cmp);
        let one = |(found, subset): (&Found, &Subset)| {
            let observed = sums[found.table][found.cell];
            subset.rows().then(|| {
                let (direction, score) = subset.score(observed as f64);
                SubgroupScan {
                    direction,
                    expected: real(subset.mean),
                    observed,
                    odds_factor: real(score.odds_factor),
                    p_max: real(p_of_largest(&largest, score.score)),
                    score: real(score.score),
                }
            })
        };
        Ok(found.iter().zip(&subsets).map(one).collect())
    }

    /// Says so where the scores are no probabilities of this outcome even over all rows: then every combination shows it.
    pub fn uncalibrated(&self) -> Option<DataNote> {
        let bins = || {
            self.cells
                .iter()
                .flat_map(|cell| self.probabilities.iter().zip(cell))
        };
        let promised: f64 = bins().map(|(p, counted)| p * counted.rows as f64).sum();
        let variance: f64 = bins().map(|(p, c)| p * (1.0 - p) * c.rows as f64).sum();
        let observed: u64 = bins().map(|(_, counted)| counted.events).sum();
        let away = observed as f64 - promised;
        (away.abs() > CLEARLY * variance.sqrt()).then(|| {
            DataNote::warning(
                "search_uncalibrated",
                Some(observed),
                format!(
                    "The scores promise {promised:.0} outcomes of all rows together and this many came: they are not probabilities of this outcome, and combinations differ from them for that reason, too."
                ),
            )
        })
    }

    /// For each combination the rows of each bin.
    fn profiles(&self, lattice: &Lattice, found: &[Found]) -> Vec<Vec<u64>> {
        let by_bin: Vec<Vec<u64>> = (0..self.probabilities.len())
            .into_par_iter()
            .map(|bin| {
                let rows: Vec<u64> = self.cells.iter().map(|cell| cell[bin].rows).collect();
                let sums = lattice.sums(&rows);
                found.iter().map(|f| sums[f.table][f.cell]).collect()
            })
            .collect();
        let of = |i: usize| by_bin.iter().map(|rows| rows[i]).collect();
        (0..found.len()).map(of).collect()
    }

    fn subset(&self, rows: &[u64]) -> Subset {
        let parts: Vec<(f64, f64)> = (self.probabilities.iter().zip(rows))
            .filter(|(_, rows)| **rows > 0)
            .map(|(p, rows)| (*p, *rows as f64))
            .collect();
        Subset {
            mean: parts.iter().map(|(p, n)| p * n).sum(),
            variance: parts.iter().map(|(p, n)| p * (1.0 - p) * n).sum(),
            parts,
        }
    }

    fn bins(&self, cell: &[Counted]) -> Vec<Bin> {
        (self.probabilities.iter().zip(cell))
            .filter(|(_, counted)| counted.rows > 0)
            .map(|(p, counted)| Bin {
                probability: *p,
                rows: counted.rows as f64,
                events: counted.events as f64,
            })
            .collect()
    }
}

/// What the scores of a combination promise.
struct Subset {
    mean: f64,
    parts: Vec<(f64, f64)>,
    variance: f64,
}

impl Subset {
    fn rows(&self) -> bool {
        !self.parts.is_empty()
    }

    fn score(&self, events: f64) -> (ScanDirection, ScanScore) {
        let (direction, name) = if events >= self.mean {
            (Direction::Over, ScanDirection::Over)
        } else {
            (Direction::Under, ScanDirection::Under)
        };
        let score = scan_score_at(&self.parts, events, direction);
        (name, score.unwrap_or_default())
    }
}

/// The largest score of some events, without working out those that cannot be it.
///
/// A score is the least relative entropy of any mean outcomes with this sum. One choice is p + δp(1−p) with
/// δ = (Y−μ)/σ², whose relative entropy is at most (Y−μ)²/σ² while |δ| ≤ 1.
fn largest_of(subsets: &[Subset], events: impl Iterator<Item = u64>) -> f64 {
    let bound = |subset: &Subset, events: f64| {
        let away = events - subset.mean;
        if away.abs() <= subset.variance {
            away * away / subset.variance.max(1e-300)
        } else {
            f64::INFINITY
        }
    };
    let mut by_bound: Vec<(f64, &Subset, f64)> = subsets
        .iter()
        .zip(events)
        .filter(|(subset, _)| subset.rows())
        .map(|(subset, events)| (bound(subset, events as f64), subset, events as f64))
        .collect();
    let most = by_bound
        .iter()
        .filter(|(bound, ..)| bound.is_finite())
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(0.0, |(_, subset, events)| subset.score(*events).1.score);
    by_bound.retain(|(bound, ..)| *bound > most);
    (by_bound.iter()).fold(most, |most, (_, subset, events)| {
        most.max(subset.score(*events).1.score)
    })
}

fn real(value: f64) -> Real {
    Real::new(value).unwrap_or_default()
}
