//! What each group adds to a combination, and which combinations say nothing new.

use super::Found;
use super::cube::{Cube, Part};
use super::evidence::{Kind, test};
use super::lattice::Lattice;
use evenhand_core::Subgroup;
use evenhand_inference::Level;
use std::collections::BTreeMap;

/// Finds combinations by their attributes and levels.
pub(super) struct Places<'a> {
    cube: &'a Cube,
    /// Position among those that were tried.
    found: BTreeMap<(usize, usize), usize>,
    lattice: &'a Lattice,
    /// Sums of every table.
    sums: &'a [Vec<Part>],
    tables: BTreeMap<&'a [usize], usize>,
}

impl<'a> Places<'a> {
    pub fn new(
        cube: &'a Cube,
        lattice: &'a Lattice,
        sums: &'a [Vec<Part>],
        found: &[Found],
    ) -> Self {
        let wanted = lattice.tables.iter().enumerate().filter(|(_, t)| t.wanted);
        Self {
            cube,
            found: (found.iter().enumerate())
                .map(|(i, f)| ((f.table, f.cell), i))
                .collect(),
            lattice,
            sums,
            tables: wanted.map(|(i, t)| (t.attributes.as_slice(), i)).collect(),
        }
    }

    /// The table and cell of some of the attributes of a combination.
    fn of(&self, found: &Found, attributes: &[usize]) -> Option<(usize, usize)> {
        let table = *self.tables.get(attributes)?;
        let mask = (attributes.iter()).fold(0, |mask, &a| mask | self.cube.fields[a].mask);
        let key = self.lattice.tables[found.table].keys[found.cell] & mask;
        let cell = self.lattice.tables[table].keys.binary_search(&key).ok()?;
        Some((table, cell))
    }

    /// Shapley values of the groups of a combination: what each adds to its divergence from everyone, over all orders of
    /// putting them together. They sum to the divergence.
    ///
    /// Every part of a combination has at least its rows and its denominator, so none of them is missing.
    pub fn contributions(&self, found: &Found, overall: f64) -> Vec<f64> {
        let attributes = &self.lattice.tables[found.table].attributes;
        let k = attributes.len();
        let divergence: Vec<f64> = (0..1_usize << k)
            .map(|set| {
                let chosen: Vec<usize> = (0..k)
                    .filter(|i| set >> i & 1 == 1)
                    .map(|i| attributes[i])
                    .collect();
                let rate = (self.of(found, &chosen))
                    .and_then(|(table, cell)| self.sums[table][cell].rate());
                rate.map_or(0.0, |rate| rate - overall)
            })
            .collect();
        let factorial = |n: usize| (1..=n).map(|i| i as f64).product::<f64>();
        (0..k)
            .map(|item| {
                let others = (0..1_usize << k).filter(|set| set >> item & 1 == 0);
                others
                    .map(|set| {
                        let size = set.count_ones() as usize;
                        let weight = factorial(size) * factorial(k - size - 1) / factorial(k);
                        weight * (divergence[set | 1 << item] - divergence[set])
                    })
                    .sum()
            })
            .collect()
    }

    /// The broader combinations, of one group fewer, that were tried.
    fn broader(&self, found: &Found) -> Vec<usize> {
        let attributes = &self.lattice.tables[found.table].attributes;
        (0..attributes.len())
            .filter_map(|left_out| {
                let mut fewer = attributes.clone();
                fewer.remove(left_out);
                self.found.get(&self.of(found, &fewer)?).copied()
            })
            .collect()
    }

    /// For each combination the broader one that says the same, if there is one.
    ///
    /// It is folded where its difference from the others inside the broader one is not shown at the level of all that
    /// were tried, or their rates differ by less than `fold`; a combination shown to differ is folded only into one that
    /// is shown to differ, too.
    pub fn folds(
        &self,
        kind: Kind,
        found: &[Found],
        subgroups: &[Subgroup],
        level: Level,
        fold: f64,
    ) -> Vec<Option<usize>> {
        let mut into: Vec<Option<usize>> = vec![None; found.len()];
        let mut by_size: Vec<usize> = (0..found.len()).collect();
        by_size.sort_by_key(|&i| (subgroups[i].items.len(), i));
        for i in by_size {
            let mut best: Option<(f64, usize)> = None;
            for j in self.broader(&found[i]) {
                if subgroups[i].confirmed && !subgroups[j].confirmed {
                    continue;
                }
                let inside = test(kind, self.cube.blocks, &found[i].parts, &found[j].parts);
                let near = (subgroups[i].rate.get() - subgroups[j].rate.get()).abs();
                let same = inside.p_value > level.alpha() || near < fold;
                if same && best.is_none_or(|(p, _)| inside.p_value > p) {
                    best = Some((inside.p_value, j));
                }
            }
            // The broader one may be folded itself: all point at the broadest.
            into[i] = best.map(|(_, j)| into[j].unwrap_or(j));
        }
        into
    }
}
