//! What other tools get wrong, and what is easy to get wrong.

use super::{Row, evaluated, of, people, table, value};
use evenhand_core::{ReferenceRule, Status};
use evenhand_metrics::catalogue;

const LARGEST: ReferenceRule = ReferenceRule::Largest;

#[test]
fn a_person_is_no_neighbour_of_itself() {
    // AIF360, holisticai and Veritas say 1.
    let rows = [false, true].map(|decision| Row {
        decision,
        ..Row::default()
    });
    let estimates = evaluated(&rows, &["consistency_knn(k=1)"], &LARGEST);
    assert_eq!(value(&estimates, "consistency_knn(k=1)", "a"), 0.0);
    assert_eq!(value(&estimates, "consistency_knn(k=1)", ""), 0.0);
}

#[test]
fn other_rows_of_the_same_person_are_no_neighbours_either() {
    // Twenty people, alternately selected, with three equal rows each.
    let rows: Vec<Row> = (0..60)
        .map(|i| Row {
            decision: (i / 3) % 2 == 0,
            numbers: vec![f64::from(i / 3)],
            unit: Some((i as u64 / 3).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            ..Row::default()
        })
        .collect();
    let estimates = evaluated(&rows, &["consistency_knn(k=1)"], &LARGEST);
    assert_eq!(value(&estimates, "consistency_knn(k=1)", "a"), 0.0);
    let alone: Vec<Row> = rows
        .into_iter()
        .map(|row| Row { unit: None, ..row })
        .collect();
    let estimates = evaluated(&alone, &["consistency_knn(k=1)"], &LARGEST);
    assert_eq!(value(&estimates, "consistency_knn(k=1)", "a"), 1.0);
}

#[test]
fn people_at_equal_distance_share_a_place() {
    // Every row is as near as every other: the one nearest is the mean of the other three.
    let rows = [true, true, true, false].map(|decision| Row {
        decision,
        ..Row::default()
    });
    let estimates = evaluated(&rows, &["consistency_knn(k=1)"], &LARGEST);
    let expected = 1.0 - (3.0 * (1.0 / 3.0) + 1.0) / 4.0;
    assert!((value(&estimates, "consistency_knn(k=1)", "a") - expected).abs() < 1e-12);
}

#[test]
fn consistency_of_everyone_may_hide_a_group_that_is_turned_down_as_one() {
    let rows: Vec<Row> = (0..80)
        .map(|i| Row {
            group: ["a", "b"][i % 2].to_owned(),
            numbers: vec![(i % 2) as f64 * 10.0 + (i / 2) as f64 / 40.0],
            decision: i % 2 == 0,
            ..Row::default()
        })
        .collect();
    let estimates = evaluated(&rows, &["consistency_knn"], &LARGEST);
    let all = of(&estimates, "consistency_knn", "");
    assert_eq!(all.value.unwrap().get(), 1.0);
    // Eighty alike decisions do not prove that none differs.
    assert!(
        all.lower.unwrap().get() < 0.99 && all.upper.unwrap().get() == 1.0,
        "{all:?}"
    );
    assert!(
        catalogue()
            .find("consistency_knn")
            .unwrap()
            .info
            .beware
            .contains("turned down")
    );
}

#[test]
fn people_without_a_counterpart_are_counted_and_left_out() {
    let row = |group: &str, x: f64, decision: bool| Row {
        group: group.to_owned(),
        numbers: vec![x],
        decision,
        ..Row::default()
    };
    let mut rows = vec![
        row("a", 0.0, false),
        row("a", 0.0, true),
        row("a", 10.0, false),
    ];
    rows.extend((0..5).map(|_| row("b", 0.0, true)));
    let estimates = evaluated(&rows, &["flip_test"], &ReferenceRule::Group("b".to_owned()));
    let found = of(&estimates, "flip_test", "a");
    let number = |x: Option<evenhand_core::Real>| x.unwrap().get();
    assert_eq!(
        (
            number(found.value),
            number(found.events),
            number(found.total)
        ),
        (0.5, 2.0, 3.0)
    );
}

#[test]
fn one_row_of_a_person_is_screened_however_many_there_are() {
    let rows = people(200, 9);
    let repeated: Vec<Row> = (0..4_u64)
        .flat_map(|_| rows.iter().enumerate())
        .map(|(i, row)| Row {
            unit: Some((i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            ..row.clone()
        })
        .collect();
    for metric in [
        "proxy_cramers_v",
        "proxy_mutual_information",
        "proxy_correlation_ratio",
    ] {
        let (one, other) = (
            evaluated(&rows, &[metric], &LARGEST),
            evaluated(&repeated, &[metric], &LARGEST),
        );
        let (one, other) = (of(&one, metric, "x"), of(&other, metric, "x"));
        assert_eq!((one.n, other.n), (200, 200));
        let gap = one.value.unwrap().get() - other.value.unwrap().get();
        assert!(gap.abs() < 1e-12, "{metric} {gap}");
    }
}

#[test]
fn bounds_hold_the_truth_where_the_weighted_number_has_the_wrong_sign() {
    // Neighbourhoods that are mostly of the group select more, but inside each the group is selected less.
    let mut rows = Vec::new();
    for (probability, rate_of_group, rate_of_rest) in [(0.2, 0.2, 0.3), (0.8, 0.5, 0.6)] {
        for i in 0..500 {
            let member = f64::from(i) < 500.0 * probability;
            let place = f64::from(i) / 500.0;
            let (start, width, rate) = if member {
                (0.0, probability, rate_of_group)
            } else {
                (probability, 1.0 - probability, rate_of_rest)
            };
            rows.push(Row {
                group: if member { "g1" } else { "r" }.to_owned(),
                decision: (place - start) / width < rate - 1e-9,
                probability,
                numbers: vec![f64::from(i)],
                ..Row::default()
            });
        }
    }
    let share = |group: &str| {
        let members: Vec<_> = rows.iter().filter(|row| row.group == group).collect();
        members.iter().filter(|row| row.decision).count() as f64 / members.len() as f64
    };
    let truth = share("g1") - share("r");
    let metrics = [
        "probabilistic_rate_difference",
        "probabilistic_rate_difference_regression",
    ];
    let estimates = evaluated(&rows, &metrics, &LARGEST);
    for metric in metrics {
        let found = of(&estimates, metric, "g1");
        assert_eq!((&*found.attribute, found.n), ("race", 1000));
        let (lower, upper) = (found.lower.unwrap().get(), found.upper.unwrap().get());
        assert!(lower < truth && truth < upper, "{found:?} {truth}");
        assert_eq!(found.method.as_deref(), Some("kallus-mao-zhou"));
    }
}

#[test]
fn rows_of_another_attribute_do_not_answer() {
    let mut statistics = crate::statistics(&[("a", [5, 5, 5, 5]), ("b", [5, 5, 5, 5])]);
    statistics.attributes[0].name = "income".to_owned();
    let rolled = statistics.roll_up(0, None, &[0]);
    let rows = evenhand_metrics::Rows::new(table(&people(30, 1)));
    let context = evenhand_metrics::Context {
        checked: false,
        level: evenhand_inference::Level::P95,
        min_n: 30,
        noise_draws: 50,
        reference: evenhand_metrics::Reference::Rest,
        resamples: 200,
        rows: Some(&rows),
        seed: 1,
        table: &rolled,
        workings: &evenhand_metrics::Workings::default(),
    };
    let entry = catalogue().find("proxy_auc").unwrap();
    let found = evenhand_metrics::evaluate(entry, &context);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].status, Status::NeedsRows);
}
