//! Names in the golden file and the metrics they are.

/// Golden keys of one group and the metrics they are.
pub const RATES: [(&str, &str); 15] = [
    ("selection_rate", "selection_rate"),
    ("base_rate", "base_rate"),
    ("tpr", "true_positive_rate"),
    ("fpr", "false_positive_rate"),
    ("tnr", "true_negative_rate"),
    ("fnr", "false_negative_rate"),
    ("ppv", "positive_predictive_value"),
    ("fdr", "false_discovery_rate"),
    ("npv", "negative_predictive_value"),
    ("for", "false_omission_rate"),
    ("accuracy", "accuracy"),
    ("balanced_accuracy", "balanced_accuracy"),
    ("f1", "f1_score"),
    ("mcc", "matthews_correlation"),
    ("n", "group_count"),
];

/// Golden keys of a group against its reference and the metrics they are.
pub const PAIRS: [(&str, &str); 30] = [
    ("selection_rate_diff", "statistical_parity_difference"),
    ("selection_rate_ratio", "disparate_impact_ratio"),
    ("base_rate_diff", "base_rate_difference"),
    ("base_rate_ratio", "base_rate_ratio"),
    ("tpr_diff", "equal_opportunity_difference"),
    ("tpr_ratio", "equal_opportunity_ratio"),
    ("fpr_diff", "fpr_difference"),
    ("fpr_ratio", "fpr_ratio"),
    ("fnr_diff", "fnr_difference"),
    ("fnr_ratio", "fnr_ratio"),
    ("tnr_diff", "tnr_difference"),
    ("tnr_ratio", "tnr_ratio"),
    ("ppv_diff", "predictive_parity_difference"),
    ("ppv_ratio", "ppv_ratio"),
    ("fdr_diff", "fdr_difference"),
    ("fdr_ratio", "fdr_ratio"),
    ("npv_diff", "npv_difference"),
    ("npv_ratio", "npv_ratio"),
    ("for_diff", "for_difference"),
    ("for_ratio", "for_ratio"),
    ("accuracy_diff", "accuracy_difference"),
    ("accuracy_ratio", "accuracy_ratio"),
    ("average_odds_diff", "average_odds_difference"),
    ("average_abs_odds_diff", "average_absolute_odds_difference"),
    ("z_pooled", "selection_z"),
    ("fisher_odds_ratio", "selection_odds_ratio"),
    ("cohens_h", "selection_cohens_h"),
    ("shortfall_to_parity", "adverse_impact_shortfall"),
    ("z_p_two_sided", "p:statistical_parity_difference"),
    ("chi2_nocorr_p", "p:disparate_impact_ratio"),
];

/// Golden keys of summaries over groups: the largest gap and the smallest ratio.
pub const SUMMARIES: [(&str, &str, &str); 6] = [
    (
        "selection_rate",
        "demographic_parity_max_gap",
        "demographic_parity_min_ratio",
    ),
    (
        "tpr",
        "true_positive_rate_max_gap",
        "true_positive_rate_min_ratio",
    ),
    (
        "fpr",
        "false_positive_rate_max_gap",
        "false_positive_rate_min_ratio",
    ),
    (
        "fnr",
        "false_negative_rate_max_gap",
        "false_negative_rate_min_ratio",
    ),
    (
        "ppv",
        "positive_predictive_value_max_gap",
        "positive_predictive_value_min_ratio",
    ),
    ("accuracy", "accuracy_max_gap", "accuracy_min_ratio"),
];
