use evenhand_core::{GroupTable, MISSING, RowTable};
use std::collections::HashMap;

/// A group and whom it is compared with, by their positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The group.
    pub group: usize,
    /// The reference; everyone outside the group where `None`.
    pub other: Option<usize>,
}

/// Which group of a table each row belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// How many attributes make the groups: none for everyone, several for an intersection.
    pub attributes: usize,
    /// Position of each row's group; `None` for a row of none of them.
    pub groups: Vec<Option<usize>>,
    /// For each group whether its level is missing: such rows are in no comparison.
    pub missing: Vec<bool>,
}

impl Division {
    /// The rows in the groups of a table; `None` where the rows do not know the attribute.
    pub(crate) fn new(table: &GroupTable, rows: &RowTable) -> Option<Self> {
        if table.attribute.is_empty() {
            return Some(Self {
                attributes: 0,
                groups: vec![None; rows.len()],
                missing: Vec::new(),
            });
        }
        let position = |name: &str| rows.attributes.iter().position(|a| &*a.name == name);
        // An attribute may be called `a*b`; the whole name comes first.
        let attributes: Vec<usize> = match position(&table.attribute) {
            Some(one) => vec![one],
            None => table
                .attribute
                .split('*')
                .map(position)
                .collect::<Option<_>>()?,
        };
        let places: HashMap<Vec<&str>, usize> = (table.groups.iter().enumerate())
            .map(|(i, group)| (group.group.levels.iter().map(|level| &**level).collect(), i))
            .collect();
        let level = |row: usize, a: &usize| rows.attributes[*a].levels.name(row).unwrap_or(MISSING);
        let groups = (0..rows.len())
            .map(|row| {
                let levels: Vec<&str> = attributes.iter().map(|a| level(row, a)).collect();
                places.get(&levels).copied()
            })
            .collect();
        Some(Self {
            attributes: attributes.len(),
            groups,
            missing: table.groups.iter().map(|group| group.missing).collect(),
        })
    }

    /// Whether a row belongs to a group; to `None` everyone does.
    pub fn has(&self, row: usize, group: Option<usize>) -> bool {
        group.is_none_or(|group| self.groups[row] == Some(group))
    }

    /// Whether a row belongs to whom a group is compared with.
    pub fn has_other(&self, row: usize, sides: Sides) -> bool {
        match sides.other {
            Some(other) => self.groups[row] == Some(other),
            None => self.groups[row] != Some(sides.group),
        }
    }

    /// Position of a row's group, where its level is known.
    pub fn known(&self, row: usize) -> Option<usize> {
        self.groups[row].filter(|group| !self.missing[*group])
    }
}
