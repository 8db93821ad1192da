//! Whom advertisements reached and audiences hold.

use super::close;
use super::examples::of_tables;
use super::{evaluate_all, evaluate_table, statistics};
use evenhand_core::{ConfusionMatrix, Count, Estimate, ReferenceRule, Statistics, Status, Tables};

fn find(statistics: &Statistics, metric: &str, group: &str) -> Estimate {
    evaluate_all(statistics, &ReferenceRule::Group("r".to_owned()))
        .into_iter()
        .find(|e| &*e.metric == metric && &*e.group == group)
        .unwrap_or_else(|| panic!("{metric} of {group}"))
}

fn ads(groups: &[(&'static str, &[u64])]) -> Statistics {
    let tables = groups.iter().map(|(name, reached)| {
        let mut tables: Tables =
            ConfusionMatrix::from_rows(reached.iter().sum::<u64>().max(1), 0, 0, 0).into();
        for (list, n) in reached.iter().enumerate() {
            *tables.exposure.reached_by(list as u64) = Count::rows(*n);
        }
        (*name, tables)
    });
    of_tables(tables.collect())
}

#[test]
fn of_several_advertisements_the_furthest_pair_pays_for_all_pairs() {
    let two = find(
        &ads(&[("a", &[60, 40]), ("r", &[40, 60])]),
        "paired_ad_delivery_z",
        "a",
    );
    let three = ads(&[("a", &[60, 40, 50]), ("r", &[40, 60, 50])]);
    let three = find(&three, "paired_ad_delivery_z", "a");
    // Shares 0.6 and 0.4 of a hundred each: 0.2 / √(0.25 · 2/100).
    assert!(close(two.value.unwrap().get(), 0.2 / 0.005_f64.sqrt()));
    assert_eq!(two.value, three.value);
    let p = |e: &Estimate| e.p_value.unwrap().get();
    assert!(close(p(&three), 3.0 * p(&two)));
    // People of unknown group take no part.
    let unknown = ads(&[("a", &[60, 40]), ("r", &[40, 60]), ("(missing)", &[500, 1])]);
    assert_eq!(find(&unknown, "paired_ad_delivery_z", "a").value, two.value);
}

#[test]
fn one_advertisement_has_nothing_to_be_compared_with() {
    let one = find(
        &ads(&[("a", &[60]), ("r", &[40])]),
        "paired_ad_delivery_z",
        "a",
    );
    assert!(one.value.is_none() && one.p_value.is_none());
    // Everyone whom both reached is of the group: nothing varies.
    let all = find(
        &ads(&[("a", &[60, 40]), ("r", &[])]),
        "paired_ad_delivery_z",
        "a",
    );
    assert!(all.value.is_none());
}

#[test]
fn shares_are_held_against_those_of_the_population() {
    let groups = [
        ("a", [20, 20, 0, 0]),
        ("r", [60, 0, 0, 0]),
        ("(missing)", [500, 0, 0, 0]),
    ];
    let mut table = statistics(&groups).roll_up(0, None, &[0]);
    let all = |table: &evenhand_core::GroupTable| evaluate_table(table, &ReferenceRule::Largest);
    let find = |all: &[Estimate], metric: &str, group: &str| {
        let found = all
            .iter()
            .find(|e| &*e.metric == metric && &*e.group == group);
        found.cloned()
    };
    let named = [
        "population_representation_difference",
        "population_representation_chi_squared",
    ];
    assert!(all(&table).iter().all(|e| !named.contains(&&*e.metric)));
    table.benchmark = [("a".to_owned(), 0.5)].into();
    let some = all(&table);
    let own = find(&some, named[0], "a").unwrap();
    assert!(close(own.value.unwrap().get(), -0.1));
    // Wilson's interval of 40 of 100 would be 0.3094 to 0.4980; with fewer than 50 events it is the exact one.
    assert!(
        (own.lower.unwrap().get() + 0.5 - 0.303_3).abs() < 1e-4,
        "{own:?}"
    );
    assert!(
        (own.upper.unwrap().get() + 0.5 - 0.502_8).abs() < 1e-4,
        "{own:?}"
    );
    // (0.4 − 0.5) / √(0.25/100) = −2.
    assert!((own.p_value.unwrap().get() - 0.045_5).abs() < 1e-4);
    assert_eq!(
        find(&some, named[0], "r").unwrap().status,
        Status::MissingInput
    );
    // One group alone has no fit.
    assert_eq!(
        find(&some, named[1], "").unwrap().status,
        Status::OneGroupOnly
    );
    table.benchmark.insert("r".to_owned(), 0.5);
    let fit = find(&all(&table), named[1], "").unwrap();
    assert!(
        close(fit.value.unwrap().get(), 4.0) && (fit.p_value.unwrap().get() - 0.045_5).abs() < 1e-4
    );
    assert_eq!(fit.test.as_deref(), Some("chi-squared"));
}

#[test]
fn people_in_the_seed_and_in_the_audience_count_in_both() {
    // Seed and audience are the same people: nothing was amplified, and surely so.
    let same = |n: u64| -> Tables {
        let mut tables: Tables = ConfusionMatrix::from_rows(n, 0, 0, 0).into();
        *tables.funnel.entry(1) = Count::rows(100);
        *tables.funnel.entry(1 | 4 | 128) = Count::rows(n);
        tables
    };
    let statistics = of_tables(vec![("a", same(40)), ("r", same(60))]);
    let own = find(&statistics, "lookalike_amplification", "a");
    let limits = [own.value, own.lower, own.upper].map(|x| x.unwrap().get());
    assert!(limits.iter().all(|x| x.abs() < 1e-12), "{own:?}");
    let all = find(&statistics, "lookalike_total_variation_change", "");
    let limits = [all.value, all.lower, all.upper].map(|x| x.unwrap().get());
    assert!(limits.iter().all(|x| x.abs() < 1e-12), "{all:?}");
    // Apart, the spread is Katz's of two independent samples: √(1/40 − 1/100 + 1/50 − 1/100).
    let apart = |seed: u64, selected: u64| -> Tables {
        let mut tables: Tables = ConfusionMatrix::from_rows(selected, 0, seed, 0).into();
        *tables.funnel.entry(1 | 128) = Count::rows(seed);
        *tables.funnel.entry(1 | 4) = Count::rows(selected);
        tables
    };
    let statistics = of_tables(vec![("a", apart(50, 40)), ("r", apart(50, 60))]);
    let own = find(&statistics, "lookalike_amplification", "a");
    let half = (own.upper.unwrap().get() - own.lower.unwrap().get()) / 2.0;
    assert!(
        (half - 1.959_963_984_540_054 * 0.025_f64.sqrt()).abs() < 1e-9,
        "{own:?}"
    );
}

#[test]
fn a_comparison_takes_the_parameter_of_what_it_compares() {
    use evenhand_metrics::catalogue;
    let own: &[(f64, u64, u64)] = &[(0.1, 5, 0), (0.5, 3, 0), (0.9, 2, 0)];
    let other: &[(f64, u64, u64)] = &[(0.1, 8, 0), (0.4, 2, 0)];
    let tables = vec![
        ("a", super::examples::scores(own)),
        ("r", super::examples::scores(other)),
    ];
    let table = of_tables(tables).roll_up(0, None, &[0]);
    let workings = evenhand_metrics::Workings::default();
    let of = |name: &str| {
        let entry = catalogue()
            .with_parameter(name)
            .unwrap_or_else(|| panic!("{name}"));
        assert_eq!(entry.id(), name);
        let context = evenhand_metrics::Context {
            checked: false,
            level: evenhand_inference::Level::P95,
            min_n: 5,
            noise_draws: 0,
            reference: evenhand_metrics::Reference::Group {
                best: false,
                index: 1,
                name: "r".into(),
            },
            resamples: 100,
            rows: None,
            seed: 1,
            table: &table,
            workings: &workings,
        };
        let found = evenhand_metrics::evaluate(&entry, &context);
        let own = found.iter().find(|e| &*e.group == "a").unwrap();
        (own.value.unwrap().get(), entry.info.formula.clone())
    };
    // The number of one parameter is not mistaken for that of another.
    let (low, _) = of("score_quantile_difference(q=0.05)");
    let (high, text) = of("score_quantile_difference(q=0.95)");
    assert!(
        low.abs() < 1e-12 && (high - 0.5).abs() < 1e-12,
        "{low} {high}"
    );
    assert!(text.contains("score_quantile(q=0.95)_g"), "{text}");
    assert!(
        catalogue()
            .with_parameter("selection_rate_ratio(k=2)")
            .is_none()
    );
    assert!(
        catalogue()
            .with_parameter("score_quantile_difference(k=2)")
            .is_none()
    );
}
