//! Prices, deliveries and stages of campaigns.

use super::examples::{of_strata, of_tables};
use super::{close, evaluate_all, statistics};
use evenhand_core::{
    Bin, CellKey, ConfusionMatrix, Count, Dimension, Estimate, Funnel, Histogram, Moments,
    Quantity, ReferenceRule, Statistics, Status, Sums, Tables,
};

fn against_r(statistics: &Statistics, metric: &str, group: &str) -> Estimate {
    evaluate_all(statistics, &ReferenceRule::Group("r".to_owned()))
        .into_iter()
        .find(|e| &*e.metric == metric && &*e.group == group)
        .unwrap_or_else(|| panic!("{metric} of {group}"))
}

fn value(statistics: &Statistics, metric: &str, group: &str) -> f64 {
    let estimate = against_r(statistics, metric, group);
    let value = estimate.value;
    value.unwrap_or_else(|| panic!("{estimate:?}")).get()
}

fn funnel(rows: &[(u8, u64)]) -> Tables {
    let mut funnel = Funnel::default();
    for (stages, n) in rows {
        *funnel.entry(*stages) = Count::rows(*n);
    }
    let n = rows.iter().map(|(_, n)| n).sum();
    Tables {
        confusion: ConfusionMatrix::from_rows(n, 0, 0, 0),
        funnel,
        ..Tables::default()
    }
}

fn sums(rows: &[(Quantity, &[f64])]) -> Tables {
    let mut moments = Moments::default();
    for (quantity, numbers) in rows {
        for x in *numbers {
            let row = Sums::row(*x, 1.0).unwrap();
            moments.entry(*quantity).add(&row).unwrap();
        }
    }
    let n = rows.iter().map(|(_, numbers)| numbers.len()).max().unwrap();
    Tables {
        confusion: ConfusionMatrix::from_rows(n as u64, 0, 0, 0),
        moments,
        ..Tables::default()
    }
}

/// The same statistics with each part in a block of persons of its own.
fn blocked(groups: &[(&str, Vec<Tables>)]) -> Statistics {
    let names = groups.iter().map(|(name, _)| (*name, Tables::default()));
    let mut statistics = of_tables(names.collect());
    statistics.cells.clear();
    statistics.blocks = 64;
    for (level, (_, blocks)) in groups.iter().enumerate() {
        for (block, tables) in blocks.iter().enumerate() {
            let key = CellKey {
                model: 0,
                slice: 0,
                stratum: 0,
                block: block as u16,
                levels: vec![level as u32].into(),
            };
            statistics.cells.insert(key, tables.clone());
        }
    }
    statistics
}

#[test]
fn log_ratios_of_the_stages_add_up_to_that_of_the_whole() {
    let own = funnel(&[
        (1, 40),
        (3, 90),
        (7, 70),
        (15, 60),
        (31, 30),
        (63, 10),
        (65, 9),
    ]);
    let other = funnel(&[(1, 20), (3, 80), (7, 60), (15, 90), (31, 30), (63, 20)]);
    let statistics = of_tables(vec![("g", own), ("r", other)]);
    let parts: f64 = ["scoring", "selection", "delivery", "click", "conversion"]
        .map(|stage| value(&statistics, &format!("funnel_log_ratio_{stage}"), "g"))
        .iter()
        .sum();
    let total = value(&statistics, "funnel_log_ratio_total", "g");
    assert!((parts - total).abs() < 1e-12, "{parts} {total}");
    let whole = against_r(&statistics, "funnel_stage_parity", "g");
    assert!(close(libm::log(whole.value.unwrap().get()), total));
    let log = against_r(&statistics, "funnel_log_ratio_total", "g");
    assert!(close(
        libm::log(whole.lower.unwrap().get()),
        log.lower.unwrap().get()
    ));
    assert_eq!(log.p_value, whole.p_value);
    assert!(log.exact.is_none());
}

