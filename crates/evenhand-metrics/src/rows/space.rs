use evenhand_core::{Dictionary, FeatureValues, RowTable};

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
    whole: bool,
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

    fn row(&self, row: usize) -> (&[f64], &[u32]) {
        (
            &self.numbers[row * self.width..(row + 1) * self.width],
            &self.names[row * self.breadth..(row + 1) * self.breadth],
        )
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
        if shared == 0 {
            return ONE as u32;
        }
        (sum / shared as f64 * ONE + 0.5) as u32
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
