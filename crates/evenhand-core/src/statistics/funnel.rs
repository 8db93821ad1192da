use super::Count;
use crate::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A stage of a campaign that a person may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Could have been chosen.
    Eligible,
    /// Has a score.
    Scored,
    /// Was selected.
    Selected,
    /// Was shown the offer at least once.
    Delivered,
    /// Clicked.
    Clicked,
    /// Has the outcome.
    Converted,
    /// Was kept out by an exclusion list.
    Excluded,
    /// Belongs to the people from whom the audience was grown.
    Seed,
}

impl Stage {
    /// The stages, from first to last; exclusion lists and seeds stand beside them.
    pub const ALL: [Self; 8] = [
        Self::Eligible,
        Self::Scored,
        Self::Selected,
        Self::Delivered,
        Self::Clicked,
        Self::Converted,
        Self::Excluded,
        Self::Seed,
    ];

    /// A bit of its own.
    pub fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// How many rows reached which stages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Funnel {
    /// Rows by the stages they reached, one bit each.
    reached: BTreeMap<u8, Count>,
}

impl Funnel {
    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.reached.is_empty()
    }

    /// The count of rows that reached exactly these stages, to count in.
    pub fn entry(&mut self, stages: u8) -> &mut Count {
        self.reached.entry(stages).or_default()
    }

    /// Rows that reached all of these stages, whatever else they reached.
    ///
    /// ```
    /// # use evenhand_core::{Count, Funnel, Stage};
    /// let mut funnel = Funnel::default();
    /// *funnel.entry(Stage::Eligible.bit()) = Count::rows(60);
    /// *funnel.entry(Stage::Eligible.bit() | Stage::Delivered.bit()) = Count::rows(40);
    /// assert_eq!(funnel.all_of(&[Stage::Eligible]).n, 100);
    /// assert_eq!(funnel.all_of(&[Stage::Eligible, Stage::Delivered]).n, 40);
    /// ```
    pub fn all_of(&self, stages: &[Stage]) -> Count {
        let wanted = stages.iter().fold(0, |bits, stage| bits | stage.bit());
        Count::sum(
            self.reached
                .iter()
                .filter(|(bits, _)| *bits & wanted == wanted)
                .map(|(_, count)| count),
        )
    }

    /// What is left without rows that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let none = Count::default();
        let left = self.reached.iter().map(|(stages, count)| {
            (
                *stages,
                count.without(part.reached.get(stages).unwrap_or(&none)),
            )
        });
        Self {
            reached: left.collect(),
        }
    }

    /// Adds another funnel.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        for (stages, count) in &other.reached {
            self.entry(*stages).add(count)?;
        }
        Ok(())
    }
}