#[test]
fn a_stage_that_nobody_passes_is_infinitely_far_behind() {
    let statistics = of_tables(vec![
        ("g", funnel(&[(7, 50)])),
        ("r", funnel(&[(7, 20), (15, 30)])),
    ]);
    let stage = against_r(&statistics, "funnel_log_ratio_delivery", "g");
    assert_eq!(stage.status, Status::Unbounded);
    assert_eq!(stage.value.unwrap().get(), f64::NEG_INFINITY);
    assert!(stage.upper.unwrap().get() < 0.0);
    let next = against_r(&statistics, "funnel_log_ratio_click", "g");
    assert_eq!(next.status, Status::UndefinedZeroDenominator);
}

#[test]
fn shares_of_delivery_agree_with_each_other() {
    let statistics = of_tables(vec![
        ("g", funnel(&[(1, 60), (9, 40)])),
        ("r", funnel(&[(1, 100), (9, 300)])),
        ("s", funnel(&[(1, 90), (9, 10)])),
    ]);
    let of = |metric: &str, group: &str| value(&statistics, metric, group);
    let all: f64 = ["g", "r", "s"]
        .map(|g| of("delivery_skew_vs_eligible", g))
        .iter()
        .sum();
    assert!(all.abs() < 1e-12);
    let absolute: f64 = ["g", "r", "s"]
        .map(|g| of("delivery_skew_vs_eligible", g).abs())
        .iter()
        .sum();
    let variation = against_r(&statistics, "delivery_total_variation", "");
    assert!(close(variation.value.unwrap().get(), absolute / 2.0));
    let floor = variation.noise_floor.unwrap();
    assert!(floor.mean < floor.quantile && variation.p_value.unwrap().get() < 0.05);
    // 40 of 350 reached against 100 of 600 eligible.
    let skew = of("delivery_log_skew", "g");
    assert!(close(skew, libm::log((40.0 / 350.0) / (100.0 / 600.0))));
    let shown = against_r(&statistics, "delivery_log_skew", "g");
    assert!(shown.lower.unwrap().get() < skew && shown.upper.unwrap().get() < 0.0);
}

#[test]
fn impressions_of_few_people_are_less_sure_than_those_of_many() {
    let of = |rows: &[f64]| {
        let own = sums(&[(Quantity::Impressions, rows)]);
        let other = sums(&[(Quantity::Impressions, &[1.0; 60])]);
        of_tables(vec![("g", own), ("r", other)])
    };
    let mut few = [0.0; 60];
    few[..6].fill(20.0);
    let (even, uneven) = (of(&[2.0; 60]), of(&few));
    for metric in ["impression_share", "impression_share_index"] {
        let (a, b) = (
            against_r(&even, metric, "g"),
            against_r(&uneven, metric, "g"),
        );
        assert!(close(a.value.unwrap().get(), b.value.unwrap().get()));
        let width = |e: &Estimate| e.upper.unwrap().get() - e.lower.unwrap().get();
        assert!(width(&b) > 2.0 * width(&a), "{a:?} {b:?}");
    }
    let (a, b) = (
        against_r(&even, "impression_total_variation", ""),
        against_r(&uneven, "impression_total_variation", ""),
    );
    assert!(close(a.value.unwrap().get(), b.value.unwrap().get()));
    assert!(b.noise_floor.unwrap().quantile > a.noise_floor.unwrap().quantile);
    assert!(a.p_value.unwrap().get() < 0.05 && b.p_value.unwrap().get() > 0.05);
}

