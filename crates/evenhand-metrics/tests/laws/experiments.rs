//! Experiments, lists and many subgroups: what holds beyond the examples of the declarations.

use crate::{evaluate_all, examples::of_tables, statistics};
use evenhand_core::{Arm, ArmBin, ArmTable, Count, Estimate, Real, ReferenceRule, Status, Tables};
use evenhand_metrics::catalogue;

/// Rows of a group: score, selected, then control without and with the outcome, treated without and with it.
type Rows<'a> = &'a [(Option<f64>, bool, [u64; 4])];

fn arms(rows: Rows<'_>) -> Tables {
    let mut tables = Tables::default();
    let bins: Vec<ArmBin> = rows
        .iter()
        .map(|(score, selected, counts)| {
            let arm = |negative: u64, positive: u64| {
                let mut arm = Arm::default();
                *arm.cell_mut(*selected, false) = Count::rows(negative);
                *arm.cell_mut(*selected, true) = Count::rows(positive);
                arm
            };
            ArmBin {
                score: score.and_then(Real::new),
                control: arm(counts[0], counts[1]),
                treated: arm(counts[2], counts[3]),
            }
        })
        .collect();
    let n = rows.iter().flat_map(|row| row.2).sum();
    tables.arms = ArmTable::new(bins).unwrap();
    tables.confusion.true_positive = Count::rows(n);
    tables
}

fn of_arms(groups: &[(&'static str, Rows<'_>)]) -> Vec<Estimate> {
    let tables = groups.iter().map(|(name, rows)| (*name, arms(rows)));
    let rule = ReferenceRule::Group("r".to_owned());
    evaluate_all(&of_tables(tables.collect()), &rule)
}

fn find<'e>(estimates: &'e [Estimate], metric: &str, group: &str) -> &'e Estimate {
    estimates
        .iter()
        .find(|e| &*e.metric == metric && &*e.group == group)
        .unwrap_or_else(|| panic!("{metric} {group}"))
}

fn value(estimates: &[Estimate], metric: &str, group: &str) -> f64 {
    let found = find(estimates, metric, group);
    found.value.unwrap_or_else(|| panic!("{found:?}")).get()
}

const HELPED: Rows<'static> = &[
    (Some(-0.1), false, [60, 40, 65, 35]),
    (Some(0.1), false, [70, 30, 60, 40]),
    (Some(0.3), true, [80, 20, 50, 50]),
];
const HARMED: Rows<'static> = &[
    (Some(-0.1), false, [60, 40, 60, 40]),
    (Some(0.3), true, [40, 60, 80, 20]),
];

#[test]
fn numbers_of_experiments_lie_in_their_range_and_intervals_contain_them() {
    let one_arm: Rows<'_> = &[(Some(0.2), true, [0, 0, 5, 5])];
    let all_groups = [("g", HELPED), ("r", HARMED), ("s", one_arm)];
    for estimate in of_arms(&all_groups) {
        let (low, high) = catalogue().find(&estimate.metric).unwrap().info.range;
        let Some(value) = estimate.value.map(Real::get) else {
            assert!(estimate.lower.is_none(), "{estimate:?}");
            continue;
        };
        assert!(low.is_none_or(|low| value >= low - 1e-12), "{estimate:?}");
        assert!(
            high.is_none_or(|high| value <= high + 1e-12 || value.is_infinite()),
            "{estimate:?}"
        );
        if let (Some(lower), Some(upper)) = (estimate.lower, estimate.upper) {
            let inside = lower.get() <= value + 1e-12 && value <= upper.get() + 1e-12;
            assert!(inside && estimate.method.is_some(), "{estimate:?}");
        }
    }
}

#[test]
fn a_group_without_an_arm_has_no_effect_and_no_area() {
    let treated: Rows<'_> = &[(Some(0.2), true, [0, 0, 50, 50])];
    let estimates = of_arms(&[("g", treated), ("r", HARMED)]);
    for metric in [
        "average_treatment_effect",
        "qini_area",
        "uplift_auc_area",
        "uplift_calibration_gap",
        "uplift_calibration_error",
        "incremental_benefit_per_capita",
        "sleeping_dog_share",
    ] {
        let found = find(&estimates, metric, "g");
        assert_eq!(
            (found.status, found.value),
            (Status::UndefinedZeroDenominator, None),
            "{metric}"
        );
    }
    let effects = find(&estimates, "treatment_effect_heterogeneity", "");
    assert_eq!(effects.status, Status::OneGroupOnly);
    assert_eq!(
        effects.excluded.iter().map(|g| &**g).collect::<Vec<_>>(),
        ["g"]
    );
}

