//! What the rows whose group is unknown could hide.

use crate::selection::selection_rate;
use crate::{Example, Formula, Paired};

metrics! { "missing";
    /// Difference of selection rates, with what it could be if the people whose group is unknown were all on the worst side.
    ///
    /// # Reading
    /// −0.2 between −0.36 and 0.04 means that the people of unknown group could turn the gap round or nearly double it.
    ///
    /// # Undefined
    /// When one side has nobody. There is no such row when everybody's group is known.
    ///
    /// # Beware
    /// The limits are not those of chance, which comes on top: they are the smallest and the largest value that some assignment of these people to the two groups would give. Between them nothing is more likely than anything else.
    ///
    /// # Compare
    /// `statistical_parity_difference` leaves the people of unknown group out, as though they were like the others.
    missing_attribute_disparity = "Difference of selection rates, if unknown groups were known" {
        formula: Formula::Paired(Paired::MissingDifference(&selection_rate)),
        favours: Ideal,
        source: MANSKI_2003,
        example: Example::Missing([4, 0, 0, 6], [6, 0, 0, 4], [2, 0, 0, 3], -0.2),
        needs: [Decision],
    }

    /// Ratio of selection rates, with what it could be if the people whose group is unknown were all on the worst side.
    ///
    /// # Reading
    /// 0.67 between 0.46 and 1.08 means that the people of unknown group could make up for the gap.
    ///
    /// # Undefined
    /// When one side has nobody, or nobody was selected. There is no such row when everybody's group is known.
    ///
    /// # Beware
    /// The limits are not those of chance, which comes on top: they are the smallest and the largest value that some assignment of these people to the two groups would give. Between them nothing is more likely than anything else.
    ///
    /// # Compare
    /// `disparate_impact_ratio` leaves the people of unknown group out, as though they were like the others.
    missing_attribute_disparity_ratio = "Ratio of selection rates, if unknown groups were known" {
        formula: Formula::Paired(Paired::MissingRatio(&selection_rate)),
        favours: Ideal,
        source: MANSKI_2003,
        example: Example::Missing([4, 0, 0, 6], [6, 0, 0, 4], [2, 0, 0, 3], 2.0 / 3.0),
        needs: [Decision],
    }
}
