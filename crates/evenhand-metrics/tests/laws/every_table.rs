//! The laws once more, over statistics in which every table is filled.

use crate::evaluate_all;
use crate::rows::{Plan, counted, of_plan, plans, rows};
use evenhand_core::{Estimate, Input, Polarity, Real, ReferenceRule, Status, Tables};
use evenhand_inference::Level;
use evenhand_metrics::{
    Context, Formula, PairSpread, Reference, Spread, Workings, catalogue, evaluate,
    resolve_reference,
};
use std::collections::BTreeSet;

fn number(value: Option<Real>) -> Option<f64> {
    value.map(Real::get)
}

fn named(group: &str) -> ReferenceRule {
    ReferenceRule::Group(group.to_owned())
}

#[test]
fn every_value_lies_in_its_range_and_in_its_interval() {
    for plan in plans() {
        let statistics = of_plan(&plan);
        for rule in [named("b"), ReferenceRule::Rest, ReferenceRule::Overall] {
            for estimate in evaluate_all(&statistics, &rule) {
                crate::in_range_and_interval(&estimate);
            }
        }
    }
}

#[test]
fn parts_merged_in_any_order_give_every_number_of_the_whole() {
    for plan in plans() {
        let all = rows(&plan);
        let parts: [Vec<_>; 2] = [0, 1].map(|half| {
            let own = all.iter().enumerate().filter(|(i, _)| i % 2 == half);
            own.map(|(_, row)| *row).collect()
        });
        let mut merged = counted(&parts[1], &plan, 1.0);
        merged.merge(&counted(&parts[0], &plan, 1.0)).unwrap();
        merged.canonicalise(&[]);
        let whole = counted(&all, &plan, 1.0);
        assert_eq!(merged.canonical_bytes(), whole.canonical_bytes());
        assert_eq!(
            evaluate_all(&merged, &named("b")),
            evaluate_all(&whole, &named("b"))
        );
    }
}

#[test]
fn names_of_groups_do_not_matter_to_any_number() {
    for plan in plans() {
        let names = ["z", "y", "x", "w"];
        let renamed: Vec<(&str, u64)> = plan
            .groups
            .iter()
            .zip(names)
            .map(|((_, n), name)| (name, *n))
            .collect();
        let other = Plan {
            groups: &renamed,
            ..plan
        };
        let one = evaluate_all(&of_plan(&plan), &named("b"));
        let two = evaluate_all(&counted(&rows(&plan), &other, 1.0), &named("y"));
        assert_eq!(one.len(), two.len());
        for estimate in one {
            let name = plan
                .groups
                .iter()
                .position(|(name, _)| **name == *estimate.group)
                .map_or("", |i| names[i]);
            let twin = two
                .iter()
                .find(|e| e.metric == estimate.metric && *e.group == *name)
                .unwrap_or_else(|| panic!("{} {name}", estimate.metric));
            assert_eq!(estimate.status, twin.status, "{}", estimate.metric);
            same(
                &estimate.metric,
                number(estimate.value),
                number(twin.value),
                1e-9,
            );
        }
    }
}

fn same(metric: &str, a: Option<f64>, b: Option<f64>, within: f64) {
    match (a, b) {
        (Some(a), Some(b)) => assert!(
            a == b || (a - b).abs() <= within * a.abs().max(1e-3),
            "{metric}: {a} {b}"
        ),
        (a, b) => assert_eq!(a, b, "{metric}"),
    }
}

#[test]
fn changing_sides_turns_differences_and_inverts_ratios() {
    for plan in plans() {
        let statistics = of_plan(&plan);
        let find = |reference: &str, group: &str| -> Vec<Estimate> {
            let all = evaluate_all(&statistics, &named(reference)).into_iter();
            all.filter(|e| &*e.group == group && e.reference.as_deref() == Some(reference))
                .collect()
        };
        let (forth, back) = (find("b", "a"), find("a", "b"));
        for entry in catalogue().entries() {
            let ratio = match entry.formula {
                Formula::Difference(_) => false,
                Formula::Ratio(_) => true,
                _ => continue,
            };
            let of = |all: &[Estimate]| {
                let found = all.iter().find(|e| *e.metric == *entry.id());
                let estimate = found.unwrap_or_else(|| panic!("{} is missing", entry.id()));
                estimate.value.map(Real::get)
            };
            let Some((x, y)) = of(&forth).zip(of(&back)) else {
                continue;
            };
            let turned = if ratio { 1.0 / y } else { -y };
            same(entry.id(), Some(x), Some(turned), 1e-9);
        }
    }
}

