//! The board's record: what is kept, what counts, and what does not fit.
#![allow(clippy::unwrap_used)]

#[path = "histories/fixture.rs"]
mod fixture;
#[path = "histories/meeting.rs"]
mod meeting;

use evenhand_ledger::{
    Decision, Disk, Error, Event, FORMAT, GivenKey, GivenReport, LocalDisk, Store, Vouching,
};
use fixture::{SYSTEM, add, day, filled};
use meeting::{NAMES, decide, key, last_run, refused, sign, sign_as};
use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

/// A history of two audits, of which the board decided about the second, and so many signed.
fn decided(signatures: u8) -> (TempDir, Store) {
    let (folder, store) = filled(2);
    decide(&store, "2026-06-10", "accept").unwrap();
    for member in 0..signatures {
        sign(&store, member).unwrap();
    }
    (folder, store)
}

fn given(member: u8) -> GivenKey {
    GivenKey {
        path: PathBuf::from(format!("{member}.pub")),
        key: key(member).public(),
    }
}

fn report(bytes: &[u8]) -> GivenReport {
    GivenReport {
        path: "somewhere/report.html".into(),
        bytes: bytes.to_vec(),
    }
}

/// What does not fit, as it is told.
fn misfit(error: Error) -> String {
    match error {
        Error::Integrity(problem) => problem.to_string(),
        other => panic!("{other}"),
    }
}

fn path_of(store: &Store, file: &str) -> PathBuf {
    store.log_path().with_file_name("").join(file)
}

#[test]
fn a_decision_is_a_draft_until_its_quorum_has_signed() {
    let (_folder, store) = decided(0);
    let run = last_run(&store);
    let state = |store: &Store| {
        let log = store.log().unwrap();
        let run = log.run(&run).unwrap();
        let verified = store.verify_board(&run.run, &[], &[], None).unwrap();
        assert_eq!(store.signed(run).unwrap(), verified.signed);
        let trend = store.trend(&log, 0.05).unwrap();
        (verified.signatures.len(), verified.signed, trend.signed)
    };
    assert_eq!(state(&store), (0, false, None));
    sign(&store, 0).unwrap();
    assert_eq!(state(&store), (1, false, None));
    sign(&store, 2).unwrap();
    assert_eq!(state(&store), (2, true, Some(run.clone())));
    sign(&store, 1).unwrap();
    assert_eq!(state(&store).0, 3);
    // Nothing was replaced: an envelope for each number of signatures.
    assert_eq!(store.verify(None).unwrap().files, 2 * 2 + 1 + 3);
    let verified = store
        .verify_board(&run, &[given(0), given(1)], &[report(b"<html>")], None)
        .unwrap();
    let vouching: Vec<bool> = verified
        .signatures
        .iter()
        .map(|one| one.vouching == Vouching::LogOnly)
        .collect();
    assert_eq!(vouching, [false, true, false]);
    assert_eq!(
        (
            verified.signatures[1].name.as_str(),
            verified.signatures[1].on.as_str()
        ),
        ("C. Chan", "2026-12-11")
    );
}

#[test]
fn a_later_decision_counts_once_it_is_signed() {
    let (_folder, store) = decided(2);
    let run = last_run(&store);
    decide(&store, "2026-07-10", "pause").unwrap();
    let log = store.log().unwrap();
    let words = |decision: Option<Decision<'_>>| decision.unwrap().event.decision.clone();
    assert_eq!(words(log.last_decision(&run)), "pause");
    assert_eq!(words(log.signed_decision(&run)), "accept");
    assert_eq!(log.accepted(), [run.as_str()]);
    let event = log.last_decision(&run).unwrap().event;
    let first = log.signed_decision(&run).unwrap().seq;
    assert_eq!((event.minutes, event.supersedes), (Some(2), Some(first)));
    // Who signed the first one signs the second anew.
    sign(&store, 0).unwrap();
    sign(&store, 1).unwrap();
    let log = store.log().unwrap();
    assert_eq!(words(log.signed_decision(&run)), "pause");
    assert!(log.accepted().is_empty());
    assert_eq!(store.trend(&log, 0.05).unwrap().signed, None);
    store.verify(None).unwrap();
}

