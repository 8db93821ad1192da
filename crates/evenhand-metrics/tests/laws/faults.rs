//! Faults of other tools that must not come back.

use super::examples::{of_tables, scores};
use super::{close, evaluate_all, statistics};
use evenhand_core::{Polarity, ReferenceRule, Status};
use evenhand_inference::Level;
use evenhand_metrics::{Context, Workings, catalogue, evaluate, resolve_reference};

type Rows<'a> = &'a [(f64, u64, u64)];

/// A number of the group against its reference, or of the group alone, by its name with or without a parameter.
fn of_scores(name: &str, own: Rows<'_>, other: Rows<'_>) -> f64 {
    let statistics = of_tables(vec![("g", scores(own)), ("r", scores(other))]);
    let table = statistics.roll_up(0, None, &[0]);
    let rule = ReferenceRule::Group("r".to_owned());
    let context = Context {
        checked: false,
        level: Level::P95,
        min_n: 1,
        noise_draws: 50,
        reference: resolve_reference(&table, &rule, Polarity::Benefit, 1).unwrap(),
        resamples: 50,
        rows: None,
        seed: 7,
        table: &table,
        workings: &Workings::default(),
    };
    let entry = catalogue()
        .with_parameter(name)
        .unwrap_or_else(|| catalogue().find(name).unwrap().clone());
    let all = evaluate(&entry, &context);
    let found = all.iter().find(|e| e.group.is_empty() || &*e.group == "g");
    found.unwrap().value.unwrap().get()
}

#[test]
fn curves_that_cross_lie_apart_although_their_areas_are_equal() {
    // holisticai (May 2025) returns the difference of the areas under the name of ABROCA.
    let own: Rows<'_> = &[(0.1, 0, 1), (0.5, 2, 0), (0.9, 0, 1)];
    let other: Rows<'_> = &[(0.1, 1, 0), (0.5, 0, 2), (0.9, 1, 0)];
    assert_eq!(of_scores("auc_difference", own, other), 0.0);
    assert!(close(of_scores("abroca", own, other), 0.5));
}

#[test]
fn ties_count_one_half_in_the_area_under_the_curve() {
    // LiFT (2021) leaves out the corner (0, 0): 0.374 for decisions at random, 0 for one score.
    let decisions: Rows<'_> = &[(0.0, 1, 1), (1.0, 1, 1)];
    let constant: Rows<'_> = &[(0.5, 2, 2)];
    assert_eq!(of_scores("auc", decisions, constant), 0.5);
    assert_eq!(of_scores("auc", constant, decisions), 0.5);
    // Its permutation p may be 0; with 99 draws and none larger ours is 0.01.
    let null = evenhand_inference::permutation::null_reference(1.0, vec![0.0; 99]).unwrap();
    assert!(close(null.p_value, 0.01));
}

#[test]
fn categories_that_one_side_lacks_are_not_dropped() {
    // SageMaker Clarify (April 2025) drops them before every divergence.
    let own: Rows<'_> = &[(0.1, 5, 0), (0.2, 5, 0)];
    let other: Rows<'_> = &[(0.1, 5, 0), (0.3, 5, 0)];
    assert!(close(
        of_scores("score_total_variation_distance", own, other),
        0.5
    ));
    let unsmoothed = "score_kullback_leibler_divergence(alpha=0)";
    assert!(of_scores(unsmoothed, own, other).is_infinite());
    let smoothed = of_scores("score_kullback_leibler_divergence", own, other);
    assert!(smoothed.is_finite() && smoothed > 0.5);
    // Its "KS" is the largest difference of single shares.
    let own: Rows<'_> = &[(0.1, 5, 0), (0.2, 5, 0), (0.3, 5, 0), (0.4, 5, 0)];
    let other: Rows<'_> = &[(0.1, 8, 0), (0.2, 8, 0), (0.3, 2, 0), (0.4, 2, 0)];
    assert!(close(of_scores("ks_distance", own, other), 0.3));
    assert!(close(
        of_scores("score_chebyshev_distance", own, other),
        0.15
    ));
}

