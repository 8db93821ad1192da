use super::Count;
use crate::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Items of one kind at one place of one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// All items.
    pub items: Count,
    /// Those that were relevant: clicked, bought, or with the outcome.
    pub relevant: Count,
}

/// Where items stand in ranked lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// By list (a hash of its name) and position from 1.
    #[serde(with = "places_as_list")]
    places: BTreeMap<(u64, u32), Placed>,
    /// By list, who was reached by it; the list of an advertisement has no places.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        with = "reached_as_list"
    )]
    reached: BTreeMap<u64, Count>,
}

impl Exposure {
    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.reached.is_empty()
    }

    /// Who was reached by a list, to count in.
    pub fn reached_by(&mut self, list: u64) -> &mut Count {
        self.reached.entry(list).or_default()
    }

    /// Every list that reached somebody, and whom.
    pub fn reached(&self) -> impl Iterator<Item = (u64, &Count)> {
        self.reached.iter().map(|(list, count)| (*list, count))
    }

    /// What stands at a position of a list, to count in.
    pub fn entry(&mut self, list: u64, position: u32) -> &mut Placed {
        self.places.entry((list, position)).or_default()
    }

    /// Every place: list, position, and what stands there.
    pub fn places(&self) -> impl Iterator<Item = (u64, u32, &Placed)> {
        self.places
            .iter()
            .map(|((list, position), placed)| (*list, *position, placed))
    }

    /// What is left without items that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let left = self.places.iter().filter_map(|(place, placed)| {
            let gone = part.places.get(place).copied().unwrap_or_default();
            let rest = Placed {
                items: placed.items.without(&gone.items),
                relevant: placed.relevant.without(&gone.relevant),
            };
            (rest.items.n > 0).then_some((*place, rest))
        });
        let none = Count::default();
        let unreached = self.reached.iter().filter_map(|(list, count)| {
            let rest = count.without(part.reached.get(list).unwrap_or(&none));
            (rest.n > 0).then_some((*list, rest))
        });
        Self {
            places: left.collect(),
            reached: unreached.collect(),
        }
    }

    /// Adds other lists, or other items of the same lists.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        for ((list, position), placed) in &other.places {
            let sum = self.entry(*list, *position);
            sum.items.add(&placed.items)?;
            sum.relevant.add(&placed.relevant)?;
        }
        for (list, count) in &other.reached {
            self.reached_by(*list).add(count)?;
        }
        Ok(())
    }
}

/// JSON objects need text keys; places are written as a list instead.
mod places_as_list {
    use super::{BTreeMap, Placed};
    use serde::{Deserialize, Deserializer, Serializer};

    type Places = BTreeMap<(u64, u32), Placed>;

    pub fn serialize<S: Serializer>(places: &Places, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(places)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Places, D::Error> {
        Ok(Vec::<((u64, u32), Placed)>::deserialize(d)?
            .into_iter()
            .collect())
    }
}

/// Numbers of lists are no text keys either.
mod reached_as_list {
    use super::{BTreeMap, Count};
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(
        reached: &BTreeMap<u64, Count>,
        s: S,
    ) -> Result<S::Ok, S::Error> {
        s.collect_seq(reached)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<u64, Count>, D::Error> {
        Ok(Vec::<(u64, Count)>::deserialize(d)?.into_iter().collect())
    }
}
