//! Were errors shared evenly: error-rate parity, predictive parity and summaries over groups.

use crate::cells::share;
use crate::confusion::{
    accuracy, base_rate, false_negative_rate, false_omission_rate, false_positive_rate,
    negative_predictive_value, positive_predictive_value, true_negative_rate, true_positive_rate,
};
use crate::metric::{peer, same};
use crate::selection::selection_rate;
use crate::{Cells, Example, Formula, Undefined};

metrics! { "disparities";
    /// True positive rate of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.1 means that of every hundred people of this group who would have responded, ten fewer were reached.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with the outcome.
    ///
    /// # Beware
    /// Needs the outcome of people who were not selected.
    equal_opportunity_difference = "Difference of true positive rates" {
        formula: Formula::Difference(&true_positive_rate),
        favours: Ideal,
        source: HARDT_2016,
        example: Example::Two([30, 5, 10, 55], [20, 5, 20, 55], 0.25),
        aliases: [
            peer("AIF360", "equal_opportunity_difference", "="), peer("Holistic AI", "equal_opportunity_diff", "="),
            peer("jurity", "EqualOpportunity", "="), peer("Veritas", "equal_opportunity", "−x"), peer("Clarify", "RD", "−x"),
            peer("Fairlearn", "equal_opportunity_difference", "max−min"),
        ],
    }

    /// True positive rate of the group divided by that of its reference.
    ///
    /// # Reading
    /// 0.9 means that nine were reached where ten of as many would-be responders in the reference were.
    ///
    /// # Undefined
    /// When neither was reached, or one has nobody with the outcome.
    equal_opportunity_ratio = "Ratio of true positive rates" {
        formula: Formula::Ratio(&true_positive_rate),
        favours: Ideal,
        source: HARDT_2016,
        example: Example::Two([30, 5, 10, 55], [20, 5, 20, 55], 1.5),
        aliases: [peer("Aequitas", "tpr_disparity", "="), peer("fairness (R)", "equal_odds", "=")],
    }

    /// False positive rate of the group minus that of its reference.
    ///
    /// # Reading
    /// 0.21 means that of every hundred people of this group without the outcome, 21 more were selected than in the
    /// reference.
    ///
    /// # Undefined
    /// When everybody in the group or in the reference has the outcome.
    false_positive_rate_difference = "Difference of false positive rates" {
        formula: Formula::Difference(&false_positive_rate),
        favours: Ideal,
        source: CHOULDECHOVA_2017,
        example: Example::Two([30, 20, 10, 40], [30, 10, 10, 50], 1.0 / 6.0),
        aliases: [
            same("predictive_equality_difference"), peer("AIF360", "false_positive_rate_difference", "="),
            peer("jurity", "PredictiveEquality", "="), peer("Veritas", "fpr_parity", "−x"),
            peer("Holistic AI", "false_positive_rate_diff", "="), peer("OxonFair", "predictive_equality", "≠"),
        ],
    }

    /// The larger of the largest gaps of true and of false positive rates over the groups.
    ///
    /// # Reading
    /// 0.2 means that somewhere two groups differ by 20 per hundred in being reached, or in being selected wrongly.
    ///
    /// # Undefined
    /// When fewer than two groups have a true positive rate, or fewer than two a false positive rate.
    ///
    /// # Beware
    /// Positive even among equal groups. Groups left out because a rate is undefined are named beside it.
    equalized_odds_difference = "Equalized odds difference" {
        formula: Formula::WorstGap(&true_positive_rate, &false_positive_rate),
        favours: Ideal,
        source: HARDT_2016,
        example: Example::Groups(&[[30, 20, 10, 40], [20, 10, 20, 50]], 0.25),
        aliases: [
            peer("Fairlearn", "equalized_odds_difference", "="), peer("OxonFair", "equalized_odds_max", "="),
            peer("Veritas", "equal_odds", "≠"),
        ],
    }

    /// The smaller of the smallest ratios of true and of false positive rates over the groups.
    ///
    /// # Reading
    /// 0.5 means that somewhere one group has half the rate of another.
    ///
    /// # Undefined
    /// When fewer than two groups have a true positive rate, or fewer than two a false positive rate.
    equalized_odds_ratio = "Equalized odds ratio" {
        formula: Formula::WorstRatio(&true_positive_rate, &false_positive_rate),
        favours: Ideal,
        source: HARDT_2016,
        example: Example::Groups(&[[30, 20, 10, 40], [20, 10, 20, 50]], 0.5),
        aliases: [peer("Fairlearn", "equalized_odds_ratio", "="), peer("Veritas", "equal_odds_ratio", "≠")],
    }

    /// Mean of the differences of false and of true positive rates, with their signs.
    ///
    /// # Reading
    /// 0.1 means that the group was selected ten times more per hundred, averaged over both outcomes.
    ///
    /// # Undefined
    /// When one of the four rates is undefined.
    ///
    /// # Beware
    /// Opposite differences cancel: 0 can hide two large gaps. Read it with the absolute form.
    average_odds_difference = "Average odds difference" {
        formula: Formula::PairSmooth { of: average_odds, text: "½[(FPR_g − FPR_r) + (TPR_g − TPR_r)]" },
        favours: Ideal,
        source: BELLAMY_2019,
        example: Example::Two([30, 20, 10, 40], [20, 10, 20, 50], (0.25 + 1.0 / 6.0) / 2.0),
        aliases: [
            peer("AIF360", "average_odds_difference", "="), peer("Holistic AI", "average_odds_diff", "="),
            peer("jurity", "AverageOdds", "="), peer("Veritas", "equal_odds", "−x"),
        ],
    }

    /// Mean of the absolute differences of false and of true positive rates.
    ///
    /// # Reading
    /// 0.1 means that the two error rates lie ten per hundred apart on average, in whatever direction.
    ///
    /// # Undefined
    /// When one of the four rates is undefined.
    ///
    /// # Beware
    /// Positive even among equal groups.
    average_absolute_odds_difference = "Average absolute odds difference" {
        formula: Formula::MeanAbsoluteDifference(&false_positive_rate, &true_positive_rate),
        favours: Lower,
        source: BELLAMY_2019,
        example: Example::Two([30, 20, 10, 40], [20, 10, 20, 50], (0.25 + 1.0 / 6.0) / 2.0),
        aliases: [
            same("average_abs_odds_difference"), same("average_odds_error"),
            peer("AIF360", "average_abs_odds_difference", "="), peer("OxonFair", "equalized_odds", "="),
        ],
    }

    /// Mean of the differences of true and of false negative rates, with their signs.
    ///
    /// # Reading
    /// 0.1 means that the group was left out ten times more per hundred, averaged over both outcomes.
    ///
    /// # Undefined
    /// When one of the four rates is undefined.
    ///
    /// # Beware
    /// Opposite differences cancel.
    negative_equalized_odds = "Negative equalized odds" {
        formula: Formula::PairSmooth { of: negative_odds, text: "½[(TNR_g − TNR_r) + (FNR_g − FNR_r)]" },
        favours: Ideal,
        source: BELLAMY_2019,
        example: Example::Two([30, 20, 10, 40], [20, 10, 20, 50], -(0.25 + 1.0 / 6.0) / 2.0),
        aliases: [same("neg_equalized_odds"), peer("Veritas", "neg_equal_odds", "−x")],
    }

    /// Positive predictive value of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.05 means that of every hundred people selected in this group, five fewer had the outcome.
    ///
    /// # Undefined
    /// When nobody of the group or of the reference was selected.
    predictive_parity_difference = "Difference of positive predictive values" {
        formula: Formula::Difference(&positive_predictive_value),
        favours: Ideal,
        source: CHOULDECHOVA_2017,
        example: Example::Two([30, 10, 10, 50], [30, 20, 10, 40], 0.15),
        aliases: [
            peer("Veritas", "ppv_parity", "−x"), peer("Clarify", "DAR", "−x"), peer("fairness (R)", "pred_rate_parity", "="),
        ],
    }

    /// Mean of the differences of positive predictive value and false omission rate, with their signs.
    ///
    /// # Reading
    /// 0.05 means that the outcome is five per hundred more frequent in this group at equal decisions, on average.
    ///
    /// # Undefined
    /// When one of the four rates is undefined.
    ///
    /// # Beware
    /// Opposite differences cancel.
    average_predictive_value_difference = "Average predictive value difference" {
        formula: Formula::PairSmooth { of: average_predictive, text: "½[(PPV_g − PPV_r) + (FOR_g − FOR_r)]" },
        favours: Ideal,
        source: BELLAMY_2019,
        example: Example::Two([30, 10, 10, 50], [30, 20, 10, 40], (0.15 + 10.0 / 60.0 - 0.2) / 2.0),
        aliases: [peer("AIF360", "average_predictive_value_difference", "=")],
    }

    /// Mean of the absolute differences of positive and of negative predictive values.
    ///
    /// # Reading
    /// 0.05 means that the meaning of a decision differs by five per hundred between the group and its reference.
    ///
    /// # Undefined
    /// When one of the four values is undefined.
    ///
    /// # Beware
    /// Positive even among equal groups.
    conditional_use_accuracy = "Conditional use accuracy gap" {
        formula: Formula::MeanAbsoluteDifference(&positive_predictive_value, &negative_predictive_value),
        favours: Lower,
        source: BERK_2021,
        example: Example::Two([30, 10, 10, 50], [30, 20, 10, 40], (0.15 + 50.0 / 60.0 - 0.8) / 2.0),
        aliases: [peer("OxonFair", "cond_use_accuracy", "=")],
    }

    /// Missed buyers per wasted contact in the group, minus the same in its reference.
    ///
    /// # Reading
    /// 1 means that the group has one more missed buyer for each wasted contact than the reference.
    ///
    /// # Undefined
    /// When the group or the reference has neither kind of error; with misses alone it is infinite.
    ///
    /// # Beware
    /// Unstable where wasted contacts are rare; prefer its logarithm, `treatment_equality_log_difference`.
    ///
    /// # Compare
    /// OxonFair divides the other way round.
    treatment_equality = "Treatment equality" {
        formula: Formula::PairSmooth { of: treatment, text: "FN_g/FP_g − FN_r/FP_r" },
        favours: Ideal,
        source: BERK_2021,
        example: Example::Two([30, 5, 10, 55], [30, 10, 10, 50], 1.0),
        aliases: [peer("Clarify", "TE", "="), peer("OxonFair", "treatment_equality", "≠")],
    }

    /// Difference of the logarithms of missed buyers per wasted contact, half a person added to each.
    ///
    /// # Reading
    /// 0.7 means about twice as many missed buyers for each wasted contact as in the reference.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with a label.
    treatment_equality_log_difference = "Treatment equality (log)" {
        formula: Formula::PairSmooth { of: treatment_log, text: "ln[(FN_g+½)/(FP_g+½)] − ln[(FN_r+½)/(FP_r+½)]" },
        favours: Ideal,
        source: BERK_2021,
        example: Example::Two([30, 5, 10, 55], [30, 5, 10, 55], 0.0),
    }

    /// Outcomes per selection in the group, minus the same in its reference.
    ///
    /// # Reading
    /// 0.2 means that the group has 20 more people with the outcome per hundred selected than the reference.
    ///
    /// # Undefined
    /// When nobody was selected and nobody has the outcome; with nobody selected alone it is infinite.
    conditional_acceptance_difference = "Difference in conditional acceptance" {
        formula: Formula::PairSmooth { of: conditional_acceptance, text: "(TP+FN)_g/(TP+FP)_g − (TP+FN)_r/(TP+FP)_r" },
        favours: Ideal,
        source: HARDT_CLARIFY_2021,
        example: Example::Two([30, 10, 20, 40], [30, 10, 10, 50], 0.25),
        aliases: [peer("Clarify", "DCA", "−x"), peer("OxonFair", "cond_accept", "abs")],
    }

    /// People without the outcome per rejection in the group, minus the same in its reference.
    ///
    /// # Reading
    /// 0.2 means that the group has 20 more people without the outcome per hundred rejected than the reference.
    ///
    /// # Undefined
    /// When everybody was selected and everybody has the outcome; with everybody selected alone it is infinite.
    conditional_rejection_difference = "Difference in conditional rejection" {
        formula: Formula::PairSmooth { of: conditional_rejection, text: "(TN+FP)_g/(TN+FN)_g − (TN+FP)_r/(TN+FN)_r" },
        favours: Ideal,
        source: HARDT_CLARIFY_2021,
        example: Example::Two([30, 20, 10, 40], [30, 10, 10, 50], 0.2),
        aliases: [peer("Clarify", "DCR", "=")],
    }

    /// Base rate of the group minus that of its reference.
    ///
    /// # Reading
    /// 0.1 means that ten more of every hundred people of this group had the outcome.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with a label.
    ///
    /// # Beware
    /// A property of the people and of how outcomes came about, not of the model.
    label_parity_difference = "Difference of base rates" {
        formula: Formula::Difference(&base_rate),
        favours: Neither,
        source: HARDT_CLARIFY_2021,
        example: Example::Two([30, 5, 10, 55], [20, 5, 10, 65], 0.1),
        aliases: [peer("Clarify", "DPL", "−x")],
    }

    /// Difference of selection rates minus difference of base rates, over people with a label.
    ///
    /// # Reading
    /// −0.05 means that decisions put the group five per hundred further down than outcomes did.
    ///
    /// # Undefined
    /// When the group or the reference has nobody with a label.
    ///
    /// # Compare
    /// OxonFair's metric of this name is the absolute difference of both errors within one group.
    bias_amplification = "Amplification of the outcome gap" {
        formula: Formula::PairSmooth { of: amplification, text: "(sel_g − sel_r) − (base_g − base_r)" },
        favours: Ideal,
        source: ZHAO_2017,
        example: Example::Two([30, 0, 10, 60], [40, 0, 0, 60], -0.1),
        aliases: [peer("OxonFair", "bias_amplification", "≠")],
    }

    /// The lowest selection rate of any group.
    ///
    /// # Reading
    /// 0.04 means that in the worst treated group four of every hundred were selected.
    ///
    /// # Undefined
    /// When no group has a selection rate.
    worst_group_selection_rate = "Selection rate of the worst group" {
        formula: Formula::WorstGroup(&selection_rate),
        favours: Higher,
        source: GHOSH_2021,
        example: Example::Groups(&[[18, 0, 0, 182], [22, 0, 0, 178]], 0.09),
        aliases: [same("worst_group_value(of=selection_rate)"), peer("Fairlearn", "selection_rate_group_min", "=")],
    }

    /// The lowest true positive rate of any group.
    ///
    /// # Reading
    /// 0.6 means that in the worst served group six of ten would-be responders were reached.
    ///
    /// # Undefined
    /// When no group has anybody with the outcome.
    worst_group_true_positive_rate = "True positive rate of the worst group" {
        formula: Formula::WorstGroup(&true_positive_rate),
        favours: Higher,
        source: GHOSH_2021,
        example: Example::Groups(&[[30, 5, 10, 55], [20, 5, 20, 55]], 0.5),
        aliases: [same("worst_group_value(of=true_positive_rate)"), peer("Fairlearn", "true_positive_rate_group_min", "=")],
    }

    /// The highest false positive rate of any group.
    ///
    /// # Reading
    /// 0.3 means that in the worst treated group three of ten people without the outcome were selected.
    ///
    /// # Undefined
    /// When no group has anybody without the outcome.
    worst_group_false_positive_rate = "False positive rate of the worst group" {
        formula: Formula::WorstGroup(&false_positive_rate),
        favours: Lower,
        source: GHOSH_2021,
        example: Example::Groups(&[[30, 20, 10, 40], [20, 10, 20, 50]], 1.0 / 3.0),
        aliases: [same("worst_group_value(of=false_positive_rate)"), peer("Fairlearn", "false_positive_rate_group_max", "=")],
    }

    /// The lowest accuracy of any group.
    ///
    /// # Reading
    /// 0.7 means that in the worst served group seven of ten decisions were right.
    ///
    /// # Undefined
    /// When no group has anybody with a label.
    worst_group_accuracy = "Accuracy of the worst group" {
        formula: Formula::WorstGroup(&accuracy),
        favours: Higher,
        source: GHOSH_2021,
        example: Example::Groups(&[[30, 20, 10, 40], [30, 5, 10, 55]], 0.7),
        aliases: [same("worst_group_value(of=accuracy)"), peer("Fairlearn", "accuracy_score_group_min", "=")],
    }
}

