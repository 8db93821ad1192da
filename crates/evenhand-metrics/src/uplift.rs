//! Whom a treatment helped, from the experiment: differences between the arms, group by group.

use crate::{Cell, Example, Formula};

metrics! { "uplift";
    /// Share of the treated who have the outcome.
    ///
    /// # Reading
    /// 0.12 means that twelve of a hundred people who were treated have the outcome.
    ///
    /// # Undefined
    /// When nobody in the group was treated.
    treated_outcome_rate = "Outcome rate of the treated" {
        formula: Formula::Rate { count: &[Cell::TreatedPositive], of: &[Cell::Treated] },
        favours: Higher,
        source: RUBIN_1974,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4)], 0.4),
    }

    /// Share of the untreated who have the outcome.
    ///
    /// # Reading
    /// 0.10 means that ten of a hundred people who were not treated have the outcome all the same.
    ///
    /// # Undefined
    /// When everybody in the group was treated.
    control_outcome_rate = "Outcome rate of the untreated" {
        formula: Formula::Rate { count: &[Cell::ControlPositive], of: &[Cell::Control] },
        favours: Neither,
        source: RUBIN_1974,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4)], 0.2),
    }

    /// How much more often the treated have the outcome than the untreated.
    ///
    /// # Reading
    /// 0.05 means five more outcomes per hundred people treated.
    ///
    /// # Undefined
    /// When an arm is empty in the group.
    ///
    /// # Beware
    /// It is the effect of the treatment only where chance decided who was treated.
    average_treatment_effect = "Average treatment effect" {
        formula: Formula::Contrast(&treated_outcome_rate, &control_outcome_rate),
        favours: Higher,
        source: RUBIN_1974,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4)], 0.2),
        range: (-1.0, 1.0),
        aliases: [crate::metric::same("group_ate")],
    }
}
