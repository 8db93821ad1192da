"""Where a peer is expected to differ, why, and tiny tables that show both numbers.

`EDGES`: the same quantity, except on tables with a group without positives, or with a group of whom nobody is selected.
`OTHER_QUANTITY`: the same name, another quantity (`≠` in evenhand's list).
`EXAMPLES`: tables by hand; both numbers are asserted, so that a peer's correction is noticed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from tables import Table, from_cells, from_scores

NAN = float("nan")


@dataclass(frozen=True)
class Edge:
    tool: str
    names: str
    flag: str
    reason: str

    def covers(self, line: Any, table: Table, ours: float, theirs: float) -> bool:
        """A summary may take any value; a group's value differs only where one side has no number or is infinite."""
        whole = line.metric.scope == "summary" or line.transform in ("max−min", "max abs")
        return (line.peer.tool == self.tool and re.fullmatch(self.names, line.name) is not None and self.flag in table.flags
                and (whole or not (math.isfinite(ours) and math.isfinite(theirs))))


EDGES = [
    Edge("Fairlearn", r"(true_positive|false_negative)_rate(_group_min|_group_max|_difference|_ratio)?|recall_score.*|"
         r"equal_opportunity_.*|equalized_odds_.*", "no positives", "a group without positives gets the rate 0"),
    Edge("Fairlearn", r"balanced_accuracy_score.*", "no positives", "the missing class is left out of the mean"),
    Edge("Fairlearn", r"(precision|f1)_score.*", "no positives", "0/0 is 0"),
    Edge("Fairlearn", r"(precision|f1)_score.*", "none selected", "0/0 is 0"),
    Edge("AIF360", "average_predictive_value_difference", "none selected", "precision over nobody selected is 0"),
    Edge("AIF360", "df_bias_amplification", "no positives", "classes are counted inside each group, so one class gets half the pseudo-counts"),
    Edge("AIF360", "df_bias_amplification", "none selected", "classes are counted inside each group, so one class gets half the pseudo-counts"),
    Edge("AIF360", "generalized_equalized_odds_difference", "no positives", "an undefined gap is left out of the maximum"),
    Edge("jurity", "PredictiveEquality", "no positives", "no number when a group has one label only, though both false positive rates exist"),
    Edge("Holistic AI", "equal_opportunity_diff|average_odds_diff", "no positives", "a group without positives gets the rate 0"),
    Edge("Holistic AI", "z_test_ratio", "none selected", "minus infinity where nobody is selected"),
    Edge("Clarify", "recall|RD", "no positives", "0/0 is 0"),
    Edge("Clarify", "acceptance rate|DAR", "none selected", "0/0 is 0"),
    Edge("OxonFair", "equalized_odds(_max)?", "no positives", "0/0 is 0"),
    Edge("OxonFair", "cond_use_accuracy", "none selected", "0/0 is 0"),
    Edge("OxonFair", "cond_accept", "none selected", "a denominator of 0 is taken as 1"),
]

DROPPED = "categories that one group lacks are dropped; the same number where both groups have both decisions"
MILLER_MADOW = "no correction for the small sample (evenhand subtracts the Miller-Madow term)"

