//! A seeded smoke test of coverage and error rates: the quick settings of the calibration, with few draws.
//!
//! The full run, with its figures, is `docs/evidence.md`.

#[path = "../examples/calibrate/areas.rs"]
mod areas;
#[path = "../examples/calibrate/draws.rs"]
mod draws;
#[path = "../examples/calibrate/errors.rs"]
mod errors;
#[path = "../examples/calibrate/family.rs"]
mod family;
#[path = "../examples/calibrate/pairs.rs"]
mod pairs;
#[path = "../examples/calibrate/pooled.rs"]
mod pooled;
#[path = "../examples/calibrate/rates.rs"]
mod rates;
#[path = "../examples/calibrate/smooth.rs"]
mod smooth;
#[path = "../examples/calibrate/summaries.rs"]
mod summaries;
#[path = "../examples/calibrate/units.rs"]
mod units;
#[path = "../examples/calibrate/weights.rs"]
mod weights;

use family::{Effort, Family};

/// One point less than the gate, which leaves room for the chance of 2,000 draws at these seeds.
const SLACK: f64 = 0.01;

fn assert_met(families: Vec<Family>) {
    for (number, family) in (0..).zip(families) {
        let lines = family.run(number, Effort::Smoke, 2);
        assert!(!lines.is_empty(), "{}: no quick setting", family.title);
        for line in lines {
            for (share, column) in line.shares.iter().zip(&family.columns) {
                let Some(gate) = column.gate else { continue };
                assert!(
                    gate.met(*share, SLACK),
                    "{}: {} of {} is {} after {:?} draws. {}",
                    family.title,
                    column.name,
                    line.setting,
                    share.value,
                    share.draws,
                    family.about
                );
            }
        }
    }
}

#[test]
fn rates_are_covered() {
    assert_met(rates::families());
}

#[test]
fn differences_ratios_and_odds_ratios_are_covered() {
    assert_met(pairs::families());
}

#[test]
fn summaries_over_groups_are_covered() {
    assert_met(summaries::families());
}

#[test]
fn weighted_rates_are_covered() {
    assert_met(weights::families());
}

#[test]
fn repeated_people_are_covered() {
    assert_met(units::families());
}

#[test]
fn areas_under_the_curve_are_covered() {
    assert_met(areas::families());
}

#[test]
fn tests_and_verdicts_are_rarely_wrong() {
    assert_met(errors::families());
}

#[test]
fn strata_are_pooled_rightly() {
    assert_met(pooled::families());
}

#[test]
fn smooth_functions_are_covered() {
    assert_met(smooth::families());
}
