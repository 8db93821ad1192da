//! Faults of other tools that must not come back.

use super::{close, evaluate_all, statistics};
use evenhand_core::{ReferenceRule, Status};

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
