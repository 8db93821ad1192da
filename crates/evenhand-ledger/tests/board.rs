//! The board's record: what is kept, what counts, and what is refused.
#![allow(clippy::unwrap_used)]

#[path = "histories/fixture.rs"]
mod fixture;
#[path = "histories/meeting.rs"]
mod meeting;

use evenhand_ledger::{Decision, Error, FORMAT, Store, Vouching};
use fixture::{SYSTEM, add, day, filled};
use meeting::{
    NAMES, decide, decided, given, last_run, misfit, path_of, refused, report, sign, sign_as,
};
use std::fs;
use std::path::Path;

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

/// A history of the second form must load for ever: this folder is never made anew.
#[test]
fn the_second_form_loads() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v2");
    if std::env::var_os("EVENHAND_MAKE_FIXTURE").is_some() && !fixtures.join(SYSTEM).exists() {
        meeting::make_v2(&fixtures);
    }
    let store = Store::new(&fixtures, SYSTEM).unwrap();
    let verified = store.verify(None).unwrap();
    let log = store.log().unwrap();
    let kinds: Vec<(&str, u64)> = log
        .entries
        .iter()
        .map(|entry| (entry.event.kind(), entry.format))
        .collect();
    assert_eq!(
        kinds,
        [
            ("run", 1),
            ("decision", 2),
            ("signature", 2),
            ("signature", 2),
            ("waiver", 2),
            ("waiver", 2),
            ("run", 1),
            ("decision", 2),
            ("signature", 2),
        ]
    );
    let head = fs::read_to_string(fixtures.join("head.txt")).unwrap();
    assert_eq!(verified.head, head.trim());
    let run = log.runs()[0].run.clone();
    let keys = [given(0), given(1)];
    let signed = store
        .verify_board(&run, &keys, &[report(b"<html>")], None)
        .unwrap();
    assert_eq!(
        (signed.signed, signed.minutes.decision.decision.as_str()),
        (true, "accept with conditions")
    );
    assert_eq!(log.accepted(), [run.as_str()]);
    let last = store
        .verify_board(&last_run(&store), &[], &[], None)
        .unwrap();
    assert_eq!((last.signed, last.signatures.len()), (false, 1));
    let waivers = store.waivers(&log, day("2026-07-01")).unwrap();
    assert_eq!(waivers.len(), 1);
}
