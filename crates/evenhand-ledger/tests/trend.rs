//! Alerts follow from the history alone, and only from evidence over all of it.
#![allow(clippy::unwrap_used)]

#[path = "histories/fixture.rs"]
mod fixture;

use evenhand_core::AlertOn;
use evenhand_inference::sequential::{Process, Table};
use evenhand_ledger::{Calendar, DecisionEvent, DueState, Event, NotFollowed, Store};
use fixture::{SYSTEM, addition, card, day};
use tempfile::TempDir;

/// A history of these selected of 1,000 in the group, against 100 of 1,000.
fn history(selected: &[u64]) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    more(&store, 0, selected);
    (folder, store)
}

fn more(store: &Store, months: u32, selected: &[u64]) {
    for (month, selected) in (months + 1..).zip(selected) {
        let card = card(u64::from(month), *selected, 100);
        store.add(&addition(&card, month)).unwrap();
    }
}

fn accept(store: &Store) {
    let run = store.log().unwrap().runs().last().unwrap().run.clone();
    let (decision, by) = ("accept".to_owned(), vec!["board:chair".to_owned()]);
    store
        .record(
            Event::Decision(DecisionEvent {
                run,
                decision,
                by,
                ..DecisionEvent::default()
            }),
            day("2026-12-01"),
        )
        .unwrap();
}

#[test]
fn the_evidence_is_that_of_the_counts_and_survives_the_disk_to_the_bit() {
    let (_folder, store) = history(&[80, 90, 70]);
    let trend = store.trend(&store.log().unwrap(), 0.05).unwrap();
    assert_eq!(trend.series.len(), 3);
    let mut process = Process::new();
    for selected in [80, 90, 70] {
        process.add(&[Table::new((selected, 1000), (100, 1000)).unwrap()]);
    }
    for one in &trend.series {
        assert_eq!(one.points[2].as_ref().unwrap().state, process.state());
        assert!((one.log_e_value - process.log_e_value()).abs() < 1e-12);
        assert_eq!(one.tables().len(), 3);
    }
}

#[test]
fn an_alert_needs_the_evidence_of_several_audits() {
    let (_folder, store) = history(&[80, 80, 80]);
    let alerts = |store: &Store| {
        let trend = store.trend(&store.log().unwrap(), 0.05).unwrap();
        trend
            .series
            .iter()
            .filter(|one| one.speaks(AlertOn::ConfirmedChange, false))
            .count()
    };
    assert_eq!(alerts(&store), 0);
    more(&store, 3, &[80, 80, 80]);
    assert_eq!(alerts(&store), 3);
    let trend = store.trend(&store.log().unwrap(), 0.05).unwrap();
    let (lower, upper) = trend.series[0].odds_ratios(0.05).unwrap();
    assert!(lower < 0.783 && 0.783 < upper && upper < 1.0);
    assert!(trend.series[0].p_value < 0.05);
}

#[test]
fn better_than_at_the_last_signed_audit_needs_evidence_too() {
    let (_folder, store) = history(&[60, 60, 60, 60]);
    accept(&store);
    more(&store, 4, &[95]);
    let change = |store: &Store| store.trend(&store.log().unwrap(), 0.05).unwrap().series[0].change;
    assert!(change(&store).is_none(), "one good month is no proof");
    more(&store, 5, &[100, 105, 98, 100]);
    let change = change(&store).unwrap();
    assert!(change.nearer);
    // The other way round.
    let (_folder, store) = history(&[100, 100, 100, 100]);
    accept(&store);
    more(&store, 4, &[60, 60, 60, 60]);
    let trend = store.trend(&store.log().unwrap(), 0.05).unwrap();
    assert!(!trend.series[0].change.unwrap().nearer);
    assert!(trend.signed.is_some());
}

#[test]
fn a_reference_that_was_picked_after_looking_counts_from_the_next_audit_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    for month in 1..=3 {
        let mut card = card(u64::from(month), 80, 100);
        for estimate in &mut card.estimates {
            if estimate.reference.is_some() {
                estimate.reference = Some("best:A".into());
            }
        }
        store.add(&addition(&card, month)).unwrap();
    }
    let trend = store.trend(&store.log().unwrap(), 0.05).unwrap();
    for one in &trend.series {
        let first = one.points[0].as_ref().unwrap();
        assert_eq!(first.not_followed, Some(NotFollowed::ReferencePicked));
        assert_eq!(one.tables().len(), 2);
    }
}

#[test]
fn weights_are_no_people_and_a_missing_series_keeps_its_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    let first = card(1, 80, 100);
    store.add(&addition(&first, 1)).unwrap();
    let mut weighted = card(2, 80, 100);
    weighted.settings.weighted = true;
    store.add(&addition(&weighted, 2)).unwrap();
    let mut empty = card(3, 80, 100);
    empty.findings.clear();
    store.add(&addition(&empty, 3)).unwrap();
    let trend = store.trend(&store.log().unwrap(), 0.05).unwrap();
    let points: Vec<_> = trend.series[0]
        .points
        .iter()
        .map(|p| p.as_ref().unwrap())
        .collect();
    assert_eq!(points[1].not_followed, Some(NotFollowed::Weighted));
    assert_eq!(points[2].not_followed, Some(NotFollowed::Absent));
    assert_eq!(points[2].state, points[0].state);
    store.verify(None).unwrap();
}

#[test]
fn a_missed_audit_is_recorded_once() {
    use DueState::{Coming, Done, Overdue};
    let (_folder, store) = history(&[80, 80]);
    let calendar = Calendar::new("month", 10, 5).unwrap();
    let today = day("2026-05-20");
    let states = |store: &Store| -> Vec<DueState> {
        let log = store.log().unwrap();
        calendar
            .plan(&log, today)
            .iter()
            .map(|planned| planned.state)
            .collect()
    };
    assert_eq!(states(&store), [Done, Done, Overdue, Overdue, Coming]);
    let events = calendar.events(&store.log().unwrap(), today);
    assert_eq!(events.len(), 2);
    for event in events {
        store.record(event, today).unwrap();
    }
    assert!(calendar.events(&store.log().unwrap(), today).is_empty());
    // Coming late is still coming.
    more(&store, 2, &[80]);
    assert_eq!(states(&store)[2], Done);
}
