//! Whom advertisements reached and audiences hold.

use super::close;
use super::evaluate_all;
use super::examples::of_tables;
use evenhand_core::{ConfusionMatrix, Count, Estimate, ReferenceRule, Statistics, Tables};

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
