//! Whom a campaign reached of those it could have reached, stage by stage.

use crate::{Cell, Example, Formula};
use evenhand_core::Stage::{Delivered, Eligible};

metrics! { "delivery";
    /// Share of the eligible people who were shown the offer at least once.
    ///
    /// # Reading
    /// 0.4 means that four of ten people who could have been reached were.
    ///
    /// # Undefined
    /// When nobody in the group is eligible.
    ///
    /// # Beware
    /// Impressions are not people: a person shown the offer ten times counts once here.
    reach_rate = "Reach rate" {
        formula: Formula::Rate {
            count: &[Cell::Reached(&[Eligible, Delivered])],
            of: &[Cell::Reached(&[Eligible])],
        },
        favours: Higher,
        source: ALI_2019,
        // 60 eligible only, 40 eligible and delivered.
        example: Example::Funnel(&[(1, 60), (9, 40)], 0.4),
    }
}
