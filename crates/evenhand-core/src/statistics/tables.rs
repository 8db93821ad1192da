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
        self.arms.add(&other.arms)?;
        self.chosen.add(&other.chosen)?;
        self.classes.add(&other.classes)?;
        self.confusion.add(&other.confusion)?;
        self.exposure.add(&other.exposure)?;
        self.funnel.add(&other.funnel)?;
        self.moments.add(&other.moments)?;
        self.scores.add(&other.scores)?;
        self.values.add(&other.values)
    }

    /// The sum of several parts, halves first: of many scores each is moved once for every doubling, not for every part.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn sum(parts: &[&Self]) -> Result<Self> {
        match parts {
            [] => Ok(Self::default()),
            [one] => Ok((*one).clone()),
            _ => {
                let (first, second) = parts.split_at(parts.len() / 2);
                let mut sum = Self::sum(first)?;
                sum.add(&Self::sum(second)?)?;
                Ok(sum)
            }
        }
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
