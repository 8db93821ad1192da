//! How much memory a tally takes, by counters that are there anyway.

use super::Tally;
use crate::ceiling::{BYTES_PER_CELL, Footprint, listing};
use crate::problem::{Kind, Problem};
use evenhand_core::{Bin, UnitSketch};

/// A block of text or a batch of columns, with what is decoded of it.
const WORKING: u64 = 8 << 20;
/// A name of a level, its places in the tables that find it, and its place in the sum.
const BYTES_PER_LEVEL: u64 = 256;
/// A group of rows whose numbers, deliveries or places in lists are summed.
const BYTES_PER_MEASURED: u64 = 512;

impl Tally<'_> {
    /// What the tally takes, by what it is for; largest part last.
    fn parts(&self) -> [(u64, u64, &'static str); 4] {
        let models = self.models.len() as u64;
        let measured = self.measures.as_ref().map_or(0, |m| m.groups() as u64) * models;
        let tables = self
            .models
            .iter()
            .flat_map(|model| [&model.arms, &model.by_score, &model.by_value])
            .flatten();
        let (mut numbers, mut bins) = (0, 0);
        for table in tables {
            numbers += table.bytes();
            bins += table.live() as u64;
        }
        let levels: usize = self.levels.iter().map(|levels| levels.names.len()).sum();
        let persons = self.persons.as_ref().map_or(0, |p| p.sketches() as u64);
        let kept = self.read;
        let plan = self.program.plan;
        let per_row = plan.rows.bytes_per_row(plan.attributes.len());
        let marks = 8 * (self.lines.len() + self.unit_hashes.len()) as u64;
        let sketched = persons * size_of::<UnitSketch>() as u64
            + 8 * (persons * UnitSketch::EXACT as u64).min(kept * models);
        let cells = (self.cells.live_or_none() as u64 * models).max(measured);
        let mut parts = [
            (
                numbers,
                bins * 2 * size_of::<Bin>() as u64,
                "scores and values by group",
            ),
            (marks + sketched, sketched, "persons by group"),
            (
                self.rows.as_ref().map_or(0, |rows| rows.len() as u64) * per_row,
                0,
                "single rows, kept for their features",
            ),
            (
                self.cells.bytes()
                    + levels as u64 * BYTES_PER_LEVEL
                    + measured * BYTES_PER_MEASURED,
                cells * BYTES_PER_CELL,
                "combinations of groups",
            ),
        ];
        parts.sort_by_key(|(held, sum, _)| held + sum);
        parts
    }

    /// Fails where all threads together hold more than they may.
    pub(super) fn stay_below_ceiling(&mut self) -> Result<(), Problem> {
        let parts = self.parts();
        let mut now = Footprint {
            held: WORKING,
            sum: 0,
        };
        for (held, sum, _) in parts {
            now.held += held;
            now.sum += sum;
        }
        if self.ceiling.allows(&mut self.footprint, now) {
            return Ok(());
        }
        let dimensions = self.program.dimensions.iter().zip(&self.levels);
        let mut columns: Vec<(String, usize)> = dimensions
            // One name stands for what is missing.
            .map(|(d, levels)| (d.rule.column.clone(), levels.names.len() - 1))
            .collect();
        if let Some(unit) = &self.program.plan.unit {
            columns.push((
                format!("{unit}, by hash"),
                self.program.plan.blocks().into(),
            ));
        }
        Err(Problem {
            column: parts[parts.len() - 1].2.to_owned(),
            kind: Kind::Memory(self.ceiling.most()),
            row: 0,
            value: listing(columns),
        })
    }
}
