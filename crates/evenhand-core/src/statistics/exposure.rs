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
}

impl Exposure {
    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
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
        Self {
            places: left.collect(),
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
