//! The joint counts of all attributes, as the search adds them up.

use crate::{Error, Result};
use evenhand_core::{Count, MISSING, Statistics, Tables};
use evenhand_metrics::{Cell, count_of};
use std::ops::AddAssign;

/// Rows and events of some rows, by number and by weight.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Part {
    /// Events.
    pub events: f64,
    /// Rows that could have the event.
    pub rows: f64,
    /// Sum of the squared weights of the events.
    pub events_squared: f64,
    /// Sum of the squared weights of the rows.
    pub rows_squared: f64,
    /// Rows by number.
    pub count: u64,
}

impl AddAssign for Part {
    fn add_assign(&mut self, other: Self) {
        self.events += other.events;
        self.rows += other.rows;
        self.events_squared += other.events_squared;
        self.rows_squared += other.rows_squared;
        self.count += other.count;
    }
}

impl Part {
    /// Rows that belong to the whole and not to the part.
    pub fn without(self, part: Self) -> Self {
        Self {
            events: self.events - part.events,
            rows: self.rows - part.rows,
            events_squared: self.events_squared - part.events_squared,
            rows_squared: self.rows_squared - part.rows_squared,
            count: self.count - part.count,
        }
    }

    /// Events per row; `None` over nobody.
    pub fn rate(self) -> Option<f64> {
        (self.count > 0 && self.rows > 0.0).then(|| (self.events / self.rows).clamp(0.0, 1.0))
    }
}

/// The counts of one combination of all attributes in one stratum and one block of persons.
#[derive(Clone, Copy, Debug)]
pub(super) struct CubeCell {
    /// Position of the combination.
    pub joint: usize,
    /// Position of stratum and block.
    pub layer: usize,
    /// Rows with a decision.
    pub n: u64,
    /// What the metric counts.
    pub part: Part,
}

/// The joint counts.
pub(super) struct Cube {
    /// Blocks of persons; 1 without units.
    pub blocks: usize,
    /// The counts, by combination and then layer.
    pub cells: Vec<CubeCell>,
    /// For each attribute the digits of a key that hold its level.
    pub fields: Vec<Field>,
    /// Keys of the combinations, ascending.
    pub joint: Vec<u128>,
    /// For each attribute whether a level may name a group.
    pub named: Vec<Vec<bool>>,
    /// Strata; 1 where there are none.
    pub strata: usize,
    /// Whether rows carry weights.
    pub weighted: bool,
}

/// Where a key holds the level of an attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub mask: u128,
    pub shift: u32,
}

impl Field {
    /// The level of its attribute.
    pub fn level(self, key: u128) -> usize {
        ((key & self.mask) >> self.shift) as usize
    }
}

impl Cube {
    /// Adds up the counts of a model: `events` of `rows` are what the metric counts.
    pub fn new(
        statistics: &Statistics,
        model: u16,
        events: &[Cell],
        rows: &[Cell],
    ) -> Result<Self> {
        let fields = fields(statistics)?;
        let blocks = usize::from(statistics.blocks).max(1);
        let mut found: Vec<(u128, usize, u64, Part)> = statistics
            .cells
            .iter()
            .filter(|(key, _)| key.model == model)
            .map(|(key, tables)| {
                let joint = fields
                    .iter()
                    .zip(&key.levels)
                    .fold(0, |sum, (field, level)| {
                        sum | u128::from(*level) << field.shift
                    });
                let layer = key.stratum as usize * blocks + usize::from(key.block);
                let n = tables.confusion.decided().n;
                (joint, layer, n, part(tables, events, rows))
            })
            .filter(|(_, _, n, part)| *n > 0 || part.count > 0)
            .collect();
        found.sort_by_key(|(joint, layer, ..)| (*joint, *layer));
        let mut joint = Vec::new();
        let mut cells: Vec<CubeCell> = Vec::new();
        for (key, layer, n, part) in found {
            if joint.last() != Some(&key) {
                joint.push(key);
            }
            match cells.last_mut() {
                Some(last) if last.joint + 1 == joint.len() && last.layer == layer => {
                    last.n += n;
                    last.part += part;
                }
                _ => cells.push(CubeCell {
                    joint: joint.len() - 1,
                    layer,
                    n,
                    part,
                }),
            }
        }
        let named = statistics.attributes.iter();
        Ok(Self {
            blocks,
            cells,
            fields,
            joint,
            named: named
                .map(|a| a.levels.iter().map(|level| &**level != MISSING).collect())
                .collect(),
            strata: statistics.strata.levels.len().max(1),
            weighted: statistics.weighted,
        })
    }

    /// Combinations of stratum and block.
    pub fn layers(&self) -> usize {
        self.strata * self.blocks
    }
}

fn part(tables: &Tables, events: &[Cell], rows: &[Cell]) -> Part {
    let sum = |cells: &[Cell]| -> Count { count_of(tables, cells) };
    let (events, rows) = (sum(events), sum(rows));
    Part {
        events: events.weight(),
        rows: rows.weight(),
        events_squared: events.weight_squared(),
        rows_squared: rows.weight_squared(),
        count: rows.n,
    }
}

fn fields(statistics: &Statistics) -> Result<Vec<Field>> {
    let mut shift = 0;
    let mut fields = Vec::new();
    for attribute in &statistics.attributes {
        let most = attribute.levels.len().max(2) as u128 - 1;
        let bits = 128 - most.leading_zeros();
        if shift + bits > 128 {
            return Err(Error::TooManyToSearch {
                attributes: statistics.attributes.len(),
            });
        }
        fields.push(Field {
            mask: ((1_u128 << bits) - 1) << shift,
            shift,
        });
        shift += bits;
    }
    Ok(fields)
}
