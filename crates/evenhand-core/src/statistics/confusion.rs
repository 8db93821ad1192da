use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// Negative binary exponent of the fixed-point sums of weights and of squared weights.
///
/// Multiplying by a power of two is exact, and integer sums do not depend on their order: 2⁻⁴⁰ keeps a weighted rate
/// within 1e-12 of exact arithmetic.
pub const FIXED_POINT_BITS: u32 = 40;

/// Rows in a cell, with the fixed-point sums of their weights and of their squared weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Rows.
    pub n: u64,
    /// Sum of the weights, times 2⁴⁰.
    pub w: i128,
    /// Sum of the squared weights, times 2⁴⁰.
    pub w2: i128,
}

impl Count {
    /// `n` rows of weight one.
    pub fn rows(n: u64) -> Self {
        let w = i128::from(n) << FIXED_POINT_BITS;
        Self { n, w, w2: w }
    }

    /// Whether nothing was counted.
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// Sum of the weights as a number.
    pub fn weight(&self) -> f64 {
        self.w as f64 / (1_u64 << FIXED_POINT_BITS) as f64
    }

    /// Sum of the squared weights as a number.
    pub fn weight_squared(&self) -> f64 {
        self.w2 as f64 / (1_u64 << FIXED_POINT_BITS) as f64
    }

    /// Adds another count.
    ///
    /// # Errors
    /// [`Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        let overflow = || Error::WeightOverflow {
            column: String::new(),
        };
        self.n = self.n.checked_add(other.n).ok_or_else(overflow)?;
        self.w = self.w.checked_add(other.w).ok_or_else(overflow)?;
        self.w2 = self.w2.checked_add(other.w2).ok_or_else(overflow)?;
        Ok(())
    }

    /// What is left without rows that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        Self {
            n: self.n.saturating_sub(part.n),
            w: self.w - part.w,
            w2: self.w2 - part.w2,
        }
    }

    /// The sum of several counts; sums of parts of checked statistics cannot overflow.
    pub fn sum<'a>(counts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut total = Self::default();
        for count in counts {
            total.n += count.n;
            total.w += count.w;
            total.w2 += count.w2;
        }
        total
    }
}

/// What happened to a row: its label, if known, and the decision, if one was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Outcome {
    /// Outcome present, selected.
    TruePositive,
    /// Outcome absent, selected.
    FalsePositive,
    /// Outcome present, not selected.
    FalseNegative,
    /// Outcome absent, not selected.
    TrueNegative,
    /// Outcome unknown, selected.
    SelectedUnlabelled,
    /// Outcome unknown, not selected.
    RejectedUnlabelled,
    /// No decision, outcome present.
    UndecidedPositive,
    /// No decision, outcome absent.
    UndecidedNegative,
    /// No decision, outcome unknown.
    UndecidedUnlabelled,
}

impl Outcome {
    /// All outcomes, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::TruePositive,
        Self::FalsePositive,
        Self::FalseNegative,
        Self::TrueNegative,
        Self::SelectedUnlabelled,
        Self::RejectedUnlabelled,
        Self::UndecidedPositive,
        Self::UndecidedNegative,
        Self::UndecidedUnlabelled,
    ];

    /// The outcome of a row.
    pub fn of(label: Option<bool>, decision: Option<bool>) -> Self {
        match (label, decision) {
            (Some(true), Some(true)) => Self::TruePositive,
            (Some(false), Some(true)) => Self::FalsePositive,
            (Some(true), Some(false)) => Self::FalseNegative,
            (Some(false), Some(false)) => Self::TrueNegative,
            (None, Some(true)) => Self::SelectedUnlabelled,
            (None, Some(false)) => Self::RejectedUnlabelled,
            (Some(true), None) => Self::UndecidedPositive,
            (Some(false), None) => Self::UndecidedNegative,
            (None, None) => Self::UndecidedUnlabelled,
        }
    }
}

