//! What can happen to a history: additions, corrections, deletions, and every fault that must be named.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "histories/fixture.rs"]
mod fixture;

use evenhand_core::Day;
use evenhand_ledger::{Addition, Disk, Error, Event, LOG, LocalDisk, Log, Store};
use fixture::{SYSTEM, add, addition, card, day, filled};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

fn log_lines(store: &Store) -> Vec<Vec<u8>> {
    let bytes = fs::read(store.log_path()).unwrap();
    bytes
        .split_inclusive(|&b| b == b'\n')
        .map(<[u8]>::to_vec)
        .collect()
}

fn problem(error: Error) -> (Option<usize>, String) {
    match error {
        Error::Integrity(problem) => (problem.line, problem.to_string()),
        other => panic!("{other}"),
    }
}

#[test]
fn what_was_added_is_listed_and_fits() {
    let (_folder, store) = filled(4);
    let log = store.log().unwrap();
    let periods: Vec<&str> = log.runs().iter().map(|run| run.period.as_str()).collect();
    assert_eq!(periods, ["2026-01", "2026-02", "2026-03", "2026-04"]);
    let verified = store.verify(None).unwrap();
    assert_eq!((verified.entries, verified.files), (4, 8));
    assert_eq!(store.verify(Some(&verified.head)).unwrap(), verified);
    assert_eq!(store.scorecard(log.runs()[2]).unwrap().system.id, SYSTEM);
}

#[test]
fn a_period_is_added_once_in_order_and_never_with_the_same_counts() {
    let (_folder, store) = filled(2);
    let refused = |month: u32, counts: u64| {
        let card = card(counts, 80, 100);
        store.add(&addition(&card, month)).unwrap_err()
    };
    assert!(matches!(refused(2, 7), Error::PeriodTaken { .. }));
    assert!(matches!(refused(3, 1), Error::SameCounts { .. }));
    let earlier = card(9, 80, 100);
    let mut early = addition(&earlier, 1);
    early.period = "2025-12".parse().unwrap();
    assert!(matches!(
        store.add(&early).unwrap_err(),
        Error::OutOfOrder { .. }
    ));
    let mut other = card(9, 80, 100);
    other.system.id = "another".into();
    assert!(matches!(
        store.add(&addition(&other, 3)).unwrap_err(),
        Error::OtherSystem { .. }
    ));
    store.verify(None).unwrap();
    assert_eq!(store.log().unwrap().entries.len(), 2);
}

#[test]
fn a_name_never_leaves_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["", "..", ".hidden", "a/b", "a\\b", "é", "a b"] {
        assert!(Store::new(folder.path(), name).is_err(), "{name}");
    }
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    let card = card(1, 80, 100);
    let run = Addition {
        run: Some("../../x"),
        ..addition(&card, 1)
    };
    assert!(matches!(
        store.add(&run).unwrap_err(),
        Error::BadName { .. }
    ));
}

#[test]
fn a_correction_is_appended_and_the_evidence_starts_from_it() {
    let (_folder, store) = filled(3);
    let wrong = store.log().unwrap().runs()[1].run.clone();
    let right = card(70, 100, 100);
    let correction = Addition {
        corrects: Some((&wrong, "two files were missing")),
        ..addition(&right, 2)
    };
    store.add(&correction).unwrap();
    let log = store.log().unwrap();
    assert_eq!((log.entries.len(), log.runs().len()), (4, 3));
    assert!(log.runs().iter().all(|run| run.run != wrong));
    add(&store, 4);
    store.verify(None).unwrap();
    // The same history without the mistake has the same evidence.
    let folder = tempfile::tempdir().unwrap();
    let clean = Store::new(folder.path(), SYSTEM).unwrap();
    add(&clean, 1);
    clean.add(&addition(&right, 2)).unwrap();
    add(&clean, 3);
    add(&clean, 4);
    let last = |store: &Store| {
        let log = store.log().unwrap();
        store.series(log.runs().last().unwrap()).unwrap().series
    };
    assert_eq!(last(&store), last(&clean));
}

