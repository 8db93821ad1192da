//! Numbers instead of yes and no: prices, what an offer is worth, spend, and how far predictions of a number miss.

use crate::{Example, Formula, Number};
use evenhand_core::Quantity;

metrics! { "outcomes";
    /// Mean price, or mean of what an offer is worth.
    ///
    /// # Reading
    /// 49.9 means that members of the group are asked 49.90 on average.
    ///
    /// # Undefined
    /// When nobody in the group has a value.
    mean_value = "Mean value" {
        formula: Formula::Mean { of: Number::Sum(Quantity::Value), text: "Σ value / n" },
        favours: Neither,
        source: STUDENT_1908,
        example: Example::Numbers(&[1.0, 2.0, 6.0], 3.0),
    }
}
