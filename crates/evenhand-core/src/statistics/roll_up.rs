use super::{ConfusionMatrix, Statistics};
use crate::Group;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The counts of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupCells {
    /// Counts per block of hashed units, where the statistics have blocks; empty otherwise.
    pub blocks: Vec<ConfusionMatrix>,
    /// Which group.
    pub group: Group,
    /// Whether one of its values is missing: shown and counted, not compared.
    pub missing: bool,
    /// Name in files, for example `female*18-24`.
    pub name: Arc<str>,
    /// All counts of the group.
    pub total: ConfusionMatrix,
}

impl GroupCells {
    /// Rows with a decision, unweighted.
    pub fn n(&self) -> u64 {
        self.total.decided().n
    }
}

/// The groups of one attribute, or of one intersection, for one model and one slice.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupTable {
    /// Name in files: `gender`, or `gender*age_band`; empty for everyone.
    pub attribute: Arc<str>,
    /// The groups that have rows, in canonical order.
    pub groups: Vec<GroupCells>,
    /// Everyone.
    pub overall: GroupCells,
    /// Whether counts carry weights.
    pub weighted: bool,
}

impl Statistics {
    /// Sums the joint table over everything but the named attributes.
    ///
    /// `model` is a position in [`Statistics::models`]; `slice` a position among the slices, or `None` for all rows;
    /// `attributes` are positions in [`Statistics::attributes`].
    pub fn roll_up(&self, model: u16, slice: Option<u32>, attributes: &[usize]) -> GroupTable {
        let blocks = usize::from(self.blocks);
        let mut groups: BTreeMap<Vec<u32>, (ConfusionMatrix, Vec<ConfusionMatrix>)> =
            BTreeMap::new();
        for (key, counts) in &self.cells {
            if key.model != model || slice.is_some_and(|slice| key.slice != slice) {
                continue;
            }
            let levels: Vec<u32> = attributes.iter().map(|&a| key.levels[a]).collect();
            let (total, parts) = groups.entry(levels).or_insert_with(|| {
                (
                    ConfusionMatrix::default(),
                    vec![ConfusionMatrix::default(); blocks],
                )
            });
            // Sums of parts of one statistics stay within the sum of all rows, which was checked when counting.
            let _ = total.add(counts);
            if let Some(part) = parts.get_mut(usize::from(key.block)) {
                let _ = part.add(counts);
            }
        }
        let mut overall = GroupCells {
            blocks: vec![ConfusionMatrix::default(); blocks],
            group: Group::everyone(),
            missing: false,
            name: "".into(),
            total: ConfusionMatrix::default(),
        };
        let groups = groups
            .into_iter()
            .map(|(levels, (total, parts))| {
                let _ = overall.total.add(&total);
                for (sum, part) in overall.blocks.iter_mut().zip(&parts) {
                    let _ = sum.add(part);
                }
                let group = Group {
                    levels: attributes
                        .iter()
                        .zip(levels)
                        .map(|(&a, level)| self.attributes[a].levels[level as usize].clone())
                        .collect(),
                };
                // A single attribute's group is named as it stands; only intersections need the escape.
                let name = match group.levels.as_slice() {
                    [level] => level.clone(),
                    _ => group.name().into(),
                };
                GroupCells {
                    blocks: parts,
                    missing: group.has_missing(),
                    name,
                    group,
                    total,
                }
            })
            .collect();
        let names: Vec<&str> = attributes
            .iter()
            .map(|&a| self.attributes[a].name.as_str())
            .collect();
        GroupTable {
            attribute: names.join("*").into(),
            groups,
            overall,
            weighted: self.weighted,
        }
    }
}
