use super::{Grid, Statistics, Tables, Unblocked, UnitSketch};
use crate::Group;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The counts of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupCells {
    /// Counts per block of hashed units, where the statistics have blocks; empty otherwise.
    pub blocks: Vec<Tables>,
    /// Which group.
    pub group: Group,
    /// Whether one of its values is missing: shown and counted, not compared.
    pub missing: bool,
    /// Name in files, for example `female*18-24`.
    pub name: Arc<str>,
    /// Counts by position of the stratum, where the statistics have strata; empty otherwise.
    pub strata: BTreeMap<u32, StratumCells>,
    /// All counts of the group.
    pub total: Tables,
    /// Distinct units with a decision, where the statistics know units; an estimate above [`UnitSketch::EXACT`].
    pub units: Option<u64>,
}

/// The counts of one group in one stratum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StratumCells {
    /// Counts of those blocks of units that have some.
    pub blocks: BTreeMap<u16, Tables>,
    /// All counts of the group in the stratum.
    pub total: Tables,
}

impl GroupCells {
    fn empty(blocks: usize) -> Self {
        Self {
            blocks: vec![Tables::default(); blocks],
            group: Group::everyone(),
            missing: false,
            name: "".into(),
            strata: BTreeMap::new(),
            total: Tables::default(),
            units: None,
        }
    }

    /// Rows with a decision, unweighted.
    pub fn n(&self) -> u64 {
        self.total.confusion.decided().n
    }

    /// What `min_n` is held against: distinct units where they are known, rows otherwise.
    pub fn support(&self) -> u64 {
        self.units.unwrap_or_else(|| self.n())
    }

    // Sums of parts of one statistics stay within the sum of all rows, which was checked when counting.
    fn add(&mut self, block: u16, stratum: Option<u32>, counts: &Tables) {
        let _ = self.total.add(counts);
        if let Some(part) = self.blocks.get_mut(usize::from(block)) {
            let _ = part.add(counts);
        }
        if let Some(stratum) = stratum {
            let part = self.strata.entry(stratum).or_default();
            let _ = part.total.add(counts);
            if !self.blocks.is_empty() {
                let _ = part.blocks.entry(block).or_default().add(counts);
            }
        }
    }

    fn add_all(&mut self, other: &Self) {
        let _ = self.total.add(&other.total);
        for (sum, part) in self.blocks.iter_mut().zip(&other.blocks) {
            let _ = sum.add(part);
        }
        for (stratum, part) in &other.strata {
            let sum = self.strata.entry(*stratum).or_default();
            let _ = sum.total.add(&part.total);
            for (block, counts) in &part.blocks {
                let _ = sum.blocks.entry(*block).or_default().add(counts);
            }
        }
    }
}

/// The groups of one attribute, or of one intersection, for one model and one slice.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupTable {
    /// Name in files: `gender`, or `gender*age_band`; empty for everyone.
    pub attribute: Arc<str>,
    /// Share of each group in the population, where the audit knows it; empty otherwise.
    pub benchmark: BTreeMap<String, f64>,
    /// The groups that have rows, in canonical order.
    pub groups: Vec<GroupCells>,
    /// Everyone.
    pub overall: GroupCells,
    /// Which scores are told apart.
    pub score_grid: Grid,
    /// Names of the strata by position; empty where the rows are not divided into strata.
    pub strata: Vec<Arc<str>>,
    /// Tables that are kept without blocks of units.
    pub unblocked: Unblocked,
    /// Which values are told apart.
    pub value_grid: Grid,
    /// Whether counts carry weights.
    pub weighted: bool,
}

impl GroupTable {
    /// Whether its groups combine several attributes.
    pub fn is_intersection(&self) -> bool {
        self.groups.iter().any(|group| group.group.levels.len() > 1)
    }
}

impl Statistics {
    /// Whether rows are divided into strata.
    pub fn has_strata(&self) -> bool {
        !self.strata.name.is_empty()
    }

    /// Sums the joint table over everything but the named attributes.
    ///
    /// `model` is a position in [`Statistics::models`]; `slice` a position among the slices, or `None` for all rows;
    /// `attributes` are positions in [`Statistics::attributes`].
    pub fn roll_up(&self, model: u16, slice: Option<u32>, attributes: &[usize]) -> GroupTable {
        let blocks = usize::from(self.blocks);
        let divided = self.has_strata();
        let within = |key: &super::CellKey| {
            key.model == model && slice.is_none_or(|slice| key.slice == slice)
        };
        let levels_of = |key: &super::CellKey| -> Vec<u32> {
            attributes.iter().map(|&a| key.levels[a]).collect()
        };
        let mut groups: BTreeMap<Vec<u32>, (GroupCells, UnitSketch)> = BTreeMap::new();
        for (key, counts) in self.cells.iter().filter(|(key, _)| within(key)) {
            groups
                .entry(levels_of(key))
                .or_insert_with(|| (GroupCells::empty(blocks), UnitSketch::default()))
                .0
                .add(key.block, divided.then_some(key.stratum), counts);
        }
        for (key, units) in self.units.iter().filter(|(key, _)| within(key)) {
            if let Some((_, sketch)) = groups.get_mut(&levels_of(key)) {
                sketch.merge(units);
            }
        }
        let mut overall = GroupCells::empty(blocks);
        let mut everyone = UnitSketch::default();
        let known = !self.units.is_empty();
        let groups = groups
            .into_iter()
            .map(|(levels, (mut cells, units))| {
                overall.add_all(&cells);
                everyone.merge(&units);
                cells.units = known.then(|| units.count());
                cells.group = Group {
                    levels: attributes
                        .iter()
                        .zip(levels)
                        .map(|(&a, level)| self.attributes[a].levels[level as usize].clone())
                        .collect(),
                };
                // A single attribute's group is named as it stands; only intersections need the escape.
                cells.name = match cells.group.levels.as_slice() {
                    [level] => level.clone(),
                    _ => cells.group.name().into(),
                };
                cells.missing = cells.group.has_missing();
                cells
            })
            .collect();
        overall.units = known.then(|| everyone.count());
        let names: Vec<&str> = attributes
            .iter()
            .map(|&a| self.attributes[a].name.as_str())
            .collect();
        GroupTable {
            attribute: names.join("*").into(),
            benchmark: BTreeMap::new(),
            groups,
            overall,
            score_grid: self
                .score_grids
                .get(usize::from(model))
                .copied()
                .unwrap_or_default(),
            unblocked: self.unblocked,
            value_grid: self.value_grid,
            strata: if divided {
                self.strata.levels.clone()
            } else {
                Vec::new()
            },
            weighted: self.weighted,
        }
    }
}