#[test]
fn one_person_and_one_key_sign_once_and_were_present() {
    let (_folder, store) = decided(1);
    let said = |member, name| sign_as(&store, member, name).unwrap_err().to_string();
    assert!(said(0, NAMES[0]).contains("A. Abel signed this decision on 2026-12-11"));
    assert!(said(0, NAMES[1]).contains("one key sign once"));
    assert!(said(1, NAMES[0]).contains("one person"));
    assert!(said(1, "B. Bakr").contains("did you mean `B. Baker`?"));
    assert!(said(1, "Z").contains("present were: A. Abel, B. Baker, C. Chan"));
    assert_eq!(store.log().unwrap().entries.len(), 4);
}

#[test]
fn open_actions_are_carried_until_somebody_says_that_they_are_done() {
    let (_folder, store) = decided(2);
    add(&store, 3);
    let log = store.log().unwrap();
    let opening = store
        .opening(&log, &last_run(&store), Vec::new(), day("2027-02-10"))
        .unwrap();
    assert_eq!(opening.actions[0].id, "A-1");
    let text = opening.to_toml();
    assert!(
        text.contains("due = 2027-01-31   # overdue for 10 days"),
        "{text}"
    );
    assert!(
        text.contains("# Last time: A. Abel (member), B. Baker"),
        "{text}"
    );
    let said = refused(
        &store,
        "[[action]]\nid = \"A-1\"",
        "[[action]]\nid = \"A-2\"",
    );
    assert!(
        said.contains("`A-1` was left open") && said.contains("done"),
        "{said}"
    );
    let said = refused(&store, "due = 2027-01-31", "due = 2026-05-31");
    assert!(
        said.contains("was due on 2026-05-31, before the meeting") && said.contains("line "),
        "{said}"
    );
}

#[test]
fn mistakes_in_minutes_name_the_line_and_the_way_out() {
    let (_folder, store) = filled(2);
    let decision = "decision = \"accept\"";
    for (from, to, words) in [
        ("quorum = ", "quroum = ", &["did you mean `quorum`?"][..]),
        ("quorum = 2", "quorum = 4", &["3 present", "quorum is 4"]),
        ("quorum = 2", "quorum = 0", &["at least one"]),
        ("date = 2026-06-10", "date = \"\"", &["the day is missing"]),
        ("date = 2026-06-10", "date = 2026-06-31", &["line "]),
        ("date = 2026-06-10", "date = 2026-06-20", &["has not come"]),
        (
            "date = 2026-06-10",
            "date = 2026-01-02",
            &["before 2026-02-28"],
        ),
        ("next = \"\"", "next = 2026-06-10", &["not after this one"]),
        (
            "name = \"A. Abel\"",
            "name = \"\"",
            &["present[0].name", "empty"],
        ),
        (
            "name = \"A. Abel\"",
            "name = \"B. Baker\"",
            &["there twice"],
        ),
        ("interests = \"none\"", "interests = \"\"", &["or \"none\""]),
        (
            decision,
            "decision = \"acept\"",
            &["`acept`", "did you mean `accept`?"],
        ),
        (decision, "decision = \"\"", &["missing", "out of scope"]),
        (
            decision,
            "decision = \"accept with conditions\"",
            &["there is none"],
        ),
        (
            "conditions = []",
            "conditions = [\"x\"]",
            &["`accept with conditions`"],
        ),
        (
            "reason = \"the gap is known\"",
            "reason = \" \"",
            &["write why"],
        ),
        (
            "owner = \"D. Diaz\"\n",
            "",
            &["action[0].owner", "who does it"],
        ),
        ("due = 2027-01-31", "", &["no day by which"]),
        (
            "due = 2027-01-31",
            "due = 2026-06-09",
            &["before the meeting"],
        ),
        (
            "due = 2027-01-31",
            "due = 2027-01-31\ndone = 2026-06-11",
            &["after the meeting"],
        ),
        (
            "\n[[action]]",
            "\n[[question]]\nasked_by = \"x\"\nquestion = \"y\"\nanswer = \"\"\n[[action]]",
            &["answer"],
        ),
        (
            "\n[[action]]",
            "\n[[dissent]]\nby = \"x\"\ntext = \"\"\n[[action]]",
            &["own words"],
        ),
        (
            "period = \"2026-02\"",
            "period = \"2026-01\"",
            &["`2026-02`, not `2026-01`"],
        ),
        (
            "scorecard_sha256 = \"",
            "scorecard_sha256 = \"0",
            &["open its own minutes"],
        ),
        ("schema = 1", "schema = 2", &["write `schema = 1`"]),
        ("run = \"", "run = \"x", &["no run"]),
    ] {
        let said = refused(&store, from, to);
        for word in words {
            assert!(said.contains(word), "{to}: {said}");
        }
    }
    assert_eq!(store.log().unwrap().entries.len(), 2);
    store.verify(None).unwrap();
}

