//! Evidence over repeated looks: against 50-digit arithmetic, exact small tables, and simulated histories.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../examples/looks/history.rs"]
#[allow(dead_code)]
mod history;

use evenhand_inference::multiplicity::e_benjamini_hochberg;
use evenhand_inference::sequential::{Process, Table, compare, confidence_set};
use history::{Draws, Drift, detection, fair_history};
use proptest::prelude::*;

fn table(x1: u64, n1: u64, x2: u64, n2: u64) -> Table {
    Table::new((x1, n1), (x2, n2)).unwrap()
}

/// (x₁, n₁, x₂, n₂, φ, l(φ)): mpmath 1.3.0 at 50 digits, every term of both sums.
const REFERENCE: [(u64, u64, u64, u64, f64, f64); 32] = [
    (0, 3, 2, 4, -1.5, 0.866_715_940_584_159_2),
    (0, 3, 2, 4, -0.2, 0.163_318_735_249_146_34),
    (0, 3, 2, 4, 0.1, -0.087_760_509_832_520_12),
    (0, 3, 2, 4, 1.5, -1.743_276_587_955_895_6),
    (4, 6, 5, 6, -1.5, 0.091_760_302_144_966_47),
    (4, 6, 5, 6, -0.2, 0.087_737_803_446_503_16),
    (4, 6, 5, 6, 0.1, -0.053_067_523_344_796_85),
    (4, 6, 5, 6, 1.5, -1.408_239_697_855_033_6),
    (80, 1000, 100, 1000, -1.5, -28.118_056_472_226_41),
    (80, 1000, 100, 1000, -0.2, 1.181_620_035_219_740_8),
    (80, 1000, 100, 1000, 0.1, -1.204_787_984_339_231_5),
    (80, 1000, 100, 1000, 1.5, -58.118_056_472_226_41),
    (1, 50, 0, 5000, -1.5, -1.492_278_485_091_710_8),
    (1, 50, 0, 5000, -0.2, -0.198_203_642_496_507_32),
    (1, 50, 0, 5000, 0.1, 0.098_959_245_554_271_91),
    (1, 50, 0, 5000, 1.5, 1.466_108_684_997_24),
    (9500, 100_000, 10_000, 100_000, -1.5, -4_262.414_030_607_803),
    (9500, 100_000, 10_000, 100_000, -0.2, -37.886_424_410_221_47),
    (9500, 100_000, 10_000, 100_000, 0.1, -46.991_803_797_255_58),
    (9500, 100_000, 10_000, 100_000, 1.5, -5_012.414_030_607_803),
    (50, 100_000, 60_000, 90_000, -1.5, 36_070.646_049_398_01),
    (50, 100_000, 60_000, 90_000, -0.2, 6_106.121_015_079_903),
    (50, 100_000, 60_000, 90_000, 0.1, -3_206.682_616_882_553),
    (50, 100_000, 60_000, 90_000, 1.5, -58_374.149_393_786_66),
    (0, 100_000, 3, 100_000, -1.5, 1.475_207_758_993_019_5),
    (0, 100_000, 3, 100_000, -0.2, 0.285_025_082_541_453_8),
    (0, 100_000, 3, 100_000, 0.1, -0.153_748_401_103_100_45),
    (0, 100_000, 3, 100_000, 1.5, -3.024_792_241_006_980_3),
    (
        50_000,
        100_000,
        50_100,
        100_000,
        -1.5,
        -13_669.819_100_926_416,
    ),
    (
        50_000,
        100_000,
        50_100,
        100_000,
        -0.2,
        -239.896_902_001_226_15,
    ),
    (
        50_000,
        100_000,
        50_100,
        100_000,
        0.1,
        -67.493_740_623_878_27,
    ),
    (
        50_000,
        100_000,
        50_100,
        100_000,
        1.5,
        -13_819.819_100_926_416,
    ),
];

#[test]
fn log_likelihoods_agree_with_fifty_digits() {
    for (x1, n1, x2, n2, point, wanted) in REFERENCE {
        let got = table(x1, n1, x2, n2).log_likelihood(point);
        let error = (got - wanted).abs() / wanted.abs().max(1.0);
        assert!(
            error < 1e-12,
            "{x1}/{n1} {x2}/{n2} at {point}: {got} for {wanted}, {error:e}"
        );
    }
}

#[test]
fn evidence_agrees_with_fifty_digits() {
    let looks: [(Vec<Table>, f64); 3] = [
        (vec![table(80, 1000, 100, 1000); 12], 12.271_748_520_559_79),
        (
            vec![table(3, 20, 5, 25), table(7, 90, 2, 10)],
            -0.007_972_803_320_867_367,
        ),
        (
            vec![table(9500, 100_000, 10_000, 100_000)],
            0.721_508_402_518_471,
        ),
    ];
    for (tables, wanted) in looks {
        let mut process = Process::new();
        process.add(&tables);
        let got = process.log_e_value();
        assert!((got - wanted).abs() < 1e-11, "{got} for {wanted}");
    }
}

/// C(n, k), exactly.
fn choose(n: u64, k: u64) -> u128 {
    (0..k).fold(1, |product, i| {
        product * u128::from(n - i) / u128::from(i + 1)
    })
}

#[test]
fn evidence_of_every_outcome_of_small_tables_has_mean_one() {
    // Without a gap the events of the group are hypergeometric; under them the mean of E is exactly 1.
    for (n1, n2) in [(1, 1), (3, 5), (12, 7), (30, 30)] {
        for events in 0..=n1 + n2 {
            let all = choose(n1 + n2, events) as f64;
            let mean: f64 = (0..=n1.min(events))
                .filter(|x| events - x <= n2)
                .map(|x| {
                    let mut process = Process::new();
                    process.add(&[table(x, n1, events - x, n2)]);
                    let ways = choose(n1, x) * choose(n2, events - x);
                    process.e_value() * ways as f64 / all
                })
                .sum();
            assert!((mean - 1.0).abs() < 1e-12, "{n1} {n2} {events}: {mean}");
        }
    }
}

