//! Findings over all audits: their numbers outlive corrections and the time for keeping.
#![allow(clippy::unwrap_used)]

#[path = "histories/fixture.rs"]
mod fixture;

use evenhand_core::{Scorecard, Verdict};
use evenhand_ledger::{Addition, LiveFinding, SeriesKey, Stage, Store, live_findings};
use fixture::{SYSTEM, addition, card, day};
use std::path::Path;
use tempfile::TempDir;

/// An audit in which so many checks, counted from the last, confirm a gap.
fn confirming(counts: u64, checks: &[usize]) -> Scorecard {
    let mut card = card(counts, 80, 100);
    let mut fourth = card.findings[0].clone();
    fourth.check = "one-more".into();
    card.findings.push(fourth);
    let mut keys: Vec<SeriesKey> = card.findings.iter().map(SeriesKey::of).collect();
    keys.sort();
    for finding in &mut card.findings {
        let place = keys.iter().position(|key| *key == SeriesKey::of(finding));
        finding.verdict = if checks.contains(&place.unwrap()) {
            Verdict::ConfirmedGap
        } else {
            Verdict::PossibleGap
        };
    }
    card
}

/// Each audit confirms some checks, told by their places in the order of keys.
fn history(audits: &[&[usize]]) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    for (month, checks) in (1..).zip(audits) {
        let card = confirming(u64::from(month), checks);
        store.add(&addition(&card, month)).unwrap();
    }
    (folder, store)
}

fn findings(store: &Store) -> Vec<LiveFinding> {
    live_findings(&store.history(&store.log().unwrap()).unwrap())
}

fn numbers(findings: &[LiveFinding]) -> Vec<(usize, &str, Stage)> {
    findings
        .iter()
        .map(|finding| (finding.number, finding.since.as_str(), finding.stage))
        .collect()
}

fn keep_from(store: &Store, period: &str) {
    let deleted = store
        .delete_before(
            day(period),
            day("2020-01-01"),
            "kept for a month",
            day("2026-12-01"),
        )
        .unwrap();
    assert!(!deleted.is_empty());
}

#[test]
fn numbers_survive_the_time_for_keeping() {
    // The third check is confirmed first, the first one last.
    let (_folder, store) = history(&[&[2], &[2, 1], &[0], &[1]]);
    let before = findings(&store);
    assert_eq!(
        numbers(&before),
        [
            (1, "2026-01", Stage::Open),
            (2, "2026-02", Stage::Open),
            (3, "2026-03", Stage::Open)
        ]
    );
    let page = confirming(4, &[1]);
    let since = store.since(&page, None, day("2026-12-01")).unwrap();
    keep_from(&store, "2026-04-01");
    assert_eq!(store.log().unwrap().runs().len(), 1);
    assert_eq!(findings(&store), before);
    assert_eq!(store.since(&page, None, day("2026-12-01")).unwrap(), since);
    store.verify(None).unwrap();
    // What is confirmed after that takes the next number.
    let next = confirming(5, &[3]);
    store.add(&addition(&next, 5)).unwrap();
    let after = findings(&store);
    assert_eq!(numbers(&after)[3], (4, "2026-05", Stage::New));
    assert_eq!(after[..3], before[..]);
}

#[test]
fn a_correction_moves_no_number() {
    let (_folder, store) = history(&[&[], &[1], &[1, 2]]);
    let wrong = store.log().unwrap().runs()[1].run.clone();
    // In truth the first two were there from the first audit on.
    let card = confirming(70, &[0, 2]);
    store
        .add(&Addition {
            corrects: Some((&wrong, "one file was read twice")),
            ..addition(&card, 2)
        })
        .unwrap();
    let after = findings(&store);
    let places: Vec<(usize, &str, Stage)> = numbers(&after);
    assert_eq!(
        places,
        [
            (1, "2026-03", Stage::New),
            (2, "2026-02", Stage::Open),
            (3, "2026-02", Stage::Open)
        ]
    );
    store.verify(None).unwrap();
    // An audit on top goes on from it, and a number whose finding was corrected away is not given again.
    let wrong = store.log().unwrap().runs()[2].run.clone();
    let card = confirming(80, &[2]);
    store
        .add(&Addition {
            corrects: Some((&wrong, "another")),
            ..addition(&card, 3)
        })
        .unwrap();
    assert_eq!(
        numbers(&findings(&store)),
        [(2, "2026-02", Stage::Open), (3, "2026-02", Stage::Open)]
    );
    let card = confirming(4, &[3]);
    store.add(&addition(&card, 4)).unwrap();
    assert_eq!(
        numbers(&findings(&store)).last(),
        Some(&(4, "2026-04", Stage::New))
    );
    store.verify(None).unwrap();
}

/// The first history above, from before series told what became of findings: this folder is never made anew.
#[test]
fn findings_of_the_second_form_follow_from_the_oldest_run_and_are_kept_from_then_on() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/series2");
    let old = Store::new(&folder, SYSTEM).unwrap();
    old.verify(None).unwrap();
    let (_folder, new) = history(&[&[2], &[2, 1], &[0], &[1]]);
    assert_eq!(findings(&old), findings(&new));
    let page = confirming(3, &[0]);
    let since = |store: &Store| store.since(&page, None, day("2026-12-01")).unwrap();
    assert_eq!(since(&old), since(&new));
    // A copy goes on: what follows keeps the numbers, also when the old files are gone.
    let copy = tempfile::tempdir().unwrap();
    let log = old.log().unwrap();
    for run in log.runs() {
        std::fs::create_dir_all(copy.path().join(SYSTEM).join(&run.period)).unwrap();
        for path in [run.scorecard_path(), run.series_path()] {
            let path = Path::new(SYSTEM).join(path);
            std::fs::copy(folder.join(&path), copy.path().join(&path)).unwrap();
        }
    }
    let copy = Store::new(copy.path(), SYSTEM).unwrap();
    std::fs::copy(old.log_path(), copy.log_path()).unwrap();
    let next = confirming(5, &[3]);
    for store in [&copy, &new] {
        store.add(&addition(&next, 5)).unwrap();
        store.verify(None).unwrap();
    }
    let after = findings(&new);
    assert_eq!(after.len(), 4);
    assert_eq!(findings(&copy), after);
    keep_from(&copy, "2026-05-01");
    assert_eq!(findings(&copy), after);
}

#[test]
fn what_was_corrected_stays_so_when_the_correction_is_deleted() {
    let corrected = || {
        let (folder, store) = history(&[&[2], &[1], &[1]]);
        let wrong = store.log().unwrap().runs()[1].run.clone();
        // Another number of people as well: the evidence is another one.
        let mut card = confirming(70, &[0]);
        for estimate in &mut card.estimates {
            if estimate.events_reference.is_some() {
                estimate.events = evenhand_core::Real::new(40.0);
            }
        }
        store
            .add(&Addition {
                corrects: Some((&wrong, "one file was read twice")),
                ..addition(&card, 2)
            })
            .unwrap();
        store.add(&addition(&confirming(4, &[]), 4)).unwrap();
        (folder, store)
    };
    let ((_a, whole), (_b, pruned)) = (corrected(), corrected());
    // The third run was kept before the correction, the fourth after it.
    keep_from(&pruned, "2026-03-01");
    for store in [&whole, &pruned] {
        store.add(&addition(&confirming(5, &[3]), 5)).unwrap();
        store.verify(None).unwrap();
    }
    let last = |store: &Store| {
        let history = store.history(&store.log().unwrap()).unwrap();
        history.last().unwrap().series.clone()
    };
    assert_eq!(last(&whole), last(&pruned));
}
