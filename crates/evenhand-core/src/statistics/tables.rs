use super::{ArmTable, Classes, ConfusionMatrix, Exposure, Funnel, Histogram, Moments};
use crate::Result;
use serde::{Deserialize, Serialize};

/// Everything counted of the rows of one cell; a table that nothing asks for stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tables {
    /// Treatment against outcome, by score.
    #[serde(default, skip_serializing_if = "ArmTable::is_empty")]
    pub arms: ArmTable,
    /// Scores of the selected by outcome, where the decision is not the score itself at a threshold.
    #[serde(default, skip_serializing_if = "Histogram::is_empty")]
    pub chosen: Histogram,
    /// Decisions among several classes.
    #[serde(default, skip_serializing_if = "Classes::is_empty")]
    pub classes: Classes,
    /// Label against decision.
    pub confusion: ConfusionMatrix,
    /// Places in ranked lists.
    #[serde(default, skip_serializing_if = "Exposure::is_empty")]
    pub exposure: Exposure,
    /// How far rows came, from eligible to converted.
    #[serde(default, skip_serializing_if = "Funnel::is_empty")]
    pub funnel: Funnel,
    /// Sums of numbers and of their squares.
    #[serde(default, skip_serializing_if = "Moments::is_empty")]
    pub moments: Moments,
    /// Scores by outcome.
    #[serde(default, skip_serializing_if = "Histogram::is_empty")]
    pub scores: Histogram,
    /// Prices or other values by outcome.
    #[serde(default, skip_serializing_if = "Histogram::is_empty")]
    pub values: Histogram,
}

impl From<ConfusionMatrix> for Tables {
    fn from(confusion: ConfusionMatrix) -> Self {
        Self {
            confusion,
            ..Self::default()
        }
    }
}

impl Tables {
    /// Adds another part of the same cell, table by table.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        self.add_counts(other)?;
        self.arms.add(&other.arms)?;
        self.chosen.add(&other.chosen)?;
        self.scores.add(&other.scores)?;
        self.values.add(&other.values)
    }

    /// The sum of several parts.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn sum(parts: &[&Self]) -> Result<Self> {
        let histogram = |of: fn(&Self) -> &Histogram| {
            let filled = parts.iter().map(|part| of(part)).filter(|h| !h.is_empty());
            Histogram::sum(&filled.collect::<Vec<_>>())
        };
        let bins = parts.iter().flat_map(|part| part.arms.bins());
        let mut sum = Self {
            arms: ArmTable::new(bins.copied())?,
            chosen: histogram(|part| &part.chosen)?,
            scores: histogram(|part| &part.scores)?,
            values: histogram(|part| &part.values)?,
            ..Self::default()
        };
        for part in parts {
            sum.add_counts(part)?;
        }
        Ok(sum)
    }

    /// Adds counts and sums alone.
    fn add_counts(&mut self, other: &Self) -> Result<()> {
        self.classes.add(&other.classes)?;
        self.confusion.add(&other.confusion)?;
        self.exposure.add(&other.exposure)?;
        self.funnel.add(&other.funnel)?;
        self.moments.add(&other.moments)
    }

    /// What is left without rows that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        Self {
            arms: self.arms.without(&part.arms),
            chosen: self.chosen.without(&part.chosen),
            scores: self.scores.without(&part.scores),
            values: self.values.without(&part.values),
            ..self.counts_without(part)
        }
    }

    /// What is left of counts and sums alone, without the tables that have a place for every score or value.
    #[must_use]
    pub fn counts_without(&self, part: &Self) -> Self {
        Self {
            classes: self.classes.without(&part.classes),
            confusion: self.confusion.without(&part.confusion),
            exposure: self.exposure.without(&part.exposure),
            funnel: self.funnel.without(&part.funnel),
            moments: self.moments.without(&part.moments),
            ..Self::default()
        }
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