#[test]
fn explained_and_unexplained_add_up_to_the_gap() {
    let own = [10.0, 12.0, 15.0, 11.0];
    let other = [9.0, 14.0, 12.0];
    let statistics = of_strata(&[
        (&own, &other),
        (&[20.0, 25.0, 21.0], &[18.0, 19.0, 26.0, 24.0, 30.0]),
    ]);
    let explained = value(&statistics, "price_gap_explained", "g1");
    let left = value(&statistics, "price_gap_unexplained", "g1");
    let gap = value(&statistics, "price_gap", "g1");
    assert!((explained + left - gap).abs() < 1e-12);
    let shown = against_r(&statistics, "price_gap_unexplained", "g1");
    assert!(shown.lower.unwrap().get() < left && left < shown.upper.unwrap().get());
    let strata = shown.strata.unwrap();
    assert_eq!(strata.compared, 2);
    assert!(close(strata.crude.unwrap().get(), gap) && close(strata.used.get(), 1.0));
}

#[test]
fn a_stratum_without_one_side_takes_no_part_in_a_price_gap() {
    let statistics = of_strata(&[(&[3.0, 5.0], &[2.0, 4.0]), (&[], &[9.0, 9.0, 9.0, 9.0])]);
    for metric in ["conditional_price_gap", "price_gap_unexplained"] {
        let gap = against_r(&statistics, metric, "g1");
        assert!(close(gap.value.unwrap().get(), 1.0), "{gap:?}");
        assert!(close(gap.strata.unwrap().used.get(), 0.5));
    }
    let apart = of_strata(&[(&[3.0], &[]), (&[], &[9.0])]);
    let nothing = against_r(&apart, "conditional_price_gap", "g1");
    assert_eq!(nothing.status, Status::UndefinedZeroDenominator);
}

#[test]
fn a_price_gap_within_one_stratum_is_the_gap_of_all_rows() {
    let (own, other) = ([3.0, 5.0, 8.0, 4.0], [2.0, 4.0, 3.0, 6.0, 5.0]);
    let statistics = of_strata(&[(&own, &other)]);
    let all = against_r(&statistics, "price_gap", "g1");
    for metric in ["conditional_price_gap", "price_gap_unexplained"] {
        let within = against_r(&statistics, metric, "g1");
        assert!(close(within.value.unwrap().get(), all.value.unwrap().get()));
        // A normal quantile instead of Student's makes it narrower, by the same error.
        assert!(within.lower.unwrap().get() > all.lower.unwrap().get());
    }
}

#[test]
fn persons_in_blocks_widen_what_rows_would_narrow() {
    // Every block is ten times the same two rows.
    let block = |cost: f64, reached: f64| {
        let (mut costs, mut reach, mut both) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..10 {
            costs.extend([cost, 1.0]);
            reach.extend([reached, 1.0]);
            both.extend([cost * reached, 1.0]);
        }
        sums(&[
            (Quantity::Cost, &costs),
            (Quantity::ReachedWithCost, &reach),
            (Quantity::CostIfReached, &both),
            (Quantity::Impressions, &costs),
        ])
    };
    let blocks: Vec<Tables> = (0..20)
        .map(|i| block(f64::from(1 + i % 5), f64::from(u8::from(i % 3 > 0))))
        .collect();
    let with = blocked(&[("g", blocks.clone()), ("r", blocks.clone())]);
    let mut whole = Tables::default();
    for part in &blocks {
        whole.add(part).unwrap();
    }
    let rows = of_tables(vec![("g", whole.clone()), ("r", whole)]);
    for metric in [
        "cost_per_reach",
        "impression_share",
        "impression_share_index",
    ] {
        let (a, b) = (against_r(&rows, metric, "g"), against_r(&with, metric, "g"));
        assert!(close(a.value.unwrap().get(), b.value.unwrap().get()));
        let width = |e: &Estimate| e.upper.unwrap().get() - e.lower.unwrap().get();
        assert!(width(&b) > 1.5 * width(&a), "{a:?} {b:?}");
    }
    assert_eq!(
        against_r(&with, "cost_per_reach", "g").method.as_deref(),
        Some("jackknife-blocks")
    );
}

