//! Histories of a small audit.
#![allow(dead_code, clippy::unwrap_used)]

use evenhand_core::{Day, Real, Scorecard};
use evenhand_ledger::{Addition, DecisionEvent, Event, Store, WaiverEvent};
use std::path::Path;
use tempfile::TempDir;

pub const SYSTEM: &str = "small";

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An audit of groups of 1,000: so many of the group and of the reference are selected, and `counts` makes them others.
pub fn card(counts: u64, selected: u64, reference: u64) -> Scorecard {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/cases/four-fifths-by-hand/scorecard.json");
    let mut card = Scorecard::from_json(&std::fs::read(path).unwrap()).unwrap();
    card.system.id = SYSTEM.into();
    card.digests.statistics = format!("{counts:064x}");
    for estimate in &mut card.estimates {
        if estimate.events_reference.is_some() {
            let real = |n: u64| Real::new(n as f64);
            estimate.reference = Some("A".into());
            estimate.events = real(selected);
            estimate.total = real(1000);
            estimate.events_reference = real(reference);
            estimate.total_reference = real(1000);
        }
    }
    card
}

pub fn addition(card: &Scorecard, month: u32) -> Addition<'_> {
    Addition {
        card,
        corrects: None,
        on: day(&format!("2026-{month:02}-28")),
        period: format!("2026-{month:02}").parse().unwrap(),
        run: None,
    }
}

pub fn add(store: &Store, month: u32) {
    let card = card(u64::from(month), 80, 100);
    store.add(&addition(&card, month)).unwrap();
}

/// A history of some months.
pub fn filled(months: u32) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    for month in 0..months {
        let card = card(u64::from(month + 1), 80, 100);
        let year = 2026 + month / 12;
        let added = Addition {
            on: day(&format!("{year}-{:02}-28", month % 12 + 1)),
            period: format!("{year}-{:02}", month % 12 + 1).parse().unwrap(),
            ..addition(&card, 1)
        };
        store.add(&added).unwrap();
    }
    (folder, store)
}

/// Every kind of event of the first form.
pub fn make_v1(folder: &Path) {
    let store = Store::new(folder, SYSTEM).unwrap();
    add(&store, 1);
    add(&store, 2);
    let wrong = store.log().unwrap().runs()[1].run.clone();
    let right = card(70, 90, 100);
    let correction = Addition {
        corrects: Some((&wrong, "one file was read twice")),
        ..addition(&right, 2)
    };
    let run = store.add(&correction).unwrap().run;
    let record = |event| store.record(event, day("2026-04-21")).unwrap();
    record(Event::Missed {
        period: "2026-03".into(),
        until: "2026-04-20".into(),
    });
    record(Event::Decision(DecisionEvent {
        run,
        decision: "accept with conditions".into(),
        by: vec!["board:chair".into()],
        ..DecisionEvent::default()
    }));
    record(Event::Waiver(WaiverEvent {
        id: "W-2026-01".into(),
        check: "four-fifths".into(),
        attribute: "sex".into(),
        group: "female".into(),
        expires: "2026-09-30".into(),
        reason: "an offer to men only until September".into(),
        ..WaiverEvent::default()
    }));
    add(&store, 4);
    store
        .delete_before(
            day("2026-02-01"),
            day("2020-01-01"),
            "kept for three months",
            day("2026-05-01"),
        )
        .unwrap();
    let head = store.verify(None).unwrap().head;
    std::fs::write(folder.join("head.txt"), head + "\n").unwrap();
}
