use super::{CellKey, Grid, Statistics, Tables, Unblocked, UnitSketch};
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
    /// Rows with a decision, unweighted.
    pub fn n(&self) -> u64 {
        self.total.confusion.decided().n
    }

    /// What `min_n` is held against: distinct units where they are known, rows otherwise.
    pub fn support(&self) -> u64 {
        self.units.unwrap_or_else(|| self.n())
    }
}

/// The tables that a group is the sum of.
#[derive(Default)]
struct Parts<'a> {
    all: Vec<&'a Tables>,
    blocks: BTreeMap<u16, Vec<&'a Tables>>,
    strata: BTreeMap<u32, StratumParts<'a>>,
}

/// The tables that a group in a stratum is the sum of.
#[derive(Default)]
struct StratumParts<'a> {
    all: Vec<&'a Tables>,
    blocks: BTreeMap<u16, Vec<&'a Tables>>,
}

// Sums of parts of one statistics stay within the sum of all rows, which was checked when counting.
fn sum(parts: &[&Tables]) -> Tables {
    Tables::sum(parts).unwrap_or_default()
}

fn sums<K: Copy + Ord>(parts: &BTreeMap<K, Vec<&Tables>>) -> BTreeMap<K, Tables> {
    parts
        .iter()
        .map(|(key, parts)| (*key, sum(parts)))
        .collect()
}

impl<'a> Parts<'a> {
    fn add(&mut self, key: &CellKey, blocks: bool, divided: bool, counts: &'a Tables) {
        self.all.push(counts);
        if blocks {
            self.blocks.entry(key.block).or_default().push(counts);
        }
        if divided {
            let stratum = self.strata.entry(key.stratum).or_default();
            stratum.all.push(counts);
            if blocks {
                stratum.blocks.entry(key.block).or_default().push(counts);
            }
        }
    }

    fn add_group(&mut self, group: &'a GroupCells) {
        self.all.push(&group.total);
        for (block, counts) in (0_u16..).zip(&group.blocks) {
            self.blocks.entry(block).or_default().push(counts);
        }
        for (stratum, part) in &group.strata {
            let stratum = self.strata.entry(*stratum).or_default();
            stratum.all.push(&part.total);
            for (block, counts) in &part.blocks {
                stratum.blocks.entry(*block).or_default().push(counts);
            }
        }
    }

    /// A group without a name.
    fn summed(&self, blocks: u16) -> GroupCells {
        let mut by_block = sums(&self.blocks);
        let strata = self.strata.iter().map(|(stratum, parts)| {
            let cells = StratumCells {
                blocks: sums(&parts.blocks),
                total: sum(&parts.all),
            };
            (*stratum, cells)
        });
        GroupCells {
            blocks: (0..blocks)
                .map(|block| by_block.remove(&block).unwrap_or_default())
                .collect(),
            group: Group::everyone(),
            missing: false,
            name: "".into(),
            strata: strata.collect(),
            total: sum(&self.all),
            units: None,
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
        let divided = self.has_strata();
        let within =
            |key: &CellKey| key.model == model && slice.is_none_or(|slice| key.slice == slice);
        let levels_of =
            |key: &CellKey| -> Vec<u32> { attributes.iter().map(|&a| key.levels[a]).collect() };
        let mut groups: BTreeMap<Vec<u32>, (Parts<'_>, UnitSketch)> = BTreeMap::new();
        for (key, counts) in self.cells.iter().filter(|(key, _)| within(key)) {
            let (parts, _) = groups.entry(levels_of(key)).or_default();
            parts.add(key, self.blocks > 0, divided, counts);
        }
        for (key, units) in self.units.iter().filter(|(key, _)| within(key)) {
            if let Some((_, sketch)) = groups.get_mut(&levels_of(key)) {
                sketch.merge(units);
            }
        }
        let mut everyone = UnitSketch::default();
        let known = !self.units.is_empty();
        let groups: Vec<GroupCells> = groups
            .into_iter()
            .map(|(levels, (parts, units))| {
                everyone.merge(&units);
                let mut cells = parts.summed(self.blocks);
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
        let mut all = Parts::default();
        for group in &groups {
            all.add_group(group);
        }
        let mut overall = all.summed(self.blocks);
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
