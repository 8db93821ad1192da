//! The rows of a local table, kept for numbers that no counts can give.

mod content;
mod dictionary;
mod tables;

pub use dictionary::Dictionary;
pub use tables::RowTables;

use crate::{Error, Result};
use std::sync::Arc;

/// A feature of every row.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Name of its column.
    pub name: Arc<str>,
    /// Its values.
    pub values: FeatureValues,
}

/// The values of a feature.
#[derive(Clone, Debug, PartialEq)]
pub enum FeatureValues {
    /// Numbers; NaN where missing.
    Numbers(Vec<f64>),
    /// Names; [`Dictionary::MISSING`] where missing.
    Names(Dictionary),
}

/// The level of every row in a protected attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct RowLevels {
    /// Its levels, the missing one included, named as in the statistics.
    pub levels: Dictionary,
    /// Name of the attribute.
    pub name: Arc<str>,
}

/// How likely every row is to have each level of an attribute that nobody knows for certain.
#[derive(Clone, Debug, PartialEq)]
pub struct RowProbabilities {
    /// Names of the levels.
    pub levels: Vec<Arc<str>>,
    /// Name of the attribute.
    pub name: Arc<str>,
    /// One list per level, one number per row; NaN where missing.
    pub values: Vec<Vec<f64>>,
}

/// The rows of one model, and of one slice where there are slices, column by column.
///
/// Whoever reads fills in the columns in any order of rows, [`RowTable::append`]s parts, and calls
/// [`RowTable::canonicalise`] once at the end. From then on nothing depends on the order or the partition of the files.
/// A column that the plan does not name stays empty; [`RowTable::weights`] is always there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowTable {
    /// Protected attributes, in the order of the plan.
    pub attributes: Vec<RowLevels>,
    /// Whether the model selects the row; `None` where unknown.
    pub decisions: Vec<Option<bool>>,
    /// Features, in the order of the plan.
    pub features: Vec<Feature>,
    /// A number of its own for each row, spread evenly; from [`RowTable::canonicalise`].
    pub hashes: Vec<u64>,
    /// Whether the row has the outcome; `None` where unknown.
    pub labels: Vec<Option<bool>>,
    /// Attributes known by their probabilities, in the order of the plan.
    pub probabilities: Vec<RowProbabilities>,
    /// The decision after the protected attribute was changed.
    pub rescored: Vec<Option<bool>>,
    /// Scores; NaN where missing.
    pub scores: Vec<f64>,
    /// Rows before any were left out; from [`RowTable::canonicalise`].
    pub seen: u64,
    /// Hash of the unit (the person); `None` where missing.
    pub units: Vec<Option<u64>>,
    /// Weights; 1 where nothing is weighted.
    pub weights: Vec<f64>,
}

impl RowTable {
    /// Rows that are kept unless somebody says otherwise.
    pub const MOST_ROWS: usize = 20_000;

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The decision of a row.
    pub fn decision(&self, row: usize) -> Option<bool> {
        self.decisions.get(row).copied().flatten()
    }

    /// The decision of a row after its protected attribute was changed.
    pub fn rescored(&self, row: usize) -> Option<bool> {
        self.rescored.get(row).copied().flatten()
    }

    /// The score of a row.
    pub fn score(&self, row: usize) -> Option<f64> {
        self.scores
            .get(row)
            .copied()
            .filter(|score| !score.is_nan())
    }

    /// The unit of a row.
    pub fn unit(&self, row: usize) -> Option<u64> {
        self.units.get(row).copied().flatten()
    }

    /// Adds the rows of another part of the same table.
    ///
    /// # Errors
    /// [`Error::CannotMerge`] when the parts do not have the same columns.
    pub fn append(&mut self, other: &Self) -> Result<()> {
        if other.is_empty() {
            return Ok(());
        }
        if self.is_empty() {
            *self = other.clone();
            return Ok(());
        }
        self.same_columns(other)?;
        for (own, new) in self.attributes.iter_mut().zip(&other.attributes) {
            own.levels.append(&new.levels);
        }
        for (own, new) in self.features.iter_mut().zip(&other.features) {
            match (&mut own.values, &new.values) {
                (FeatureValues::Numbers(own), FeatureValues::Numbers(new)) => own.extend(new),
                (FeatureValues::Names(own), FeatureValues::Names(new)) => own.append(new),
                _ => {}
            }
        }
        for (own, new) in self.probabilities.iter_mut().zip(&other.probabilities) {
            for (own, new) in own.values.iter_mut().zip(&new.values) {
                own.extend(new);
            }
        }
        self.decisions.extend(&other.decisions);
        self.labels.extend(&other.labels);
        self.rescored.extend(&other.rescored);
        self.scores.extend(&other.scores);
        self.units.extend(&other.units);
        self.weights.extend(&other.weights);
        self.hashes.clear();
        Ok(())
    }

