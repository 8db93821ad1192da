//! Published data: ProPublica 2016, COMPAS decile scores of two groups, against scikit-learn 1.9.1 and scipy 1.17.1.

use super::examples::{of_tables, scores};
use super::{close, evaluate_all};
use evenhand_core::ReferenceRule;

/// Decile / 10, rows that did not and rows that did reoffend within two years.
const AFRICAN_AMERICAN: &[(f64, u64, u64)] = &[
    (0.1, 307, 91),
    (0.2, 274, 119),
    (0.3, 201, 145),
    (0.4, 208, 177),
    (0.5, 189, 176),
    (0.6, 169, 215),
    (0.7, 163, 237),
    (0.8, 114, 245),
    (0.9, 111, 269),
    (1.0, 59, 227),
];
const CAUCASIAN: &[(f64, u64, u64)] = &[
    (0.1, 539, 142),
    (0.2, 248, 113),
    (0.3, 180, 93),
    (0.4, 172, 113),
    (0.5, 130, 111),
    (0.6, 83, 111),
    (0.7, 55, 88),
    (0.8, 32, 82),
    (0.9, 30, 68),
    (1.0, 19, 45),
];

#[test]
fn numbers_of_scores_are_those_of_other_programs() {
    let statistics = of_tables(vec![
        ("African-American", scores(AFRICAN_AMERICAN)),
        ("Caucasian", scores(CAUCASIAN)),
    ]);
    let rule = ReferenceRule::Group("Caucasian".to_owned());
    let estimates = evaluate_all(&statistics, &rule);
    for (metric, group, expected) in [
        ("mean_score", "African-American", 0.536_877_705_627_705_6),
        ("median_score", "African-American", 0.5),
        ("median_score", "Caucasian", 0.3),
        ("brier_score", "African-American", 0.235_955_086_580_086_57),
        ("brier_score", "Caucasian", 0.221_320_293_398_533),
        ("auc", "African-American", 0.691_834_381_259_533_6),
        ("auc", "Caucasian", 0.693_146_274_405_040_2),
        (
            "auc_difference",
            "African-American",
            -0.001_311_893_145_506_615_2,
        ),
        (
            "average_precision",
            "African-American",
            0.671_410_585_253_951_8,
        ),
        ("average_precision", "Caucasian", 0.569_339_118_699_990_2),
        (
            "expected_calibration_error_equal_width",
            "African-American",
            0.106_845_238_095_238_09,
        ),
        (
            "expected_calibration_error_equal_width",
            "Caucasian",
            0.082_396_088_019_559_92,
        ),
        (
            "calibration_in_the_large",
            "African-American",
            0.958_020_460_615_834_2,
        ),
        (
            "calibration_in_the_large",
            "Caucasian",
            1.053_894_828_714_815_5,
        ),
        (
            "kolmogorov_smirnov_distance",
            "African-American",
            0.240_200_203_219_763_15,
        ),
        ("wasserstein_1", "African-American", 0.163_365_073_190_867_8),
        (
            "background_negative_subgroup_positive_auc",
            "African-American",
            0.817_676_251_322_167_7,
        ),
        (
            "background_positive_subgroup_negative_auc",
            "African-American",
            0.544_523_838_359_371_8,
        ),
    ] {
        let found = estimates
            .iter()
            .find(|e| &*e.metric == metric && &*e.group == group);
        let value = found.unwrap().value.unwrap().get();
        assert!(
            close(value, expected),
            "{metric} of {group}: {value} is not {expected}"
        );
    }
    // Taken from 1, a score of 1 − 1e-15 leaves 0.9992e-15 in binary: scikit-learn's logarithm of that is larger by 0.0008.
    let loss = estimates.iter().find(|e| &*e.metric == "log_loss").unwrap();
    assert!((loss.value.unwrap().get() - 1.181_714_601_797_738_7).abs() < 2e-5);
    // A score of 1 has infinite log odds: the slope is undefined, and says so.
    let slope = estimates.iter().find(|e| &*e.metric == "calibration_slope");
    assert!(slope.unwrap().value.is_none());
}