#[test]
fn a_constant_prediction_has_no_correlation() {
    let rows = |scores: &[f64]| {
        let outcomes: Vec<f64> = (0..scores.len()).map(|i| i as f64 / 10.0).collect();
        let products: Vec<f64> = outcomes.iter().zip(scores).map(|(o, s)| o * s).collect();
        sums(&[
            (Quantity::OutcomeWithScore, &outcomes),
            (Quantity::ScoreWithOutcome, scores),
            (Quantity::OutcomeTimesScore, &products),
        ])
    };
    let line: Vec<f64> = (0..50_u8)
        .map(|i| f64::from(i) + f64::from(i % 7))
        .collect();
    let statistics = of_tables(vec![("g", rows(&[0.1; 50])), ("r", rows(&line))]);
    let flat = against_r(&statistics, "outcome_score_correlation", "g");
    assert_eq!(flat.status, Status::UndefinedZeroDenominator);
    let steep = against_r(&statistics, "outcome_score_correlation", "r");
    assert_eq!(steep.method.as_deref(), Some("fisher-z"));
    assert!(steep.value.unwrap().get() > 0.9 && steep.upper.unwrap().get() < 1.0);
}

#[test]
fn an_audience_is_held_against_everyone_else_whatever_the_reference() {
    let statistics = statistics(&[
        ("g", [10, 0, 0, 90]),
        ("r", [50, 0, 0, 50]),
        ("s", [10, 0, 0, 90]),
    ]);
    let own = against_r(&statistics, "audience_representation_ratio", "g");
    assert_eq!(own.reference.as_deref(), Some("rest"));
    assert!(close(own.value.unwrap().get(), 0.1 / 0.3));
    let theirs = against_r(&statistics, "audience_representation_ratio", "r");
    assert!(close(theirs.value.unwrap().get(), 5.0));
}

#[test]
fn people_of_unknown_group_bound_the_gap() {
    let groups = [
        ("g", [40, 0, 0, 60]),
        ("r", [60, 0, 0, 40]),
        ("(missing)", [20, 0, 0, 30]),
    ];
    let all = statistics(&groups);
    let gap = against_r(&all, "missing_attribute_disparity", "g");
    assert!(close(gap.lower.unwrap().get(), 4.0 / 13.0 - 8.0 / 12.0));
    assert!(close(gap.upper.unwrap().get(), 6.0 / 12.0 - 6.0 / 13.0));
    assert_eq!(gap.method.as_deref(), Some("missing-attribute-bounds"));
    assert!(gap.p_value.is_none());
    // Everyone else is everyone else whose group is known.
    let rest = evaluate_all(&all, &ReferenceRule::Rest);
    let same = rest
        .iter()
        .find(|e| &*e.metric == "missing_attribute_disparity" && &*e.group == "g")
        .unwrap();
    assert_eq!(
        (same.value, same.lower, same.upper),
        (gap.value, gap.lower, gap.upper)
    );
    let known = evaluate_all(&statistics(&groups[..2]), &ReferenceRule::Largest);
    assert!(
        !known
            .iter()
            .any(|e| e.metric.starts_with("missing_attribute"))
    );
}

/// Values with how many refused and how many accepted.
fn quoted(rows: &[(f64, u64, u64)]) -> Tables {
    let bins = rows.iter().map(|(at, refused, accepted)| {
        let bin = Bin {
            negative: Count::rows(*refused),
            positive: Count::rows(*accepted),
            unlabelled: Count::default(),
        };
        (*at, bin)
    });
    let n = rows
        .iter()
        .map(|(_, refused, accepted)| refused + accepted)
        .sum();
    Tables {
        confusion: ConfusionMatrix::from_rows(n, 0, 0, 0),
        values: Histogram::new(bins),
        ..Tables::default()
    }
}