#[test]
fn nobody_present_is_no_meeting() {
    let (_folder, store) = filled(1);
    let text = meeting::minutes(&store, "2026-06-10", "accept");
    let end = text.find("[[present]]").unwrap();
    let rest = text.find("\n# For each question").unwrap();
    let text = [&text[..end], &text[rest..]].concat();
    let text = evenhand_core::SourceText::new("minutes.toml", text);
    let error = store.decide(&text, day("2026-06-12")).unwrap_err();
    assert!(error.to_string().contains("nobody was present"), "{error}");
}

#[test]
fn what_was_corrected_or_never_decided_is_not_signed() {
    let (_folder, store) = filled(2);
    assert!(matches!(sign(&store, 0), Err(Error::Undecided { .. })));
    let run = last_run(&store);
    let error = store.verify_board(&run, &[], &[], None).unwrap_err();
    assert!(matches!(error, Error::Undecided { .. }), "{error}");
    let text = meeting::minutes(&store, "2026-06-10", "accept");
    let right = fixture::card(70, 90, 100);
    let correction = evenhand_ledger::Addition {
        corrects: Some((&run, "read twice")),
        ..fixture::addition(&right, 2)
    };
    store.add(&correction).unwrap();
    let text = evenhand_core::SourceText::new("minutes.toml", text);
    let error = store.decide(&text, day("2026-06-12")).unwrap_err();
    assert!(matches!(error, Error::NotCounted { .. }), "{error}");
}

#[test]
fn every_flipped_byte_is_told_with_its_file() {
    let (_folder, store) = decided(2);
    let log = store.log().unwrap();
    let run = log.runs()[1].clone();
    for file in [
        run.scorecard_path(),
        run.minutes_path(1),
        run.envelope_path(1, 1),
        run.envelope_path(1, 2),
    ] {
        let path = path_of(&store, &file);
        let whole = fs::read(&path).unwrap();
        for place in (0..whole.len()).step_by(whole.len() / 20 + 1) {
            let mut bytes = whole.clone();
            bytes[place] ^= 4;
            fs::write(&path, bytes).unwrap();
            for error in [
                store.verify(None).unwrap_err(),
                store.verify_board(&run.run, &[], &[], None).unwrap_err(),
            ] {
                let said = misfit(error);
                assert!(said.contains(&file) && said.contains("altered"), "{said}");
            }
        }
        fs::remove_file(&path).unwrap();
        let said = misfit(store.verify(None).unwrap_err());
        assert!(said.contains(&file) && said.contains("missing"), "{said}");
        fs::write(&path, whole).unwrap();
    }
    let said = |reports: &[GivenReport]| {
        misfit(
            store
                .verify_board(&run.run, &[], reports, None)
                .unwrap_err(),
        )
    };
    assert!(said(&[report(b"<htm1>")]).contains("not the report.html that the board read"));
    let other = GivenReport {
        path: "x/other.html".into(),
        bytes: b"".to_vec(),
    };
    assert!(said(&[other]).contains("the board read another file: report.html"));
}

