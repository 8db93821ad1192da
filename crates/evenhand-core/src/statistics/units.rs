use serde::{Deserialize, Serialize};

/// Distinct units (persons), counted exactly while they are few and estimated beyond that.
///
/// The sketch holds the smallest hashes it has seen. Sketches of two parts of a table, merged, are the sketch of the
/// table, in any order; a unit that occurs in both is counted once.
///
/// # Source
/// Bar-Yossef et al. (2002), Counting distinct elements in a data stream, RANDOM, algorithm 2; unbiased form of Beyer
/// et al. (2007), On synopses for distinct-value estimation under multiset operations, SIGMOD, equation 4.
///
/// ```
/// use evenhand_core::UnitSketch;
/// let mut units = UnitSketch::default();
/// for person in [7, 9, 7, 11, 9] {
///     units.insert(person);
/// }
/// assert_eq!((units.count(), units.is_exact()), (3, true));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitSketch {
    /// The smallest distinct hashes, in order.
    smallest: Vec<u64>,
}

impl UnitSketch {
    /// Units up to which the count is exact.
    pub const EXACT: usize = 1023;

    /// Standard error of an estimated count, relative to the count: 1/√(k − 2) for the k smallest hashes.
    pub const RELATIVE_ERROR: f64 = 0.031_3;

    /// Takes note of a unit by a 64-bit hash that is spread evenly.
    pub fn insert(&mut self, hash: u64) {
        let full = self.smallest.len() > Self::EXACT;
        if full && self.smallest.last().is_some_and(|last| hash >= *last) {
            return;
        }
        if let Err(place) = self.smallest.binary_search(&hash) {
            if full {
                self.smallest.pop();
            }
            self.smallest.insert(place, hash);
        }
    }

    /// Takes note of every unit of another part.
    pub fn merge(&mut self, other: &Self) {
        if self.smallest.is_empty() {
            self.smallest.clone_from(&other.smallest);
            return;
        }
        for hash in &other.smallest {
            self.insert(*hash);
        }
    }

    /// Whether [`UnitSketch::count`] is exact.
    pub fn is_exact(&self) -> bool {
        self.smallest.len() <= Self::EXACT
    }

    /// Number of distinct units.
    pub fn count(&self) -> u64 {
        match self.smallest.last() {
            Some(last) if !self.is_exact() => {
                let share = (*last as f64 + 1.0) / 18_446_744_073_709_551_616.0;
                (Self::EXACT as f64 / share).round() as u64
            }
            _ => self.smallest.len() as u64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SplitMix64 (Steele, Lea and Flood 2014): one well-spread hash per number.
    fn hash(number: u64) -> u64 {
        let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn sketch(people: impl Iterator<Item = u64>) -> UnitSketch {
        let mut sketch = UnitSketch::default();
        people.for_each(|person| sketch.insert(hash(person)));
        sketch
    }

    #[test]
    fn few_units_are_counted_exactly_however_often_they_come() {
        let people = (0..20).flat_map(|_| 0..UnitSketch::EXACT as u64);
        let sketch = sketch(people);
        assert_eq!((sketch.count(), sketch.is_exact()), (1023, true));
    }

    #[test]
    fn many_units_are_estimated_within_four_standard_errors() {
        for people in [1_024_u64, 2_000, 30_000, 1_000_000] {
            let sketch = sketch(0..people);
            assert!(!sketch.is_exact());
            let error = (sketch.count() as f64 / people as f64 - 1.0).abs();
            assert!(
                error < 4.0 * UnitSketch::RELATIVE_ERROR,
                "{people}: {}",
                sketch.count()
            );
        }
    }

    #[test]
    fn parts_that_share_units_merge_to_the_whole_in_any_order() {
        let whole = sketch(0..5_000);
        let parts = [sketch(0..3_000), sketch(2_000..4_500), sketch(4_000..5_000)];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut merged = UnitSketch::default();
            for part in order {
                merged.merge(&parts[part]);
            }
            assert_eq!(merged, whole);
        }
    }
}