#[test]
fn who_gains_is_measured_by_the_experiment_and_not_by_the_model() {
    // The model promises both groups 0.3; the experiment shows 0.3 for one and −0.4 for the other.
    let estimates = of_arms(&[("g", HELPED), ("r", HARMED)]);
    assert!((value(&estimates, "incremental_benefit_per_capita", "g") - 0.1).abs() < 1e-12);
    assert!((value(&estimates, "incremental_benefit_per_capita", "r") + 0.2).abs() < 1e-12);
    for group in ["g", "r"] {
        let both = ["incremental_benefit_per_capita", "rejected_harm"];
        assert_eq!(
            both.map(|metric| value(&estimates, metric, group))
                .iter()
                .sum::<f64>(),
            0.0
        );
    }
    assert_eq!(value(&estimates, "sleeping_dog_share", "g"), 0.0);
    assert_eq!(value(&estimates, "sleeping_dog_share", "r"), 0.5);
    // All of those predicted to gain are selected: the share is 1, and not known to be exactly that.
    let opportunity = find(&estimates, "persuadable_opportunity", "r");
    assert!(opportunity.value.unwrap().get() == 1.0 && opportunity.lower.unwrap().get() < 0.99);
    assert!(
        find(&estimates, "treatment_effect_heterogeneity", "")
            .p_value
            .unwrap()
            .get()
            < 1e-6
    );
}

#[test]
fn people_without_a_score_take_no_part_in_orders() {
    let mut rows = HELPED.to_vec();
    rows.push((None, false, [500, 0, 0, 500]));
    let with = of_arms(&[("g", &rows), ("r", HARMED)]);
    let without = of_arms(&[("g", HELPED), ("r", HARMED)]);
    for metric in [
        "qini_area",
        "uplift_auc_area",
        "uplift_calibration_gap",
        "sleeping_dog_share",
    ] {
        assert_eq!(
            value(&with, metric, "g"),
            value(&without, metric, "g"),
            "{metric}"
        );
    }
}

#[test]
fn the_largest_of_many_subgroups_is_judged_against_chance() {
    let of = |cells: [[u64; 4]; 4]| {
        let names = ["a", "b", "c", "(missing)"];
        let groups: Vec<(&str, [u64; 4])> = names.into_iter().zip(cells).collect();
        evaluate_all(&statistics(&groups), &ReferenceRule::Largest)
    };
    let fair = of([
        [18, 2, 0, 180],
        [20, 2, 0, 178],
        [22, 2, 0, 176],
        [20, 2, 0, 178],
    ]);
    let unfair = of([
        [80, 2, 0, 118],
        [20, 2, 0, 178],
        [22, 2, 0, 176],
        [20, 2, 0, 178],
    ]);
    let (fair, unfair) = (
        find(&fair, "subgroup_parity_gamma", ""),
        find(&unfair, "subgroup_parity_gamma", ""),
    );
    assert!(fair.p_value.unwrap().get() > 0.5 && unfair.p_value.unwrap().get() < 0.05);
    assert!(unfair.value.unwrap() > unfair.noise_floor.as_ref().unwrap().quantile);
    // Everyone includes those of whom the group is not known: 82 of 200 against 150 of 800.
    let expected = 0.25 * (82.0 / 200.0 - 150.0 / 800.0);
    assert!(
        (unfair.value.unwrap().get() - expected).abs() < 1e-12,
        "{unfair:?}"
    );
}

#[test]
fn every_rate_with_a_direction_has_a_worst_group() {
    for (name, id) in [
        (
            "worst_group_value(of=true_negative_rate)",
            "worst_group_true_negative_rate",
        ),
        ("worst_group_ppv", "worst_group_positive_predictive_value"),
        ("worst_group_error_rate", "worst_group_error_rate"),
        (
            "worst_group_value(of=selection_rate)",
            "worst_group_selection_rate",
        ),
        (
            "worst_group_treated_outcome_rate",
            "worst_group_treated_outcome_rate",
        ),
    ] {
        assert_eq!(catalogue().find(name).unwrap().id(), id);
    }
    assert!(catalogue().find("worst_group_base_rate").is_none());
    let rows = [("a", [30, 20, 10, 40]), ("b", [30, 5, 10, 55])];
    let estimates = evaluate_all(&statistics(&rows), &ReferenceRule::Largest);
    assert_eq!(value(&estimates, "worst_group_error_rate", ""), 0.3);
    assert_eq!(
        value(&estimates, "worst_group_true_negative_rate", ""),
        40.0 / 60.0
    );
}