#[test]
fn an_envelope_in_hand_must_be_the_one_that_was_signed() {
    let (_folder, store) = decided(2);
    let run = store.log().unwrap().runs()[1].clone();
    let bytes = fs::read(path_of(&store, &run.envelope_path(1, 2))).unwrap();
    let hand = |bytes: &[u8]| GivenReport {
        path: "mail/envelope.json".into(),
        bytes: bytes.to_vec(),
    };
    let verify = |bytes: &[u8]| store.verify_board(&run.run, &[], &[], Some(&hand(bytes)));
    assert!(verify(&bytes).unwrap().signed);
    let one = fs::read(path_of(&store, &run.envelope_path(1, 1))).unwrap();
    let verified = verify(&one).unwrap();
    assert_eq!((verified.signatures.len(), verified.signed), (1, false));
    for place in (0..bytes.len()).step_by(bytes.len() / 200 + 1) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 4;
        let said = misfit(verify(&flipped).unwrap_err());
        assert!(said.contains("mail/envelope.json"), "{said}");
    }
    // The envelope of another decision, signed by the same keys, is not about this one.
    let (_other, other) = decided(0);
    decide(&other, "2026-07-10", "pause").unwrap();
    sign(&other, 0).unwrap();
    let foreign = fs::read(path_of(&other, &run.envelope_path(2, 1))).unwrap();
    let said = misfit(verify(&foreign).unwrap_err());
    assert!(said.contains("was not signed"), "{said}");
}

#[test]
fn a_key_that_did_not_sign_is_told() {
    let (_folder, store) = decided(2);
    let run = last_run(&store);
    let said = misfit(
        store
            .verify_board(&run, &[given(2)], &[], None)
            .unwrap_err(),
    );
    assert!(
        said.contains("2.pub: there is no signature of this key"),
        "{said}"
    );
    let (_folder, store) = decided(0);
    let said = misfit(
        store
            .verify_board(&run, &[given(0)], &[], None)
            .unwrap_err(),
    );
    assert!(said.contains("nobody signed"), "{said}");
}

/// A disk on which the nth operation fails; a part of its bytes may be there.
struct Failing {
    left: Cell<usize>,
    cut_fails: bool,
}

impl Failing {
    fn fails(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.wrapping_sub(1));
        left == 0
    }
}