fn gap(metric: &crate::Metric, group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    Ok(group.rate(&metric.formula)? - reference.rate(&metric.formula)?)
}

fn average_odds(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    Ok(
        (gap(&false_positive_rate, group, reference)?
            + gap(&true_positive_rate, group, reference)?)
            / 2.0,
    )
}

fn negative_odds(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    Ok(
        (gap(&true_negative_rate, group, reference)?
            + gap(&false_negative_rate, group, reference)?)
            / 2.0,
    )
}

fn average_predictive(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let values = gap(&positive_predictive_value, group, reference)?;
    Ok((values + gap(&false_omission_rate, group, reference)?) / 2.0)
}

/// The difference of two numbers of which one may be infinite; two infinities have none.
fn difference(a: f64, b: f64) -> Result<f64, Undefined> {
    let difference = a - b;
    if difference.is_nan() {
        Err(Undefined::ZeroDenominator)
    } else {
        Ok(difference)
    }
}

fn treatment(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let misses = |cells: &Cells| share(cells.false_negative, cells.false_positive);
    difference(misses(group)?, misses(reference)?)
}

fn treatment_log(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let log = |cells: &Cells| {
        if cells.labelled() > 0.0 {
            Ok(libm::log(
                (cells.false_negative + 0.5) / (cells.false_positive + 0.5),
            ))
        } else {
            Err(Undefined::ZeroDenominator)
        }
    };
    Ok(log(group)? - log(reference)?)
}

fn conditional_acceptance(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let per = |c: &Cells| {
        share(
            c.true_positive + c.false_negative,
            c.true_positive + c.false_positive,
        )
    };
    difference(per(group)?, per(reference)?)
}

fn conditional_rejection(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let per = |c: &Cells| {
        share(
            c.true_negative + c.false_positive,
            c.true_negative + c.false_negative,
        )
    };
    difference(per(group)?, per(reference)?)
}

fn amplification(group: &Cells, reference: &Cells) -> Result<f64, Undefined> {
    let selected = |c: &Cells| share(c.true_positive + c.false_positive, c.labelled());
    Ok(selected(group)? - selected(reference)? - gap(&base_rate, group, reference)?)
}
