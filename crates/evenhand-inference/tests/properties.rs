//! What must hold of every interval and test, whatever the counts.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use evenhand_inference::two_by_two::{
    Table2x2, boschloo, difference_test, fisher_exact, fisher_mid_p,
};
use evenhand_inference::{Interval, Level, Proportion};
use evenhand_inference::{effective_size, multiplicity, one_sample, two_sample};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn count() -> impl Strategy<Value = (u64, u64)> {
    let n = prop_oneof![1_u64..40, 1_u64..2000, Just(1_000_000)];
    n.prop_flat_map(|n| (prop_oneof![0..=n, Just(0), Just(n)], Just(n)))
}

fn proportion((x, n): (u64, u64)) -> Proportion {
    Proportion::new(x as f64, n as f64).unwrap()
}

fn near(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq() || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-3)
}

fn ordered(i: Interval, estimate: f64, low: f64, high: f64) -> bool {
    i.lower <= i.upper
        && i.lower >= low
        && i.upper <= high
        && i.lower <= estimate + 1e-12
        && i.upper >= estimate - 1e-12
}

fn within(inner: Interval, outer: Interval) -> bool {
    outer.lower <= inner.lower + 1e-10 && outer.upper >= inner.upper * (1.0 - 1e-9) - 1e-10
}

type OneSample = fn(Proportion, Level) -> Interval;
type TwoSample = fn(Proportion, Proportion, f64) -> Interval;