#[test]
fn what_closed_a_gap_is_shared_between_loss_and_gain() {
    let rate = |before: u64, after: u64| -> [(Option<f64>, bool, [u64; 4]); 1] {
        [(None, false, [1000 - before, before, 1000 - after, after])]
    };
    let of = |own: (u64, u64), other: (u64, u64)| {
        let estimates = of_arms(&[("g", &rate(own.0, own.1)), ("r", &rate(other.0, other.1))]);
        let found = find(&estimates, "levelling_down", "g").clone();
        assert_eq!(found.value.is_some(), found.lower.is_some(), "{found:?}");
        found.value.map(Real::get)
    };
    let close = |x: Option<f64>, y: f64| (x.unwrap() - y).abs() < 1e-9;
    // Whoever is the reference: the better-off side lost all that the gap lost.
    assert!(close(of((200, 200), (600, 400)), 1.0) && close(of((600, 400), (200, 200)), 1.0));
    // Only the worse-off side moved; both lost; the better-off side gained as well.
    assert!(close(of((200, 400), (600, 600)), 0.0));
    assert!(close(of((200, 100), (600, 400)), 2.0));
    assert!(close(of((200, 500), (600, 700)), -0.5));
    // A gap that grew or stayed has no closing to share out.
    assert_eq!(of((200, 100), (600, 600)), None);
    assert_eq!(of((200, 100), (600, 500)), None);
}

#[test]
fn main_effects_alone_leave_no_variance_beyond_them() {
    let at = |rate: u64| [rate, 0, 0, 1000 - rate];
    let of = |rates: [u64; 6]| {
        let names = [
            ["a", "x"],
            ["a", "y"],
            ["b", "x"],
            ["b", "y"],
            ["c", "x"],
            ["c", "y"],
        ];
        let groups: Vec<([&str; 2], [u64; 4])> = names.into_iter().zip(rates.map(at)).collect();
        let statistics = crate::examples::crossed(&groups);
        let table = statistics.roll_up(0, None, &[0, 1]);
        let all = crate::evaluate_table(&table, &ReferenceRule::Largest);
        find(&all, "between_group_variance_share", "").clone()
    };
    // 0.2 for the first attribute's step, 0.1 for the second's: the rest is chance, which is taken off.
    let added = of([300, 400, 500, 600, 700, 800]);
    assert_eq!(added.value.map(Real::get), Some(0.0));
    assert!(
        added.p_value.unwrap().get() > 0.1 && added.lower.is_some(),
        "{added:?}"
    );
    let crossed = of([300, 400, 500, 600, 800, 100]);
    let limits = [crossed.lower, crossed.value, crossed.upper].map(|x| x.unwrap().get());
    assert!(
        limits[0] > 0.3 && limits[2] <= 1.0 && limits[1] > limits[0],
        "{crossed:?}"
    );
    assert!(crossed.p_value.unwrap().get() < 0.02);
    // Groups that do not differ at all have no variance to share out.
    assert_eq!(of([300; 6]).value, None);
}

#[test]
fn attention_that_follows_relevance_is_no_inequity() {
    let list = |relevant: [bool; 4]| {
        let mut groups = [Tables::default(), Tables::default()];
        for (i, relevant) in relevant.into_iter().enumerate() {
            for list in [0, 1] {
                // The second list has the same items with the groups exchanged.
                let tables = &mut groups[(i + list) % 2];
                let placed = tables.exposure.entry(list as u64, i as u32 + 1);
                placed.items = Count::rows(1);
                placed.relevant = Count::rows(u64::from(relevant));
                tables.confusion.true_positive.add(&Count::rows(1)).unwrap();
            }
        }
        let [a, b] = groups;
        evaluate_all(
            &of_tables(vec![("a", a), ("b", b)]),
            &ReferenceRule::Largest,
        )
    };
    let even = list([true, true, false, false]);
    let inequity = find(&even, "amortized_attention_inequity", "");
    assert!(inequity.value.unwrap().get() < 1e-12 && inequity.noise_floor.is_some());
    let nothing = list([false; 4]);
    assert!(
        find(&nothing, "amortized_attention_inequity", "")
            .value
            .is_none()
    );
}
