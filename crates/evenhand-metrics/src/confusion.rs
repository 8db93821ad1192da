//! Decision against outcome: the rates of one group.

use crate::cells::share;
use crate::metric::{peer, same};
use crate::{Cell, Cells, Example, Formula, Undefined};
use Cell::{Fn, Fp, Tn, Tp};

metrics! { "confusion";
    /// Share of the group with the outcome, among those decided about.
    ///
    /// # Reading
    /// 0.05 means that five of every hundred people of this group responded.
    ///
    /// # Undefined
    /// When nobody of the group has both a label and a decision.
    ///
    /// # Beware
    /// Where base rates differ, no score can be equally calibrated and have equal error rates at once.
    base_rate = "Base rate" {
        formula: Formula::Rate { count: &[Tp, Fn], of: &[Tp, Fp, Fn, Tn] },
        favours: Neither,
        source: YERUSHALMY_1947,
        example: Example::One([30, 5, 10, 55], 0.4),
        aliases: [
            same("prevalence"), peer("AIF360", "base_rate", "="), peer("Aequitas", "prev", "="),
            peer("OxonFair", "pos_data_rate", "="), peer("Clarify", "observed_label_distribution", "="),
        ],
    }

    /// Share of those with the outcome whom the campaign selected.
    ///
    /// # Reading
    /// 0.8 means that of every ten customers who would have responded, eight were reached.
    ///
    /// # Undefined
    /// When nobody in the group has the outcome: there is nobody to reach.
    ///
    /// # Beware
    /// Needs the outcome of people who were not selected. Use a random holdout; outcomes seen only after selection bias
    /// this towards one.
    ///
    /// # Compare
    /// Also called recall or sensitivity. The R package fairness calls its parity "equal odds".
    true_positive_rate = "True positive rate" {
        formula: Formula::Rate { count: &[Tp], of: &[Tp, Fn] },
        favours: Higher,
        source: HARDT_2016,
        example: Example::One([30, 5, 10, 55], 0.75),
        aliases: [
            same("tpr"), same("recall"), same("sensitivity"), peer("Fairlearn", "true_positive_rate", "="),
            peer("Aequitas", "tpr", "="), peer("AIF360", "recall", "="), peer("Clarify", "recall", "="),
            peer("fairness (R)", "equal_odds", "="),
        ],
    }

    /// Share of those without the outcome whom the campaign selected all the same.
    ///
    /// # Reading
    /// 0.2 means that of every ten people who would not have responded, two were selected.
    ///
    /// # Undefined
    /// When everybody in the group has the outcome.
    ///
    /// # Beware
    /// Needs the outcome of people who were not selected.
    false_positive_rate = "False positive rate" {
        formula: Formula::Rate { count: &[Fp], of: &[Fp, Tn] },
        favours: Lower,
        source: YERUSHALMY_1947,
        example: Example::One([30, 5, 10, 55], 5.0 / 60.0),
        aliases: [same("fpr"), peer("Fairlearn", "false_positive_rate", "="), peer("Aequitas", "fpr", "=")],
    }

    /// Share of those without the outcome whom the campaign left alone.
    ///
    /// # Reading
    /// 0.9 means that of every ten people who would not have responded, nine were not selected.
    ///
    /// # Undefined
    /// When everybody in the group has the outcome.
    true_negative_rate = "True negative rate" {
        formula: Formula::Rate { count: &[Tn], of: &[Tn, Fp] },
        favours: Higher,
        source: YERUSHALMY_1947,
        example: Example::One([30, 5, 10, 55], 55.0 / 60.0),
        aliases: [same("tnr"), same("specificity"), peer("Fairlearn", "true_negative_rate", "="), peer("Aequitas", "tnr", "=")],
    }

    /// Share of those with the outcome whom the campaign missed.
    ///
    /// # Reading
    /// 0.3 means that of every ten customers who would have responded, three were missed.
    ///
    /// # Undefined
    /// When nobody in the group has the outcome.
    ///
    /// # Compare
    /// OxonFair calls a gap of this rate "predictive equality".
    false_negative_rate = "False negative rate" {
        formula: Formula::Rate { count: &[Fn], of: &[Fn, Tp] },
        favours: Lower,
        source: YERUSHALMY_1947,
        example: Example::One([30, 5, 10, 55], 0.25),
        aliases: [
            same("fnr"), same("miss_rate"), peer("Fairlearn", "false_negative_rate", "="), peer("Aequitas", "fnr", "="),
            peer("OxonFair", "predictive_equality", "≠"),
        ],
    }

    /// Share of the selected who have the outcome.
    ///
    /// # Reading
    /// 0.1 means that of every hundred people selected, ten responded.
    ///
    /// # Undefined
    /// When nobody in the group was selected.
    positive_predictive_value = "Positive predictive value" {
        formula: Formula::Rate { count: &[Tp], of: &[Tp, Fp] },
        favours: Higher,
        source: VECCHIO_1966,
        example: Example::One([30, 5, 10, 55], 30.0 / 35.0),
        aliases: [same("ppv"), same("precision"), peer("Clarify", "acceptance rate", "="), peer("Aequitas", "precision", "=")],
    }

    /// Share of those not selected who do not have the outcome.
    ///
    /// # Reading
    /// 0.95 means that of every hundred people not selected, 95 would not have responded.
    ///
    /// # Undefined
    /// When everybody in the group was selected.
    negative_predictive_value = "Negative predictive value" {
        formula: Formula::Rate { count: &[Tn], of: &[Tn, Fn] },
        favours: Higher,
        source: VECCHIO_1966,
        example: Example::One([30, 5, 10, 55], 55.0 / 65.0),
        aliases: [same("npv"), peer("Clarify", "rejection rate", "="), peer("Aequitas", "npv", "=")],
    }

    /// Share of the selected who do not have the outcome.
    ///
    /// # Reading
    /// 0.9 means that of every ten people selected, nine did not respond.
    ///
    /// # Undefined
    /// When nobody in the group was selected.
    false_discovery_rate = "False discovery rate" {
        formula: Formula::Rate { count: &[Fp], of: &[Fp, Tp] },
        favours: Lower,
        source: VECCHIO_1966,
        example: Example::One([30, 5, 10, 55], 5.0 / 35.0),
        aliases: [same("fdr"), peer("Aequitas", "fdr", "=")],
    }

    /// Share of those not selected who have the outcome.
    ///
    /// # Reading
    /// 0.02 means that of every hundred people not selected, two would have responded.
    ///
    /// # Undefined
    /// When everybody in the group was selected.
    false_omission_rate = "False omission rate" {
        formula: Formula::Rate { count: &[Fn], of: &[Fn, Tn] },
        favours: Lower,
        source: VECCHIO_1966,
        example: Example::One([30, 5, 10, 55], 10.0 / 65.0),
        aliases: [same("for"), peer("Aequitas", "for", "=")],
    }

    /// Share of decisions that agree with the outcome.
    ///
    /// # Reading
    /// 0.85 means that 85 of every hundred decisions were right.
    ///
    /// # Undefined
    /// When nobody of the group has both a label and a decision.
    ///
    /// # Beware
    /// Where the outcome is rare, selecting nobody is very accurate.
    accuracy = "Accuracy" {
        formula: Formula::Rate { count: &[Tp, Tn], of: &[Tp, Fp, Fn, Tn] },
        favours: Higher,
        source: YERUSHALMY_1947,
        example: Example::One([30, 5, 10, 55], 0.85),
        aliases: [same("acc"), peer("Fairlearn", "accuracy_score", "=")],
    }

    /// Share of decisions that disagree with the outcome.
    ///
    /// # Reading
    /// 0.15 means that fifteen of every hundred decisions were wrong.
    ///
    /// # Undefined
    /// When nobody of the group has both a label and a decision.
    error_rate = "Error rate" {
        formula: Formula::Rate { count: &[Fp, Fn], of: &[Tp, Fp, Fn, Tn] },
        favours: Lower,
        source: YERUSHALMY_1947,
        example: Example::One([30, 5, 10, 55], 0.15),
        aliases: [same("misclassification_rate"), peer("AIF360", "error_rate", "=")],
    }

    /// Share of those selected or having the outcome for whom both hold.
    ///
    /// # Reading
    /// 0.6 means that of every ten people who were selected or would have responded, six were and did.
    ///
    /// # Undefined
    /// When nobody was selected and nobody has the outcome.
    threat_score = "Threat score" {
        formula: Formula::Rate { count: &[Tp], of: &[Tp, Fp, Fn] },
        favours: Higher,
        source: GILBERT_1884,
        example: Example::One([30, 5, 10, 55], 30.0 / 45.0),
        aliases: [same("critical_success_index"), same("jaccard_index"), peer("fairmodels", "TS", "=")],
    }

    /// Mean of the true positive and the true negative rate.
    ///
    /// # Reading
    /// 0.5 is what selecting by a coin would reach.
    ///
    /// # Undefined
    /// When everybody or nobody in the group has the outcome.
    balanced_accuracy = "Balanced accuracy" {
        formula: Formula::Smooth { of: balanced_accuracy_value, text: "(TPR + TNR) / 2", parameter: 0.0 },
        favours: Higher,
        source: BRODERSEN_2010,
        example: Example::One([30, 5, 10, 55], 5.0 / 6.0),
        aliases: [peer("Fairlearn", "balanced_accuracy_score", "=")],
    }

    /// Mean of the two rates of error.
    ///
    /// # Reading
    /// 0.5 is what selecting by a coin would reach; 0 is never wrong.
    ///
    /// # Undefined
    /// When everybody or nobody in the group has the outcome.
    ///
    /// # Compare
    /// `error_rate` counts every person once; here those with and those without the outcome weigh the same.
    balanced_error_rate = "Balanced error rate" {
        formula: Formula::Smooth { of: balanced_error, text: "(FNR + FPR) / 2", parameter: 0.0 },
        favours: Lower,
        source: FELDMAN_2015,
        example: Example::One([30, 5, 10, 55], 1.0 / 6.0),
        aliases: [same("ber")],
    }

    /// Harmonic mean of precision and recall.
    ///
    /// # Reading
    /// 0.8 means that precision and recall lie around four fifths.
    ///
    /// # Undefined
    /// When nobody was selected and nobody has the outcome.
    f1_score = "F1 score" {
        formula: Formula::Smooth { of: f1_value, text: "2·TP / (2·TP + FP + FN)", parameter: 0.0 },
        favours: Higher,
        source: VAN_RIJSBERGEN_1979,
        example: Example::One([30, 5, 10, 55], 0.8),
        aliases: [same("f1"), peer("fairmodels", "F1", "=")],
    }

    /// Correlation between decision and outcome.
    ///
    /// # Reading
    /// 0 means that the decisions carry no information about the outcome, 1 that they agree with it.
    ///
    /// # Undefined
    /// When everybody or nobody was selected, or everybody or nobody has the outcome.
    matthews_correlation = "Matthews correlation" {
        formula: Formula::Smooth {
            of: matthews_value,
            text: "(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))",
            parameter: 0.0,
        },
        favours: Higher,
        source: MATTHEWS_1975,
        example: Example::One([40, 10, 10, 40], 0.6),
        aliases: [same("mcc"), same("phi_coefficient"), peer("fairness (R)", "mcc_parity", "=")],
    }
}

fn balanced_accuracy_value(cells: &Cells, _: f64) -> Result<f64, Undefined> {
    Ok((cells.rate(&true_positive_rate.formula)? + cells.rate(&true_negative_rate.formula)?) / 2.0)
}

fn balanced_error(cells: &Cells, _: f64) -> Result<f64, Undefined> {
    balanced_accuracy_value(cells, 0.0).map(|right| 1.0 - right)
}

fn f1_value(cells: &Cells, _: f64) -> Result<f64, Undefined> {
    let hits = 2.0 * cells.true_positive;
    share(hits, hits + cells.false_positive + cells.false_negative)
}

fn matthews_value(cells: &Cells, _: f64) -> Result<f64, Undefined> {
    let (tp, fp) = (cells.true_positive, cells.false_positive);
    let (fneg, tn) = (cells.false_negative, cells.true_negative);
    let margins = [tp + fp, tp + fneg, tn + fp, tn + fneg];
    if margins.iter().any(|margin| *margin <= 0.0) {
        return Err(Undefined::ZeroDenominator);
    }
    // The square root of each margin by itself: their product leaves the range of a number at large counts.
    let root: f64 = margins.iter().map(|margin| margin.sqrt()).product();
    Ok((tp * tn - fp * fneg) / root)
}