#[test]
fn the_scale_of_weights_does_not_matter_to_any_number() {
    for plan in plans().into_iter().filter(|plan| plan.weighted) {
        let all = rows(&plan);
        let once = evaluate_all(&counted(&all, &plan, 1.0), &named("b"));
        let more = evaluate_all(&counted(&all, &plan, 1024.0), &named("b"));
        for (a, b) in once.iter().zip(&more) {
            if crate::IN_PEOPLE.contains(&&*a.metric) {
                continue;
            }
            assert_eq!((&a.metric, a.status), (&b.metric, b.status));
            for (x, y) in [(a.value, b.value), (a.lower, b.lower), (a.upper, b.upper)] {
                same(&a.metric, number(x), number(y), 1e-6);
            }
        }
    }
}

/// Why a metric has no interval, where that is its nature.
fn without_interval(formula: &Formula) -> Option<&'static str> {
    Some(match formula {
        Formula::Rows => "–: a count",
        Formula::FourFifths => "–: a flag; the ratio has the interval",
        Formula::TestStatistic { .. }
        | Formula::FurthestLists { .. }
        | Formula::Heterogeneity(_) => "–: it is the test",
        Formula::Table {
            spread: Spread::None,
            ..
        } => "–: descriptive",
        Formula::Table {
            spread: Spread::Chance(_),
            ..
        }
        | Formula::TablePair {
            spread: PairSpread::Chance(_),
            ..
        }
        | Formula::Table {
            spread: Spread::ArmsChance(_),
            ..
        }
        | Formula::AcrossGroups { .. }
        | Formula::OfReach { .. }
        | Formula::OfAllLists { .. }
        | Formula::SubgroupGamma(_)
        | Formula::GoodnessOfFit(_)
        | Formula::TotalVariation(_) => "I-null: what chance alone shows stands beside it",
        Formula::Table {
            of: evenhand_metrics::Function::Sums(_),
            ..
        }
        | Formula::TablePair {
            of: evenhand_metrics::Between::Sums(_),
            ..
        } => "I-unit: sums of products are not kept, so only blocks of persons tell",
        _ => return None,
    })
}

#[test]
fn every_number_of_enough_rows_has_an_interval_or_a_reason() {
    let groups: &[(&str, u64)] = &[("a", 900), ("b", 1200), ("c", 1500)];
    let mut lacking: BTreeSet<(String, &str)> = BTreeSet::new();
    for (units, weighted) in [(false, false), (false, true), (true, false)] {
        let plan = Plan {
            groups,
            units,
            weighted,
            scores: 64,
            seed: 5,
        };
        for estimate in evaluate_all(&of_plan(&plan), &named("b")) {
            let entry = catalogue().find(&estimate.metric).unwrap();
            let bounded = estimate.lower.is_some() && estimate.upper.is_some();
            let finite = estimate.value.is_some_and(|value| value.get().is_finite());
            if !finite || bounded {
                continue;
            }
            let reason = without_interval(&entry.formula);
            let reason =
                reason.unwrap_or_else(|| panic!("no interval and no reason: {estimate:?}"));
            if reason.starts_with("I-null") {
                assert!(
                    estimate.noise_floor.is_some() && estimate.p_value.is_some(),
                    "{estimate:?}"
                );
            }
            lacking.insert((entry.id().to_owned(), reason));
        }
    }
    // A rate always has one; what has none is at most a third of the catalogue.
    assert!(
        3 * lacking.len() < catalogue().entries().len(),
        "{lacking:#?}"
    );
}

#[test]
fn a_metric_of_a_table_that_is_empty_is_undefined() {
    let nothing = crate::rows::nothing_but_decisions;
    let statistics = crate::examples::of_tables(vec![("a", nothing()), ("b", nothing())]);
    for estimate in evaluate_all(&statistics, &named("b")) {
        let entry = catalogue().find(&estimate.metric).unwrap();
        let needs = |input| entry.info.inputs.contains(&input);
        if needs(Input::Score)
            || needs(Input::Value)
            || needs(Input::Treatment)
            || needs(Input::Rank)
        {
            assert!(estimate.value.is_none(), "{estimate:?}");
            assert_ne!(estimate.status, Status::Ok, "{estimate:?}");
        }
    }
}

