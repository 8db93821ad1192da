//! Evidence beyond a limit: its mean within the limit by exact sums, its state, and simulated histories.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../examples/looks/history.rs"]
#[allow(dead_code)]
mod history;
#[path = "../examples/looks/limit.rs"]
#[allow(dead_code)]
mod limit;

use evenhand_inference::sequential::{Breach, Contrast, Table};
use history::{Draws, Drift};
use limit::{DIFFERENCE, Method, RATIO, broken};

fn table(x1: u64, n1: u64, x2: u64, n2: u64) -> Table {
    Table::new((x1, n1), (x2, n2)).unwrap()
}

fn probability(n: u64, x: u64, rate: f64) -> f64 {
    let ways = (0..x).fold(1.0, |ways, i| ways * (n - i) as f64 / (i + 1) as f64);
    ways * rate.powi(x as i32) * (1.0 - rate).powi((n - x) as i32)
}

/// The mean of the next factor, over every table there is.
fn mean(before: &Breach, limit: Contrast, (n1, p1): (u64, f64), (n2, p2): (u64, f64)) -> f64 {
    let mut sum = 0.0;
    for x1 in 0..=n1 {
        for x2 in 0..=n2 {
            let mut after = before.clone();
            after.add(limit, &[table(x1, n1, x2, n2)]).unwrap();
            let factor = libm::exp(after.log_e_value() - before.log_e_value());
            sum += factor * probability(n1, x1, p1) * probability(n2, x2, p2);
        }
    }
    sum
}

#[test]
fn within_the_limit_no_look_is_expected_to_add_evidence() {
    let both = Contrast::Ratio {
        least: 0.8,
        most: 1.25,
    };
    // What earlier looks were like, true or not: base rates may have been anything.
    let pasts: [&[Table]; 4] = [
        &[],
        &[table(1, 40, 2, 40)],
        &[table(30, 40, 36, 40), table(5, 40, 39, 40)],
        &[table(0, 1, 1, 1)],
    ];
    let mut highest = 0.0_f64;
    for limit in [RATIO, both, DIFFERENCE] {
        for past in pasts {
            let mut before = Breach::new();
            for look in past {
                before.add(limit, &[*look]).unwrap();
            }
            for (n1, n2) in [(1, 1), (3, 7), (9, 2), (12, 12), (0, 5)] {
                for step in 0..=20 {
                    let p2 = f64::from(step) / 20.0;
                    let at = match limit {
                        Contrast::Ratio { least, most } => [least * p2, p2, most * p2],
                        Contrast::Difference { least, most } => [p2 + least, p2, p2 + most],
                    };
                    for p1 in at.into_iter().filter(|p| (0.0..=1.0).contains(p)) {
                        let mean = mean(&before, limit, (n1, p1), (n2, p2));
                        highest = highest.max(mean);
                        assert!(
                            mean < 1.0 + 1e-6,
                            "{limit:?} {past:?} {n1} {n2} {p1} {p2}: {mean}"
                        );
                    }
                }
            }
        }
    }
    // It is spent to the full somewhere on the limit.
    assert!(highest > 1.0 - 1e-6, "{highest}");
}

#[test]
fn a_state_is_read_back_to_the_bit_and_another_is_refused() {
    let mut breach = Breach::new();
    assert!(Breach::from_state(&[]).unwrap() == breach && breach.log_e_value() == 0.0);
    for limit in [RATIO, DIFFERENCE] {
        breach.add(limit, &[table(70, 1000, 100, 1000)]).unwrap();
        let state = breach.state();
        assert_eq!(Breach::from_state(&state).unwrap(), breach);
        for wrong in [&state[1..], &state[..3], &[f64::NAN; 5][..]] {
            assert!(Breach::from_state(wrong).is_err());
        }
        let mut negative = state.clone();
        negative[1] = -1.0;
        assert!(Breach::from_state(&negative).is_err());
    }
}

#[test]
fn a_side_that_comes_later_gets_half_of_what_there_is_and_changes_no_evidence() {
    let both = Contrast::Ratio {
        least: 0.8,
        most: 1.25,
    };
    let mut breach = Breach::new();
    breach.add(RATIO, &[table(60, 1000, 100, 1000)]).unwrap();
    let before = breach.log_e_value();
    breach.add(both, &[table(0, 0, 0, 0)]).unwrap();
    assert!((breach.log_e_value() - before).abs() < 1e-12);
    assert_eq!(breach.state().len(), 1 + 4 + 2 * Breach::DEPTHS);
    // The high side now gathers evidence of its own.
    for _ in 0..24 {
        breach.add(both, &[table(160, 1000, 100, 1000)]).unwrap();
    }
    assert!(breach.e_value() > 20.0);
}

#[test]
fn a_mirrored_limit_gives_mirrored_evidence() {
    let high = Contrast::Ratio {
        least: 0.0,
        most: 1.25,
    };
    let (mut low, mut mirrored) = (Breach::new(), Breach::new());
    for _ in 0..5 {
        low.add(RATIO, &[table(60, 900, 100, 1100)]).unwrap();
        mirrored.add(high, &[table(100, 1100, 60, 900)]).unwrap();
    }
    assert!((low.log_e_value() - mirrored.log_e_value()).abs() < 1e-9);
}

#[test]
fn limits_that_nobody_can_meet_are_refused() {
    for (least, most) in [(1.2, 0.8), (f64::NAN, 1.0), (-0.5, 1.0), (0.0, 0.0)] {
        let limit = Contrast::Ratio { least, most };
        assert!(Breach::new().add(limit, &[]).is_err(), "{limit:?}");
    }
    let none = Contrast::Difference {
        least: f64::NEG_INFINITY,
        most: f64::INFINITY,
    };
    let mut breach = Breach::new();
    breach.add(none, &[table(1, 100, 90, 100)]).unwrap();
    assert!(breach.log_e_value() == 0.0);
}

#[test]
fn histories_at_the_limit_rarely_raise_an_alert_and_those_beyond_it_do() {
    // The full measurement is `cargo run --release --example looks`.
    for (limit, at) in [
        (RATIO, (|p| 0.8 * p) as fn(f64) -> f64),
        (DIFFERENCE, |p| p - 0.05),
    ] {
        for drift in [Drift::None, Drift::Together, Drift::Wandering] {
            let mut draws = Draws::new(21);
            let alarms = (0..100)
                .filter(|_| {
                    let setting = (0.3, 1000.0, drift);
                    broken(&mut draws, Method::Bets, limit, setting, 52, at).is_some()
                })
                .count();
            assert!(alarms <= 10, "{limit:?} {drift:?}: {alarms} of 100");
        }
    }
    let mut draws = Draws::new(22);
    let found = (0..50)
        .filter(|_| {
            let setting = (0.1, 2000.0, Drift::None);
            broken(&mut draws, Method::Bets, RATIO, setting, 12, |p| 0.6 * p).is_some()
        })
        .count();
    assert!(found >= 45, "{found} of 50");
}