const ONE: [OneSample; 4] = [
    |p, l| one_sample::wilson(p, l.z()),
    |p, l| one_sample::clopper_pearson(p, l.alpha()),
    |p, l| one_sample::jeffreys(p, l.alpha()),
    |p, l| one_sample::agresti_coull(p, l.z()),
];
const DIFFERENCES: [TwoSample; 4] = [
    two_sample::difference_interval,
    two_sample::miettinen_nurminen_difference,
    two_sample::mee_difference,
    two_sample::newcombe_difference,
];
const RATIOS: [TwoSample; 5] = [
    two_sample::miettinen_nurminen_ratio,
    two_sample::koopman_ratio,
    two_sample::miettinen_nurminen_odds_ratio,
    two_sample::ratio_interval,
    two_sample::odds_ratio_interval,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_sample_limits_are_ordered_and_grow_with_the_level(c in count()) {
        let p = proportion(c);
        let (narrow, wide) = (Level::new(0.8).unwrap(), Level::new(0.99).unwrap());
        for method in ONE {
            prop_assert!(ordered(method(p, narrow), p.rate(), 0.0, 1.0), "{:?}", method(p, narrow));
            prop_assert!(within(method(p, narrow), method(p, wide)));
            let mirrored = method(p.complement(), narrow);
            prop_assert!(near(1.0 - mirrored.upper, method(p, narrow).lower));
        }
    }

    #[test]
    fn differences_are_ordered_and_change_sign_on_exchange(c in count(), d in count()) {
        let (a, b) = (proportion(c), proportion(d));
        let (narrow, wide) = (Level::new(0.8).unwrap().z(), Level::new(0.99).unwrap().z());
        for method in DIFFERENCES {
            let i = method(a, b, narrow);
            prop_assert!(ordered(i, a.rate() - b.rate(), -1.0, 1.0), "{:?} {:?} {:?}", a, b, i);
            let exchanged = method(b, a, narrow);
            prop_assert!(near(i.lower, -exchanged.upper) && near(i.upper, -exchanged.lower));
            prop_assert!(within(i, method(a, b, wide)));
        }
    }

    #[test]
    fn ratios_are_ordered_and_invert_on_exchange(c in count(), d in count()) {
        let (a, b) = (proportion(c), proportion(d));
        let (narrow, wide) = (Level::new(0.8).unwrap().z(), Level::new(0.99).unwrap().z());
        for (place, method) in RATIOS.into_iter().enumerate() {
            let i = method(a, b, narrow);
            prop_assert!(i.lower <= i.upper && i.lower >= 0.0, "{:?} {:?} {:?}", a, b, i);
            prop_assert!(within(i, method(a, b, wide)), "{:?} {:?} {:?} {:?}", a, b, i, method(a, b, wide));
            if place < 3 {
                let exchanged = method(b, a, narrow);
                prop_assert!(near(i.lower, 1.0 / exchanged.upper), "{:?} {:?}", i, exchanged);
            }
        }
    }

    #[test]
    fn score_statistics_meet_the_critical_value_at_the_limits(c in count(), d in count()) {
        let (a, b, z) = (proportion(c), proportion(d), Level::P95.z());
        let i = two_sample::miettinen_nurminen_difference(a, b, z);
        if i.lower > -1.0 + 1e-9 {
            prop_assert!((two_sample::score_difference_z(a, b, i.lower) - z).abs() < 1e-5, "{:?} {:?} {:?}", a, b, i);
        }
        let i = two_sample::miettinen_nurminen_ratio(a, b, z);
        if i.lower > 0.0 {
            prop_assert!((two_sample::score_ratio_z(a, b, i.lower) - z).abs() < 1e-5);
        }
    }

    #[test]
    fn exact_tests_are_probabilities(x1 in 0_u64..30, x2 in 0_u64..30, more1 in 0_u64..30, more2 in 0_u64..30) {
        prop_assume!(x1 + more1 > 0 && x2 + more2 > 0);
        let t = Table2x2::new(x1, x1 + more1, x2, x2 + more2).unwrap();
        let exchanged = Table2x2::new(x2, x2 + more2, x1, x1 + more1).unwrap();
        for test in [boschloo, fisher_exact, fisher_mid_p, difference_test] {
            let p = test(t).p_value;
            prop_assert!((0.0..=1.0).contains(&p), "{} {:?}", p, t);
            prop_assert!((p - test(exchanged).p_value).abs() < 1e-6, "{} {} {:?}", p, test(exchanged).p_value, t);
        }
        prop_assert!(fisher_mid_p(t).p_value <= fisher_exact(t).p_value + 1e-12);
    }

    #[test]
    fn adjusted_p_values_are_ordered_by_strictness(p in prop::collection::vec(0.0..=1.0_f64, 1..12)) {
        let bonferroni = multiplicity::bonferroni(&p).unwrap();
        let holm = multiplicity::holm(&p).unwrap();
        let hochberg = multiplicity::hochberg(&p).unwrap();
        let hommel = multiplicity::hommel(&p).unwrap();
        let bh = multiplicity::benjamini_hochberg(&p).unwrap();
        for i in 0..p.len() {
            let chain = [bonferroni[i], holm[i], hochberg[i], hommel[i], bh[i], p[i]];
            prop_assert!(chain.windows(2).all(|w| w[0] >= w[1] - 1e-12), "{:?}", chain);
        }
    }

    #[test]
    fn blocks_never_add_information(counts in prop::collection::vec((0_u32..50, 1_u32..50), 5..40)) {
        let blocks: Vec<_> = counts.iter().map(|&(x, m)| (f64::from(x.min(m)), f64::from(m))).collect();
        let rows: Vec<_> = counts.iter().map(|&(_, m)| u64::from(m)).collect();
        let all: f64 = blocks.iter().map(|b| b.1).sum();
        let c = effective_size::jackknife_blocks(&blocks, &rows).unwrap();
        prop_assert!(c.n_eff > 0.0 && c.n_eff <= all + 1e-9 && c.df <= blocks.len() as f64 - 1.0 + 1e-9);
        prop_assert!(c.proportion().is_ok());
    }
}

#[test]
fn wild_arguments_do_not_panic() {
    let p = |x, n| Proportion {
        events: x,
        total: n,
    };
    for x in [0.0, 0.3, 1.0, f64::NAN] {
        for critical in [0.0, 1.0, 40.0, f64::INFINITY, f64::NAN, -1.0] {
            let (a, b) = (p(x, 1.0), p(0.2, 0.4));
            for method in DIFFERENCES.into_iter().chain(RATIOS) {
                let _ = method(a, b, critical);
            }
            let _ = one_sample::wilson(a, critical);
            let _ = one_sample::clopper_pearson(a, critical);
        }
    }
}
