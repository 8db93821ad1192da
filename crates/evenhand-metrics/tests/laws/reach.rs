//! Which advertisements reach whom.

use crate::evaluate_all;
use crate::examples::of_tables;
use evenhand_core::{Count, Estimate, Real, ReferenceRule, Status, Tables};

/// Groups of which each advertisement reached so many.
fn all(groups: [&[u64]; 2]) -> Vec<Estimate> {
    let tables = groups.map(|reached| {
        let mut tables = Tables::default();
        for (ad, n) in reached.iter().enumerate().filter(|(_, n)| **n > 0) {
            *tables.exposure.reached_by(ad as u64) = Count::rows(*n);
        }
        tables.confusion.selected_unlabelled = Count::rows(reached.iter().sum());
        tables
    });
    let [a, b] = tables;
    evaluate_all(
        &of_tables(vec![("a", a), ("b", b)]),
        &ReferenceRule::Largest,
    )
}

fn find<'a>(all: &'a [Estimate], metric: &str, group: &str) -> &'a Estimate {
    let found = all
        .iter()
        .find(|e| &*e.metric == metric && &*e.group == group);
    found.unwrap_or_else(|| panic!("{metric} of {group}"))
}

fn number(estimate: &Estimate) -> f64 {
    estimate.value.map(Real::get).unwrap()
}

#[test]
fn a_small_group_covers_no_less_than_chance_shows() {
    // Eight of twenty advertisements by eight people: no more could be covered.
    let one_each: Vec<u64> = (0..20).map(|ad| u64::from(ad < 8)).collect();
    let found = all([&one_each, &[40; 20]]);
    let coverage = find(&found, "catalogue_coverage", "a");
    assert!((number(coverage) - 0.4).abs() < 1e-12);
    assert!(coverage.p_value.unwrap().get() > 0.9, "{coverage:?}");
    let gini = find(&found, "exposure_gini", "a");
    assert!(number(gini) > 0.5 && gini.p_value.unwrap().get() > 0.9);
    assert!(gini.noise_floor.unwrap().mean.get() > 0.5, "{gini:?}");
}

#[test]
fn a_group_that_sees_one_advertisement_alone_stands_out() {
    let mut alone = [0; 20];
    alone[3] = 100;
    let found = all([&alone, &[40; 20]]);
    for metric in ["catalogue_coverage", "exposure_gini", "popularity_bias"] {
        let estimate = find(&found, metric, "a");
        assert!(estimate.p_value.unwrap().get() < 0.03, "{estimate:?}");
    }
    assert!((number(find(&found, "catalogue_coverage", "a")) - 0.05).abs() < 1e-12);
    // (20 − 1)/20 of people who are all in one of twenty places.
    assert!((number(find(&found, "exposure_gini", "a")) - 0.95).abs() < 1e-12);
}

#[test]
fn groups_that_see_the_same_in_the_same_shares_have_everyones_popularity() {
    let found = all([&[10, 30, 60], &[20, 60, 120]]);
    for group in ["a", "b"] {
        assert!((number(find(&found, "popularity_bias", group)) - 1.0).abs() < 1e-12);
        assert!((number(find(&found, "catalogue_coverage", group)) - 1.0).abs() < 1e-12);
    }
}

#[test]
fn a_group_that_nothing_reached_has_no_spread_and_covers_nothing() {
    let found = all([&[0, 0], &[30, 40]]);
    let gini = find(&found, "exposure_gini", "a");
    assert_eq!(
        (gini.value, gini.status),
        (None, Status::UndefinedZeroDenominator)
    );
    assert!(number(find(&found, "catalogue_coverage", "a")).abs() < 1e-12);
}
