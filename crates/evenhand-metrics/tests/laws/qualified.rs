//! Selection among people of like scores.

use crate::examples::{choices, of_tables, scores};
use crate::{close, evaluate_all};
use evenhand_core::{Estimate, Real, ReferenceRule, Status, Tables};

fn all(own: Tables, other: Tables) -> Vec<Estimate> {
    evaluate_all(
        &of_tables(vec![("a", own), ("b", other)]),
        &ReferenceRule::Group("b".to_owned()),
    )
}

fn find<'a>(all: &'a [Estimate], metric: &str) -> &'a Estimate {
    let found = all
        .iter()
        .find(|e| *e.metric == *metric && (&*e.group == "a"));
    found.unwrap_or_else(|| panic!("{metric}"))
}

#[test]
fn like_scores_that_are_treated_alike_leave_no_gap_whatever_the_rates() {
    // One in ten of the low and nine in ten of the high are selected on both sides; the group has more of the low.
    let found = all(
        choices(&[(0.2, 180, 20), (0.8, 5, 45)]),
        choices(&[(0.2, 45, 5), (0.8, 20, 180)]),
    );
    let crude = find(&found, "statistical_parity_difference");
    assert!(crude.value.unwrap().get() < -0.4, "{crude:?}");
    let within = find(&found, "calibrated_parity_difference");
    assert!(within.value.unwrap().get().abs() < 1e-12, "{within:?}");
    let strata = within.strata.as_ref().unwrap();
    assert_eq!((strata.compared, strata.used.get()), (2, 1.0));
    let odds = find(&found, "calibrated_parity");
    assert!(close(odds.value.unwrap().get(), 1.0) && odds.lower.is_some());
    assert!(close(
        find(&found, "qualified_parity").value.unwrap().get(),
        1.0
    ));
}

#[test]
fn a_rate_of_the_qualified_has_the_interval_of_a_rate_of_as_many() {
    let found = all(
        choices(&[(0.2, 90, 10), (0.7, 40, 60)]),
        choices(&[(0.1, 30, 30), (0.7, 20, 80)]),
    );
    let alone = all(choices(&[(0.7, 40, 60)]), choices(&[(0.7, 20, 80)]));
    for (among, of) in [
        ("qualified_selection_rate", "selection_rate"),
        ("qualified_parity", "disparate_impact_ratio"),
        (
            "qualified_parity_difference",
            "statistical_parity_difference",
        ),
    ] {
        let (among, of) = (find(&found, among), find(&alone, of));
        assert_eq!(
            (among.value, among.lower, among.upper, &among.method),
            (of.value, of.lower, of.upper, &of.method)
        );
        assert_eq!((among.n, &among.exact), (of.n, &of.exact));
    }
}

#[test]
fn where_the_score_alone_decides_nothing_is_asked() {
    let found = all(
        scores(&[(0.2, 30, 10), (0.8, 20, 60)]),
        scores(&[(0.2, 30, 10), (0.8, 20, 60)]),
    );
    for metric in [
        "qualified_selection_rate",
        "qualified_parity",
        "calibrated_parity",
    ] {
        let estimate = find(&found, metric);
        let none: Option<Real> = None;
        assert_eq!(
            (estimate.value, estimate.lower, estimate.status),
            (none, none, Status::MissingInput),
            "{metric}"
        );
    }
}

#[test]
fn nobody_is_qualified_below_the_threshold() {
    let found = all(
        choices(&[(0.2, 30, 30)]),
        choices(&[(0.2, 30, 10), (0.8, 20, 60)]),
    );
    let rate = find(&found, "qualified_selection_rate");
    assert_eq!(
        (rate.value, rate.status),
        (None, Status::UndefinedZeroDenominator)
    );
}
