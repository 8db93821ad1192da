//! Laws that hold for every metric of the catalogue, written once.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

mod audiences;
mod campaigns;
mod compas;
mod every_table;
mod examples;
mod experiments;
mod faults;
mod faults_ranking;
mod probes;
mod rows;
mod strata;

use evenhand_core::{
    CellKey, ConfusionMatrix, Count, Dimension, Estimate, GroupTable, Input, Outcome, Polarity,
    ReferenceRule, Scope, Statistics, Status,
};
use evenhand_inference::Level;
use evenhand_metrics::{
    Context, Entry, Formula, Paired, Reference, Workings, catalogue, evaluate, resolve_reference,
};
use std::collections::BTreeSet;

/// Statistics of one attribute from (name, TP, FP, FN, TN), cut into two strata of nearly the same mix.
fn statistics(groups: &[(&str, [u64; 4])]) -> Statistics {
    let halves: Vec<_> = groups
        .iter()
        .map(|(name, cells)| (*name, [cells.map(|n| n - n / 2), cells.map(|n| n / 2)]))
        .collect();
    let halves: Vec<_> = halves
        .iter()
        .map(|(name, cells)| (*name, &cells[..]))
        .collect();
    stratified(&halves)
}

/// Statistics of one attribute from its cells in each stratum.
fn stratified(groups: &[(&str, &[[u64; 4]])]) -> Statistics {
    let mut statistics = Statistics::empty(&["group".to_owned()], vec![String::new()], 0, false);
    statistics.slices.levels = vec!["".into()];
    let strata = groups
        .iter()
        .map(|(_, cells)| cells.len())
        .max()
        .unwrap_or(0);
    statistics.strata = Dimension::new("region", (0..strata).map(|i| format!("region {i}")));
    statistics.attributes[0] = Dimension::new("group", groups.iter().map(|(name, _)| *name));
    for (i, (_, strata)) in groups.iter().enumerate() {
        for (stratum, [tp, fp, fneg, tn]) in strata.iter().enumerate() {
            let key = CellKey {
                model: 0,
                slice: 0,
                stratum: stratum as u32,
                block: 0,
                levels: vec![i as u32].into(),
            };
            let cells = ConfusionMatrix::from_rows(*tp, *fp, *fneg, *tn);
            statistics.cells.insert(key, cells.into());
        }
    }
    statistics.canonicalise(&[]);
    statistics
}

fn evaluate_all(statistics: &Statistics, rule: &ReferenceRule) -> Vec<Estimate> {
    evaluate_table(&statistics.roll_up(0, None, &[0]), rule)
}

fn evaluate_table(table: &GroupTable, rule: &ReferenceRule) -> Vec<Estimate> {
    let reference =
        resolve_reference(table, rule, Polarity::Benefit, 30).unwrap_or(Reference::None);
    let context = Context {
        checked: false,
        level: Level::P95,
        min_n: 30,
        noise_draws: 50,
        reference,
        resamples: 200,
        rows: None,
        seed: 7,
        table,
        workings: &Workings::default(),
    };
    catalogue()
        .entries()
        .iter()
        .flat_map(|entry| evaluate(entry, &context))
        .collect()
}

fn one(entry: &Entry, groups: &[(&str, [u64; 4])], reference: &str) -> Vec<Estimate> {
    let all = evaluate_all(
        &statistics(groups),
        &ReferenceRule::Group(reference.to_owned()),
    );
    all.into_iter()
        .filter(|estimate| *estimate.metric == *entry.id())
        .collect()
}

fn close(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1e-3)
}

const TABLES: [&[(&str, [u64; 4])]; 6] = [
    &[
        ("a", [30, 5, 10, 55]),
        ("b", [20, 25, 30, 125]),
        ("c", [200, 100, 150, 900]),
    ],
    &[("a", [0, 0, 0, 40]), ("b", [10, 10, 10, 10])],
    &[
        ("a", [0, 0, 0, 0]),
        ("b", [3, 0, 0, 0]),
        ("c", [0, 5, 0, 0]),
    ],
    &[("a", [1, 0, 0, 0]), ("b", [0, 1, 0, 0])],
    &[("a", [40, 0, 0, 40]), ("b", [0, 40, 40, 0])],
    &[("only", [10, 20, 30, 40])],
];

