//! Additive tables of counts: what is left of the rows.

mod arms;
mod confusion;
mod exposure;
mod funnel;
mod grid;
mod histogram;
mod intake;
mod moments;
mod roll_up;
mod settle;
mod subtract;
mod tables;
mod units;

pub use arms::{Arm, ArmBin, ArmTable};
pub use confusion::{ConfusionMatrix, Count, FIXED_POINT_BITS, Outcome};
pub use exposure::{Exposure, Placed};
pub use funnel::{Funnel, Stage};
pub use grid::{EqualBins, Grid};
pub use histogram::{Bin, Histogram, MOST_DISTINCT};
pub use intake::{Intake, JoinIntake, ScoreIntake};
pub use moments::{Moments, Quantity, Sums};
pub use roll_up::{GroupCells, GroupTable, StratumCells};
pub use tables::Tables;
pub use units::UnitSketch;

use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One way to divide the rows, and the values that occurred.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Name in the spec.
    pub name: String,
    /// Values in canonical order; a cell key holds positions in this list.
    pub levels: Vec<Arc<str>>,
}

/// Tables whose rows all count in block 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unblocked {
    /// The arms of an experiment.
    pub arms: bool,
    /// Scores.
    pub scores: bool,
    /// Values.
    pub values: bool,
}

/// Where a row is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellKey {
    /// Position in [`Statistics::models`].
    pub model: u16,
    /// Position in the slice dimension.
    pub slice: u32,
    /// Position in the stratum dimension.
    pub stratum: u32,
    /// Hash of the unit modulo the number of blocks; 0 without a unit.
    pub block: u16,
    /// One position per protected attribute, in spec order.
    pub levels: Box<[u32]>,
}

/// Counts per (model, slice, stratum, block, joint group): everything an audit keeps of its rows.
///
/// Statistics are additive: those of two parts of a table, merged, are those of the table, to the byte, in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Protected attributes, in spec order.
    pub attributes: Vec<Dimension>,
    /// Number of blocks the units were hashed into; 0 without a unit.
    pub blocks: u16,
    /// The counts, sparse and sorted.
    #[serde(with = "map_as_list")]
    pub cells: BTreeMap<CellKey, Tables>,
    /// What came in and what was left out.
    pub intake: Intake,
    /// Names of the models, in spec order; one empty name without `[[model]]`.
    pub models: Vec<String>,
    /// Negative binary exponent of the fixed-point sums of weights.
    pub scale_bits: u32,
    /// Which scores of each model are told apart.
    #[serde(default)]
    pub score_grids: Vec<Grid>,
    /// Slices (campaign, channel, month); a single empty level where there are none.
    pub slices: Dimension,
    /// Strata; a single empty level where there are none.
    pub strata: Dimension,
    /// Tables that are kept without blocks of units, because they would have been too large.
    #[serde(default)]
    pub unblocked: Unblocked,
    /// Distinct units with a decision, by the same keys with block 0; empty without a unit.
    #[serde(with = "map_as_list")]
    pub units: BTreeMap<CellKey, UnitSketch>,
    /// Which values are told apart.
    #[serde(default)]
    pub value_grid: Grid,
    /// Whether rows carry weights (or a counts table holds counts that are not whole).
    pub weighted: bool,
}

impl Statistics {
    /// Statistics of no rows for these dimensions.
    pub fn empty(attributes: &[String], models: Vec<String>, blocks: u16, weighted: bool) -> Self {
        let single = |name: &str| Dimension {
            name: name.to_owned(),
            levels: Vec::new(),
        };
        Self {
            attributes: attributes.iter().map(|name| single(name)).collect(),
            blocks,
            cells: BTreeMap::new(),
            intake: Intake::default(),
            score_grids: vec![Grid::Exact; models.len()],
            models,
            scale_bits: FIXED_POINT_BITS,
            slices: single(""),
            strata: single(""),
            unblocked: Unblocked::default(),
            units: BTreeMap::new(),
            value_grid: Grid::Exact,
            weighted,
        }
    }

