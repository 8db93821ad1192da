use evenhand_core::{Dictionary, FeatureValues, RowTable};
use std::sync::OnceLock;

/// One, on the grid of distances.
const ONE: f64 = 1_073_741_824.0;

/// How far rows are apart by their features: Gower's distance, between 0 and 1.
///
/// Numbers differ by a share of the span between their 5 % and 95 % quantiles, 1 at most; names by 0 or 1. The distance is
/// the mean over the features that both rows have. It is kept on a grid of 2⁻³⁰, so that equal distances are equal.
///
/// # Source
/// Gower (1971), A general coefficient of similarity and some of its properties.
#[derive(Debug, Default)]
pub(super) struct Space {
    /// Scaled numbers, row by row; NaN where missing.
    numbers: Vec<f64>,
    names: Vec<u32>,
    width: usize,
    breadth: usize,
    rows: usize,
    whole: bool,
    order: OnceLock<Vec<usize>>,
}

impl Space {
    pub fn new(table: &RowTable) -> Self {
        let mut numbers: Vec<Vec<f64>> = Vec::new();
        let mut names: Vec<&[u32]> = Vec::new();
        for feature in &table.features {
            match &feature.values {
                FeatureValues::Numbers(values) => numbers.push(scaled(values)),
                FeatureValues::Names(dictionary) => names.push(&dictionary.codes),
            }
        }
        let mut space = Self {
            width: numbers.len(),
            breadth: names.len(),
            rows: table.len(),
            ..Self::default()
        };
        for row in 0..table.len() {
            space
                .numbers
                .extend(numbers.iter().map(|column| column[row]));
            space.names.extend(names.iter().map(|column| column[row]));
        }
        space.whole = space.numbers.iter().all(|x| !x.is_nan())
            && space.names.iter().all(|code| *code != Dictionary::MISSING);
        space
    }

    /// How many numbers and names a row has.
    pub fn features(&self) -> (usize, usize) {
        (self.width, self.breadth)
    }

    /// The scaled numbers of a row, NaN where missing, and its names.
    pub fn row(&self, row: usize) -> (&[f64], &[u32]) {
        (
            &self.numbers[row * self.width..(row + 1) * self.width],
            &self.names[row * self.breadth..(row + 1) * self.breadth],
        )
    }

    /// Whether every row has every feature.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// The distance of rows that have all features, which differ by so much in all of them together.
    pub fn on_grid(&self, sum: f64) -> u32 {
        Self::mean_on_grid(sum, self.width + self.breadth)
    }

    /// By how much rows differ in all features together that are so far apart on the grid.
    pub fn sum_of(&self, distance: u32) -> f64 {
        f64::from(distance) * (self.width + self.breadth) as f64 / ONE
    }

    /// Whether a name is missing.
    pub fn is_missing(name: u32) -> bool {
        name == Dictionary::MISSING
    }

    /// All rows, those that lack the same features together, and of these near ones mostly together: halves of a widest
    /// feature, and so on.
    pub fn order(&self) -> &[usize] {
        self.order.get_or_init(|| {
            let mut order: Vec<usize> = (0..self.rows).collect();
            let missing = |row: usize| {
                let (numbers, names) = self.row(row);
                let numbers = numbers.iter().map(|x| x.is_nan());
                numbers.chain(names.iter().map(|code| Self::is_missing(*code)))
            };
            if !self.whole {
                order.sort_by(|a, b| missing(*a).cmp(missing(*b)));
            }
            for alike in order.chunk_by_mut(|a, b| missing(*a).eq(missing(*b))) {
                self.halve(alike);
            }
            order
        })
    }

