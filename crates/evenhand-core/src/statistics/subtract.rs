//! Rows taken away again.

use super::{CellKey, Dimension, Statistics};
use crate::{Error, Result};
use std::collections::BTreeMap;

const NOT_PART: &str = "it has rows that the whole does not have";

impl Statistics {
    /// Takes away the counts of rows that are part of these: a day that was counted by mistake, a deletion.
    ///
    /// Every count is then exactly what the other rows alone give. The lowest and highest score that the intake reports
    /// stay those of all rows.
    ///
    /// # Errors
    /// [`Error::CannotMerge`] when the two count differently, when the other rows are not part of these, and when
    /// persons are counted: who is left cannot be told from how many there were.
    pub fn subtract(&mut self, part: &Self) -> Result<()> {
        let refuse = |reason: &str| {
            Err(Error::CannotMerge {
                reason: reason.to_owned(),
            })
        };
        if self.blocks > 0 {
            return refuse(
                "persons are counted, and who of them is left cannot be told; merge the other parts instead",
            );
        }
        let mut probe = self.clone();
        probe.merge(part)?;
        if probe.score_grids != self.score_grids || probe.value_grid != self.value_grid {
            return refuse("the part has scores or values in bins that the whole keeps exactly");
        }
        let part = part.in_terms_of(self)?;
        let mut left = BTreeMap::new();
        for (key, gone) in &part.cells {
            let Some(mine) = self.cells.get(key) else {
                return refuse(NOT_PART);
            };
            let rest = mine.without(gone);
            let mut again = rest.clone();
            again.add(gone)?;
            if again != *mine {
                return refuse(NOT_PART);
            }
            left.insert(key.clone(), rest);
        }
        self.cells.extend(left);
        self.cells.retain(|_, tables| !tables.is_empty());
        self.intake.subtract(&part.intake);
        self.drop_unused_levels();
        Ok(())
    }

    /// The same counts with the levels of other statistics, in their bins.
    fn in_terms_of(&self, whole: &Self) -> Result<Self> {
        let mut same = Self {
            cells: BTreeMap::new(),
            intake: super::Intake::default(),
            ..whole.clone()
        };
        same.merge(self)?;
        Ok(same)
    }

    fn drop_unused_levels(&mut self) {
        // The attributes, then slices and strata.
        let mut used: Vec<Vec<bool>> = vec![Vec::new(); self.attributes.len() + 2];
        for key in self.cells.keys() {
            for (used, level) in used.iter_mut().zip(positions(key)) {
                let level = level as usize;
                if used.len() <= level {
                    used.resize(level + 1, false);
                }
                used[level] = true;
            }
        }
        let all = self
            .attributes
            .iter_mut()
            .chain([&mut self.slices, &mut self.strata]);
        let maps: Vec<Vec<u32>> = all
            .zip(&used)
            .map(|(dimension, used)| keep(dimension, used))
            .collect();
        let cells = std::mem::take(&mut self.cells).into_iter();
        self.cells = cells
            .map(|(mut key, tables)| {
                let groups = key.levels.len();
                for (level, map) in key.levels.iter_mut().zip(&maps) {
                    *level = map[*level as usize];
                }
                key.slice = maps[groups][key.slice as usize];
                key.stratum = maps[groups + 1][key.stratum as usize];
                (key, tables)
            })
            .collect();
    }
}

fn positions(key: &CellKey) -> impl Iterator<Item = u32> {
    key.levels.iter().copied().chain([key.slice, key.stratum])
}

/// Keeps the levels that are used; returns where each of them went.
fn keep(dimension: &mut Dimension, used: &[bool]) -> Vec<u32> {
    let mut map = vec![0; dimension.levels.len()];
    let mut kept = Vec::new();
    for (old, level) in dimension.levels.iter().enumerate() {
        if used.get(old).copied().unwrap_or(false) {
            map[old] = kept.len() as u32;
            kept.push(level.clone());
        }
    }
    dimension.levels = kept;
    map
}

#[cfg(test)]
mod tests {
    use super::super::{ConfusionMatrix, Tables};
    use super::*;

    fn day(rows: &[(&str, u64)]) -> Statistics {
        let mut day = Statistics::empty(&["gender".to_owned()], vec![String::new()], 0, false);
        day.attributes[0] = Dimension::new("gender", rows.iter().map(|(level, _)| *level));
        day.slices = Dimension::new("", [""]);
        day.strata = Dimension::new("", [""]);
        for (level, (_, selected)) in rows.iter().enumerate() {
            let key = CellKey {
                model: 0,
                slice: 0,
                stratum: 0,
                block: 0,
                levels: [level as u32].into(),
            };
            let tables: Tables = ConfusionMatrix::from_rows(*selected, 0, 0, 5).into();
            day.cells.insert(key, tables);
            day.intake.rows_read += selected + 5;
        }
        day
    }

    #[test]
    fn what_was_added_can_be_taken_away() {
        let (monday, tuesday) = (day(&[("f", 3), ("m", 4)]), day(&[("m", 2), ("x", 1)]));
        let mut both = monday.clone();
        both.merge(&tuesday).unwrap();
        both.subtract(&tuesday).unwrap();
        assert_eq!(both, monday);
    }

    #[test]
    fn rows_that_are_not_there_cannot_be_taken_away() {
        let mut monday = day(&[("f", 3), ("m", 4)]);
        let before = monday.clone();
        for other in [day(&[("f", 4)]), day(&[("x", 1)])] {
            let error = monday.subtract(&other).unwrap_err().to_string();
            assert!(
                error.contains("rows that the whole does not have"),
                "{error}"
            );
        }
        assert_eq!(monday, before);
    }
}
