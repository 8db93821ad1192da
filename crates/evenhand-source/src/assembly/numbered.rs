//! Scores, values, arms, sums and lists of all threads, put together by name.

use super::{Counted, Gathered, Places, Positions};
use crate::error::Result;
use crate::hash::FastMap;
use crate::measures::Measures;
use crate::program::Program;
use crate::tally::{BY_CHOICE, VALUE_GRID, score_grid};
use evenhand_core::{
    ArmBin, ArmTable, Bin, CellKey, Count, Grid, Histogram, MOST_DISTINCT, Real, Statistics,
};
use std::collections::BTreeMap;

/// Adds what was counted by number, and what was summed.
pub(super) fn assemble<G: Gathered>(
    program: &Program,
    parts: &mut [G],
    places: &[Places],
    positions: &Positions,
    statistics: &mut Statistics,
) -> Result<()> {
    for model in 0..program.models.len() {
        for what in [Counted::Scores, Counted::Arms, Counted::Values] {
            for part in parts.iter_mut() {
                if let Some(table) = part.by_number(model, what) {
                    table
                        .finish()
                        .map_err(|_| evenhand_core::Error::WeightOverflow {
                            column: program.plan.weight.clone().unwrap_or_default(),
                        })?;
                }
            }
        }
        let scores = grid(parts, model, Counted::Scores, score_grid(program));
        let arms = grid(parts, model, Counted::Arms, score_grid(program));
        let values = grid(parts, model, Counted::Values, VALUE_GRID);
        if let Some(grid) = scores.or(arms) {
            statistics.score_grids[model] = grid;
        }
        if let Some(grid) = values {
            statistics.value_grid = grid;
        }
        for (what, grid) in [
            (Counted::Scores, scores),
            (Counted::Arms, scores.or(arms)),
            (Counted::Values, values),
        ] {
            if let Some(grid) = grid {
                add(
                    program,
                    parts,
                    places,
                    positions,
                    (model, what, grid),
                    statistics,
                )?;
            }
        }
    }
    for (part, place) in parts.iter().zip(places) {
        for (codes, tables) in part.measures().into_iter().flat_map(Measures::each) {
            let mut key = positions.key(place, codes);
            if program.unit.is_some() {
                key.block = codes.last().copied().unwrap_or(0) as u16;
            }
            for (model, tables) in tables.into_iter().enumerate() {
                if tables.is_empty() {
                    continue;
                }
                key.model = model as u16;
                statistics
                    .cells
                    .entry(key.clone())
                    .or_default()
                    .add(&tables)?;
            }
        }
    }
    Ok(statistics.limit_blocks()?)
}

/// Whether all numbers can be kept, or the bins they go into; `None` where nothing is counted by them.
fn grid<G: Gathered>(parts: &mut [G], model: usize, what: Counted, coarse: Grid) -> Option<Grid> {
    let mut distinct: Vec<u64> = Vec::new();
    let mut counted = false;
    for part in parts.iter_mut() {
        let Some(table) = part.by_number(model, what) else {
            continue;
        };
        counted = true;
        if table.is_binned() {
            return Some(coarse);
        }
        distinct.extend(table.values().iter().map(|value| value.to_bits()));
    }
    distinct.sort_unstable();
    distinct.dedup();
    counted.then_some(if distinct.len() > MOST_DISTINCT {
        coarse
    } else {
        Grid::Exact
    })
}

/// Numbers and their counters, which are as many for each.
struct Numbered {
    counts: Vec<Count>,
    each: usize,
    numbers: Vec<f64>,
}

impl Numbered {
    fn new(each: usize) -> Self {
        Self {
            counts: Vec::new(),
            each,
            numbers: Vec::new(),
        }
    }

    fn push(&mut self, number: f64, counts: &[Count]) {
        self.numbers.push(number);
        self.counts.extend_from_slice(counts);
    }

    fn append(&mut self, mut other: Self) {
        self.numbers.append(&mut other.numbers);
        self.counts.append(&mut other.counts);
    }

    fn counts(&self, place: usize) -> &[Count] {
        &self.counts[place * self.each..(place + 1) * self.each]
    }