#[test]
fn deleted_files_are_recorded_and_the_evidence_stays() {
    let (_folder, store) = filled(4);
    let gone = store
        .delete_before(
            day("2026-03-01"),
            day("2023-03-01"),
            "aggregates are kept for two months",
            day("2026-05-01"),
        )
        .unwrap();
    assert_eq!(gone.len(), 4);
    let log = store.log().unwrap();
    assert_eq!(log.runs().len(), 2);
    assert!(matches!(
        &log.entries[4].event,
        Event::Deletion { count: 4, .. }
    ));
    store.verify(None).unwrap();
    add(&store, 5);
    store.verify(None).unwrap();
    assert!(
        store
            .delete_before(
                day("2026-03-01"),
                day("2023-03-01"),
                "again",
                day("2026-06-01")
            )
            .unwrap()
            .is_empty()
    );
    assert_eq!(store.log().unwrap().entries.len(), 6);
}

#[test]
fn every_flipped_byte_of_a_small_log_is_named() {
    let (_folder, store) = filled(2);
    let path = store.log_path();
    let whole = fs::read(&path).unwrap();
    let first = whole.iter().position(|&b| b == b'\n').unwrap();
    for place in 0..whole.len() {
        for bit in [0, 5] {
            let mut bytes = whole.clone();
            bytes[place] ^= 1 << bit;
            fs::write(&path, &bytes).unwrap();
            let line = match store.log() {
                Ok(log) => {
                    // Without its end, the last line looks unfinished; taking it for one must not lose it.
                    assert!(log.torn.is_some() && place + 1 == whole.len());
                    store
                        .recover("an end was missing", day("2026-03-01"))
                        .unwrap();
                    assert_eq!(store.log().unwrap().runs().len(), 2);
                    store.verify(None).unwrap();
                    continue;
                }
                Err(Error::Integrity(problem)) => problem.line,
                // A digit of the format may become a larger one.
                Err(Error::NewerFormat { line, .. }) => Some(line),
                Err(other) => panic!("{other}"),
            };
            let wanted = if place <= first { 1 } else { 2 };
            assert_eq!(line, Some(wanted), "byte {place}, bit {bit}");
        }
    }
}

#[test]
fn flipped_bytes_of_a_large_log_are_named() {
    let (_folder, store) = filled(24);
    let path = store.log_path();
    let whole = fs::read(&path).unwrap();
    for place in (0..whole.len()).step_by(211) {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 7);
        let wanted = whole[..place].iter().filter(|&&b| b == b'\n').count() + 1;
        let line = match Log::parse(&path, &bytes) {
            Err(Error::Integrity(problem)) => problem.line,
            Err(Error::NewerFormat { line, .. }) => Some(line),
            other => panic!("byte {place}: {other:?}"),
        };
        assert_eq!(line, Some(wanted), "byte {place}");
    }
}

#[test]
fn dropped_reordered_and_doubled_lines_are_named() {
    let (_folder, store) = filled(5);
    let path = store.log_path();
    let lines = log_lines(&store);
    let mut cases: Vec<(Vec<Vec<u8>>, usize)> = Vec::new();
    for i in 0..5 {
        let mut doubled = lines.clone();
        doubled.insert(i, lines[i].clone());
        cases.push((doubled, i + 2));
        if i < 4 {
            let mut dropped = lines.clone();
            dropped.remove(i);
            cases.push((dropped, i + 1));
            let mut swapped = lines.clone();
            swapped.swap(i, i + 1);
            cases.push((swapped, i + 1));
        }
    }
    for (lines, wanted) in cases {
        fs::write(&path, lines.concat()).unwrap();
        assert_eq!(problem(store.verify(None).unwrap_err()).0, Some(wanted));
        let card = card(50, 80, 100);
        assert!(
            store.add(&addition(&card, 6)).is_err(),
            "nothing is added to such a log"
        );
    }
    // Without its last line the chain still fits; the files that nobody names give it away.
    fs::write(&path, lines[..4].concat()).unwrap();
    assert!(
        problem(store.verify(None).unwrap_err())
            .1
            .contains("2026-05")
    );
}