#[test]
fn every_declared_example_is_true() {
    let mut checked = 0;
    for metric in examples::declared() {
        let entry = catalogue().find(metric.id).unwrap();
        let (estimate, expected) = examples::of_example(entry, metric.example);
        let value = estimate
            .unwrap_or_else(|| panic!("{} has no estimate", metric.id))
            .value;
        let value = value
            .unwrap_or_else(|| panic!("{} is undefined on its example", metric.id))
            .get();
        assert!(
            close(value, expected),
            "{}: {value} is not {expected}",
            metric.id
        );
        checked += 1;
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn values_lie_in_their_range_and_intervals_contain_them() {
    for groups in TABLES {
        for rule in [
            ReferenceRule::Largest,
            ReferenceRule::Best,
            ReferenceRule::Rest,
            ReferenceRule::Overall,
        ] {
            for estimate in evaluate_all(&statistics(groups), &rule) {
                in_range_and_interval(&estimate);
            }
        }
    }
}

/// A value lies in the range of its metric and inside its interval; without a value there is no interval.
fn in_range_and_interval(estimate: &Estimate) {
    let info = &catalogue().find(&estimate.metric).unwrap().info;
    let Some(value) = estimate.value else {
        assert!(
            matches!(
                estimate.status,
                Status::UndefinedZeroDenominator
                    | Status::OneGroupOnly
                    | Status::MissingInput
                    | Status::NeedsRows
            ),
            "{estimate:?}"
        );
        assert!(
            estimate.lower.is_none() && estimate.upper.is_none(),
            "{estimate:?}"
        );
        return;
    };
    let value = value.get();
    let slack = if value.is_finite() {
        1e-12 * value.abs().max(1.0)
    } else {
        0.0
    };
    assert!(
        info.range.0.is_none_or(|low| value >= low - slack),
        "{estimate:?}"
    );
    assert!(
        info.range
            .1
            .is_none_or(|high| value <= high + slack || value.is_infinite()),
        "{estimate:?}"
    );
    if let (Some(lower), Some(upper)) = (estimate.lower, estimate.upper) {
        assert!(
            lower.get() <= value + slack && value <= upper.get() + slack,
            "{estimate:?}"
        );
        assert!(estimate.method.is_some(), "{estimate:?}");
    }
    assert!(
        estimate
            .p_value
            .is_none_or(|p| (0.0..=1.0).contains(&p.get())),
        "{estimate:?}"
    );
}

#[test]
fn a_rate_is_undefined_exactly_when_its_denominator_is_zero() {
    for groups in TABLES {
        let statistics = statistics(groups);
        let table = statistics.roll_up(0, None, &[0]);
        for estimate in evaluate_all(&statistics, &ReferenceRule::Largest) {
            let entry = catalogue().find(&estimate.metric).unwrap();
            if let Formula::Rate { of, .. } = entry.formula {
                let group = table
                    .groups
                    .iter()
                    .find(|group| group.name == estimate.group)
                    .unwrap();
                let cells = evenhand_metrics::Cells::of(&group.total.confusion);
                let denominator: f64 = of.iter().map(|cell| cells.get(*cell)).sum();
                assert_eq!(
                    denominator == 0.0,
                    estimate.status == Status::UndefinedZeroDenominator,
                    "{estimate:?}"
                );
            }
        }
    }
}

#[test]
fn merged_parts_give_the_numbers_of_the_whole() {
    let first = statistics(&[("a", [10, 2, 6, 20]), ("c", [100, 50, 70, 400])]);
    let second = statistics(&[
        ("b", [20, 25, 30, 125]),
        ("a", [20, 3, 4, 35]),
        ("c", [100, 50, 80, 500]),
    ]);
    let mut merged = Statistics::empty(&["group".to_owned()], vec![String::new()], 0, false);
    merged.merge(&second).unwrap();
    merged.merge(&first).unwrap();
    merged.canonicalise(&[]);
    let whole = statistics(TABLES[0]);
    assert_eq!(merged.canonical_bytes(), whole.canonical_bytes());
    assert_eq!(
        evaluate_all(&merged, &ReferenceRule::Best),
        evaluate_all(&whole, &ReferenceRule::Best)
    );
}

#[test]
fn names_and_order_of_groups_do_not_matter() {
    let one = evaluate_all(&statistics(TABLES[0]), &ReferenceRule::Best);
    let renamed = [
        ("z", TABLES[0][0].1),
        ("y", TABLES[0][1].1),
        ("x", TABLES[0][2].1),
    ];
    let other = evaluate_all(&statistics(&renamed), &ReferenceRule::Best);
    let names = |name: &str| match name {
        "a" => "z",
        "b" => "y",
        "c" => "x",
        _ => "",
    };
    for estimate in one {
        let twin = other
            .iter()
            .find(|e| e.metric == estimate.metric && *e.group == *names(&estimate.group))
            .unwrap_or_else(|| panic!("{} {}", estimate.metric, estimate.group));
        assert_eq!(estimate.status, twin.status, "{}", estimate.metric);
        let (a, b) = (
            estimate.value.map(evenhand_core::Real::get),
            twin.value.map(evenhand_core::Real::get),
        );
        assert!(
            a == b || close(a.unwrap_or(0.0), b.unwrap_or(1.0)),
            "{}: {a:?} {b:?}",
            estimate.metric
        );
    }
}

/// Statistics in units of people (a shortfall, half a person added to a cell) depend on the scale of weights.
const IN_PEOPLE: [&str; 10] = [
    "sleeping_dog_share",
    "sleeping_dog_harm_gap",
    "differential_fairness_amplification",
    "adverse_impact_shortfall",
    "treatment_equality_log_difference",
    "smoothed_differential_fairness",
    "selection_z",
    "selection_z_log_ratio",
    "selection_cohens_d",
    "four_fifths_flag",
];

#[test]
fn the_scale_of_weights_does_not_matter() {
    let weighted = |factor: i128| {
        let mut statistics = statistics(TABLES[0]);
        statistics.weighted = true;
        for table in statistics.cells.values_mut() {
            for outcome in Outcome::ALL {
                let count: &mut Count = table.confusion.get_mut(outcome);
                count.w *= factor;
                count.w2 *= factor * factor;
            }
        }
        evaluate_all(&statistics, &ReferenceRule::Largest)
    };
    for (a, b) in weighted(1).iter().zip(&weighted(1024)) {
        if IN_PEOPLE.contains(&&*a.metric) {
            continue;
        }
        assert_eq!(a.status, b.status, "{}", a.metric);
        for (x, y) in [(a.value, b.value), (a.lower, b.lower), (a.upper, b.upper)] {
            let (x, y) = (
                x.map(evenhand_core::Real::get),
                y.map(evenhand_core::Real::get),
            );
            match (x, y) {
                (Some(x), Some(y)) => assert!(
                    (x - y).abs() <= 1e-6 * x.abs().max(1e-3) || x == y,
                    "{}: {x} {y}",
                    a.metric
                ),
                (x, y) => assert_eq!(x, y, "{}", a.metric),
            }
        }
    }
}

#[test]
fn ids_and_names_are_unique_and_explained() {
    let mut ids = BTreeSet::new();
    for entry in catalogue().entries() {
        let info = &entry.info;
        assert!(ids.insert(info.id.clone()), "{} twice", info.id);
        assert!(
            info.id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'),
            "{}",
            info.id
        );
        for (what, text) in [
            ("summary", &info.summary),
            ("reading", &info.reading),
            ("source", &info.source),
            ("formula", &info.formula),
        ] {
            assert!(!text.is_empty(), "{} has no {what}", info.id);
        }
        assert_eq!(catalogue().find(&info.id).unwrap().id(), info.id);
        for alias in &info.aliases {
            assert_eq!(catalogue().find(alias).unwrap().id(), info.id, "{alias}");
        }
    }
}

#[test]
fn names_of_the_field_are_understood_with_their_transform() {
    use evenhand_core::Transform::{Inverse, Negated, Same};
    let _ = Inverse;
    for (name, id, transform) in [
        ("tpr", "true_positive_rate", Same),
        ("DPPL", "statistical_parity_difference", Negated),
        (
            "demographic_parity_difference",
            "demographic_parity_max_gap",
            Same,
        ),
        ("fpr_ratio", "false_positive_rate_ratio", Same),
        ("fnr_difference", "false_negative_rate_difference", Same),
        ("for_difference", "false_omission_rate_difference", Same),
        ("mcc_difference", "matthews_correlation_difference", Same),
        ("f1_difference", "f1_score_difference", Same),
        (
            "true_positive_rate_difference",
            "equal_opportunity_difference",
            Same,
        ),
        ("selection_rate_ratio", "disparate_impact_ratio", Same),
    ] {
        let (entry, found) = catalogue().search(name).unwrap();
        assert_eq!((entry.id(), found), (id, transform), "{name}");
    }
    // Another quantity of the same name is refused, with the reason.
    assert!(
        catalogue()
            .search("ppr_disparity")
            .unwrap_err()
            .contains("Aequitas")
    );
    assert!(catalogue().search("nonsense").is_err());
}

#[test]
fn summaries_name_small_groups_and_keep_their_value() {
    let estimates = evaluate_all(
        &statistics(&[("a", [30, 5, 10, 55]), ("tiny", [3, 1, 1, 5])]),
        &ReferenceRule::Largest,
    );
    let gap = estimates
        .iter()
        .find(|e| &*e.metric == "demographic_parity_max_gap")
        .unwrap();
    assert_eq!(gap.status, Status::InsufficientN);
    assert!(gap.value.is_some() && gap.lower.is_some());
    assert_eq!(
        gap.below_min_n.iter().map(|g| &**g).collect::<Vec<_>>(),
        ["tiny"]
    );
}

#[test]
fn entropy_between_and_within_groups_adds_up() {
    for groups in &TABLES[..1] {
        let estimates = evaluate_all(&statistics(groups), &ReferenceRule::Largest);
        let value = |metric: &str| {
            estimates
                .iter()
                .find(|e| &*e.metric == metric)
                .unwrap()
                .value
                .unwrap()
                .get()
        };
        let mut all = ConfusionMatrix::default();
        for (_, [tp, fp, fneg, tn]) in *groups {
            all.add(&ConfusionMatrix::from_rows(*tp, *fp, *fneg, *tn))
                .unwrap();
        }
        let whole = evenhand_metrics::value("generalized_entropy_index", &all).unwrap();
        assert!(close(
            value("between_group_entropy") + value("within_group_entropy"),
            whole
        ));
    }
}

#[test]
fn every_scope_gives_the_rows_it_promises() {
    let estimates = evaluate_all(&statistics(TABLES[0]), &ReferenceRule::Largest);
    for entry in catalogue().entries() {
        let rows = estimates
            .iter()
            .filter(|e| *e.metric == *entry.id())
            .count();
        let to_overall = entry.id().contains("to_overall")
            || ["slice_score", "subgroup_divergence"].contains(&entry.id())
            || matches!(entry.formula, Formula::Paired(Paired::OverRest(_)));
        let about_missing = matches!(
            entry.formula,
            Formula::Paired(Paired::MissingDifference(_) | Paired::MissingRatio(_))
        );
        let expected = match entry.info.scope {
            // Probabilities make no groups: their numbers stand beside those for everyone.
            Scope::Group if entry.info.family == "uncertain" => 0,
            _ if matches!(entry.formula, Formula::BeyondMainEffects(_)) => 0,
            // Only attributes with a benchmark have a row.
            _ if entry.info.inputs.contains(&Input::Benchmark) => 0,
            Scope::Group => 3,
            Scope::Pair => {
                if about_missing {
                    0
                } else if to_overall {
                    3
                } else {
                    2
                }
            }
            Scope::Summary => 1,
        };
        assert_eq!(rows, expected, "{}", entry.id());
    }
}