#[test]
fn who_is_quoted_more_is_not_blamed_for_accepting_less() {
    // The same acceptance at each of a hundred prices, and a group that is quoted the dear ones.
    let at = |price: u64, n: u64| {
        let accepted = n * (100 - price) / 100;
        (price as f64, n - accepted, accepted)
    };
    let dear: Vec<_> = (0..100).map(|price| at(price, 100 + 10 * price)).collect();
    let cheap: Vec<_> = (0..100).map(|price| at(price, 1100 - 10 * price)).collect();
    let statistics = of_tables(vec![("g", quoted(&dear)), ("r", quoted(&cheap))]);
    let share = |rows: &[(f64, u64, u64)]| {
        let yes: u64 = rows.iter().map(|row| row.2).sum();
        let all: u64 = rows.iter().map(|row| row.1 + row.2).sum();
        yes as f64 / all as f64
    };
    assert!(share(&dear) - share(&cheap) < -0.2);
    let parity = value(&statistics, "quote_to_accept_parity", "g");
    assert!(parity.abs() < 0.01, "{parity}");
    let odds = value(&statistics, "quote_to_accept_odds_ratio", "g");
    assert!((odds - 1.0).abs() < 0.05, "{odds}");
}

#[test]
fn repeated_quotes_to_a_person_count_by_persons() {
    let blocks: Vec<Tables> = (0..20)
        .map(|i| quoted(&[(10.0, 20 * (i % 2), 20 * (1 - i % 2)), (20.0, 10, 10)]))
        .collect();
    let with = blocked(&[("g", blocks.clone()), ("r", blocks.clone())]);
    let mut whole = Tables::default();
    for part in &blocks {
        whole.add(part).unwrap();
    }
    let rows = of_tables(vec![("g", whole.clone()), ("r", whole)]);
    let (a, b) = (
        against_r(&rows, "quote_to_accept_parity", "g"),
        against_r(&with, "quote_to_accept_parity", "g"),
    );
    let methods = [&a, &b].map(|e| e.method.clone().unwrap().to_string());
    assert_eq!(methods, ["mantel-haenszel-sato", "jackknife-blocks"]);
    let width = |e: &Estimate| e.upper.unwrap().get() - e.lower.unwrap().get();
    assert!(width(&b) > 2.0 * width(&a), "{a:?} {b:?}");
}

#[test]
fn repeated_prices_of_a_person_count_by_persons() {
    // Each block is one person of ten equal rows in each of two strata.
    let person = |price: f64| sums(&[(Quantity::Value, &[price; 10])]);
    let build = |blocks: u16| {
        let names = ["g", "r"].map(|name| (name, Tables::default()));
        let mut statistics = of_tables(names.to_vec());
        statistics.cells.clear();
        statistics.blocks = blocks;
        statistics.strata = Dimension::new("region", ["north", "south"]);
        for (level, more) in [3.0, 0.0].into_iter().enumerate() {
            for i in 0..20_u16 {
                for stratum in 0..2_u32 {
                    let key = CellKey {
                        model: 0,
                        slice: 0,
                        stratum,
                        block: if blocks > 0 { i } else { 0 },
                        levels: vec![level as u32].into(),
                    };
                    let price = 10.0 + more + f64::from(i % 7) + 5.0 * f64::from(stratum);
                    let cell = statistics.cells.entry(key).or_default();
                    cell.add(&person(price)).unwrap();
                }
            }
        }
        statistics
    };
    let (rows, persons) = (build(0), build(64));
    for metric in ["conditional_price_gap", "price_gap_unexplained"] {
        let (a, b) = (
            against_r(&rows, metric, "g"),
            against_r(&persons, metric, "g"),
        );
        assert!(close(a.value.unwrap().get(), 3.0) && close(b.value.unwrap().get(), 3.0));
        assert_eq!(b.method.as_deref(), Some("jackknife-blocks"));
        let width = |e: &Estimate| e.upper.unwrap().get() - e.lower.unwrap().get();
        assert!(width(&b) > 2.0 * width(&a), "{a:?} {b:?}");
    }
}