    /// Each number once, ascending.
    fn merged(self) -> Result<Self> {
        let mut order: Vec<usize> = (0..self.numbers.len()).collect();
        order.sort_by(|a, b| self.numbers[*a].total_cmp(&self.numbers[*b]));
        let mut merged = Self::new(self.each);
        merged.numbers.reserve(order.len());
        merged.counts.reserve(self.counts.len());
        for place in order {
            let (number, counts) = (self.numbers[place], self.counts(place));
            if merged
                .numbers
                .last()
                .is_some_and(|known| known.total_cmp(&number).is_eq())
            {
                let first = merged.counts.len() - merged.each;
                for (sum, count) in merged.counts[first..].iter_mut().zip(counts) {
                    sum.add(count)?;
                }
            } else {
                merged.push(number, counts);
            }
        }
        Ok(merged)
    }

    fn iter(&self) -> impl ExactSizeIterator<Item = (f64, &[Count])> {
        (0..self.numbers.len()).map(|place| (self.numbers[place], self.counts(place)))
    }
}

fn add<G: Gathered>(
    program: &Program,
    parts: &mut [G],
    places: &[Places],
    positions: &Positions,
    (model, what, grid): (usize, Counted, Grid),
    statistics: &mut Statistics,
) -> Result<()> {
    let mut found: BTreeMap<CellKey, Numbered> = BTreeMap::new();
    for (part, place) in parts.iter_mut().zip(places) {
        let Some(table) = part.by_number(model, what) else {
            continue;
        };
        // Groups in order of appearance.
        let mut groups: Vec<(Box<[u32]>, Numbered)> = Vec::new();
        let mut known: FastMap<Box<[u32]>, usize> = FastMap::default();
        let done: std::result::Result<(), std::convert::Infallible> =
            table.each(&mut |codes, number, counts| {
                let at = known.get(codes).copied().unwrap_or_else(|| {
                    known.insert(codes.into(), groups.len());
                    groups.push((codes.into(), Numbered::new(counts.len())));
                    groups.len() - 1
                });
                groups[at].1.push(grid.place(number), counts);
                Ok(())
            });
        let Ok(()) = done;
        for (codes, rows) in groups {
            let mut key = positions.key(place, &codes);
            key.model = model as u16;
            if program.unit.is_some() {
                key.block = codes.last().copied().unwrap_or(0) as u16;
            }
            let each = rows.each;
            let known = found.entry(key).or_insert_with(|| Numbered::new(each));
            known.append(rows);
        }
    }
    for (key, rows) in found {
        let merged = rows.merged()?;
        let tables = statistics.cells.entry(key).or_default();
        match what {
            // The counter of rows that do not count is not shown.
            Counted::Scores if merged.each == BY_CHOICE - 1 => {
                (tables.scores, tables.chosen) = choices(&merged);
            }
            Counted::Scores => tables.scores = histogram(&merged),
            Counted::Values => tables.values = histogram(&merged),
            Counted::Arms => tables.arms = arms(&merged)?,
        }
    }
    Ok(())
}

fn histogram(rows: &Numbered) -> Histogram {
    Histogram::new(rows.iter().map(|(number, counts)| {
        let bin = Bin {
            negative: counts[0],
            positive: counts[1],
            unlabelled: counts[2],
        };
        (number, bin)
    }))
}

/// Scores of all rows, and of the selected, from counters of outcomes and decisions.
fn choices(rows: &Numbered) -> (Histogram, Histogram) {
    let bin = |of: &dyn Fn(usize) -> Count| Bin {
        negative: of(0),
        positive: of(1),
        unlabelled: of(2),
    };
    let all = rows.iter().map(|(number, counts)| {
        let both = |label: usize| Count::sum(&counts[2 * label..2 * label + 2]);
        (number, bin(&both))
    });
    let selected = rows.iter().map(|(number, counts)| {
        let yes = |label: usize| counts[2 * label + 1];
        (number, bin(&yes))
    });
    let selected = selected.filter(|(_, bin)| !bin.all().is_zero());
    (Histogram::new(all), Histogram::new(selected))
}

fn arms(rows: &Numbered) -> Result<ArmTable> {
    let bins = rows.iter().map(|(number, counts)| {
        let mut bin = ArmBin {
            score: Real::new(number).filter(|score| score.is_finite()),
            ..ArmBin::default()
        };
        for (code, count) in counts.iter().enumerate() {
            let arm = if code >= 4 {
                &mut bin.treated
            } else {
                &mut bin.control
            };
            *arm.cell_mut(code & 2 != 0, code & 1 != 0) = *count;
        }
        bin
    });
    Ok(ArmTable::new(bins)?)
}