/// Label against decision, for one cell of the statistics.
///
/// Rows without a label count in selection metrics only; rows without a decision count nowhere but in the data notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfusionMatrix {
    /// Outcome absent, not selected.
    pub true_negative: Count,
    /// Outcome absent, selected.
    pub false_positive: Count,
    /// Outcome present, not selected.
    pub false_negative: Count,
    /// Outcome present, selected.
    pub true_positive: Count,
    /// Outcome unknown, selected.
    pub selected_unlabelled: Count,
    /// Outcome unknown, not selected.
    pub rejected_unlabelled: Count,
    /// No decision, outcome present.
    pub undecided_positive: Count,
    /// No decision, outcome absent.
    pub undecided_negative: Count,
    /// No decision, outcome unknown.
    pub undecided_unlabelled: Count,
}

impl ConfusionMatrix {
    /// A table of whole rows, all with a label and a decision.
    ///
    /// ```
    /// # use evenhand_core::ConfusionMatrix;
    /// let table = ConfusionMatrix::from_rows(8, 1, 2, 9);
    /// assert_eq!(table.decided().n, 20);
    /// assert_eq!(table.selected().n, 9);
    /// ```
    pub fn from_rows(
        true_positive: u64,
        false_positive: u64,
        false_negative: u64,
        true_negative: u64,
    ) -> Self {
        Self {
            true_positive: Count::rows(true_positive),
            false_positive: Count::rows(false_positive),
            false_negative: Count::rows(false_negative),
            true_negative: Count::rows(true_negative),
            ..Self::default()
        }
    }

    /// The cell of an outcome.
    pub fn get(&self, outcome: Outcome) -> &Count {
        match outcome {
            Outcome::TruePositive => &self.true_positive,
            Outcome::FalsePositive => &self.false_positive,
            Outcome::FalseNegative => &self.false_negative,
            Outcome::TrueNegative => &self.true_negative,
            Outcome::SelectedUnlabelled => &self.selected_unlabelled,
            Outcome::RejectedUnlabelled => &self.rejected_unlabelled,
            Outcome::UndecidedPositive => &self.undecided_positive,
            Outcome::UndecidedNegative => &self.undecided_negative,
            Outcome::UndecidedUnlabelled => &self.undecided_unlabelled,
        }
    }

    /// The cell of an outcome, to count in.
    pub fn get_mut(&mut self, outcome: Outcome) -> &mut Count {
        match outcome {
            Outcome::TruePositive => &mut self.true_positive,
            Outcome::FalsePositive => &mut self.false_positive,
            Outcome::FalseNegative => &mut self.false_negative,
            Outcome::TrueNegative => &mut self.true_negative,
            Outcome::SelectedUnlabelled => &mut self.selected_unlabelled,
            Outcome::RejectedUnlabelled => &mut self.rejected_unlabelled,
            Outcome::UndecidedPositive => &mut self.undecided_positive,
            Outcome::UndecidedNegative => &mut self.undecided_negative,
            Outcome::UndecidedUnlabelled => &mut self.undecided_unlabelled,
        }
    }

    /// Adds another table, cell by cell.
    ///
    /// # Errors
    /// [`Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        for outcome in Outcome::ALL {
            self.get_mut(outcome).add(other.get(outcome))?;
        }
        Ok(())
    }

    /// What is left without rows that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let mut left = *self;
        for outcome in Outcome::ALL {
            *left.get_mut(outcome) = self.get(outcome).without(part.get(outcome));
        }
        left
    }

    /// Rows with a decision: the population of every metric.
    pub fn decided(&self) -> Count {
        Count::sum([
            &self.true_positive,
            &self.false_positive,
            &self.false_negative,
            &self.true_negative,
            &self.selected_unlabelled,
            &self.rejected_unlabelled,
        ])
    }

    /// Rows that were selected.
    pub fn selected(&self) -> Count {
        Count::sum([
            &self.true_positive,
            &self.false_positive,
            &self.selected_unlabelled,
        ])
    }

    /// Rows with a label and a decision: the population of every error rate.
    pub fn labelled(&self) -> Count {
        Count::sum([
            &self.true_positive,
            &self.false_positive,
            &self.false_negative,
            &self.true_negative,
        ])
    }

    /// Rows without a decision.
    pub fn undecided(&self) -> Count {
        Count::sum([
            &self.undecided_positive,
            &self.undecided_negative,
            &self.undecided_unlabelled,
        ])
    }
}
