//! What keeps statistics within bounds, however they were put together.

use super::{CellKey, Grid, MOST_DISTINCT, Statistics, Tables, Unblocked};
use crate::{DataNote, Result};
use std::collections::BTreeMap;

/// Bins of all histograms of a kind above which their blocks of persons are given up.
const MOST_BINS: usize = 1 << 22;

impl Statistics {
    /// Puts scores and values into these bins where they are too many to keep, and gives up blocks of persons where they
    /// would cost too much.
    ///
    /// Parts that were kept exactly give the same as their whole, which was not.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn settle(&mut self, scores: Grid, values: Grid) -> Result<()> {
        self.coarsen(scores, values)?;
        self.limit_blocks()
    }

    /// Puts scores and values into these bins where they are too many to keep.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn coarsen(&mut self, scores: Grid, values: Grid) -> Result<()> {
        for model in 0..self.models.len() {
            if self.score_grids[model].is_exact() && self.distinct_scores(model) > MOST_DISTINCT {
                self.coarsen_scores(model, scores)?;
            }
        }
        if self.value_grid.is_exact() && self.distinct_values() > MOST_DISTINCT {
            self.coarsen_values(values)?;
        }
        Ok(())
    }

    /// Numbers kept in all histograms.
    pub fn bins(&self) -> usize {
        self.cells
            .values()
            .map(|tables| {
                let scores = tables.scores.len() + tables.chosen.len();
                tables.arms.bins().len() + scores + tables.values.len()
            })
            .sum()
    }

    fn distinct_scores(&self, model: usize) -> usize {
        let own = self
            .cells
            .iter()
            .filter(|(key, _)| usize::from(key.model) == model);
        distinct(own.flat_map(|(_, tables)| {
            let arms = tables.arms.bins().iter().filter_map(|bin| bin.score);
            tables.scores.numbers().chain(arms.map(crate::Real::get))
        }))
    }

    fn distinct_values(&self) -> usize {
        distinct(
            self.cells
                .values()
                .flat_map(|tables| tables.values.numbers()),
        )
    }

    /// Puts the scores of a model into bins.
    pub(super) fn coarsen_scores(&mut self, model: usize, grid: Grid) -> Result<()> {
        self.score_grids[model] = grid;
        for (key, tables) in &mut self.cells {
            if usize::from(key.model) == model {
                tables.coarsen_scores(&grid)?;
            }
        }
        Ok(())
    }

    /// Puts values into bins.
    pub(super) fn coarsen_values(&mut self, grid: Grid) -> Result<()> {
        self.value_grid = grid;
        for tables in self.cells.values_mut() {
            tables.values = tables.values.coarsen(&grid)?;
        }
        Ok(())
    }

    /// Gives up the blocks of persons of histograms that would cost too much memory, with a note.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn limit_blocks(&mut self) -> Result<()> {
        self.unblock_above(MOST_BINS)
    }

    fn unblock_above(&mut self, most: usize) -> Result<()> {
        if self.blocks == 0 {
            return Ok(());
        }
        let bins = |of: fn(&Tables) -> usize| self.cells.values().map(of).sum::<usize>();
        let unblocked = Unblocked {
            arms: bins(|tables| tables.arms.bins().len()) > most,
            scores: bins(|tables| tables.scores.len() + tables.chosen.len()) > most,
            values: bins(|tables| tables.values.len()) > most,
        };
        for (given_up, what) in [
            (
                unblocked.arms && !self.unblocked.arms,
                "The arms of the experiment",
            ),
            (unblocked.scores && !self.unblocked.scores, "Scores"),
            (unblocked.values && !self.unblocked.values, "Values"),
        ] {
            if given_up {
                self.intake.add_note(DataNote::warning(
                    "blocks_left_out",
                    None,
                    format!("{what} are kept without the blocks of persons, which would take too much memory: intervals of their metrics treat rows as independent."),
                ));
            }
        }
        self.unblock(unblocked)
    }

    /// Counts these tables of all blocks in block 0.
    pub(super) fn unblock(&mut self, which: Unblocked) -> Result<()> {
        self.unblocked.arms |= which.arms;
        self.unblocked.scores |= which.scores;
        self.unblocked.values |= which.values;
        let which = self.unblocked;
        if !(which.arms || which.scores || which.values) {
            return Ok(());
        }
        let mut moved: BTreeMap<CellKey, Tables> = BTreeMap::new();
        for (key, tables) in &mut self.cells {
            let mut taken = Tables::default();
            if which.arms {
                taken.arms = std::mem::take(&mut tables.arms);
            }
            if which.scores {
                taken.scores = std::mem::take(&mut tables.scores);
                taken.chosen = std::mem::take(&mut tables.chosen);
            }
            if which.values {
                taken.values = std::mem::take(&mut tables.values);
            }
            if !taken.is_empty() {
                let whole = CellKey {
                    block: 0,
                    ..key.clone()
                };
                moved.entry(whole).or_default().add(&taken)?;
            }
        }
        for (key, tables) in moved {
            self.cells.entry(key).or_default().add(&tables)?;
        }
        self.cells.retain(|_, tables| !tables.is_empty());
        Ok(())
    }
}

