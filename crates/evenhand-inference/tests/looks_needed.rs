//! The number of looks that a plan promises, held against simulated histories.
#![allow(clippy::unwrap_used)]

#[path = "../examples/looks/history.rs"]
#[allow(dead_code)]
mod history;

use evenhand_inference::power::looks_needed;
use evenhand_inference::sequential::{Process, Table};
use history::Draws;

const HISTORIES: u32 = 400;

/// The share of histories in which the evidence is reached within so many looks.
fn found(
    draws: &mut Draws,
    [n1, n2]: [u64; 2],
    [p1, p2]: [f64; 2],
    evidence: f64,
    looks: u64,
) -> f64 {
    let mut found = 0;
    for _ in 0..HISTORIES {
        let mut process = Process::new();
        for _ in 0..looks {
            let (x1, x2) = (draws.binomial(n1, p1), draws.binomial(n2, p2));
            process.add(&[Table::new((x1, n1), (x2, n2)).unwrap()]);
            if process.log_e_value() >= libm::log(evidence) {
                found += 1;
                break;
            }
        }
    }
    f64::from(found) / f64::from(HISTORIES)
}

#[test]
fn four_of_five_histories_find_the_gap_within_the_looks_that_are_promised() {
    let mut draws = Draws::new(31);
    for (sizes, p2, ratio) in [
        ([1000, 1000], 0.1, 0.8),
        ([1000, 1000], 0.05, 0.8),
        ([300, 3000], 0.1, 0.7),
        ([3000, 300], 0.1, 0.7),
        ([200, 200], 0.5, 0.8),
        ([100, 900], 0.3, 0.6),
        ([2000, 2000], 0.01, 0.5),
        ([500, 500], 0.2, 1.25),
    ] {
        for evidence in [20.0, 400.0] {
            let rates = [p2 * ratio, p2];
            let [n1, n2] = sizes.map(|n| n as f64);
            let looks = looks_needed((n1, rates[0]), (n2, p2), 0.8, evidence)
                .unwrap()
                .unwrap();
            let share = found(&mut draws, sizes, rates, evidence, looks);
            // At least what is promised, within three standard errors, and not far more: a look more is a look too many.
            assert!(
                (0.74..=0.95).contains(&share) || (looks <= 2 && share >= 0.74),
                "{sizes:?} {rates:?} {evidence}: {looks} looks, {share}"
            );
            if looks >= 4 {
                let half = found(&mut draws, sizes, rates, evidence, looks / 2);
                assert!(
                    half < 0.74,
                    "{sizes:?} {rates:?} {evidence}: {half} by half of {looks} looks"
                );
            }
        }
    }
}

#[test]
fn what_is_never_found_and_what_makes_no_sense_is_told() {
    assert_eq!(
        looks_needed((30.0, 0.0099), (30.0, 0.01), 0.8, 20.0).unwrap(),
        None
    );
    assert_eq!(
        looks_needed((30.0, 0.0), (30.0, 0.01), 0.8, 20.0).unwrap(),
        None
    );
    assert_eq!(
        looks_needed((1e6, 0.3), (1e6, 0.5), 0.8, 20.0).unwrap(),
        Some(1)
    );
    for (n1, p1, power, evidence) in [
        (0.0, 0.1, 0.8, 20.0),
        (10.0, 1.1, 0.8, 20.0),
        (10.0, 0.1, 1.0, 20.0),
        (10.0, 0.1, 0.8, 1.0),
    ] {
        assert!(looks_needed((n1, p1), (10.0, 0.2), power, evidence).is_err());
    }
    // More of everything never needs more looks.
    let mut before = u64::MAX;
    for n in [100.0, 200.0, 400.0, 800.0, 1600.0, 3200.0] {
        let looks = looks_needed((n, 0.14), (n, 0.2), 0.8, 20.0)
            .unwrap()
            .unwrap();
        assert!(looks <= before, "{n}: {looks}");
        before = looks;
    }
}
