use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A number as integers, so that it can be compared with a limit without rounding.
///
/// Counts are rows, or fixed-point sums of weights; the scale cancels in every comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// `events / total`.
    Rate {
        /// Numerator.
        events: i128,
        /// Denominator, positive.
        total: i128,
    },
    /// `events / total − reference_events / reference_total`.
    Difference {
        /// Numerator of the group.
        events: i128,
        /// Denominator of the group, positive.
        total: i128,
        /// Numerator of the reference.
        reference_events: i128,
        /// Denominator of the reference, positive.
        reference_total: i128,
    },
    /// `(events / total) / (reference_events / reference_total)`; infinite when the reference has no events.
    Ratio {
        /// Numerator of the group.
        events: i128,
        /// Denominator of the group, positive.
        total: i128,
        /// Numerator of the reference.
        reference_events: i128,
        /// Denominator of the reference, positive.
        reference_total: i128,
    },
}

/// On which side of a limit a point estimate lies; exact where counts allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Strictly inside the limit.
    Inside,
    /// Exactly at the limit, which is not beyond it.
    AtLimit,
    /// Beyond the limit.
    Beyond,
}
