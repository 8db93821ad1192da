//! Sums over some of the attributes, each made from the smallest table at hand.

use super::cube::Cube;
use crate::{Error, Result};
use std::ops::AddAssign;

/// More combinations of attributes than this are not built.
const MOST_TABLES: usize = 20_000;

/// The tables of all combinations of up to so many attributes, and those that lead to them.
pub(super) struct Lattice {
    /// Whether the sums of all attributes together are read.
    first_read: bool,
    /// Each made from one that comes before it; the first holds all attributes.
    pub tables: Vec<Table>,
}

/// One combination of attributes.
pub(super) struct Table {
    /// Positions of its attributes.
    pub attributes: Vec<usize>,
    /// The levels of its cells, ascending.
    pub keys: Vec<u128>,
    /// For each cell of the table it is made from, the cell it is added to.
    map: Vec<u32>,
    /// The table it is made from; the first is made from none.
    parent: usize,
    /// Whether anything is read of it, or of a table made from it.
    used: bool,
    /// Whether it was asked for, rather than on the way.
    pub wanted: bool,
}

impl Lattice {
    /// Leaves out of further sums what these tables do not need.
    pub fn keep_only(&mut self, tables: impl Iterator<Item = usize>) {
        for table in &mut self.tables {
            table.used = false;
        }
        self.first_read = false;
        for mut table in tables {
            self.first_read |= table == 0;
            while !self.tables[table].used {
                self.tables[table].used = true;
                table = self.tables[table].parent;
            }
        }
    }

    /// Every combination of one to `order` attributes.
    pub fn new(cube: &Cube, order: usize) -> Result<Self> {
        let mut attributes: Vec<usize> = (0..cube.fields.len()).collect();
        let mut lattice = Self {
            first_read: true,
            tables: vec![Table {
                attributes: attributes.clone(),
                keys: cube.joint.clone(),
                map: Vec::new(),
                parent: 0,
                used: true,
                wanted: false,
            }],
        };
        // The attribute with most levels goes first: what follows is small.
        attributes.sort_by_key(|&a| (std::cmp::Reverse(cube.named[a].len()), a));
        lattice.grow(cube, 0, &mut Vec::new(), &attributes, order)?;
        Ok(lattice)
    }

    /// All combinations that hold what is `kept` and any of the `rest`, from a table of both.
    fn grow(
        &mut self,
        cube: &Cube,
        table: usize,
        kept: &mut Vec<usize>,
        rest: &[usize],
        order: usize,
    ) -> Result<()> {
        let Some((first, rest)) = rest.split_first() else {
            self.tables[table].wanted |= !kept.is_empty();
            return Ok(());
        };
        if kept.len() == order {
            let made = self.project(cube, table, kept)?;
            self.tables[made].wanted = true;
            return Ok(());
        }
        kept.push(*first);
        self.grow(cube, table, kept, rest, order)?;
        kept.pop();
        let without: Vec<usize> = kept.iter().chain(rest).copied().collect();
        if without.is_empty() {
            return Ok(());
        }
        let made = self.project(cube, table, &without)?;
        self.grow(cube, made, kept, rest, order)
    }

    fn project(&mut self, cube: &Cube, parent: usize, attributes: &[usize]) -> Result<usize> {
        if self.tables.len() == MOST_TABLES {
            return Err(Error::TooManyToSearch {
                attributes: cube.fields.len(),
            });
        }
        let mask = attributes
            .iter()
            .fold(0, |mask, &a| mask | cube.fields[a].mask);
        let from = &self.tables[parent].keys;
        let mut order: Vec<(u128, u32)> = from
            .iter()
            .enumerate()
            .map(|(place, key)| (key & mask, place as u32))
            .collect();
        order.sort_unstable();
        let mut map = vec![0; from.len()];
        let mut keys: Vec<u128> = Vec::new();
        for (key, place) in order {
            if keys.last() != Some(&key) {
                keys.push(key);
            }
            map[place as usize] = keys.len() as u32 - 1;
        }
        let mut attributes = attributes.to_vec();
        attributes.sort_unstable();
        self.tables.push(Table {
            attributes,
            keys,
            map,
            parent,
            used: true,
            wanted: false,
        });
        Ok(self.tables.len() - 1)
    }

    /// Sums of every table in use from those of all attributes together.
    pub fn sums<T: Copy + Default + AddAssign>(&self, joint: &[T]) -> Vec<Vec<T>> {
        let mut sums = Vec::new();
        self.sum_into(joint, &mut sums);
        sums
    }

    /// The same, in room that was used before.
    pub fn sum_into<T: Copy + Default + AddAssign>(&self, joint: &[T], sums: &mut Vec<Vec<T>>) {
        sums.resize_with(self.tables.len(), Vec::new);
        for (place, table) in self.tables.iter().enumerate() {
            let (before, here) = sums.split_at_mut(place);
            let here = &mut here[0];
            here.clear();
            if !table.used {
                continue;
            }
            let from = match (place, table.parent) {
                (0, _) if self.first_read => {
                    here.extend_from_slice(joint);
                    continue;
                }
                (0, _) => continue,
                (_, 0) => joint,
                (_, parent) => &before[parent],
            };
            here.resize(table.keys.len(), T::default());
            for (value, &to) in from.iter().zip(&table.map) {
                here[to as usize] += *value;
            }
        }
    }
}