OTHER_QUANTITY = {
    ("Fairlearn", 'difference(method="to_overall")', "selection_to_overall_difference"):
        "the largest absolute difference from the overall rate, not the largest less the smallest",
    ("AIF360", "generalized_entropy_index(alpha=0)", "mean_log_deviation"): "divides by the mean a second time",
    ("AIF360", "conditional_demographic_disparity", "conditional_demographic_disparity"):
        "averages over the protected groups themselves, not over strata",
    ("AIF360", "kl_divergence", "kullback_leibler_divergence"): "from the reference to the group, without smoothing",
    ("AIF360", "ot_distance", "wasserstein_1"): "a distance between the vectors of labels and predictions, not between groups",
    ("AIF360", "infeasible_index", "infeasible_index"): "counts pairs of list length and group",
    ("Aequitas", "ppr_disparity", "disparate_impact_ratio"): "compares shares of all the selected, so group size decides",
    ("Holistic AI", "coefficient_of_variation", "coefficient_of_variation"): "2√GEI instead of √(2 GEI)",
    ("Holistic AI", "cohen_d", "selection_cohens_d"): "the pooled variance mixes divisors: Σ(n−1)·pq/(N−2), where Σn·pq/(N−2) is unbiased",
    ("Holistic AI", "zscore_diff", "standardized_mean_difference"): "pools the two variances by group size",
    ("Holistic AI", "abroca", "abroca"): "the signed difference of the AUCs",
    ("Holistic AI", "max_statistical_parity", "demographic_parity_max_over_thresholds"):
        "looks at 150 quantiles, so it can miss the largest gap",
    ("Holistic AI", "jain_index", "jain_index_value"): "Jain's index of the absolute errors, not of a value",
    ("Clarify", "KS", "kolmogorov_smirnov_distance"): "the largest difference of the shares of single values, not of the distributions",
    ("Clarify", "KL", "kullback_leibler_divergence"): "from the reference to the group, without smoothing; absent categories are dropped",
    ("Clarify", "JS", "jensen_shannon_divergence"): DROPPED,
    ("Clarify", "TVD", "total_variation_distance"): DROPPED,
    ("Clarify", "LP", "lp_distance"): DROPPED,
    ("Veritas", "equal_odds", "equalized_odds_difference"): "a signed mean of two gaps, which can cancel",
    ("Veritas", "equal_odds_ratio", "equalized_odds_ratio"): "(TPR + FPR) of one group over (TPR + FPR) of the other",
    ("Veritas", "mi_independence", "mutual_information_independence"): MILLER_MADOW,
    ("Veritas", "mi_separation", "mutual_information_separation"): MILLER_MADOW,
    ("Veritas", "mi_sufficiency", "mutual_information_sufficiency"): MILLER_MADOW,
    ("Veritas", "auc_parity", "auc_difference"):
        "sorts the group mask twice, so rows change group unless they are already in the order of the score; ties by row order",
    ("Veritas", "calibration_by_group", "calibration_error"): "a difference of (PPV + FOR)/2, which uses no score",
    ("Veritas", "emp_lift", "average_treatment_effect"): "only among those with a predicted lift above a threshold",
    ("Veritas", "acquire_benefit", "incremental_benefit_per_capita_gap"): "from the model's own probabilities",
    ("Veritas", "rejected_harm", "rejected_harm"): "from the model's own probabilities",
    ("OxonFair", "class_imbalance", "class_imbalance"): "a gap in label rates, not in group sizes",
    ("OxonFair", "predictive_equality", "false_negative_rate"): "a gap, not a rate",
    ("OxonFair", "predictive_equality", "false_positive_rate_difference"): "the gap in false negative rates",
    ("OxonFair", "treatment_equality", "treatment_equality"): "FP/FN, the inverse",
    ("OxonFair", "bias_amplification", "bias_amplification"): "|FN − FP|/n of a group",
    ("OxonFair", "cond_accept", "conditional_acceptance_difference"): "unsigned: the transform is abs",
    ("OxonFair", "cond_weights", "conditional_demographic_disparity"):
        "weights of rows, not a metric; reweighted shares of the decisions are not the mean over strata",
    ("Veritas", "fpr_parity", "false_positive_rate_difference"): "reference less group: the transform is −x",
}


@dataclass(frozen=True)
class Example:
    tool: str
    name: str
    id: str
    group: str
    table: Table
    ours: float
    theirs: float
    why: str