#[test]
fn distances_are_between_distributions_not_between_rows() {
    // AIF360's ot_distance transports labels to predictions, row by row.
    let (zeros, ones): (Rows<'_>, Rows<'_>) = (&[(0.0, 1, 1)], &[(1.0, 2, 0)]);
    assert_eq!(of_scores("wasserstein_1", zeros, ones), 1.0);
    let (one, other): (Rows<'_>, Rows<'_>) =
        (&[(0.1, 1, 2), (0.7, 3, 0)], &[(0.1, 3, 0), (0.7, 1, 2)]);
    assert_eq!(of_scores("wasserstein_1", one, other), 0.0);
}

#[test]
fn groups_with_missing_values_are_counted_but_not_compared() {
    let estimates = evaluate_all(
        &statistics(&[
            ("a", [9, 1, 2, 90]),
            ("b", [9, 1, 2, 90]),
            ("(missing)", [50, 1, 1, 1]),
        ]),
        &ReferenceRule::Largest,
    );
    let of = |metric: &str, group: &str| {
        estimates
            .iter()
            .any(|e| &*e.metric == metric && &*e.group == group)
    };
    assert!(of("selection_rate", "(missing)"));
    assert!(!of("disparate_impact_ratio", "(missing)"));
    let gap = estimates
        .iter()
        .find(|e| &*e.metric == "demographic_parity_max_gap")
        .unwrap();
    assert_eq!(gap.value.unwrap().get(), 0.0);
    let shares: f64 = estimates
        .iter()
        .filter(|e| &*e.metric == "group_share")
        .filter_map(|e| e.value)
        .map(evenhand_core::Real::get)
        .sum();
    assert!(close(shares, 1.0));
}

#[test]
fn peers_faults_are_not_repeated() {
    // Fairlearn 0.15 gives a group without positives a true positive rate of 0, and a gap of 1.
    let estimates = evaluate_all(
        &statistics(&[("a", [50, 0, 0, 50]), ("b", [0, 0, 0, 100])]),
        &ReferenceRule::Largest,
    );
    let find = |metric: &str| {
        estimates
            .iter()
            .find(|e| &*e.metric == metric && (e.group.is_empty() || &*e.group == "b"))
            .unwrap()
    };
    assert_eq!(
        find("true_positive_rate").status,
        Status::UndefinedZeroDenominator
    );
    assert_eq!(
        find("equalized_odds_difference").status,
        Status::OneGroupOnly
    );
    assert_eq!(
        find("equalized_odds_difference")
            .excluded
            .iter()
            .map(|g| &**g)
            .collect::<Vec<_>>(),
        ["b"]
    );
    assert_eq!(
        find("false_positive_rate_max_gap").value.unwrap().get(),
        0.0
    );

    // Aequitas 1.1.0 turns x/0 into 10.
    let estimates = evaluate_all(
        &statistics(&[("a", [5, 10, 5, 80]), ("r", [5, 0, 5, 200])]),
        &ReferenceRule::Largest,
    );
    let ratio = estimates
        .iter()
        .find(|e| &*e.metric == "false_positive_rate_ratio")
        .unwrap();
    assert_eq!(ratio.status, Status::Unbounded);
    assert!(ratio.value.unwrap().get().is_infinite() && ratio.lower.unwrap().get() > 1.0);

    // 0 of 40 against 0 of 40 is undefined; against 20 of 40 it is 0.
    let none = evaluate_all(
        &statistics(&[("a", [0, 0, 0, 40]), ("b", [0, 0, 0, 40])]),
        &ReferenceRule::Largest,
    );
    let ratio = none
        .iter()
        .find(|e| &*e.metric == "disparate_impact_ratio")
        .unwrap();
    assert_eq!(
        (ratio.status, ratio.value),
        (Status::UndefinedZeroDenominator, None)
    );

    // The percentile bootstrap never covers 0 for a gap among equal groups.
    let equal = evaluate_all(
        &statistics(&[
            ("a", [18, 0, 0, 182]),
            ("b", [20, 0, 0, 180]),
            ("c", [22, 0, 0, 178]),
            ("d", [20, 0, 0, 180]),
            ("e", [20, 0, 0, 180]),
        ]),
        &ReferenceRule::Largest,
    );
    let gap = equal
        .iter()
        .find(|e| &*e.metric == "demographic_parity_max_gap")
        .unwrap();
    assert!(close(gap.value.unwrap().get(), 0.02) && gap.lower.unwrap().get() == 0.0);
    assert!((gap.upper.unwrap().get() - 0.0809).abs() < 5e-5, "{gap:?}");
}