#[test]
fn a_log_that_was_cut_with_its_files_does_not_have_the_head() {
    let (_folder, store) = filled(3);
    let head = store.verify(None).unwrap().head;
    let lines = log_lines(&store);
    fs::write(store.log_path(), lines[..2].concat()).unwrap();
    fs::remove_dir_all(store.log_path().with_file_name("2026-03")).unwrap();
    store.verify(None).unwrap();
    assert!(
        problem(store.verify(Some(&head)).unwrap_err())
            .1
            .contains("cut")
    );
}

#[test]
fn missing_and_altered_files_are_named() {
    let (_folder, store) = filled(3);
    let log = store.log().unwrap();
    for path in [log.runs()[1].scorecard_path(), log.runs()[1].series_path()] {
        let path = store.log_path().with_file_name("").join(path);
        let whole = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let said = problem(store.verify(None).unwrap_err()).1;
        assert!(
            said.contains("missing") && said.contains("2026-02"),
            "{said}"
        );
        for place in (0..whole.len()).step_by(whole.len() / 50 + 1) {
            let mut bytes = whole.clone();
            bytes[place] ^= 4;
            fs::write(&path, bytes).unwrap();
            let said = problem(store.verify(None).unwrap_err()).1;
            assert!(
                said.contains("altered") && said.contains("2026-02"),
                "{said}"
            );
        }
        fs::write(&path, whole).unwrap();
    }
    store.verify(None).unwrap();
}