    fn same_columns(&self, other: &Self) -> Result<()> {
        let names = |table: &Self| -> Vec<(Arc<str>, usize)> {
            let kind = |feature: &Feature| match feature.values {
                FeatureValues::Numbers(_) => 0,
                FeatureValues::Names(_) => 1,
            };
            let attributes = table.attributes.iter().map(|a| (a.name.clone(), 2));
            let features = table.features.iter().map(|f| (f.name.clone(), kind(f)));
            let likely = table.probabilities.iter();
            let likely = likely.map(|p| (p.name.clone(), 3 + p.levels.len()));
            attributes.chain(features).chain(likely).collect()
        };
        let filled = |table: &Self| {
            [
                table.decisions.is_empty(),
                table.labels.is_empty(),
                table.rescored.is_empty(),
                table.scores.is_empty(),
                table.units.is_empty(),
            ]
        };
        if names(self) == names(other) && filled(self) == filled(other) {
            return Ok(());
        }
        Err(Error::CannotMerge {
            reason: "parts of the rows have different columns".to_owned(),
        })
    }

    /// Brings rows and levels into an order that depends on their content alone, and leaves out all but `most` rows,
    /// chosen by a hash of the content. Rows that are alike in everything count as different rows.
    ///
    /// ```
    /// use evenhand_core::{Feature, FeatureValues, RowTable};
    /// let rows = |numbers: &[f64]| {
    ///     let values = FeatureValues::Numbers(numbers.to_vec());
    ///     let mut table = RowTable {
    ///         features: vec![Feature { name: "tenure".into(), values }],
    ///         weights: vec![1.0; numbers.len()],
    ///         ..RowTable::default()
    ///     };
    ///     table.canonicalise(3);
    ///     table
    /// };
    /// let table = rows(&[4.0, 1.0, 2.0, 8.0, 2.0]);
    /// assert_eq!((table.len(), table.seen), (3, 5));
    /// assert_eq!(table, rows(&[2.0, 2.0, 8.0, 4.0, 1.0]));
    /// ```
    pub fn canonicalise(&mut self, most: usize) {
        self.seen = self.len() as u64;
        for attribute in &mut self.attributes {
            attribute.levels.sort();
        }
        for feature in &mut self.features {
            if let FeatureValues::Names(names) = &mut feature.values {
                names.sort();
            }
        }
        let contents = content::contents(self);
        let levels = |row: usize| self.attributes.iter().map(move |a| a.levels.code(row));
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_unstable_by(|&a, &b| {
            contents[a]
                .cmp(&contents[b])
                .then_with(|| levels(a).cmp(levels(b)))
        });
        let mut hashes: Vec<(u64, usize)> = Vec::with_capacity(order.len());
        let (mut before, mut alike) = (None, 0_u64);
        for row in order {
            alike = if before == Some(contents[row]) {
                alike + 1
            } else {
                0
            };
            before = Some(contents[row]);
            hashes.push((content::mix(contents[row], alike), row));
        }
        // Stable: rows that share a hash are alike in all but their levels, and those are in order already.
        hashes.sort_by_key(|(hash, _)| *hash);
        hashes.truncate(most);
        let seen = self.seen;
        *self = self.select(&hashes.iter().map(|(_, row)| *row).collect::<Vec<_>>());
        self.hashes = hashes.into_iter().map(|(hash, _)| hash).collect();
        self.seen = seen;
    }

    /// Some of the rows, in this order.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        fn pick<T: Copy>(column: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter()
                .filter_map(|&row| column.get(row).copied())
                .collect()
        }
        Self {
            attributes: self
                .attributes
                .iter()
                .map(|attribute| RowLevels {
                    levels: attribute.levels.select(rows),
                    name: attribute.name.clone(),
                })
                .collect(),
            decisions: pick(&self.decisions, rows),
            features: self
                .features
                .iter()
                .map(|feature| Feature {
                    name: feature.name.clone(),
                    values: match &feature.values {
                        FeatureValues::Numbers(numbers) => {
                            FeatureValues::Numbers(pick(numbers, rows))
                        }
                        FeatureValues::Names(names) => FeatureValues::Names(names.select(rows)),
                    },
                })
                .collect(),
            hashes: pick(&self.hashes, rows),
            labels: pick(&self.labels, rows),
            probabilities: self
                .probabilities
                .iter()
                .map(|attribute| RowProbabilities {
                    levels: attribute.levels.clone(),
                    name: attribute.name.clone(),
                    values: attribute.values.iter().map(|v| pick(v, rows)).collect(),
                })
                .collect(),
            rescored: pick(&self.rescored, rows),
            scores: pick(&self.scores, rows),
            seen: rows.len() as u64,
            units: pick(&self.units, rows),
            weights: pick(&self.weights, rows),
        }
    }
}

#[cfg(test)]
mod tests;