impl Disk for Failing {
    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.fails() {
            let name = path.file_name().unwrap().display().to_string();
            fs::write(
                path.with_file_name(format!(".{name}.unfinished")),
                &bytes[..9],
            )?;
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        LocalDisk.put(path, bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.fails() {
            LocalDisk.append(path, &bytes[..bytes.len() / 2])?;
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        LocalDisk.append(path, bytes)
    }

    fn cut(&self, path: &Path, length: u64) -> io::Result<()> {
        if self.cut_fails {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        LocalDisk.cut(path, length)
    }
}

#[test]
fn a_torn_write_leaves_no_half_decision_and_no_half_signature() {
    for cut_fails in [false, true] {
        for operation in 0..4 {
            let (folder, store) = filled(2);
            let disk = Failing {
                left: operation.into(),
                cut_fails,
            };
            let failing = Store::on_disk(folder.path(), SYSTEM, disk).unwrap();
            let done = decide(&failing, "2026-06-10", "accept").and_then(|_| sign(&failing, 0));
            assert!(done.is_err(), "operation {operation}");
            let log = store.log().unwrap();
            let run = last_run(&store);
            let confirmed = usize::from(operation >= 2);
            assert_eq!(log.decisions().len(), confirmed);
            assert!(log.decisions().iter().all(|one| one.signatures.is_empty()));
            store
                .recover("the disk was full", day("2026-06-13"))
                .unwrap();
            store.verify(None).unwrap();
            if confirmed == 0 {
                decide(&store, "2026-06-10", "accept").unwrap();
            }
            sign(&store, 0).unwrap();
            sign(&store, 1).unwrap();
            assert!(store.verify_board(&run, &[], &[], None).unwrap().signed);
        }
    }
}

#[test]
fn members_who_sign_at_once_wait_for_each_other() {
    let (folder, store) = decided(0);
    let path = folder.path();
    let signed = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..6_u8 {
            let signed = &signed;
            scope.spawn(move || {
                let store = Store::new(path, SYSTEM).unwrap();
                // Each of the three signs from two machines; one of the two comes too late.
                let done = usize::from(sign(&store, thread % 3).is_ok());
                signed.fetch_add(done, Ordering::SeqCst);
            });
        }
    });
    assert_eq!(signed.load(Ordering::SeqCst), 3);
    let verified = store
        .verify_board(
            &last_run(&store),
            &[given(0), given(1), given(2)],
            &[],
            None,
        )
        .unwrap();
    assert_eq!(verified.signatures.len(), 3);
}

#[test]
fn records_of_the_board_outlive_scorecards() {
    let (_folder, store) = decided(2);
    let run = store.log().unwrap().runs()[1].clone();
    let delete = |aggregates, board| {
        store
            .delete_before(day(aggregates), day(board), "over", day("2031-01-01"))
            .unwrap()
    };
    assert_eq!(delete("2026-06-01", "2024-01-01").len(), 4);
    assert!(!path_of(&store, &run.scorecard_path()).exists());
    // Four years later nobody can look at the numbers, but at what was decided about them, and by whom.
    let verified = store
        .verify_board(&run.run, &[given(0)], &[], None)
        .unwrap();
    assert!(verified.signed);
    assert_eq!(delete("2026-06-01", "2026-06-01").len(), 3);
    assert!(!path_of(&store, &run.minutes_path(1)).exists());
    store.verify(None).unwrap();
    let log = store.log().unwrap();
    assert!(log.signed(&run.scorecard_sha256));
    let error = store.verify_board(&run.run, &[], &[], None).unwrap_err();
    assert!(
        error.to_string().contains("minutes were deleted"),
        "{error}"
    );
}

#[test]
fn only_lines_that_say_something_new_have_the_new_form() {
    let (_folder, store) = decided(1);
    let forms: Vec<u64> = store
        .log()
        .unwrap()
        .entries
        .iter()
        .map(|e| e.format)
        .collect();
    assert_eq!(forms, [1, 1, 2, 2]);
    assert_eq!(FORMAT, 2);
    // A line that hides what came later behind the old form is no line of ours.
    let text = fs::read_to_string(store.log_path()).unwrap();
    let last = text.lines().last().unwrap().to_owned();
    let back = last.replace("\"format\":2", "\"format\":1");
    fs::write(store.log_path(), text.replace(&last, &back)).unwrap();
    let said = misfit(store.verify(None).unwrap_err());
    assert!(said.contains("line 4") && said.contains("form 2"), "{said}");
}

#[test]
fn a_signature_that_only_the_log_claims_is_told() {
    let (_folder, store) = decided(2);
    let log = store.log().unwrap();
    let Event::Signature(last) = &log.entries.last().unwrap().event else {
        panic!()
    };
    // Somebody with write access appends a third signature in the name of a member: chain and hashes fit.
    let path = path_of(&store, &log.runs()[1].envelope_path(1, 3));
    let bytes = fs::read(path_of(&store, &log.runs()[1].envelope_path(1, 2))).unwrap();
    let forged = String::from_utf8(bytes).unwrap();
    let second = forged.rfind("{\"keyid\"").unwrap();
    let end = forged.rfind("}]").unwrap() + 1;
    let third = forged[second..end].replace(&last.key_id, &key(2).public().id());
    let forged = [&forged[..end], ",", &third, &forged[end..]].concat();
    fs::write(&path, &forged).unwrap();
    let event = evenhand_ledger::SignatureEvent {
        envelope_sha256: evenhand_core::sha256_hex(forged.as_bytes()),
        key_id: key(2).public().id(),
        name: NAMES[2].into(),
        number: 3,
        ..last.clone()
    };
    store
        .record(Event::Signature(event), day("2026-12-12"))
        .unwrap();
    let said = misfit(store.verify(None).unwrap_err());
    assert!(
        said.contains("the signature of C. Chan does not fit"),
        "{said}"
    );
}
