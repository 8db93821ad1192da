//! Decisions among several classes.

use crate::examples::{classes, of_tables};
use crate::{close, evaluate_all};
use evenhand_core::{Count, Estimate, ReferenceRule, Status, Tables};

fn find(all: &[Estimate], metric: &str) -> Estimate {
    let found = all.iter().find(|e| *e.metric == *metric);
    found.unwrap_or_else(|| panic!("{metric}")).clone()
}

fn all(groups: Vec<(&str, Tables)>) -> Vec<Estimate> {
    evaluate_all(&of_tables(groups), &ReferenceRule::Largest)
}

fn number(estimate: &Estimate) -> f64 {
    estimate.value.unwrap().get()
}

#[test]
fn two_classes_are_the_gaps_of_two_decisions() {
    // TP, FP, FN, TN of two groups as classes and as decisions.
    let groups = [[30, 5, 10, 55], [20, 25, 30, 125]];
    let rows: Vec<(usize, &str, &str, u64)> = groups
        .iter()
        .enumerate()
        .flat_map(|(g, [tp, fp, fneg, tn])| {
            [
                (g, "yes", "yes", *tp),
                (g, "yes", "no", *fp),
                (g, "no", "yes", *fneg),
                (g, "no", "no", *tn),
            ]
        })
        .collect();
    let several = all(classes(&rows));
    let two = evaluate_all(
        &crate::statistics(&[("g1", groups[0]), ("r", groups[1])]),
        &ReferenceRule::Largest,
    );
    let gap = |metric: &str| number(&find(&two, metric));
    let parity = find(&several, "multiclass_statistical_parity");
    assert!(close(number(&parity), gap("demographic_parity_max_gap")));
    let mean = (gap("true_positive_rate_max_gap") + gap("false_positive_rate_max_gap")) / 2.0;
    for metric in ["multiclass_equalized_odds", "multiclass_equal_opportunity"] {
        assert!(close(number(&find(&several, metric)), mean), "{metric}");
    }
    assert!(parity.p_value.unwrap().get() < 0.05 && parity.noise_floor.is_some());
}

#[test]
fn a_true_class_that_a_group_lacks_takes_no_part() {
    let of =
        |rows: &[(usize, &str, &str, u64)]| find(&all(classes(rows)), "multiclass_equalized_odds");
    let shared = [
        (0, "a", "a", 20),
        (0, "b", "a", 20),
        (1, "a", "a", 10),
        (1, "b", "a", 30),
    ];
    let with_other = [&shared[..], &[(0, "c", "c", 40)]].concat();
    assert!(close(number(&of(&shared)), 0.25));
    assert!(close(number(&of(&with_other)), 0.25));
    // Nobody is of the same true class as anybody of the other group.
    let apart = of(&[(0, "a", "a", 40), (1, "a", "b", 40)]);
    assert_eq!((apart.value, apart.status), (None, Status::OneGroupOnly));
}

#[test]
fn rows_of_unknown_truth_count_for_parity_alone() {
    let mut groups = classes(&[(0, "a", "a", 40), (1, "a", "a", 40)]);
    let more = Count::rows(40);
    let unknown = groups[1].1.classes.entry("b", None);
    unknown.add(&more).unwrap();
    groups[1].1.confusion.selected_unlabelled = more;
    let found = all(groups);
    let of = |metric: &str| number(&find(&found, metric));
    assert!(close(of("multiclass_statistical_parity"), 0.5));
    assert!(of("multiclass_equalized_odds").abs() < 1e-12);
}

#[test]
fn without_classes_there_is_no_number() {
    let found = all(vec![
        ("a", crate::rows::nothing_but_decisions()),
        ("b", crate::rows::nothing_but_decisions()),
    ]);
    let parity = find(&found, "multiclass_statistical_parity");
    assert_eq!((parity.value, parity.status), (None, Status::MissingInput));
}

#[test]
fn equal_groups_lie_no_further_apart_than_chance_shows() {
    let half = |g: usize| [(g, "a", "a", 101), (g, "b", "a", 99), (g, "c", "c", 100)];
    let found = all(classes(&[half(0), half(1), half(2)].concat()));
    for metric in [
        "multiclass_statistical_parity",
        "multiclass_mean_statistical_parity",
        "multiclass_equalized_odds",
    ] {
        let estimate = find(&found, metric);
        assert!(number(&estimate).abs() < 1e-12, "{estimate:?}");
        assert!(estimate.p_value.unwrap().get() > 0.99, "{estimate:?}");
        let floor = estimate.noise_floor.unwrap();
        assert!(floor.mean.get() > 0.0 && floor.quantile >= floor.mean);
    }
    let balance = find(&found, "cluster_balance");
    assert!(close(number(&balance), 1.0) && balance.p_value.unwrap().get() > 0.99);
    let floor = balance.noise_floor.unwrap();
    assert!(floor.mean.get() < 1.0 && floor.quantile <= floor.mean);
}
