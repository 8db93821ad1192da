//! Meetings of a board about histories of a small audit.
#![allow(dead_code, clippy::unwrap_used)]

use super::fixture::{day, filled};
use evenhand_core::SourceText;
use evenhand_ledger::{
    BoardKey, BoundReport, Disk, EXTENSION, Entry, Error, GivenKey, GivenReport, Minutes, Pending,
    Result, Signing, Store,
};
use serde_json::json;
use std::path::PathBuf;
use tempfile::TempDir;

pub const NAMES: [&str; 3] = ["A. Abel", "B. Baker", "C. Chan"];

/// A history of two audits, of which the board decided about the second, and so many signed.
pub fn decided(signatures: u8) -> (TempDir, Store) {
    let (folder, store) = filled(2);
    decide(&store, "2026-06-10", "accept").unwrap();
    for member in 0..signatures {
        sign(&store, member).unwrap();
    }
    (folder, store)
}

pub fn given(member: u8) -> GivenKey {
    GivenKey {
        path: PathBuf::from(format!("{member}.pub")),
        key: key(member).public(),
    }
}

pub fn report(bytes: &[u8]) -> GivenReport {
    GivenReport {
        path: "somewhere/report.html".into(),
        bytes: bytes.to_vec(),
    }
}

/// What does not fit, as it is told.
pub fn misfit(error: Error) -> String {
    match error {
        Error::Integrity(problem) => problem.to_string(),
        other => panic!("{other}"),
    }
}

pub fn path_of(store: &Store, file: &str) -> PathBuf {
    store.log_path().with_file_name("").join(file)
}

/// The key of the nth member: the same each time.
pub fn key(member: u8) -> BoardKey {
    BoardKey::of_seed([member + 1; 32])
}

pub fn last_run<D: Disk>(store: &Store<D>) -> String {
    store.log().unwrap().runs().last().unwrap().run.clone()
}

/// Minutes about the last run: all three present, quorum 2, and an action.
pub fn minutes<D: Disk>(store: &Store<D>, date: &str, decision: &str) -> String {
    let log = store.log().unwrap();
    let run = last_run(store);
    let report = BoundReport {
        file: "report.html".into(),
        sha256: evenhand_core::sha256_hex(b"<html>"),
    };
    let opened = store
        .opening(&log, &run, vec![report], day(date))
        .unwrap()
        .to_toml();
    let mut present = String::new();
    for name in NAMES {
        present.push_str(&format!(
            "[[present]]\nname = \"{name}\"\nrole = \"member\"\ninterests = \"none\"\n"
        ));
    }
    let (conditions, due) = match decision {
        "accept with conditions" => ("conditions = [\"look again in June\"]", "2027-01-31"),
        _ => ("conditions = []", "2027-01-31"),
    };
    let action = format!(
        "[[action]]\nid = \"A-1\"\ntext = \"find the cause\"\nowner = \"D. Diaz\"\ndue = {due}\n"
    );
    let mut text = opened
        .replace("date = \"\"  ", &format!("date = {date}  "))
        .replace(
            "[[present]]\nname = \"\"\nrole = \"\"\ninterests = \"\"\n",
            &present,
        )
        .replace("decision = \"\"", &format!("decision = \"{decision}\""))
        .replace("reason = \"\"", "reason = \"the gap is known\"")
        .replace("conditions = []", conditions);
    if !text.contains("\n[[action]]") {
        text.push_str(&action);
    }
    text
}

pub fn decide<D: Disk>(store: &Store<D>, date: &str, decision: &str) -> Result<(Entry, Minutes)> {
    let text = minutes(store, date, decision);
    store.decide(&SourceText::new("minutes.toml", text), day(date))
}

/// What a minutes file that differs in one place is refused with.
pub fn refused(store: &Store, from: &str, to: &str) -> String {
    let text = minutes(store, "2026-06-10", "accept");
    assert!(text.contains(from), "{from} is not in\n{text}");
    let text = SourceText::new("minutes.toml", text.replacen(from, to, 1));
    match store.decide(&text, day("2026-06-12")).unwrap_err() {
        Error::Spec(error @ evenhand_core::Error::Spec { .. }) => {
            let evenhand_core::Error::Spec { help, .. } = &error else {
                unreachable!()
            };
            format!("{error}\n{}", help.as_deref().unwrap_or_default())
        }
        other => other.to_string(),
    }
}

pub fn statement(pending: &Pending) -> Vec<u8> {
    let subject =
        |(name, sha256): &(String, String)| json!({"name": name, "digest": {"sha256": sha256}});
    let mut predicate = json!({"result": "WARNED", "configuration": []});
    predicate[EXTENSION] = pending.extension();
    let statement = json!({
        "_type": "https://in-toto.io/Statement/v1",
        "subject": pending.subjects().iter().map(subject).collect::<Vec<_>>(),
        "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
        "predicate": predicate,
    });
    statement.to_string().into_bytes()
}

pub fn sign<D: Disk>(store: &Store<D>, member: u8) -> Result<(Entry, Pending)> {
    sign_as(store, member, NAMES[usize::from(member)])
}

pub fn sign_as<D: Disk>(store: &Store<D>, member: u8, name: &str) -> Result<(Entry, Pending)> {
    let run = last_run(store);
    let pending = store.pending(&store.log()?, &run)?;
    store.sign(&Signing {
        key: &key(member),
        name,
        on: day("2026-12-11"),
        run: &run,
        statement: &statement(&pending),
    })
}

/// What came with the second form.
pub fn make_v2(folder: &std::path::Path) {
    use super::fixture::{SYSTEM, add, card};
    use evenhand_core::{Scalar, WaiverSpec, WaiverWhere};
    let store = Store::new(folder, SYSTEM).unwrap();
    add(&store, 1);
    decide(&store, "2026-02-10", "accept with conditions").unwrap();
    sign(&store, 0).unwrap();
    sign(&store, 1).unwrap();
    let finding = card(1, 80, 100).findings.swap_remove(0);
    let waiver = WaiverSpec {
        id: "W-2026-01".into(),
        check: finding.check.to_string(),
        scope: WaiverWhere {
            attribute: finding.attribute.to_string(),
            group: Some(finding.group.to_string()),
            model: None,
        },
        reason: "an offer to some only".into(),
        owner: "D. Diaz".into(),
        approved_by: vec!["board:A. Abel".into()],
        approved_on: Scalar::from("2026-02-10"),
        expires: Scalar::from("2026-06-30"),
        tracking: "RISK-1".into(),
    };
    store.waive(&waiver, day("2026-02-11")).unwrap();
    store
        .end_waiver("W-2026-01", "sold to all", day("2026-02-20"))
        .unwrap();
    add(&store, 2);
    decide(&store, "2026-03-10", "pause").unwrap();
    sign(&store, 2).unwrap();
    let head = store.verify(None).unwrap().head;
    std::fs::write(folder.join("head.txt"), head + "\n").unwrap();
}
