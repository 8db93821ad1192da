//! Attacks on suppressed scorecards, by somebody who has nothing but what is printed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "attack/attacker.rs"]
mod attacker;
#[path = "attack/card.rs"]
mod card;

use attacker::Attacker;
use card::{Cells, Random};
use evenhand_core::{PrivacyRules, Profile, Scorecard, Status, Verdict};
use evenhand_privacy::{suppress, suppress_by};

/// Random audits that are attacked.
const SEEDS: u64 = 24;

fn board(card: &Scorecard, complementary: bool) -> Scorecard {
    let rules = PrivacyRules {
        complementary,
        profile: Profile::Board,
        ..PrivacyRules::default()
    };
    suppress_by(card, &rules).into_owned()
}

/// The narrowest range that the attacker finds for a hidden count that is not zero: where, and its true value.
fn narrowest(exact: &Scorecard, shown: &Scorecard) -> Option<(f64, String)> {
    let json: serde_json::Value = serde_json::from_slice(&shown.to_json().unwrap()).unwrap();
    let attacker = Attacker::new(&json);
    let mut worst: Option<(f64, String)> = None;
    for target in attacker.hidden() {
        let truth = card::truth(exact, &target);
        if truth == 0 {
            continue;
        }
        let (low, high) = attacker.range(&target);
        assert!(
            low - 1e-4 <= truth as f64 && truth as f64 <= high + 1e-4,
            "{target:?}: {truth} is not between {low} and {high}"
        );
        if worst.as_ref().is_none_or(|(width, _)| high - low < *width) {
            worst = Some((high - low, format!("{target:?} = {truth} in {low}..{high}")));
        }
    }
    worst
}

#[test]
fn no_hidden_count_can_be_bounded_by_linear_programming() {
    let (mut seen, mut curved) = (0, 0);
    for seed in 0..SEEDS {
        let cells = Cells::random(&mut Random::new(seed), seed % 3 == 2);
        let exact = cells.card();
        let shown = board(&exact, true);
        if let Some((width, what)) = narrowest(&exact, &shown) {
            assert!(width > 9.0 - 1e-3, "seed {seed}: {what}");
        }
        curved += usize::from(shown.curves.len() > 1 && !hidden_nothing(&shown));
        seen += usize::from(shown.estimates.iter().any(|e| e.value.is_some()));
    }
    assert!(seen > SEEDS as usize * 9 / 10, "{seen} cards show anything");
    assert!(curved > 4, "{curved} cards hide a count and show curves");
}

fn hidden_nothing(card: &Scorecard) -> bool {
    card.estimates
        .iter()
        .all(|e| e.status != Status::Suppressed)
}

#[test]
fn the_same_attack_succeeds_where_only_small_cells_are_hidden() {
    let mut broken = 0;
    for seed in 0..12 {
        let cells = Cells::random(&mut Random::new(seed), seed % 3 == 2);
        let exact = cells.card();
        if let Some((width, _)) = narrowest(&exact, &board(&exact, false)) {
            broken += u32::from(width < 0.5);
        }
    }
    assert!(broken > 6, "{broken} of 12 could be worked out exactly");
}

#[test]
fn rounding_does_not_help_the_attacker() {
    for seed in 0..6 {
        let cells = Cells::random(&mut Random::new(seed), false);
        let exact = cells.card();
        let shown = suppress(&exact, Profile::Public);
        let hidden = |card: &Scorecard| -> Vec<bool> {
            let gone = |e: &evenhand_core::Estimate| e.status == Status::Suppressed;
            card.estimates.iter().map(gone).collect()
        };
        let (public, board) = (hidden(&shown), hidden(&board(&exact, true)));
        assert!(public.iter().zip(&board).all(|(p, b)| *p || !*b));
        for e in &shown.estimates {
            assert!(e.n % 5 == 0, "{e:?}");
            for count in [e.events, e.total, e.events_reference, e.total_reference] {
                assert!(
                    count.is_none_or(|n| (n.get() as u64).is_multiple_of(5)),
                    "{e:?}"
                );
            }
            if let (Some(value), Some(events), Some(total), None) =
                (e.value, e.events, e.total, &e.reference)
            {
                let made = events.get() / total.get();
                assert!((made - value.get()).abs() < 1e-12, "{e:?}");
            }
        }
    }
}

#[test]
fn planted_counts_are_nowhere() {
    let mut cells = Cells::random(&mut Random::new(3), true);
    for count in cells.counts.values_mut() {
        *count = [40, 60, 50, 70];
    }
    for outer in cells.outer.values_mut() {
        *outer = [20, 30, 25, 35];
    }
    // A group of 7 among thousands, and none of its numbers anywhere else.
    let first = cells.counts.keys().next().unwrap().clone();
    cells.counts.insert(first.clone(), [3, 1, 2, 1]);
    cells.outer.insert(first, [1, 0, 1, 0]);
    let exact = cells.card();
    let small: Vec<&evenhand_core::Estimate> = exact
        .estimates
        .iter()
        .filter(|e| e.n > 0 && e.n < 10)
        .collect();
    assert!(!small.is_empty());
    let planted: Vec<String> = small
        .iter()
        .flat_map(|e| [e.value, e.lower, e.upper, e.p_value])
        .flatten()
        .map(|value| value.to_string())
        .filter(|text| text.len() > 5)
        .collect();
    assert!(!planted.is_empty());
    for profile in [Profile::Board, Profile::Public] {
        let text = String::from_utf8(suppress(&exact, profile).to_json().unwrap()).unwrap();
        for value in &planted {
            assert!(!text.contains(value.as_str()), "{value} in {profile:?}");
        }
        assert!(!text.contains("\"n\":7"));
    }
}

#[test]
fn internal_is_the_card_itself_and_a_suppressed_card_is_never_opened() {
    let exact = Cells::random(&mut Random::new(5), false).card();
    assert_eq!(*suppress(&exact, Profile::Internal), exact);
    let shown = suppress(&exact, Profile::Board).into_owned();
    assert_eq!(*suppress(&shown, Profile::Internal), shown);
    assert_eq!(*suppress(&shown, Profile::Board), shown);
    let public = suppress(&exact, Profile::Public).into_owned();
    assert_eq!(*suppress(&shown, Profile::Public), public);
    assert_eq!(*suppress(&public, Profile::Board), public);
}

#[test]
fn a_finding_on_a_hidden_group_has_no_number_and_no_verdict() {
    let exact = Cells::random(&mut Random::new(1), false).card();
    let shown = board(&exact, true);
    let hidden: Vec<_> = (shown.findings.iter())
        .filter(|f| f.verdict == Verdict::Hidden)
        .collect();
    assert!(!hidden.is_empty());
    for finding in hidden {
        assert_eq!((finding.n, finding.value, finding.lower), (0, None, None));
        assert!(finding.reason.as_ref().unwrap().contains("fewer than 10"));
    }
}