PERFECT = from_cells({"a": (5, 0, 0, 5), "b": (0, 0, 0, 10)}, "a")
UNSELECTED = from_cells({"a": (0, 2, 0, 2), "b": (1, 1, 1, 1)}, "a")
BENEFITS = from_cells({"a": (1, 0, 1, 1), "b": (1, 1, 1, 1)}, "b")  # of a: 1, 2, 1
FOUR = from_cells({"a": (1, 0, 2, 1), "b": (1, 1, 1, 1)}, "b")  # of a: 1, 2, 2, 1
UNEQUAL = from_cells({"a": (10, 0, 0, 90), "b": (50, 0, 0, 50)}, "b")
BIG_SMALL = from_cells({"a": (10, 0, 0, 90), "b": (100, 0, 0, 900)}, "b")
CROSSED = from_scores({"a": [(1, 0.9), (1, 0.1), (0, 0.5), (0, 0.5)], "b": [(1, 0.5), (1, 0.5), (0, 0.9), (0, 0.1)]}, "b")
CANCELLING = from_cells({"a": (8, 2, 2, 8), "b": (6, 4, 4, 6)}, "b")
NONE_IN_A = from_cells({"a": (0, 0, 0, 10), "b": (5, 0, 0, 5)}, "b")
QUARTERS = from_scores({"a": [(i % 2, s) for i, s in enumerate([0.1] * 4 + [0.3] * 4 + [0.6] + [0.8])],
                        "b": [(i % 2, s) for i, s in enumerate([0.1, 0.3, 0.6, 0.8] * 5)]}, "b")
SHUFFLED = from_scores({"a": [(1, 0.2), (0, 0.4), (1, 0.8)], "b": [(0, 0.1), (1, 0.9), (0, 0.3)]}, "b")

EXAMPLES = [
    Example("Fairlearn", "true_positive_rate", "true_positive_rate", "b", PERFECT, NAN, 0.0, "nobody in b is positive"),
    Example("Fairlearn", "equalized_odds_difference", "equalized_odds_difference", "", PERFECT, NAN, 1.0,
            "one group only has a true positive rate; every decision is right"),
    Example("AIF360", "generalized_entropy_index(alpha=0)", "mean_log_deviation", "a", BENEFITS, 0.056633, 0.042475, "benefits 1, 1, 2"),
    Example("AIF360", "conditional_demographic_disparity", "conditional_demographic_disparity", "a", UNEQUAL, 0.476190, 0.0,
            "10 and 50 of 100 selected, one stratum"),
    Example("Aequitas", "ppr_disparity", "disparate_impact_ratio", "a", BIG_SMALL, 1.0, 0.1, "10 of 100 and 100 of 1000 selected"),
    Example("Aequitas", "pprev_disparity", "disparate_impact_ratio", "b", UNSELECTED, math.inf, 10.0, "2 of 4 against 0 of 4 selected"),
    Example("jurity", "DisparateImpact", "disparate_impact_ratio", "b", UNSELECTED, math.inf, 2.0, "2 of 4 against 0 of 4 selected"),
    Example("Holistic AI", "coefficient_of_variation", "coefficient_of_variation", "a", FOUR, 0.333333, 0.471405, "benefits 1, 1, 2, 2"),
    Example("Holistic AI", "abroca", "abroca", "a", CROSSED, 0.5, 0.0, "curves that cross: the AUCs are equal"),
    Example("Holistic AI", "cohen_d", "selection_cohens_d", "a", FOUR, 0.462910, 0.534522, "3 of 4 against 2 of 4 selected"),
    Example("Clarify", "TVD", "total_variation_distance", "a", NONE_IN_A, 0.5, 0.25, "a has no selected; the selected of b are dropped"),
    Example("Clarify", "KS", "kolmogorov_smirnov_distance", "a", QUARTERS, 0.3, 0.15,
            "scores shared out .4, .4, .1, .1 against four quarters"),
    Example("Veritas", "equal_odds", "equalized_odds_difference", "", CANCELLING, 0.2, 0.0, "true positive rate +0.2, false positive rate −0.2"),
    Example("Veritas", "auc_parity", "auc_difference", "a", SHUFFLED, -0.5, 0.25,
            "rows not in the order of the score; with the sign turned it should be 0.5"),
]
