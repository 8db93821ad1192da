//! A seeded smoke test of coverage: 2000 data sets per setting, at least 93 % of nominal 95 % intervals cover.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use evenhand_inference::k_groups::{
    equalized_odds_gap_interval, max_gap_interval, min_ratio_interval,
};
use evenhand_inference::one_sample::proportion_interval;
use evenhand_inference::two_sample::{difference_interval, odds_ratio_interval, ratio_interval};
use evenhand_inference::{Interval, Level, Proportion};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

const SETS: u32 = 2000;
const LEAST: f64 = 0.93;

struct Draws(Pcg64Mcg);

impl Draws {
    fn proportion(&mut self, rows: u32, rate: f64) -> Proportion {
        let hit = |_: &u32| ((self.0.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0) < rate;
        Proportion::new((0..rows).filter(hit).count() as f64, f64::from(rows)).unwrap()
    }
}

fn assert_covers(what: &str, truth: f64, mut interval: impl FnMut(&mut Draws) -> Interval) {
    let mut draws = Draws(Pcg64Mcg::seed_from_u64(20_240_501));
    let covered = (0..SETS)
        .filter(|_| interval(&mut draws).contains(truth))
        .count();
    let share = covered as f64 / f64::from(SETS);
    assert!(share >= LEAST, "{what}: {share}");
}

#[test]
fn rates_are_covered() {
    for rows in [20, 50, 200, 1000] {
        for rate in [0.01, 0.1, 0.5] {
            assert_covers(&format!("rate {rate} of {rows}"), rate, |draws| {
                proportion_interval(draws.proportion(rows, rate), Level::P95, None)
            });
        }
    }
}

#[test]
fn differences_ratios_and_odds_ratios_are_covered() {
    let z = Level::P95.z();
    let odds = |p: f64| p / (1.0 - p);
    for (n1, n2) in [(20, 20), (50, 50), (200, 200), (20, 1000)] {
        for (p1, p2) in [
            (0.01, 0.01),
            (0.1, 0.1),
            (0.5, 0.5),
            (0.08, 0.1),
            (0.4, 0.5),
            (0.3, 0.03),
        ] {
            let what = format!("{p1} of {n1} against {p2} of {n2}");
            assert_covers(&format!("difference {what}"), p1 - p2, |draws| {
                difference_interval(draws.proportion(n1, p1), draws.proportion(n2, p2), z)
            });
            assert_covers(&format!("ratio {what}"), p1 / p2, |draws| {
                ratio_interval(draws.proportion(n1, p1), draws.proportion(n2, p2), z)
            });
            assert_covers(
                &format!("odds ratio {what}"),
                odds(p1) / odds(p2),
                |draws| odds_ratio_interval(draws.proportion(n1, p1), draws.proportion(n2, p2), z),
            );
        }
    }
}

#[test]
fn largest_gaps_and_smallest_ratios_are_covered() {
    let sizes: [&[u32]; 5] = [
        &[200; 2],
        &[50; 5],
        &[200; 5],
        &[50; 10],
        &[20, 60, 180, 540, 1620],
    ];
    for rows in sizes {
        for (base, low) in [(0.01, 1.0), (0.1, 1.0), (0.5, 1.0), (0.1, 0.7), (0.5, 0.7)] {
            let rate = |place: usize| if place == 0 { base * low } else { base };
            let what = format!("{rows:?} at {base}, first times {low}");
            let groups = |draws: &mut Draws| -> Vec<Proportion> {
                rows.iter()
                    .enumerate()
                    .map(|(i, &n)| draws.proportion(n, rate(i)))
                    .collect()
            };
            assert_covers(&format!("gap of {what}"), base - base * low, |draws| {
                max_gap_interval(&groups(draws), Level::P95, None).unwrap()
            });
            assert_covers(&format!("ratio of {what}"), low, |draws| {
                min_ratio_interval(&groups(draws), Level::P95, None).unwrap()
            });
        }
    }
}

#[test]
fn equalized_odds_are_covered() {
    for (positives, negatives) in [(20, 80), (100, 400)] {
        for first in [0.6, 0.45] {
            let what = format!("equalized odds of {positives} and {negatives}, first {first}");
            assert_covers(&what, 0.6 - first, |draws| {
                let tpr = [first, 0.6, 0.6, 0.6].map(|p| draws.proportion(positives, p));
                let fpr = [0.1; 4].map(|p| draws.proportion(negatives, p));
                equalized_odds_gap_interval(&tpr, &fpr, Level::P95, None).unwrap()
            });
        }
    }
}
