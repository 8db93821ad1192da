//! Ranked lists: faults of other tools that must not come back, and what holds of many lists.

use crate::{close, evaluate_all, examples::of_tables};
use evenhand_core::{Count, Estimate, ReferenceRule, Status, Tables};
use evenhand_metrics::catalogue;

/// Estimates of lists, each the positions of groups in the names from the top, with what is relevant.
fn of_lists(names: &[&str], lists: &[&[(usize, bool)]], rule: &ReferenceRule) -> Vec<Estimate> {
    let mut groups: Vec<(&str, Tables)> = names
        .iter()
        .map(|name| (*name, Tables::default()))
        .collect();
    for (l, list) in lists.iter().enumerate() {
        for (i, (group, relevant)) in list.iter().enumerate() {
            let tables = &mut groups[*group].1;
            let placed = tables.exposure.entry(l as u64, i as u32 + 1);
            placed.items = Count::rows(1);
            placed.relevant = Count::rows(u64::from(*relevant));
            tables.confusion.true_positive.add(&Count::rows(1)).unwrap();
        }
    }
    evaluate_all(&of_tables(groups), rule)
}

fn plain(list: &[usize]) -> Vec<(usize, bool)> {
    list.iter().map(|group| (*group, false)).collect()
}

fn find<'e>(estimates: &'e [Estimate], metric: &str, group: &str) -> &'e Estimate {
    estimates
        .iter()
        .find(|e| &*e.metric == metric && &*e.group == group)
        .unwrap_or_else(|| panic!("{metric} {group}"))
}

fn value(estimates: &[Estimate], metric: &str, group: &str) -> f64 {
    find(estimates, metric, group).value.unwrap().get()
}

#[test]
fn the_infeasible_index_counts_lengths_and_the_count_counts_pairs() {
    // AIF360 counts pairs under the name of the index and leaves out the full length: 10 where the index is 6.
    let list = plain(&[0, 0, 0, 1, 1, 1, 2, 2, 2]);
    let estimates = of_lists(&["a", "b", "c"], &[&list], &ReferenceRule::Largest);
    assert_eq!(value(&estimates, "infeasible_index", ""), 5.0);
    assert_eq!(value(&estimates, "infeasible_count", ""), 6.0);
    let index = find(&estimates, "infeasible_index", "");
    // A single list has no interval; what chance alone would show stands beside it.
    assert!(index.lower.is_none() && index.noise_floor.is_some() && index.p_value.is_some());
}

#[test]
fn a_list_without_the_group_does_not_make_its_skew_infinite() {
    let (with, without) = (plain(&[0, 1]), plain(&[1, 1]));
    let lists = [&with[..], &without];
    let estimates = of_lists(&["a", "b"], &lists, &ReferenceRule::Largest);
    // Shares of the first places ½ and 0, of all places ¼: as it should be.
    assert!(close(value(&estimates, "skew_at_k", "a"), 0.0));

    // In none of the first places at all it is minus infinity, and so is the smallest skew.
    let mut far = plain(&[1; 30]);
    far.extend(plain(&[0; 30]));
    let estimates = of_lists(&["a", "b"], &[&far], &ReferenceRule::Largest);
    for (metric, group) in [("skew_at_k", "a"), ("min_skew_at_k", "")] {
        let skew = find(&estimates, metric, group);
        assert_eq!(skew.status, Status::Unbounded);
        assert_eq!(skew.value.unwrap().get(), f64::NEG_INFINITY);
        assert!(skew.lower.is_none());
    }
}

#[test]
fn groups_of_the_same_lists_are_compared_list_by_list() {
    // The group's share of the first places is ½ or 1, the other's what is left: their difference varies twice as much
    // as one share, which two independent samples would not show.
    let lists: Vec<Vec<(usize, bool)>> = [[0, 1], [0, 0], [0, 1], [0, 0]]
        .iter()
        .map(|list| plain(list))
        .collect();
    let lists: Vec<&[(usize, bool)]> = lists.iter().map(Vec::as_slice).collect();
    let rule = ReferenceRule::Group("b".to_owned());
    let estimates = of_lists(&["a", "b"], &lists, &rule);
    let width = |metric: &str| {
        let e = find(&estimates, metric, "a");
        e.upper.unwrap().get() - e.lower.unwrap().get()
    };
    let gap = find(&estimates, "top_share_difference", "a");
    assert!(close(gap.value.unwrap().get(), 0.5));
    // Shares ½, 1, ½, 1: standard deviation of the mean 0.14434, Student's quantile at 3 degrees 3.18245.
    let half = 3.182_446_305_284_263 * 2.0 * (1.0 / 48.0_f64).sqrt();
    assert!(
        (width("top_share_difference") / 2.0 - half).abs() < 1e-6,
        "{gap:?}"
    );
    // Against everyone else it is the same comparison.
    let rest = of_lists(&["a", "b"], &lists, &ReferenceRule::Rest);
    let rest = find(&rest, "top_share_difference", "a");
    assert_eq!(
        (rest.value, rest.lower, rest.upper),
        (gap.value, gap.lower, gap.upper)
    );
}

#[test]
fn items_that_share_a_place_have_no_order() {
    // One of each at every place: whatever the order within, no beginning favours either.
    let mut tables = [Tables::default(), Tables::default()];
    for table in &mut tables {
        for place in 1..=3 {
            table.exposure.entry(1, place).items = Count::rows(1);
        }
        table.confusion = evenhand_core::ConfusionMatrix::from_rows(3, 0, 0, 0);
    }
    let [a, b] = tables;
    let one = of_tables(vec![("a", a.clone()), ("b", b.clone())]);
    let other = of_tables(vec![("x", b), ("w", a)]);
    let rule = ReferenceRule::Largest;
    let (one, other) = (evaluate_all(&one, &rule), evaluate_all(&other, &rule));
    for metric in ["normalized_discounted_kl", "infeasible_index"] {
        assert_eq!(value(&one, metric, ""), value(&other, metric, ""));
    }
    for metric in ["group_exposure", "top_share"] {
        assert!(close(value(&one, metric, "a"), value(&one, metric, "b")));
    }
    assert!(value(&one, "attention_weighted_rank_fairness", "").abs() < 1e-15);
}

#[test]
fn depth_can_be_set() {
    let entry = catalogue().with_parameter("skew_at_k(k=2)").unwrap();
    assert_eq!(entry.id(), "skew_at_k(k=2)");
    for name in [
        "precision_at_k(k=5)",
        "rank_biased_exposure(gamma=0.5)",
        "rnd(step=5)",
    ] {
        assert!(catalogue().with_parameter(name).is_some(), "{name}");
    }
}
