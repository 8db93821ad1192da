//! One number for all groups, or for a group against all the others: where in many subgroups to look first.

use crate::cells::share;
use crate::confusion::false_positive_rate;
use crate::metric::{peer, same};
use crate::selection::selection_rate;
use crate::{Cells, Example, Formula, Undefined};

metrics! { "indices";
    /// Largest difference of a group's selection rate from everyone's, times the group's share of everyone.
    ///
    /// # Reading
    /// 0.02 means that in some group two of every hundred people of all would have to be decided otherwise for it to have
    /// everyone's rate.
    ///
    /// # Undefined
    /// When fewer than two groups have a selection rate.
    ///
    /// # Beware
    /// Small groups hardly count, however badly they fare; read it beside the gap. Positive even among equal groups: what
    /// chance alone would show stands beside it, and the p-value allows for all groups having been looked at.
    ///
    /// # Compare
    /// Run on an intersection of attributes it is the audit of that paper over these groups.
    subgroup_parity_gamma = "Statistical parity over subgroups" {
        formula: Formula::SubgroupGamma(&selection_rate),
        favours: Lower,
        source: KEARNS_2018,
        example: Example::Groups(&[[30, 0, 0, 70], [50, 0, 0, 50]], 0.05),
        aliases: [peer("DivExplorer", "SPsf", "=")],
    }

    /// Largest difference of a group's false positive rate from everyone's, times the share of everyone that has no
    /// outcome and is in the group.
    ///
    /// # Reading
    /// 0.02 means that in some group two of every hundred people of all would have to be decided otherwise for it to have
    /// everyone's false positive rate.
    ///
    /// # Undefined
    /// When fewer than two groups have anybody without the outcome.
    ///
    /// # Beware
    /// Small groups hardly count, however badly they fare. Positive even among equal groups.
    subgroup_false_positive_gamma = "False positives over subgroups" {
        formula: Formula::SubgroupGamma(&false_positive_rate),
        favours: Lower,
        source: KEARNS_2018,
        example: Example::Groups(&[[40, 20, 10, 30], [40, 10, 10, 40]], 0.025),
        needs: [Decision, Label],
        aliases: [peer("DivExplorer", "FPsf", "=")],
    }

    /// Smoothed differential fairness of the decisions minus that of the outcomes.
    ///
    /// # Reading
    /// 0.7 means that decisions set groups apart twice as far as outcomes did; below zero they bring them together.
    ///
    /// # Undefined
    /// When fewer than two groups have a selection rate, or fewer than two a base rate.
    ///
    /// # Beware
    /// That outcomes differ as much does not make a difference of decisions fair: outcomes have their own history.
    ///
    /// # Compare
    /// `bias_amplification` is about a group and its reference, in rates instead of logarithms.
    differential_fairness_amplification = "Amplification of differential fairness" {
        formula: Formula::DifferentialFairnessAmplification,
        favours: Lower,
        source: FOULDS_2020,
        example: Example::Groups(&[[0, 0, 5, 5], [5, 5, 0, 0]], 3.044_522_437_723_423),
        needs: [Decision, Label],
        aliases: [same("df_bias_amplification"), peer("AIF360", "df_bias_amplification", "=")],
    }

    /// Selection rate of the group minus that of everyone else.
    ///
    /// # Reading
    /// −0.04 means that four fewer of every hundred were selected than among all who are not in the group.
    ///
    /// # Undefined
    /// When the group has no selection rate, or is everyone.
    ///
    /// # Beware
    /// Over many subgroups the furthest is far by chance alone: the adjusted p-value allows for that.
    ///
    /// # Compare
    /// DivExplorer compares with everyone, the group included, which makes a large group look closer than it is.
    subgroup_divergence = "Divergence from everyone else" {
        formula: Formula::ToRestDifference(&selection_rate),
        favours: Ideal,
        source: PASTOR_2021,
        example: Example::Two([16, 0, 0, 84], [20, 0, 0, 80], -0.04),
        aliases: [peer("DivExplorer", "divergence", "≠")],
    }

    /// Of what sets the groups of an intersection apart in their selection rates, the share that no attribute shows by itself.
    ///
    /// # Reading
    /// 0.3 means that three tenths of the variance between the groups are of the combination: women and older people each fare as
    /// everyone does, older women do not.
    ///
    /// # Undefined
    /// When fewer than five groups have a selection rate, there are as many main effects as groups, or the groups differ by no more than
    /// chance. There is no such row for a single attribute.
    ///
    /// # Beware
    /// Main effects are on the scale of rates; on that of odds the share is another. Chance is taken off both variances, so that small
    /// groups make it uncertain rather than large; what main effects alone would show stands beside it. A small share of a large variance
    /// can harm more people than a large share of a small one. Experimental: moments in place of the paper's multilevel logistic model.
    ///
    /// # Compare
    /// Intersectional gaps say how far groups lie apart, not whether the attributes one by one would have shown it.
    between_group_variance_share = "Variance beyond main effects" {
        formula: Formula::BeyondMainEffects(&selection_rate),
        favours: Lower,
        source: EVANS_2018,
        // Squares about the mean 1/2 are 1.5 of six groups alike in size; the second attribute has means 2/3 and 1/3, squares 1/6.
        example: Example::Crossed(&[
            (["a", "x"], [100, 0, 0, 0]), (["a", "y"], [0, 0, 0, 100]),
            (["b", "x"], [0, 0, 0, 100]), (["b", "y"], [100, 0, 0, 0]),
            (["c", "x"], [100, 0, 0, 0]), (["c", "y"], [0, 0, 0, 100]),
        ], 8.0 / 9.0),
        aliases: [same("between_group_variance_decomp"), same("maihda_vpc")],
    }

    /// How far the group's error rate exceeds everyone's, less a penalty for small groups.
    ///
    /// # Reading
    /// Above zero the group is worth looking at: worse than the whole and large. It has no natural unit.
    ///
    /// # Undefined
    /// When nobody of the group has a label, or no decision at all was wrong.
    ///
    /// # Beware
    /// A score to rank groups by, not a size of harm. Its weight is a choice.
    slice_score = "Slice score" {
        formula: Formula::ToOverallSmooth { of: slice, text: "α(error_rate_g / error_rate_all − 1) − (1 − α)(n_all / n_g − 1)", parameter: 0.95 },
        favours: Lower,
        source: SAGADEEVA_BOEHM_2021,
        example: Example::Two([30, 20, 10, 40], [45, 5, 5, 45], 0.425),
        needs: [Decision, Label],
        parameter: "alpha",
        aliases: [peer("SliceLine", "score", "=")],
    }
}

fn slice(group: &Cells, all: &Cells, alpha: f64) -> Result<f64, Undefined> {
    let errors = |cells: &Cells| {
        share(
            cells.false_positive + cells.false_negative,
            cells.labelled(),
        )
    };
    let worse = share(errors(group)?, errors(all)?)?;
    let larger = share(all.labelled(), group.labelled())?;
    Ok(alpha * (worse - 1.0) - (1.0 - alpha) * (larger - 1.0))
}
