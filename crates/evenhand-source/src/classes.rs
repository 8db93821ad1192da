//! Decisions among several classes, counted by group.

use crate::batch::Batch;
use crate::binary::ABSENT;
use crate::chains::Chains;
use crate::levels::Levels;
use crate::problem::{Kind, Problem};
use crate::program::Measured;
use evenhand_core::{Classes, Count, MISSING, OUT_OF_RANGE};

/// What one thread has counted.
pub(crate) struct ClassTally {
    actual: Option<Levels>,
    /// Groups, decisions and truths that occurred together.
    cells: Chains,
    counts: Vec<Count>,
    decided: Levels,
    /// Decision and truth of every row of the batch that was read last.
    rows: [Vec<u32>; 2],
    /// Rows without a class.
    pub missing: u64,
}

impl ClassTally {
    /// Nothing counted yet; `None` where no classes are named.
    pub fn new(measured: &Measured) -> Option<Self> {
        let (_, decided) = measured.decision_class.as_ref()?;
        let actual = measured.label_class.as_ref();
        Some(Self {
            actual: actual.map(|(_, rule)| Levels::new(rule.clone())),
            cells: Chains::new(3),
            counts: Vec::new(),
            decided: Levels::new(decided.clone()),
            rows: Default::default(),
            missing: 0,
        })
    }

    /// Reads the classes of a batch.
    pub fn read(&mut self, measured: &Measured, batch: &Batch) -> Result<(), Problem> {
        let [decided, actual] = &mut self.rows;
        if let Some((column, _)) = &measured.decision_class {
            read(&mut self.decided, &batch.columns[*column], decided)?;
            let unknown = |code: &&u32| is_unknown(&self.decided, **code);
            self.missing += decided.iter().filter(unknown).count() as u64;
        }
        if let (Some((column, _)), Some(levels)) = (&measured.label_class, &mut self.actual) {
            read(levels, &batch.columns[*column], actual)?;
        }
        Ok(())
    }

    /// Counts the rows of that batch that a model decided; returns the row at which a sum leaves its integer.
    pub fn see(
        &mut self,
        at: impl Iterator<Item = u32>,
        decisions: &[u8],
        weights: &[Count],
    ) -> Result<(), usize> {
        let [decided, actual] = &self.rows;
        for (row, (cell, decision)) in at.zip(decisions).enumerate() {
            if *decision == ABSENT || is_unknown(&self.decided, decided[row]) {
                continue;
            }
            let truth = actual.get(row).copied().unwrap_or(0);
            let place = self.cells.number(&[cell, decided[row], truth]) as usize;
            if place == self.counts.len() {
                self.counts.push(Count::default());
            }
            let weight = weights.get(row).copied().unwrap_or(Count::rows(1));
            self.counts[place].add(&weight).map_err(|_| row)?;
        }
        Ok(())
    }

    /// The classes of every cell, by its number.
    pub fn by_cell(&self, cells: usize) -> Vec<Classes> {
        let mut found = vec![Classes::default(); cells];
        for (codes, count) in self.cells.combinations.iter().zip(&self.counts) {
            let [cell, decided, truth] = codes[..] else {
                continue;
            };
            let known = |levels: &&Levels| !is_unknown(levels, truth);
            let actual = self.actual.as_ref().filter(known);
            let actual = actual.map(|levels| &*levels.names[truth as usize]);
            let decided = &self.decided.names[decided as usize];
            *found[cell as usize].entry(decided, actual) = *count;
        }
        found
    }
}

fn read(
    levels: &mut Levels,
    column: &crate::column::Column,
    out: &mut Vec<u32>,
) -> Result<(), Problem> {
    levels.encode(column, out)?;
    // One name stands for what is missing.
    if levels.names.len() > Classes::MOST + 1 {
        return Err(Problem {
            column: levels.rule.column.clone(),
            kind: Kind::TooManyLevels(Classes::MOST),
            row: 0,
            value: (levels.names.last()).map_or_else(String::new, |name| name.to_string()),
        });
    }
    Ok(())
}

fn is_unknown(levels: &Levels, code: u32) -> bool {
    let name = levels.names.get(code as usize);
    name.is_none_or(|name| [MISSING, OUT_OF_RANGE].contains(&&**name))
}