    /// Adds the counts of another part of the same table.
    ///
    /// # Errors
    /// [`Error::CannotMerge`] when the two do not have the same attributes, slices, strata, models, blocks, scale or
    /// weighting, and
    /// [`Error::WeightOverflow`] when a sum leaves 128 bits.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        let differ = |what: &str| {
            Err(Error::CannotMerge {
                reason: format!("they differ in their {what}"),
            })
        };
        if self.attributes.len() != other.attributes.len()
            || self
                .attributes
                .iter()
                .zip(&other.attributes)
                .any(|(a, b)| a.name != b.name)
        {
            return differ("protected attributes");
        }
        if self.models != other.models {
            return differ("models");
        }
        if self.blocks != other.blocks {
            return differ("number of blocks");
        }
        if self.scale_bits != other.scale_bits {
            return differ("fixed-point scale");
        }
        if self.weighted != other.weighted {
            return differ("weighting");
        }
        // Where one part keeps all scores and the other bins, both are put into the bins.
        let score_grids: Vec<Grid> = (self.score_grids.iter().zip(&other.score_grids))
            .map(|(mine, theirs)| grid::common_grid(*mine, *theirs))
            .collect::<Result<_>>()?;
        let value_grid = grid::common_grid(self.value_grid, other.value_grid)?;
        for (mine, theirs, what) in [
            (&mut self.slices, &other.slices, "slices"),
            (&mut self.strata, &other.strata, "strata"),
        ] {
            if mine.levels.is_empty() {
                mine.name.clone_from(&theirs.name);
            } else if mine.name != theirs.name && !theirs.levels.is_empty() {
                return differ(what);
            }
        }
        for (model, grid) in score_grids.iter().enumerate() {
            if *grid != self.score_grids[model] {
                self.coarsen_scores(model, *grid)?;
            }
        }
        if value_grid != self.value_grid {
            self.coarsen_values(value_grid)?;
        }
        let attribute_maps: Vec<Vec<u32>> = self
            .attributes
            .iter_mut()
            .zip(&other.attributes)
            .map(|(mine, theirs)| mine.adopt(theirs))
            .collect();
        let slice_map = self.slices.adopt(&other.slices);
        let stratum_map = self.strata.adopt(&other.strata);
        let moved = |key: &CellKey| CellKey {
            model: key.model,
            slice: slice_map[key.slice as usize],
            stratum: stratum_map[key.stratum as usize],
            block: key.block,
            levels: key
                .levels
                .iter()
                .zip(&attribute_maps)
                .map(|(level, map)| map[*level as usize])
                .collect(),
        };
        for (key, counts) in &other.cells {
            let model = usize::from(key.model);
            let sum = self.cells.entry(moved(key)).or_default();
            let (scores, values) = (
                score_grids[model] != other.score_grids[model],
                value_grid != other.value_grid,
            );
            if !scores && !values {
                sum.add(counts)?;
                continue;
            }
            let mut coarse = counts.clone();
            if scores {
                coarse.coarsen_scores(&score_grids[model])?;
            }
            if values {
                coarse.values = coarse.values.coarsen(&value_grid)?;
            }
            sum.add(&coarse)?;
        }
        for (key, units) in &other.units {
            self.units.entry(moved(key)).or_default().merge(units);
        }
        self.intake.merge(&other.intake);
        if self.unblocked != other.unblocked {
            self.unblock(other.unblocked)?;
        }
        Ok(())
    }

    /// Puts the levels of every dimension into their canonical order, so that equal rows give equal bytes.
    ///
    /// `orders` holds for each attribute the order of its levels where the spec fixes one (bins); levels it does not
    /// name, and attributes without an order, follow [`crate::level_order`].
    pub fn canonicalise(&mut self, orders: &[Option<Vec<String>>]) {
        let none = None;
        let attribute_maps: Vec<Vec<u32>> = self
            .attributes
            .iter_mut()
            .enumerate()
            .map(|(i, dimension)| dimension.sort(orders.get(i).unwrap_or(&none).as_deref()))
            .collect();
        let slice_map = self.slices.sort(None);
        let stratum_map = self.strata.sort(None);
        let moved = |mut key: CellKey| {
            key.slice = slice_map[key.slice as usize];
            key.stratum = stratum_map[key.stratum as usize];
            for (level, map) in key.levels.iter_mut().zip(&attribute_maps) {
                *level = map[*level as usize];
            }
            key
        };
        let cells = std::mem::take(&mut self.cells).into_iter();
        self.cells = cells.map(|(key, counts)| (moved(key), counts)).collect();
        let units = std::mem::take(&mut self.units).into_iter();
        self.units = units.map(|(key, units)| (moved(key), units)).collect();
    }

    /// Canonical bytes: the same for the same rows in any order and partition.
    pub fn canonical_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

impl Dimension {
    /// A dimension with these values.
    pub fn new(
        name: impl Into<String>,
        levels: impl IntoIterator<Item = impl Into<Arc<str>>>,
    ) -> Self {
        Self {
            name: name.into(),
            levels: levels.into_iter().map(Into::into).collect(),
        }
    }

    /// Makes every level of `other` a level of this one; returns where each of them went.
    fn adopt(&mut self, other: &Self) -> Vec<u32> {
        let mut positions: BTreeMap<Arc<str>, u32> = self
            .levels
            .iter()
            .enumerate()
            .map(|(i, level)| (level.clone(), i as u32))
            .collect();
        other
            .levels
            .iter()
            .map(|level| {
                *positions.entry(level.clone()).or_insert_with(|| {
                    self.levels.push(level.clone());
                    self.levels.len() as u32 - 1
                })
            })
            .collect()
    }

    /// Sorts the levels; returns where each of them went.
    fn sort(&mut self, order: Option<&[String]>) -> Vec<u32> {
        let rank = |level: &str| {
            order
                .and_then(|o| o.iter().position(|name| name == level))
                .unwrap_or(usize::MAX)
        };
        let mut positions: Vec<usize> = (0..self.levels.len()).collect();
        positions.sort_by(|&a, &b| {
            let (a, b) = (&self.levels[a], &self.levels[b]);
            rank(a).cmp(&rank(b)).then_with(|| crate::level_order(a, b))
        });
        let mut map = vec![0; positions.len()];
        for (new, &old) in positions.iter().enumerate() {
            map[old] = new as u32;
        }
        self.levels = positions
            .into_iter()
            .map(|old| self.levels[old].clone())
            .collect();
        map
    }
}

/// JSON objects need text keys; maps of cells are written as lists of pairs instead.
mod map_as_list {
    use super::{BTreeMap, CellKey};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<V: Serialize, S: Serializer>(
        map: &BTreeMap<CellKey, V>,
        s: S,
    ) -> Result<S::Ok, S::Error> {
        s.collect_seq(map)
    }

    pub fn deserialize<'de, V: Deserialize<'de>, D: Deserializer<'de>>(
        d: D,
    ) -> Result<BTreeMap<CellKey, V>, D::Error> {
        Ok(Vec::<(CellKey, V)>::deserialize(d)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests;
