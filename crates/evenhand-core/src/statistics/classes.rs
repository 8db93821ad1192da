use super::Count;
use crate::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was decided, and what turned out to be true where that is known.
type Pair = (Arc<str>, Option<Arc<str>>);

/// Decisions among several classes: how many rows were decided as what, and what they truly were.
///
/// Classes go by their names, so that parts merge whatever classes each of them has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Classes {
    /// Rows by what was decided and what is true.
    #[serde(with = "pairs_as_list")]
    counts: BTreeMap<Pair, Count>,
}

impl Classes {
    /// Most classes of either side: more are no classes but names.
    pub const MOST: usize = 256;

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The count of a decision and a truth, to count in.
    ///
    /// ```
    /// # use evenhand_core::{Classes, Count};
    /// let mut classes = Classes::default();
    /// *classes.entry("gold", Some("silver")) = Count::rows(3);
    /// *classes.entry("gold", None) = Count::rows(2);
    /// assert_eq!(classes.each().map(|(_, _, count)| count.n).sum::<u64>(), 5);
    /// ```
    pub fn entry(&mut self, decided: &str, actual: Option<&str>) -> &mut Count {
        let pair = (decided.into(), actual.map(Into::into));
        self.counts.entry(pair).or_default()
    }

    /// Every decision with what is true of it, and how many rows there are; in the order of the names.
    pub fn each(&self) -> impl Iterator<Item = (&str, Option<&str>, &Count)> {
        self.counts
            .iter()
            .map(|((decided, actual), count)| (&**decided, actual.as_deref(), count))
    }

    /// What is left without rows that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let none = Count::default();
        let left = self.counts.iter().filter_map(|(pair, count)| {
            let rest = count.without(part.counts.get(pair).unwrap_or(&none));
            (rest.n > 0).then(|| (pair.clone(), rest))
        });
        Self {
            counts: left.collect(),
        }
    }

    /// Adds other rows.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        for (pair, count) in &other.counts {
            match self.counts.get_mut(pair) {
                Some(sum) => sum.add(count)?,
                None => {
                    self.counts.insert(pair.clone(), *count);
                }
            }
        }
        Ok(())
    }
}

/// JSON objects need text keys; pairs are written as a list instead.
mod pairs_as_list {
    use super::{BTreeMap, Count, Pair};
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(
        counts: &BTreeMap<Pair, Count>,
        s: S,
    ) -> Result<S::Ok, S::Error> {
        s.collect_seq(counts)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<Pair, Count>, D::Error> {
        Ok(Vec::<(Pair, Count)>::deserialize(d)?.into_iter().collect())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn of(rows: &[(&str, Option<&str>, u64)]) -> Classes {
        let mut classes = Classes::default();
        for (decided, actual, n) in rows {
            *classes.entry(decided, *actual) = Count::rows(*n);
        }
        classes
    }

    #[test]
    fn parts_with_other_classes_merge_and_can_be_taken_away() {
        let one = of(&[("a", Some("a"), 3), ("b", None, 1)]);
        let two = of(&[("a", Some("a"), 2), ("c", Some("a"), 4)]);
        let mut whole = one.clone();
        whole.add(&two).unwrap();
        let expected = of(&[("a", Some("a"), 5), ("b", None, 1), ("c", Some("a"), 4)]);
        assert_eq!(whole, expected);
        assert_eq!(whole.without(&two), one);
        let text = serde_json::to_string(&whole).unwrap();
        assert_eq!(serde_json::from_str::<Classes>(&text).unwrap(), whole);
    }
}
