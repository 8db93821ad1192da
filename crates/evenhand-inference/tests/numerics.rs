//! What must hold at the edges of the numbers: counts up to 10¹², empty and full cells, one row, events and non-events
//! exchanged, effective sizes next to nothing, and arguments that make no sense.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use evenhand_inference::k_groups::{
    self, Extreme, equalized_odds_gap_interval, equalized_odds_ratio_interval, max_gap_interval,
    min_ratio_interval, worst_value_interval,
};
use evenhand_inference::one_sample::{
    agresti_coull, clopper_pearson, jeffreys, proportion_interval, wilson,
};
use evenhand_inference::two_by_two::{
    self, Table2x2, TestResult, chi_square_2x2, difference_test, fisher_exact, fisher_mid_p, g_test,
};
use evenhand_inference::two_sample::{self, mover_difference, mover_ratio};
use evenhand_inference::{
    Error, Interval, Level, Proportion, auc, bootstrap, effective_size, equivalence, mean,
    multiplicity, power, strata, trend,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

type OneSample = fn(Proportion, Level) -> Interval;
type TwoSample = fn(Proportion, Proportion, Level) -> Interval;

const ONE: [OneSample; 6] = [
    |p, l| proportion_interval(p, l, None),
    |p, l| proportion_interval(p, l, Some(12.5)),
    |p, l| wilson(p, l.z()),
    |p, l| clopper_pearson(p, l.alpha()),
    |p, l| agresti_coull(p, l.z()),
    |p, l| jeffreys(p, l.alpha()),
];

const DIFFERENCES: [TwoSample; 6] = [
    |a, b, l| two_sample::difference_interval(a, b, l.z()),
    |a, b, l| two_sample::miettinen_nurminen_difference(a, b, l.z()),
    |a, b, l| two_sample::mee_difference(a, b, l.z()),
    |a, b, l| two_sample::newcombe_difference(a, b, l.z()),
    |a, b, l| {
        let exact = |p| clopper_pearson(p, l.alpha());
        mover_difference(a.rate(), exact(a), b.rate(), exact(b))
    },
    |a, b, l| two_sample::agresti_caffo_difference(a, b, l.z()),
];

const RATIOS: [TwoSample; 5] = [
    |a, b, l| two_sample::ratio_interval(a, b, l.z()),
    |a, b, l| two_sample::miettinen_nurminen_ratio(a, b, l.z()),
    |a, b, l| two_sample::koopman_ratio(a, b, l.z()),
    |a, b, l| two_sample::mover_wilson_ratio(a, b, l.z()),
    |a, b, l| {
        let exact = |p| clopper_pearson(p, l.alpha());
        mover_ratio(a.rate(), exact(a), b.rate(), exact(b))
    },
];

const ODDS_RATIOS: [TwoSample; 2] = [
    |a, b, l| two_sample::odds_ratio_interval(a, b, l.z()),
    |a, b, l| two_sample::miettinen_nurminen_odds_ratio(a, b, l.z()),
];

const TESTS: [fn(Table2x2) -> TestResult; 5] = [
    |t| chi_square_2x2(t, false),
    |t| chi_square_2x2(t, true),
    g_test,
    difference_test,
    two_by_two::two_sd,
];

fn counts() -> impl Strategy<Value = (u64, u64)> {
    let n = prop_oneof![
        Just(1_u64),
        2_u64..60,
        1_u64..3000,
        Just(1_000_000),
        Just(1_000_000_000),
        Just(1_000_000_000_000),
    ];
    n.prop_flat_map(|n| {
        let x = prop_oneof![0..=n, Just(0), Just(n), 0..=n.min(20), (n - n.min(20))..=n,];
        (x, Just(n))
    })
}

fn proportion((x, n): (u64, u64)) -> Proportion {
    Proportion::new(x as f64, n as f64).unwrap()
}

fn near(a: f64, b: f64, tolerance: f64) -> bool {
    a.total_cmp(&b).is_eq() || (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1e-13)
}

fn levels() -> [Level; 5] {
    [0.5, 0.8, 0.95, 0.99, 0.9999].map(|l| Level::new(l).unwrap())
}

/// Ordered, inside the range, and wider at every higher level.
fn sound(limits: &[Interval], range: (f64, f64)) -> bool {
    let ordered = limits
        .iter()
        .all(|i| range.0 <= i.lower && i.lower <= i.upper && i.upper <= range.1);
    let nested = limits.windows(2).all(|pair| {
        let slack = |limit: f64| 1e-9 * limit.abs().min(1e9) + 1e-15;
        pair[1].lower <= pair[0].lower + slack(pair[0].lower)
            && pair[1].upper >= pair[0].upper - slack(pair[0].upper)
    });
    ordered && nested
}

fn contains(i: Interval, estimate: f64) -> bool {
    let slack = 1e-12 * estimate.abs().min(1e9);
    estimate.is_nan() || (i.lower <= estimate + slack && i.upper >= estimate - slack)
}

/// A hair more events than none, as a weight next to zero gives.
fn hair(p: Proportion) -> Proportion {
    Proportion::new(1e-9, p.total).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, rng_seed: RngSeed::Fixed(2), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn limits_of_one_rate_are_sound(c in counts()) {
        let p = proportion(c);
        for (place, method) in ONE.into_iter().enumerate() {
            let limits = levels().map(|l| method(p, l));
            prop_assert!(sound(&limits, (0.0, 1.0)), "{} {:?} {:?}", place, p, limits);
            prop_assert!(limits.iter().all(|&i| contains(i, p.rate())), "{} {:?} {:?}", place, p, limits);
            for (i, l) in limits.iter().zip(levels()) {
                let mirrored = method(p.complement(), l);
                prop_assert!(near(i.lower, 1.0 - mirrored.upper, 1e-9) || (i.lower - 1.0 + mirrored.upper).abs() < 1e-15, "{} {:?} {:?} {:?}", place, p, i, mirrored);
            }
        }
    }

    #[test]
    fn limits_of_one_rate_are_continuous_at_no_events(n in prop_oneof![Just(1_u64), 2_u64..3000, Just(1_000_000_000_000)]) {
        let none = proportion((0, n));
        // Jeffreys is left out: its lower limit is set to 0 at no events by definition.
        for method in ONE.into_iter().take(5) {
            let (at, by) = (method(none, Level::P95), method(hair(none), Level::P95));
            prop_assert!((at.lower - by.lower).abs() <= 1e-6 / n as f64 && near(at.upper, by.upper, 1e-6), "{:?} {:?} {:?}", none, at, by);
        }
    }

    #[test]
    fn limits_of_a_difference_are_sound(c in counts(), d in counts()) {
        let (a, b) = (proportion(c), proportion(d));
        let gap = a.rate() - b.rate();
        for (place, method) in DIFFERENCES.into_iter().enumerate() {
            let limits = levels().map(|l| method(a, b, l));
            prop_assert!(place == 4 || sound(&limits, (-1.0, 1.0)), "{} {:?} {:?} {:?}", place, a, b, limits);
            // Agresti-Caffo is centred elsewhere and need not contain the estimate.
            prop_assert!(place == 5 || limits.iter().all(|&i| contains(i, gap) || (i.lower - gap).abs().min((i.upper - gap).abs()) < 1e-15), "{} {:?} {:?} {:?}", place, a, b, limits);
            for (i, l) in limits.iter().zip(levels()) {
                for other in [method(b, a, l), method(a.complement(), b.complement(), l)] {
                    let same = |x: f64, y: f64| near(x, -y, 1e-7) || (x + y).abs() < 1e-14;
                    prop_assert!(same(i.lower, other.upper) && same(i.upper, other.lower), "{} {:?} {:?} {:?} {:?}", place, a, b, i, other);
                }
            }
        }
    }

    #[test]
    fn limits_of_a_ratio_are_sound(c in counts(), d in counts()) {
        let (a, b) = (proportion(c), proportion(d));
        for (place, method) in RATIOS.into_iter().chain(ODDS_RATIOS).enumerate() {
            let odds = place >= RATIOS.len();
            let estimate = if odds { (a.events * b.failures()) / (b.events * a.failures()) } else { a.rate() / b.rate() };
            let limits = levels().map(|l| method(a, b, l));
            prop_assert!(sound(&limits, (0.0, f64::INFINITY)), "{} {:?} {:?} {:?}", place, a, b, limits);
            prop_assert!(limits.iter().all(|&i| contains(i, estimate)), "{} {:?} {:?} {:?} {}", place, a, b, limits, estimate);
            for (i, l) in limits.iter().zip(levels()) {
                let swapped = if odds { Some(method(a.complement(), b.complement(), l)) } else { None };
                for other in [Some(method(b, a, l)), swapped].into_iter().flatten() {
                    let same = near(i.lower, 1.0 / other.upper, 1e-6) && near(i.upper, 1.0 / other.lower, 1e-6);
                    prop_assert!(same, "{} {:?} {:?} {:?} {:?}", place, a, b, i, other);
                }
            }
        }
    }

    #[test]
    fn two_sample_limits_are_continuous_at_no_events(n in 1_u64..3000, d in counts()) {
        let (none, b) = (proportion((0, n)), proportion(d));
        for (place, method) in DIFFERENCES.into_iter().enumerate() {
            let (at, by) = (method(none, b, Level::P95), method(hair(none), b, Level::P95));
            let same = |x: f64, y: f64| near(x, y, 1e-5) || (x - y).abs() < 1e-7;
            prop_assert!(same(at.lower, by.lower) && same(at.upper, by.upper), "{} {:?} {:?} {:?} {:?}", place, none, b, at, by);
        }
        if b.events > 0.0 {
            for (place, method) in RATIOS.into_iter().enumerate() {
                let (at, by) = (method(none, b, Level::P95), method(hair(none), b, Level::P95));
                let scale = at.upper.min(1e9);
                prop_assert!(at.lower <= 0.0 && by.lower <= 1e-6 * scale, "{} {:?} {:?} {:?} {:?}", place, none, b, at, by);
                prop_assert!(near(at.upper, by.upper, 1e-5), "{} {:?} {:?} {:?} {:?}", place, none, b, at, by);
            }
        }
    }

    #[test]
    fn tests_do_not_depend_on_names(c in counts(), d in counts()) {
        let table = |(x1, n1): (u64, u64), (x2, n2): (u64, u64)| Table2x2::new(x1, n1, x2, n2).unwrap();
        let others = |(x, n): (u64, u64)| (n - x, n);
        for (place, test) in TESTS.into_iter().enumerate() {
            let p = test(table(c, d)).p_value;
            prop_assert!((0.0..=1.0).contains(&p), "{} {:?} {:?} {}", place, c, d, p);
            for other in [table(d, c), table(others(c), others(d))] {
                let q = test(other).p_value;
                prop_assert!(near(p, q, 1e-6) || (p - q).abs() < 1e-9, "{} {:?} {:?} {} {}", place, c, d, p, q);
            }
        }
    }

    #[test]
    fn summaries_are_sound(list in prop::collection::vec(counts(), 2..7), df in prop_oneof![Just(None), Just(Some(9.5))]) {
        let groups: Vec<_> = list.into_iter().map(proportion).collect();
        let rates = || groups.iter().map(|g| g.rate());
        let (low, high) = (rates().fold(1.0, f64::min), rates().fold(0.0, f64::max));
        let at = |make: &dyn Fn(Level) -> evenhand_inference::Result<Interval>| levels().map(|l| make(l).unwrap());
        let gap = at(&|l| max_gap_interval(&groups, l, df));
        prop_assert!(sound(&gap, (0.0, 1.0)) && gap.iter().all(|&i| contains(i, high - low)), "{:?} {:?}", groups, gap);
        let ratio = at(&|l| min_ratio_interval(&groups, l, df));
        prop_assert!(sound(&ratio, (0.0, 1.0)) && ratio.iter().all(|&i| contains(i, low / high)), "{:?} {:?}", groups, ratio);
        let odds = at(&|l| equalized_odds_gap_interval(&groups, &groups, l, df));
        prop_assert!(sound(&odds, (0.0, 1.0)) && odds.iter().all(|&i| contains(i, high - low)), "{:?} {:?}", groups, odds);
        let odds = at(&|l| equalized_odds_ratio_interval(&groups, &groups, l, df));
        prop_assert!(sound(&odds, (0.0, 1.0)) && odds.iter().all(|&i| contains(i, low / high)), "{:?} {:?}", groups, odds);
        for (extreme, value) in [(Extreme::Minimum, low), (Extreme::Maximum, high)] {
            let worst = at(&|l| worst_value_interval(&groups, l, df, extreme));
            prop_assert!(sound(&worst, (0.0, 1.0)) && worst.iter().all(|&i| contains(i, value)), "{:?} {:?}", groups, worst);
        }
    }

    #[test]
    fn equivalence_agrees_with_the_interval(c in counts(), d in counts(), margin in 0.01..0.5_f64) {
        let (a, b) = (proportion(c), proportion(d));
        let test = equivalence::tost_difference(a, b, margin).unwrap();
        prop_assert!((0.0..=1.0).contains(&test.p), "{:?} {:?} {:?}", a, b, test);
        let exchanged = equivalence::tost_difference(b, a, margin).unwrap();
        prop_assert!(near(test.p, exchanged.p, 1e-6) || (test.p - exchanged.p).abs() < 1e-12, "{:?} {:?} {:?} {:?}", a, b, test, exchanged);
        let i = two_sample::miettinen_nurminen_difference(a, b, Level::new(0.9).unwrap().z());
        let inside = i.lower > -margin && i.upper < margin;
        prop_assert!(inside == (test.p < 0.05) || (test.p - 0.05).abs() < 1e-6, "{:?} {:?} {:?} {:?}", a, b, test, i);
    }
}

#[test]
fn exact_tests_take_large_counts() {
    for (x1, n1, x2, n2) in [
        (3, 1_000_000_000_000, 9, 1_000_000_000_000),
        (0, 1_000_000_000_000, 0, 5),
        (1_000_000_000_000, 1_000_000_000_000, 4, 5),
        (500_000_000, 1_000_000_000, 500_030_000, 1_000_000_000),
    ] {
        let table = Table2x2::new(x1, n1, x2, n2).unwrap();
        for test in [fisher_exact, fisher_mid_p, difference_test] {
            let p = test(table).p_value;
            assert!((0.0..=1.0).contains(&p), "{p} {table:?}");
        }
    }
}

#[test]
fn a_billion_rows_lose_no_digits() {
    let z = Level::P95.z();
    for n in [1e9, 1e12] {
        for x in [3.0, 0.25 * n, 0.5 * n, n - 3.0] {
            let (a, b) = (
                Proportion::new(x, n).unwrap(),
                Proportion::new(x + 1.0, n).unwrap(),
            );
            let i = two_sample::miettinen_nurminen_difference(a, b, z);
            // In units of one row nothing depends on n any more: compare with the same events of a tenth of the rows.
            if x < 10.0 || n - x < 10.0 {
                let tenth = |p: Proportion| {
                    if x < 10.0 {
                        (p.events, 0.1 * n)
                    } else {
                        (0.1 * n - p.failures(), 0.1 * n)
                    }
                };
                let (ta, tb) = (tenth(a), tenth(b));
                let t = two_sample::miettinen_nurminen_difference(
                    Proportion::new(ta.0, ta.1).unwrap(),
                    Proportion::new(tb.0, tb.1).unwrap(),
                    z,
                );
                assert!(near(i.lower * n, t.lower * 0.1 * n, 1e-5), "{i:?} {t:?}");
                assert!(near(i.upper * n, t.upper * 0.1 * n, 1e-5), "{i:?} {t:?}");
            } else {
                let half = z * (2.0 * a.rate() * (1.0 - a.rate()) / n).sqrt();
                assert!(near(i.width(), 2.0 * half, 1e-6), "{i:?} {half}");
                assert!(near(i.lower + i.upper, -2.0 / n, 1e-3), "{i:?}");
            }
        }
    }
}

fn refuses<T: std::fmt::Debug>(result: evenhand_inference::Result<T>, argument: &str, shown: &str) {
    let error = result.unwrap_err();
    assert!(
        matches!(&error, Error::OutOfRange { argument: named, .. } | Error::TooFew { argument: named, .. } if *named == argument),
        "{error:?} does not name {argument}"
    );
    assert!(
        error.to_string().contains(shown),
        "{error} does not show {shown}"
    );
}

#[test]
fn impossible_arguments_are_named_with_their_value() {
    let p = |x, n| Proportion::new(x, n).unwrap();
    let (half, few) = (p(5.0, 10.0), [p(5.0, 10.0)]);
    let broken = [
        half,
        Proportion {
            events: 7.0,
            total: 3.0,
        },
    ];
    let nan = [
        half,
        Proportion {
            events: f64::NAN,
            total: 3.0,
        },
    ];
    for level in [0.0, 1.0, -0.5, 95.0, f64::NAN, f64::INFINITY] {
        refuses(Level::new(level), "level", &level.to_string());
    }
    refuses(Proportion::new(11.0, 10.0), "events", "11");
    refuses(Proportion::new(-1.0, 10.0), "events", "-1");
    refuses(Proportion::new(f64::NAN, 10.0), "events", "NaN");
    refuses(Proportion::new(0.0, 0.0), "total", "0");
    refuses(Proportion::new(1.0, f64::INFINITY), "total", "inf");
    refuses(Table2x2::new(8, 7, 0, 1), "x1", "8");
    refuses(Table2x2::new(1, 7, 2, 1), "x2", "2");
    refuses(Table2x2::new(0, 0, 0, 1), "n1", "0");
    refuses(
        Table2x2::new(0, 1, 0, u64::MAX),
        "n2",
        "18446744073709552000",
    );
    refuses(two_by_two::chi_square_k(&[(3, 2), (1, 2)]), "groups", "3");
    refuses(
        two_by_two::chi_square_k(&[(3, u64::MAX), (1, 2)]),
        "groups",
        "18446744073709552000",
    );
    refuses(two_by_two::chi_square_k(&[(1, 2), (0, 0)]), "groups", "1");
    for summary in [max_gap_interval, min_ratio_interval] {
        refuses(summary(&few, Level::P95, None), "groups", "1");
        refuses(summary(&broken, Level::P95, None), "events", "7");
        refuses(summary(&nan, Level::P95, None), "events", "NaN");
    }
    refuses(
        equalized_odds_gap_interval(&few, &broken, Level::P95, None),
        "tpr",
        "1",
    );
    refuses(
        worst_value_interval(&broken, Level::P95, None, Extreme::Minimum),
        "events",
        "7",
    );
    refuses(k_groups::noise_floor(&[half, half], 0, 1), "draws", "0");
    refuses(equivalence::tost_difference(half, half, 0.0), "margin", "0");
    refuses(
        equivalence::tost_difference(half, half, f64::NAN),
        "margin",
        "NaN",
    );
    refuses(
        equivalence::tost_ratio(half, half, -0.8, 1.25),
        "lower",
        "-0.8",
    );
    refuses(
        equivalence::tost_ratio(half, half, 0.8, f64::INFINITY),
        "upper",
        "inf",
    );
    refuses(strata::Stratum::new((3.0, 2.0), (0.0, 0.0)), "events", "3");
    refuses(strata::Stratum::new((0.0, -2.0), (0.0, 0.0)), "total", "-2");
    refuses(
        trend::cochran_armitage(&[half, half], &[1.0, f64::NAN]),
        "scores",
        "NaN",
    );
    refuses(multiplicity::holm(&[0.1, 1.5]), "p", "1.5");
    refuses(multiplicity::benjamini_hochberg(&[f64::NAN]), "p", "NaN");
    refuses(
        power::power_two_proportions(f64::INFINITY, 0.1, 0.2, Level::P95),
        "n",
        "inf",
    );
    refuses(
        power::power_two_proportions(100.0, 1.1, 0.2, Level::P95),
        "p1",
        "1.1",
    );
    refuses(
        power::sample_size_two_proportions(0.1, 0.2, 1.0, Level::P95),
        "power",
        "1",
    );
    refuses(
        power::rows_needed_ratio(half, half, 1.0, Level::P95),
        "margin",
        "1",
    );
    refuses(bootstrap::multinomial_replicates(&[], 10, 1), "cells", "0");
    refuses(
        bootstrap::multinomial_replicates(&[3.0, -1.0], 10, 1),
        "cells",
        "-1",
    );
    refuses(
        bootstrap::stratified_replicates(&[&[3.0, 1.0], &[]], 10, 1),
        "cells",
        "0",
    );
    refuses(
        bootstrap::poisson_replicates(&[f64::NAN], 10, 1),
        "cells",
        "NaN",
    );
    refuses(
        mean::delta_interval(0.5, -1.0, Level::P95, None),
        "variance",
        "-1",
    );
    refuses(
        mean::multinomial_variance(&[1.0], &[f64::INFINITY]),
        "gradient",
        "inf",
    );
    refuses(mean::Sample::new(1.0, 0.0, 1.0), "n", "1");
    refuses(
        auc::delong(&[0.1, f64::NAN], &[0.2, 0.3]),
        "positives",
        "NaN",
    );
    refuses(auc::from_bins(&[(1.0, 5.0)]), "positives", "1");
    let sums = effective_size::WeightedEvents {
        n: 10,
        sum_w_events: 12.0,
        sum_w_total: 10.0,
        sum_w2_events: 1.0,
        sum_w2_total: 10.0,
    };
    refuses(
        effective_size::effective_proportion(sums),
        "sum_w_events",
        "12",
    );
}

#[test]
fn empty_strata_say_nothing() {
    let stratum = |a, b| strata::Stratum::new(a, b).unwrap();
    let none = [
        stratum((0.0, 0.0), (0.0, 0.0)),
        stratum((3.0, 9.0), (0.0, 0.0)),
    ];
    assert!(strata::cmh(&none, false).is_none() && strata::breslow_day(&none, true).is_none());
    assert!(strata::mantel_haenszel_odds_ratio(&none, Level::P95).is_none());
    assert!(strata::mantel_haenszel_risk_difference(&none, Level::P95).is_none());
    let some = [
        stratum((3.0, 9.0), (4.0, 8.0)),
        stratum((5.0, 9.0), (2.0, 8.0)),
    ];
    let with_empty: Vec<_> = some.iter().chain(&none).copied().collect();
    assert_eq!(strata::cmh(&some, false), strata::cmh(&with_empty, false));
    assert_eq!(
        strata::breslow_day(&some, true),
        strata::breslow_day(&with_empty, true)
    );
}