#[test]
fn a_newer_format_is_told_apart_from_a_fault() {
    let (_folder, store) = filled(2);
    let text = fs::read_to_string(store.log_path()).unwrap();
    fs::write(
        store.log_path(),
        text.replacen("\"format\":1", "\"format\":3", 1),
    )
    .unwrap();
    let error = store.verify(None).unwrap_err();
    assert!(
        matches!(
            error,
            Error::NewerFormat {
                line: 1,
                found: 3,
                known: 2,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn a_clock_that_goes_backwards_is_written_down() {
    let (_folder, store) = filled(2);
    let card = card(30, 80, 100);
    let back: Day = day("2026-01-15");
    store
        .add(&Addition {
            on: back,
            ..addition(&card, 3)
        })
        .unwrap();
    let log = store.log().unwrap();
    assert_eq!(
        log.entries[2].earlier_than.as_deref(),
        Some(log.entries[1].on.as_str())
    );
    add(&store, 4);
    store.verify(None).unwrap();
}

#[test]
fn a_torn_line_stops_writers_and_is_moved_aside_only_on_record() {
    for cut in [2, 40, 300] {
        let (_folder, store) = filled(3);
        let whole = fs::read(store.log_path()).unwrap();
        fs::write(store.log_path(), &whole[..whole.len() - cut]).unwrap();
        let (line, said) = problem(store.verify(None).unwrap_err());
        assert!(line == Some(3) && said.contains("unfinished"), "{said}");
        let card = card(60, 80, 100);
        assert!(store.add(&addition(&card, 4)).is_err());
        let removed = store.recover("power failed", day("2026-04-02")).unwrap();
        assert_eq!(
            removed.len(),
            2,
            "the files of the run that was never confirmed"
        );
        let log = store.log().unwrap();
        assert!(matches!(
            &log.entries[2].event,
            Event::Correction { torn: Some(_), .. }
        ));
        store.verify(None).unwrap();
        add(&store, 3);
        store.verify(None).unwrap();
        assert!(
            store
                .recover("nothing to do", day("2026-04-02"))
                .unwrap()
                .is_empty()
        );
    }
}

#[test]
fn two_writers_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let added = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for writer in 0..4_u64 {
            let added = &added;
            scope.spawn(move || {
                let store = Store::new(path, SYSTEM).unwrap();
                for month in 1..=12 {
                    let card = card(100 * writer + u64::from(month), 80, 100);
                    added.fetch_add(
                        usize::from(store.add(&addition(&card, month)).is_ok()),
                        Ordering::SeqCst,
                    );
                }
            });
        }
    });
    let store = Store::new(path, SYSTEM).unwrap();
    let verified = store.verify(None).unwrap();
    assert_eq!(verified.entries, added.load(Ordering::SeqCst));
    assert!(verified.entries >= 1);
}

/// A disk with room for so many bytes more.
struct FullDisk(std::cell::Cell<usize>);

impl FullDisk {
    fn take(&self, bytes: &[u8]) -> (usize, io::Result<()>) {
        let room = self.0.get();
        if bytes.len() <= room {
            self.0.set(room - bytes.len());
            (bytes.len(), Ok(()))
        } else {
            self.0.set(0);
            (room, Err(io::Error::from(io::ErrorKind::StorageFull)))
        }
    }
}

impl Disk for FullDisk {
    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let (written, result) = self.take(bytes);
        if result.is_err() {
            fs::create_dir_all(path.parent().unwrap())?;
            let beside = path.with_file_name(format!(
                ".{}.unfinished",
                path.file_name().unwrap().display()
            ));
            fs::write(beside, &bytes[..written])?;
            return result;
        }
        LocalDisk.put(path, bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let (written, result) = self.take(bytes);
        LocalDisk.append(path, &bytes[..written])?;
        result
    }

    fn cut(&self, path: &Path, length: u64) -> io::Result<()> {
        // Every other time even that fails, and a torn line stays.
        if length.is_multiple_of(2) {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        LocalDisk.cut(path, length)
    }
}

#[test]
fn a_full_disk_loses_nothing_that_was_confirmed() {
    let (whole, store) = filled(2);
    let size = |store: &Store| fs::read(store.log_path()).unwrap().len();
    let first = size(&store);
    drop(whole);
    for room in (0..40_000).step_by(1511).chain([first - 3, first - 200]) {
        let (folder, store) = filled(2);
        let full = Store::on_disk(folder.path(), SYSTEM, FullDisk(room.into())).unwrap();
        let card = card(90, 80, 100);
        let added = full.add(&addition(&card, 3));
        drop(full);
        if added.is_err() {
            // The two that were confirmed are there; what is left of the third is named and can be taken away.
            let log = store.log().unwrap();
            assert_eq!(log.runs().len(), 2, "room for {room}");
            store
                .recover("the disk was full", day("2026-04-01"))
                .unwrap();
            store.verify(None).unwrap();
            add(&store, 3);
        }
        let runs = store.log().unwrap().runs().len();
        assert_eq!(runs, 3);
        store.verify(None).unwrap();
    }
}

/// A history of the first form must load for ever: this folder is never made anew.
#[test]
fn the_first_form_loads() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1");
    if std::env::var_os("EVENHAND_MAKE_FIXTURE").is_some() && !fixtures.join(SYSTEM).exists() {
        fixture::make_v1(&fixtures);
    }
    let store = Store::new(&fixtures, SYSTEM).unwrap();
    let verified = store.verify(None).unwrap();
    let log = store.log().unwrap();
    let kinds: Vec<&str> = log.entries.iter().map(|entry| entry.event.kind()).collect();
    assert_eq!(
        kinds,
        [
            "run",
            "run",
            "correction",
            "missed",
            "decision",
            "waiver",
            "run",
            "deletion"
        ]
    );
    assert_eq!(log.runs().len(), 2);
    assert_eq!(
        verified.head,
        fs::read_to_string(fixtures.join("head.txt"))
            .unwrap()
            .trim()
    );
    let last = store.series(log.runs()[1]).unwrap();
    assert!(
        last.series
            .iter()
            .any(|point| point.counts.is_some() && point.state.len() == 31)
    );
    assert!(fixtures.join(SYSTEM).join(LOG).exists());
}
