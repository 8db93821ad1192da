//! Who was selected among people of like scores: where the score is merit, or need, and somebody else decides.
//!
//! Where the decision is the score itself at a threshold there is nothing to ask: everyone of like score is treated alike.

use crate::metric::peer;
use crate::selection::{disparate_impact_ratio, selection_rate, statistical_parity_difference};
use crate::strata::{mantel_haenszel_difference, mantel_haenszel_odds_ratio};
use crate::{Example, Formula, Who};

metrics! { "qualified";
    /// Share of those with a score of at least q who were selected.
    ///
    /// # Reading
    /// 0.4 means that of every ten people whose score is high enough four were selected.
    ///
    /// # Undefined
    /// When nobody of the group has such a score. Where the score alone decides, who was selected is not kept by score.
    ///
    /// # Beware
    /// A score that measures the groups differently makes unequals look alike.
    qualified_selection_rate = "Selection rate of the qualified" {
        formula: Formula::Among { who: Who::Qualified, of: &selection_rate, parameter: 0.5 },
        favours: Higher,
        source: CACHEL_2022,
        example: Example::ChoicesTwo(&[(0.2, 10, 5), (0.6, 4, 2), (0.9, 2, 2)], &[(0.6, 5, 5)], 0.4),
        parameter: "q",
    }

    /// Selection rate of those with a score of at least q, minus that of the reference.
    ///
    /// # Reading
    /// −0.1 means that of a hundred qualified people of the group ten fewer were selected than of the reference.
    ///
    /// # Undefined
    /// When nobody of the group or of the reference has such a score. Where the score alone decides, who was selected is not kept by score.
    ///
    /// # Beware
    /// Above the threshold scores still differ: a group whose qualified people barely are may be selected less for that reason. See
    /// `calibrated_parity_difference`.
    qualified_parity_difference = "Difference of selection rates of the qualified" {
        formula: Formula::Among { who: Who::Qualified, of: &statistical_parity_difference, parameter: 0.5 },
        favours: Ideal,
        source: CACHEL_2022,
        example: Example::ChoicesTwo(&[(0.2, 10, 5), (0.6, 4, 2), (0.9, 2, 2)], &[(0.6, 5, 5)], -0.1),
        parameter: "q",
    }

    /// Selection rate of those with a score of at least q, divided by that of the reference.
    ///
    /// # Reading
    /// 0.8 means that a qualified member of the group is selected four times where one of the reference is five times.
    ///
    /// # Undefined
    /// When nobody of the group or of the reference has such a score, or nobody of either was selected. Infinite when only the reference's
    /// were not. Where the score alone decides, who was selected is not kept by score.
    ///
    /// # Beware
    /// Above the threshold scores still differ: a group whose qualified people barely are may be selected less for that reason. See
    /// `calibrated_parity`. A score that measures the groups differently makes unequals look alike.
    ///
    /// # Compare
    /// `disparate_impact_ratio` looks at all people, qualified or not. FINS reports each group's share of the pool's qualified who were selected, and the
    /// error of each against the mean.
    qualified_parity = "Ratio of selection rates of the qualified" {
        formula: Formula::Among { who: Who::Qualified, of: &disparate_impact_ratio, parameter: 0.5 },
        favours: Ideal,
        source: CACHEL_2022,
        example: Example::ChoicesTwo(&[(0.2, 10, 5), (0.6, 4, 2), (0.9, 2, 2)], &[(0.6, 5, 5)], 0.8),
        parameter: "q",
        aliases: [peer("FINS", "qualififed_parity", "≠"), peer("Lens", "qualified_parity", "≠")],
    }

    /// Difference of selection rates within bins of the score, averaged over the bins.
    ///
    /// # Reading
    /// −0.03 means that among people of like scores three fewer of every hundred of the group were selected.
    ///
    /// # Undefined
    /// When no bin holds people of both sides. Where the score alone decides, who was selected is not kept by score.
    ///
    /// # Beware
    /// Bins are of about equal mass over all groups, and inside a bin scores still differ: more bins compare people who are more alike, and
    /// fewer of them.
    ///
    /// # Compare
    /// `mantel_haenszel_difference` does the same within strata that the audit names.
    calibrated_parity_difference = "Difference of selection rates at like scores" {
        formula: Formula::Among { who: Who::ScoreBins, of: &mantel_haenszel_difference, parameter: 10.0 },
        favours: Ideal,
        source: CACHEL_2022,
        // 0.8 − 0.6 and 0.2 − 0.1 within two scores of twenty people each.
        example: Example::ChoicesTwo(&[(0.2, 8, 2), (0.9, 2, 8)], &[(0.2, 9, 1), (0.9, 4, 6)], 0.15),
        parameter: "bins",
    }

    /// Odds of being selected against those of the reference at like scores, common to all bins of the score.
    ///
    /// # Reading
    /// 0.5 means that among people of like scores the odds of being selected are half those of the reference.
    ///
    /// # Undefined
    /// When no bin holds people of both sides, or everybody or nobody was selected in each. Where the score alone decides, who was selected is
    /// not kept by score.
    ///
    /// # Beware
    /// One number for all scores is a fair summary only where the bins agree; the test of homogeneity beside it says whether they do. Bins are of
    /// about equal mass over all groups.
    ///
    /// # Compare
    /// FINS has the shares selected in each bin and no number for all of them.
    calibrated_parity = "Odds ratio of selection at like scores" {
        formula: Formula::Among { who: Who::ScoreBins, of: &mantel_haenszel_odds_ratio, parameter: 10.0 },
        favours: Ideal,
        source: CACHEL_2022,
        // (8 · 4/20 + 2 · 9/20) / (2 · 6/20 + 8 · 1/20) = 2.5.
        example: Example::ChoicesTwo(&[(0.2, 8, 2), (0.9, 2, 8)], &[(0.2, 9, 1), (0.9, 4, 6)], 2.5),
        parameter: "bins",
        aliases: [peer("FINS", "calibrated_parity", "≠"), peer("Lens", "calibrated_parity", "≠")],
    }
}
