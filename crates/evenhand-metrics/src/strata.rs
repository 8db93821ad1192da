//! Comparisons among people who are alike in stated respects: within strata such as campaign, region or product.

use crate::metric::{peer, same};
use crate::selection::selection_rate;
use crate::{Example, Formula};

metrics! { "strata";
    /// Difference of selection rates within strata, averaged over the strata.
    ///
    /// # Reading
    /// −0.03 means that among people of the same stratum three fewer of every hundred of this group were selected.
    ///
    /// # Undefined
    /// When no stratum holds people of both sides.
    ///
    /// # Beware
    /// Says what is left of a gap among people who are alike in the strata. A stratum that is itself a product of unequal treatment hides the gap instead of explaining it.
    ///
    /// # Compare
    /// `statistical_parity_difference` throws all strata together; where the two disagree, both are shown.
    mantel_haenszel_difference = "Difference of selection rates within strata" {
        formula: Formula::MantelHaenszelDifference(&selection_rate),
        favours: Ideal,
        source: GREENLAND_ROBINS_1985,
        example: Example::Strata(&[([8, 0, 0, 2], [6, 0, 0, 4]), ([2, 0, 0, 8], [1, 0, 0, 9])], 0.15),
        aliases: [same("conditional_parity_mh"), same("conditional_statistical_parity_difference")],
    }

    /// Odds of being selected against those of the reference within strata, common to all strata.
    ///
    /// # Reading
    /// 0.5 means that among people of the same stratum the odds of being selected are half those of the reference.
    ///
    /// # Undefined
    /// When no stratum holds people of both sides, or everybody or nobody was selected in each. Infinite when only the group has people whom the reference lacks.
    ///
    /// # Beware
    /// One number for all strata is a fair summary only where they agree; the test of homogeneity beside it says whether they do.
    mantel_haenszel_odds_ratio = "Odds ratio of selection within strata" {
        formula: Formula::MantelHaenszelOddsRatio(&selection_rate),
        favours: Ideal,
        source: MANTEL_HAENSZEL_1959,
        example: Example::Strata(&[([8, 0, 0, 2], [6, 0, 0, 4]), ([2, 0, 0, 8], [1, 0, 0, 9])], 2.5),
    }

    /// Share of the group among those not selected minus its share among the selected, averaged over strata by their size.
    ///
    /// # Reading
    /// 0.1 means that within strata the group makes up ten more of every hundred rejected than of every hundred selected.
    ///
    /// # Undefined
    /// When in every stratum nobody was rejected or nobody was selected. Strata of that kind are left out, and the share of rows that remain is stated.
    ///
    /// # Beware
    /// A large stratum in which hardly anybody was selected weighs much and says little, so the interval can be wide where the difference within strata is known well.
    ///
    /// # Compare
    /// SageMaker Clarify counts an empty side of a stratum as a share of zero; AIF360's metric of this name averages over the groups themselves and is zero for two groups of one size.
    conditional_demographic_disparity = "Demographic disparity within strata" {
        formula: Formula::ConditionalDisparity,
        favours: Ideal,
        source: WACHTER_2021,
        example: Example::Strata(&[([10, 0, 0, 90], [50, 0, 0, 50])], 90.0 / 140.0 - 10.0 / 60.0),
        aliases: [same("cdd"), peer("Clarify", "CDDPL", "="), peer("OxonFair", "cond_weights", "≠"), peer("AIF360", "conditional_demographic_disparity", "≠")],
    }
}