impl Tables {
    pub(super) fn coarsen_scores(&mut self, grid: &Grid) -> Result<()> {
        self.scores = self.scores.coarsen(grid)?;
        self.arms = self.arms.coarsen(grid)?;
        self.chosen = self.chosen.coarsen(grid)?;
        Ok(())
    }
}

fn distinct(numbers: impl Iterator<Item = f64>) -> usize {
    let mut bits: Vec<u64> = Vec::new();
    for number in numbers {
        bits.push(number.to_bits());
        // Cells share most of their numbers: what repeats is dropped now and then.
        if bits.len() >= 8 * MOST_DISTINCT {
            bits.sort_unstable();
            bits.dedup();
            if bits.len() > MOST_DISTINCT {
                break;
            }
        }
    }
    bits.sort_unstable();
    bits.dedup();
    bits.len()
}

#[cfg(test)]
mod tests {
    use super::super::{Bin, Count, Dimension, Histogram};
    use super::*;

    fn part(scores: &[f64], block: u16) -> Statistics {
        let mut part = Statistics::empty(&["gender".to_owned()], vec![String::new()], 64, false);
        part.attributes[0] = Dimension::new("gender", ["f"]);
        part.slices = Dimension::new("", [""]);
        part.strata = Dimension::new("", [""]);
        let key = CellKey {
            model: 0,
            slice: 0,
            stratum: 0,
            block,
            levels: [0].into(),
        };
        let row = Bin {
            positive: Count::rows(1),
            ..Bin::default()
        };
        let mut sorted = scores.to_vec();
        sorted.sort_by(f64::total_cmp);
        let scores = Histogram::new(sorted.into_iter().map(|score| (score, row)));
        let tables = Tables {
            scores,
            ..Tables::default()
        };
        part.cells.insert(key, tables);
        part
    }

    fn quarters() -> Grid {
        Grid::Equal {
            low: crate::Real::default(),
            high: crate::Real::new(1.0).unwrap(),
            bins: 4,
        }
    }

    #[test]
    fn exact_parts_that_are_too_many_together_go_into_bins_as_their_whole_does() {
        let many = |from: usize| {
            (0..MOST_DISTINCT)
                .map(|i| (from + 2 * i) as f64 / 1e6)
                .collect::<Vec<_>>()
        };
        let mut whole = part(&many(0), 3);
        whole.merge(&part(&many(1), 3)).unwrap();
        whole.settle(quarters(), Grid::Exact).unwrap();
        assert_eq!(whole.score_grids, [quarters()]);
        // A part that was in bins before gives the same.
        let mut coarse = part(&many(1), 3);
        coarse.coarsen_scores(0, quarters()).unwrap();
        coarse.merge(&part(&many(0), 3)).unwrap();
        assert_eq!(coarse.cells, whole.cells);
    }

    #[test]
    fn blocks_are_given_up_together() {
        let mut whole = part(&[0.1, 0.2], 3);
        whole.merge(&part(&[0.2, 0.9], 4)).unwrap();
        let mut given_up = whole.clone();
        given_up.unblock_above(3).unwrap();
        assert!(given_up.unblocked.scores && given_up.intake.notes.len() == 1);
        assert_eq!(given_up.cells.len(), 1);
        assert_eq!(given_up.cells.first_key_value().unwrap().1.scores.len(), 3);
        // Merged with a part that still has its blocks, both are without.
        given_up.merge(&part(&[0.5], 7)).unwrap();
        assert_eq!(given_up.cells.len(), 1);
    }
}