#[test]
fn strata_and_looks_add_up_and_a_kept_state_goes_on() {
    let looks = [table(3, 20, 5, 25), table(7, 90, 2, 10), table(0, 4, 0, 9)];
    let (mut at_once, mut in_turn) = (Process::new(), Process::new());
    at_once.add(&looks);
    for look in looks {
        in_turn = Process::from_state(in_turn.state()).unwrap();
        in_turn.add(&[look]);
    }
    for (a, b) in at_once.state().iter().zip(in_turn.state()) {
        assert!((a - b).abs() < 1e-12);
    }
}

#[test]
fn a_state_that_is_none_is_refused() {
    assert!(Process::from_state(&[0.0; 30]).is_err());
    let mut state = [0.0; 31];
    assert!(Process::from_state(&state).is_ok());
    state[3] = f64::NAN;
    assert!(Process::from_state(&state).is_err());
    (state[3], state[15]) = (0.0, 1.0);
    assert!(Process::from_state(&state).is_err());
}

#[test]
fn tables_without_one_side_or_without_events_say_nothing() {
    for empty in [
        (0, 0, 5, 9),
        (4, 9, 0, 0),
        (0, 7, 0, 9),
        (7, 7, 9, 9),
        (0, 0, 0, 0),
    ] {
        let mut process = Process::new();
        process.add(&[table(empty.0, empty.1, empty.2, empty.3)]);
        assert!((process.e_value() - 1.0).abs() < 1e-15);
        let set = confidence_set(&[table(empty.0, empty.1, empty.2, empty.3)], 0.05).unwrap();
        assert!(set.lower.is_infinite() && set.upper.is_infinite());
    }
}

#[test]
fn a_set_excludes_no_gap_exactly_when_the_evidence_raises_an_alarm() {
    let mut alarms = 0;
    for x1 in 0..=200 {
        let looks = vec![table(x1, 1000, 100, 1000); 3];
        let mut process = Process::new();
        process.add(&looks);
        let set = confidence_set(&looks, 0.05).unwrap();
        assert!(set.lower <= set.estimate && set.estimate <= set.upper);
        let excluded = set.lower > 0.0 || set.upper < 0.0;
        assert_eq!(excluded, process.e_value() >= 20.0, "{x1}: {set:?}");
        alarms += u32::from(excluded);
    }
    assert!(alarms > 50);
}

#[test]
fn an_empty_cell_leaves_one_side_open() {
    let set = confidence_set(&[table(0, 200, 40, 200)], 0.05).unwrap();
    assert!(set.estimate.is_infinite() && set.lower.is_infinite() && set.upper < 0.0);
}

#[test]
fn a_change_is_never_called_where_there_is_none() {
    // Whatever the common gap, what is likeliest under it is no evidence of a change.
    for x in [20, 60, 80, 100, 180] {
        let looks = vec![table(x, 1000, 100, 1000); 6];
        assert!(compare(&looks, &looks).log_e_value < 0.0);
    }
    let worse = compare(
        &[table(100, 1000, 100, 1000); 6],
        &[table(50, 1000, 100, 1000); 6],
    );
    assert!(worse.e_value() > 20.0 && worse.since < worse.before);
}

#[test]
fn rejected_are_the_largest_for_as_many_as_hold() {
    // Against the definition, every k tried.
    let mut draws = 7_u64;
    for _ in 0..500 {
        let logs: Vec<f64> = (0..9)
            .map(|_| {
                draws = draws
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                (draws >> 33) as f64 / f64::from(1_u32 << 31) * 8.0
            })
            .collect();
        let mut sorted: Vec<f64> = logs.iter().map(|log| libm::exp(*log)).collect();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let most = (1..=9)
            .filter(|&k| sorted[k - 1] >= 9.0 / (0.05 * k as f64))
            .max();
        let rejected = e_benjamini_hochberg(&logs, 0.05).unwrap();
        assert_eq!(rejected.iter().filter(|r| **r).count(), most.unwrap_or(0));
    }
}

proptest! {
    #[test]
    fn exchanging_groups_or_events_mirrors_the_likelihood(n1 in 1_u64..400, n2 in 1_u64..400, a in 0.0..1.0, b in 0.0..1.0, point in -1.5..1.5) {
        let (x1, x2) = ((n1 as f64 * a) as u64, (n2 as f64 * b) as u64);
        let straight = table(x1, n1, x2, n2).log_likelihood(point);
        let swapped = table(x2, n2, x1, n1).log_likelihood(-point);
        let turned = table(n1 - x1, n1, n2 - x2, n2).log_likelihood(-point);
        prop_assert!((straight - swapped).abs() < 1e-11 && (straight - turned).abs() < 1e-11);
    }
}

#[test]
fn fair_histories_rarely_raise_an_alarm() {
    // The full measurement is `cargo run --release --example looks`.
    for drift in [Drift::None, Drift::Together, Drift::Wandering] {
        let mut draws = Draws::new(11);
        let alarms = (0..40)
            .filter(|_| fair_history(&mut draws, drift, 52, 20).is_some())
            .count();
        assert!(alarms <= 3, "{drift:?}: {alarms} of 40");
    }
}

#[test]
fn a_gap_of_four_fifths_is_found_within_a_year() {
    let mut draws = Draws::new(12);
    let found = (0..100)
        .filter(|_| detection(&mut draws, 0.1, 0.8, 1000, 12, 20).is_some())
        .count();
    assert!(found >= 90, "{found} of 100");
}