    /// Brings near rows together.
    fn halve(&self, rows: &mut [usize]) {
        let number = |row: usize, d: usize| self.numbers[row * self.width + d];
        let name = |row: usize, d: usize| self.names[row * self.breadth + d];
        let mut widest = (0.0, 0);
        for d in 0..self.width {
            let ends = (rows.iter()).fold((f64::INFINITY, f64::NEG_INFINITY), |ends, row| {
                (ends.0.min(number(*row, d)), ends.1.max(number(*row, d)))
            });
            if ends.1 - ends.0 > widest.0 {
                widest = (ends.1 - ends.0, d);
            }
        }
        for d in 0..self.breadth {
            let differ = rows
                .windows(2)
                .any(|pair| name(pair[0], d) != name(pair[1], d));
            if differ && widest.0 < 1.0 {
                widest = (1.0, self.width + d);
            }
        }
        let (width, feature) = widest;
        if width <= 0.0 || rows.len() < 2 {
            return;
        }
        let middle = rows.len() / 2;
        match feature.checked_sub(self.width) {
            None => {
                let order =
                    |a: &usize, b: &usize| number(*a, feature).total_cmp(&number(*b, feature));
                rows.select_nth_unstable_by(middle, order);
            }
            Some(d) => {
                rows.select_nth_unstable_by_key(middle, |row| name(*row, d));
            }
        }
        let (before, after) = rows.split_at_mut(middle);
        self.halve(before);
        self.halve(after);
    }

    /// The distance of two rows, on the grid.
    pub fn grid_distance(&self, a: usize, b: usize) -> u32 {
        let ((x, u), (y, v)) = (self.row(a), self.row(b));
        let mut sum = 0.0;
        let mut shared = self.width + self.breadth;
        if self.whole {
            for (x, y) in x.iter().zip(y) {
                sum += (x - y).abs().min(1.0);
            }
            for (u, v) in u.iter().zip(v) {
                sum += f64::from(u8::from(u != v));
            }
        } else {
            for (x, y) in x.iter().zip(y) {
                let apart = (x - y).abs();
                if apart.is_nan() {
                    shared -= 1;
                } else {
                    sum += apart.min(1.0);
                }
            }
            for (u, v) in u.iter().zip(v) {
                if *u == Dictionary::MISSING || *v == Dictionary::MISSING {
                    shared -= 1;
                } else {
                    sum += f64::from(u8::from(u != v));
                }
            }
        }
        Self::mean_on_grid(sum, shared)
    }

    /// The mean of so many parts, on the grid; 1 where there is none.
    pub fn mean_on_grid(sum: f64, parts: usize) -> u32 {
        if parts == 0 {
            return ONE as u32;
        }
        (sum / parts as f64 * ONE + 0.5) as u32
    }

    /// The distance of two rows.
    pub fn distance(&self, a: usize, b: usize) -> f64 {
        f64::from(self.grid_distance(a, b)) / ONE
    }
}

/// A distance on the grid.
pub(super) fn on_grid(distance: f64) -> u32 {
    (distance.clamp(0.0, 1.0) * ONE + 0.5) as u32
}

fn scaled(values: &[f64]) -> Vec<f64> {
    let mut known: Vec<f64> = values.iter().copied().filter(|x| x.is_finite()).collect();
    known.sort_by(f64::total_cmp);
    let at = |share: f64| known.get((share * known.len() as f64) as usize).copied();
    let span = |low: f64, high: f64| {
        at(high)
            .or(known.last().copied())
            .zip(at(low))
            .map(|(h, l)| h - l)
    };
    let scale = span(0.05, 0.95)
        .filter(|span| *span > 0.0)
        .or(span(0.0, 1.0).filter(|span| *span > 0.0))
        .unwrap_or(1.0);
    let limit = |x: f64| if x.is_infinite() { f64::NAN } else { x / scale };
    values.iter().map(|x| limit(*x)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use evenhand_core::Feature;

    #[test]
    fn missing_values_are_left_out_and_names_differ_by_one() {
        let names = Dictionary::of([Some("a"), Some("b"), None]);
        let feature = |name: &str, values| Feature {
            name: name.into(),
            values,
        };
        let table = RowTable {
            features: vec![
                feature("x", FeatureValues::Numbers(vec![0.0, 1.0, 4.0])),
                feature("y", FeatureValues::Numbers(vec![0.0, f64::NAN, 2.0])),
                feature("z", FeatureValues::Names(names)),
            ],
            weights: vec![1.0; 3],
            ..RowTable::default()
        };
        let space = Space::new(&table);
        assert!((space.distance(0, 1) - (0.25 + 1.0) / 2.0).abs() < 1e-8);
        assert!((space.distance(0, 2) - 1.0).abs() < 1e-8);
        assert!((space.distance(2, 1) - 0.75).abs() < 1e-8);
        assert_eq!(space.grid_distance(1, 0), space.grid_distance(0, 1));
    }
}
