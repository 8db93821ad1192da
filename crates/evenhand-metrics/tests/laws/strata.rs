//! Comparisons within strata.

use super::{close, evaluate_all, stratified};
use evenhand_core::{Estimate, ReferenceRule, Statistics, Status};

fn against(statistics: &Statistics, reference: &str, metric: &str, group: &str) -> Estimate {
    evaluate_all(statistics, &ReferenceRule::Group(reference.to_owned()))
        .into_iter()
        .find(|e| &*e.metric == metric && &*e.group == group)
        .unwrap()
}

/// Selected and not selected, without errors of either kind.
fn chosen(selected: u64, of: u64) -> [u64; 4] {
    [selected, 0, 0, of - selected]
}

#[test]
fn one_stratum_is_the_comparison_of_all_rows() {
    let statistics = stratified(&[("women", &[chosen(120, 600)]), ("men", &[chosen(250, 900)])]);
    let crude = against(&statistics, "men", "statistical_parity_difference", "women");
    let within = against(&statistics, "men", "mantel_haenszel_difference", "women");
    assert!(close(
        crude.value.unwrap().get(),
        within.value.unwrap().get()
    ));
    let strata = within.strata.unwrap();
    assert_eq!((strata.compared, strata.reversal), (1, false));
    assert!(close(strata.used.get(), 1.0));
    // The Mantel-Haenszel test on one table is the score test times (N − 1)/N.
    assert_eq!(within.test.as_deref(), Some("cmh"));
    assert!((within.p_value.unwrap().get() - crude.p_value.unwrap().get()).abs() < 1e-3);
}

#[test]
fn a_gap_that_turns_round_within_strata_is_flagged() {
    // Bickel, Hammel and O'Connell (1975), Berkeley admissions, departments A and F: women are admitted less often in
    // the sum, and not less often in either department.
    let statistics = stratified(&[
        ("women", &[chosen(89, 108), chosen(24, 341)]),
        ("men", &[chosen(512, 825), chosen(22, 373)]),
    ]);
    let within = against(&statistics, "men", "mantel_haenszel_difference", "women");
    let strata = within.strata.unwrap();
    assert!(strata.crude.unwrap().get() < -0.15 && within.value.unwrap().get() > 0.05);
    assert!(strata.reversal);
    assert!(strata.homogeneity.unwrap().get() < 0.05);
    let odds = against(&statistics, "men", "mantel_haenszel_odds_ratio", "women");
    assert!(odds.value.unwrap().get() > 1.5 && odds.strata.unwrap().crude.unwrap().get() < 0.7);
}

#[test]
fn strata_that_agree_with_all_rows_are_not_flagged() {
    let statistics = stratified(&[
        ("women", &[chosen(40, 200), chosen(41, 200)]),
        ("men", &[chosen(41, 200), chosen(40, 200)]),
    ]);
    let within = against(&statistics, "men", "mantel_haenszel_difference", "women");
    assert!(!within.strata.unwrap().reversal);
}

#[test]
fn a_stratum_without_one_side_takes_no_part_and_its_rows_are_counted() {
    let statistics = stratified(&[
        ("women", &[chosen(30, 100), [0; 4]]),
        ("men", &[chosen(40, 100), chosen(100, 200)]),
    ]);
    let within = against(&statistics, "men", "mantel_haenszel_difference", "women");
    assert!(close(within.value.unwrap().get(), -0.1));
    let strata = within.strata.unwrap();
    assert_eq!(strata.compared, 1);
    assert!(close(strata.used.get(), 0.5));
    let apart = stratified(&[
        ("women", &[chosen(30, 100), [0; 4]]),
        ("men", &[[0; 4], chosen(100, 200)]),
    ]);
    let nothing = against(&apart, "men", "mantel_haenszel_difference", "women");
    assert_eq!(nothing.status, Status::UndefinedZeroDenominator);
    assert!(nothing.lower.is_none());
}

#[test]
fn a_stratum_where_all_were_treated_alike_is_left_out_of_the_disparity() {
    // SageMaker Clarify takes the share among nobody as zero, and the stratum as a disparity of its own.
    let statistics = stratified(&[
        ("women", &[chosen(10, 100), chosen(50, 50)]),
        ("men", &[chosen(50, 100), chosen(150, 150)]),
    ]);
    let disparity = against(
        &statistics,
        "men",
        "conditional_demographic_disparity",
        "women",
    );
    assert!(close(
        disparity.value.unwrap().get(),
        90.0 / 140.0 - 10.0 / 60.0
    ));
    let strata = disparity.strata.unwrap();
    assert_eq!(strata.compared, 1);
    assert!(close(strata.used.get(), 0.5));
    assert!(disparity.lower.unwrap().get() > 0.2 && disparity.upper.unwrap().get() < 0.65);
}

#[test]
fn disparities_of_two_groups_are_opposite_numbers() {
    let statistics = stratified(&[
        ("women", &[chosen(12, 100), chosen(30, 90)]),
        ("men", &[chosen(20, 100), chosen(50, 110)]),
    ]);
    let of = |group: &str| {
        against(
            &statistics,
            "men",
            "conditional_demographic_disparity",
            group,
        )
        .value
        .unwrap()
        .get()
    };
    assert!(close(of("women"), -of("men")));
}
