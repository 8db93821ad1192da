use super::Count;
use crate::{Real, Result};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// What became of the people of one arm: the outcome, among those the model selects and among the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arm {
    /// Not selected by the model, outcome absent.
    pub rejected_negative: Count,
    /// Not selected by the model, outcome present.
    pub rejected_positive: Count,
    /// Selected by the model, outcome absent.
    pub selected_negative: Count,
    /// Selected by the model, outcome present.
    pub selected_positive: Count,
}

impl Arm {
    /// Outcome present.
    pub fn positive(&self) -> Count {
        Count::sum([&self.rejected_positive, &self.selected_positive])
    }

    /// Everyone of the arm.
    pub fn all(&self) -> Count {
        Count::sum([
            &self.rejected_negative,
            &self.rejected_positive,
            &self.selected_negative,
            &self.selected_positive,
        ])
    }

    /// Those the model selects.
    pub fn selected(&self) -> Count {
        Count::sum([&self.selected_negative, &self.selected_positive])
    }

    /// The cell of a row.
    pub fn cell_mut(&mut self, selected: bool, positive: bool) -> &mut Count {
        match (selected, positive) {
            (false, false) => &mut self.rejected_negative,
            (false, true) => &mut self.rejected_positive,
            (true, false) => &mut self.selected_negative,
            (true, true) => &mut self.selected_positive,
        }
    }

    fn without(&self, part: &Self) -> Self {
        Self {
            rejected_negative: self.rejected_negative.without(&part.rejected_negative),
            rejected_positive: self.rejected_positive.without(&part.rejected_positive),
            selected_negative: self.selected_negative.without(&part.selected_negative),
            selected_positive: self.selected_positive.without(&part.selected_positive),
        }
    }

    fn add(&mut self, other: &Self) -> Result<()> {
        self.rejected_negative.add(&other.rejected_negative)?;
        self.rejected_positive.add(&other.rejected_positive)?;
        self.selected_negative.add(&other.selected_negative)?;
        self.selected_positive.add(&other.selected_positive)
    }
}

/// The two arms of an experiment at one score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ArmBin {
    /// The predicted uplift; absent without a score.
    pub score: Option<Real>,
    /// Those who were not treated.
    pub control: Arm,
    /// Those who were treated.
    pub treated: Arm,
}

impl Eq for ArmBin {}

/// Treatment against outcome, by predicted uplift.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArmTable {
    /// The bins, ascending; rows without a score come first.
    bins: Vec<ArmBin>,
}

impl ArmTable {
    /// A table of these bins, in any order; bins of one score are summed.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn new(bins: impl IntoIterator<Item = ArmBin>) -> Result<Self> {
        let mut bins: Vec<ArmBin> = bins.into_iter().collect();
        bins.sort_by(order);
        let mut table = Self::default();
        for bin in bins {
            match table.bins.last_mut() {
                Some(last) if order(last, &bin).is_eq() => {
                    last.control.add(&bin.control)?;
                    last.treated.add(&bin.treated)?;
                }
                _ => table.bins.push(bin),
            }
        }
        Ok(table)
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.bins.is_empty()
    }

    /// The bins, ascending.
    pub fn bins(&self) -> &[ArmBin] {
        &self.bins
    }

    /// Adds another table.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        if other.bins.is_empty() {
            return Ok(());
        }
        let both = std::mem::take(&mut self.bins).into_iter();
        *self = Self::new(both.chain(other.bins.iter().copied()))?;
        Ok(())
    }

    /// What is left without rows that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let mut left = Vec::with_capacity(self.bins.len());
        let mut parts = part.bins.iter().peekable();
        for bin in &self.bins {
            let gone = parts.next_if(|other| order(other, bin).is_eq());
            let gone = gone.copied().unwrap_or_default();
            let rest = ArmBin {
                score: bin.score,
                control: bin.control.without(&gone.control),
                treated: bin.treated.without(&gone.treated),
            };
            if rest.control.all().n + rest.treated.all().n > 0 {
                left.push(rest);
            }
        }
        Self { bins: left }
    }

    /// The same rows in the bins of a grid.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn coarsen(&self, grid: &super::Grid) -> Result<Self> {
        Self::new(self.bins.iter().map(|bin| {
            ArmBin {
                score: bin
                    .score
                    .and_then(|score| Real::new(grid.place(score.get()))),
                ..*bin
            }
        }))
    }
}

fn order(a: &ArmBin, b: &ArmBin) -> Ordering {
    a.score
        .map_or(f64::NEG_INFINITY, Real::get)
        .total_cmp(&b.score.map_or(f64::NEG_INFINITY, Real::get))
        .then(a.score.is_some().cmp(&b.score.is_some()))
}