#[test]
fn numbers_do_not_depend_on_what_was_asked_before() {
    let statistics = of_plan(&plans()[1]);
    let table = statistics.roll_up(0, None, &[0]);
    let workings = Workings::default();
    let context = Context {
        checked: false,
        level: Level::P95,
        min_n: 30,
        noise_draws: 50,
        reference: resolve_reference(&table, &named("b"), Polarity::Benefit, 30)
            .unwrap_or(Reference::None),
        resamples: 100,
        rows: None,
        seed: 7,
        table: &table,
        workings: &workings,
    };
    let backwards: Vec<Estimate> = catalogue()
        .entries()
        .iter()
        .rev()
        .flat_map(|entry| evaluate(entry, &context))
        .collect();
    for entry in catalogue().entries() {
        let fresh = Workings::default();
        let unasked = Context {
            workings: &fresh,
            ..context.clone()
        };
        let alone = evaluate(entry, &unasked);
        let own: Vec<&Estimate> = backwards
            .iter()
            .filter(|e| *e.metric == *entry.id())
            .collect();
        assert_eq!(alone.iter().collect::<Vec<_>>(), own, "{}", entry.id());
    }
}

/// By hand: `cargo test --release -p evenhand-metrics --test laws how_long -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a law"]
#[allow(clippy::print_stderr)]
fn how_long_the_score_metrics_of_sixty_groups_take() {
    let names: Vec<String> = (0..60).map(|i| format!("g{i:02}")).collect();
    let groups: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 8_000)).collect();
    let plan = Plan {
        groups: &groups,
        units: false,
        weighted: false,
        scores: 1_024,
        seed: 3,
    };
    let mut statistics = of_plan(&plan);
    for tables in statistics.cells.values_mut() {
        tables.exposure = evenhand_core::Exposure::default();
    }
    let table = statistics.roll_up(0, None, &[0]);
    let families = [
        "dependence",
        "scores",
        "discrimination",
        "calibration",
        "distances",
    ];
    for rule in [named("g00"), ReferenceRule::Rest] {
        let workings = Workings::default();
        let context = Context {
            checked: false,
            level: Level::P95,
            min_n: 30,
            noise_draws: 2_000,
            reference: resolve_reference(&table, &rule, Polarity::Benefit, 30).unwrap(),
            resamples: 2_000,
            rows: None,
            seed: 7,
            table: &table,
            workings: &workings,
        };
        let mut times = Vec::new();
        for entry in catalogue().entries() {
            if families.contains(&entry.info.family.as_str()) {
                let start = std::time::Instant::now();
                let n = evaluate(entry, &context).len();
                times.push((start.elapsed().as_secs_f64() * 1e3, entry.id(), n));
            }
        }
        times.sort_by(|a, b| b.0.total_cmp(&a.0));
        let all: f64 = times.iter().map(|time| time.0).sum();
        eprintln!("{rule:?}: {all:.1} ms");
        for (time, id, n) in times.iter().take(25) {
            eprintln!("  {time:8.2} ms  {id} ({n})");
        }
    }
}

#[test]
fn a_metric_without_scores_values_or_treatment_looks_at_counts_and_sums_alone() {
    let distributed = [Input::Score, Input::Treatment, Input::Value];
    for plan in plans() {
        let whole = of_plan(&plan);
        let mut bare = whole.clone();
        for tables in bare.cells.values_mut() {
            *tables = tables.counts_without(&Tables::default());
        }
        assert_ne!(bare, whole);
        for rule in [named("b"), ReferenceRule::Rest, ReferenceRule::Overall] {
            let counted = |estimate: &Estimate| {
                let entry = catalogue().find(&estimate.metric).unwrap();
                let inputs = &entry.info.inputs;
                !inputs.iter().any(|input| distributed.contains(input))
            };
            let of = |statistics| -> Vec<Estimate> {
                let all = evaluate_all(statistics, &rule).into_iter();
                all.filter(counted).collect()
            };
            assert_eq!(of(&bare), of(&whole));
        }
    }
}
