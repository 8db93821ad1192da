use super::Rows;
use evenhand_core::{Dictionary, FeatureValues, RowTable};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Bins of a number, of nearly equal mass.
const MOST_BINS: usize = 10;
/// Names that keep a bin of their own.
const MOST_NAMES: usize = 100;
/// Rows below which a name shares a bin with other rare ones.
const RARE: usize = 5;

/// A feature of the people of a table, cut into bins; what is missing has a bin of its own, for being missing may tell as well.
#[derive(Debug)]
pub(super) struct Binned {
    /// Bin of each person, in the order of [`Rows::people`].
    pub codes: Vec<usize>,
    /// Name of the feature.
    pub name: Arc<str>,
    /// The numbers themselves, NaN where missing; `None` for names.
    pub numbers: Option<Vec<f64>>,
    /// How many bins.
    pub size: usize,
}

/// The first row of every unit, in the order of the table; all rows without units.
pub(super) fn people(table: &RowTable) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    (0..table.len())
        .filter(|row| table.unit(*row).is_none_or(|unit| seen.insert(unit)))
        .collect()
}

/// Every feature, and the score where there is one.
pub(super) fn binned(rows: &Rows) -> Vec<Binned> {
    let people = rows.people();
    let mut found: Vec<Binned> = (rows.table().features.iter())
        .map(|feature| match &feature.values {
            FeatureValues::Numbers(values) => by_mass(
                feature.name.clone(),
                people.iter().map(|row| values[*row]).collect(),
            ),
            FeatureValues::Names(names) => by_name(feature.name.clone(), names, people),
        })
        .collect();
    let scores: Vec<f64> = (people.iter())
        .map(|row| rows.table().score(*row).unwrap_or(f64::NAN))
        .collect();
    if !found.is_empty() && scores.iter().any(|score| !score.is_nan()) {
        found.push(by_mass("(score)".into(), scores));
    }
    found
}

fn by_mass(name: Arc<str>, numbers: Vec<f64>) -> Binned {
    let mut known: Vec<f64> = numbers.iter().copied().filter(|x| !x.is_nan()).collect();
    known.sort_by(f64::total_cmp);
    let mut edges: Vec<f64> = (1..MOST_BINS)
        .filter_map(|i| known.get(known.len() * i / MOST_BINS).copied())
        // An edge at the smallest number cuts nothing off.
        .filter(|edge| known.first().is_some_and(|first| first < edge))
        .collect();
    edges.dedup_by(|a, b| a <= b);
    let bin = |x: &f64| {
        if x.is_nan() {
            edges.len() + 1
        } else {
            edges.partition_point(|edge| edge <= x)
        }
    };
    Binned {
        codes: numbers.iter().map(bin).collect(),
        name,
        size: edges.len() + 2,
        numbers: Some(numbers),
    }
}

fn by_name(name: Arc<str>, names: &Dictionary, people: &[usize]) -> Binned {
    let mut counts = vec![0_usize; names.names.len()];
    for row in people {
        if let Some(count) = counts.get_mut(names.code(*row) as usize) {
            *count += 1;
        }
    }
    let mut order: Vec<usize> = (0..counts.len()).filter(|i| counts[*i] >= RARE).collect();
    // Names in their order decide between equally frequent ones.
    order.sort_by_key(|i| std::cmp::Reverse(counts[*i]));
    order.truncate(MOST_NAMES);
    let (rare, missing) = (order.len(), order.len() + 1);
    let mut bins = vec![rare; counts.len()];
    for (bin, i) in order.iter().enumerate() {
        bins[*i] = bin;
    }
    let bin = |row: &usize| {
        bins.get(names.code(*row) as usize)
            .copied()
            .unwrap_or(missing)
    };
    Binned {
        codes: people.iter().map(bin).collect(),
        name,
        numbers: None,
        size: missing + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fall_into_bins_of_equal_mass_and_ties_stay_together() {
        let even = by_mass("x".into(), (0..100).map(f64::from).collect());
        assert_eq!((even.size, even.codes[9], even.codes[10]), (11, 0, 1));
        let few = by_mass("x".into(), vec![0.0, 1.0, 0.0, 1.0, f64::NAN]);
        assert_eq!((few.codes, few.size), (vec![0, 1, 0, 1, 2], 3));
        let one = by_mass("x".into(), vec![3.0; 20]);
        assert!(one.codes.iter().all(|code| *code == 0));
    }
}
