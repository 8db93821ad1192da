use crate::level_order;
use std::collections::HashMap;
use std::sync::Arc;

/// A column of names: each name once, and for each row the position of its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// Position of each row's name; [`Dictionary::MISSING`] where it has none.
    pub codes: Vec<u32>,
    /// The names, each once.
    pub names: Vec<Arc<str>>,
}

impl Dictionary {
    /// The code of a row without a name.
    pub const MISSING: u32 = u32::MAX;

    /// The names of rows.
    ///
    /// ```
    /// use evenhand_core::Dictionary;
    /// let names = Dictionary::of([Some("b"), None, Some("a"), Some("b")]);
    /// assert_eq!(names.codes, [0, Dictionary::MISSING, 1, 0]);
    /// assert_eq!(names.name(2), Some("a"));
    /// ```
    pub fn of<'a>(rows: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let mut found = Self::default();
        let mut known: HashMap<&str, u32> = HashMap::new();
        for row in rows {
            let code = row.map_or(Self::MISSING, |name| {
                *known.entry(name).or_insert_with(|| {
                    found.names.push(name.into());
                    found.names.len() as u32 - 1
                })
            });
            found.codes.push(code);
        }
        found
    }

    /// Position of a row's name.
    pub fn code(&self, row: usize) -> u32 {
        self.codes.get(row).copied().unwrap_or(Self::MISSING)
    }

    /// Name of a row.
    pub fn name(&self, row: usize) -> Option<&str> {
        self.names.get(self.code(row) as usize).map(|name| &**name)
    }

    /// Adds rows of another dictionary.
    pub(super) fn append(&mut self, other: &Self) {
        let known: HashMap<Arc<str>, u32> = (0..)
            .zip(&self.names)
            .map(|(i, n)| (n.clone(), i))
            .collect();
        let codes: Vec<u32> = other
            .names
            .iter()
            .map(|name| {
                known.get(name).copied().unwrap_or_else(|| {
                    self.names.push(name.clone());
                    self.names.len() as u32 - 1
                })
            })
            .collect();
        self.recode(&other.codes, &codes);
    }

    fn recode(&mut self, rows: &[u32], codes: &[u32]) {
        let new = |code: &u32| codes.get(*code as usize).copied().unwrap_or(Self::MISSING);
        self.codes.extend(rows.iter().map(new));
    }

    /// Brings the names into the order of all outputs and drops those that no row has.
    pub(super) fn sort(&mut self) {
        let mut used = vec![false; self.names.len()];
        for &code in &self.codes {
            if let Some(used) = used.get_mut(code as usize) {
                *used = true;
            }
        }
        let mut order: Vec<usize> = (0..self.names.len()).filter(|&i| used[i]).collect();
        order.sort_by(|&a, &b| level_order(&self.names[a], &self.names[b]));
        let mut codes = vec![Self::MISSING; self.names.len()];
        for (new, &old) in (0..).zip(&order) {
            codes[old] = new;
        }
        self.names = order.iter().map(|&i| self.names[i].clone()).collect();
        let rows = std::mem::take(&mut self.codes);
        self.recode(&rows, &codes);
    }

    /// Some of the rows, in this order; all names stay.
    pub(super) fn select(&self, rows: &[usize]) -> Self {
        Self {
            codes: rows.iter().map(|&row| self.code(row)).collect(),
            names: self.names.clone(),
        }
    }
}
