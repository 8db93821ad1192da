//! Signatures: whatever was altered, torn, forged or written at once, and what another program says of them.
#![allow(clippy::unwrap_used)]

#[path = "histories/fixture.rs"]
mod fixture;
#[path = "histories/meeting.rs"]
mod meeting;

use evenhand_ledger::{Disk, Event, GivenReport, LocalDisk, Store};
use fixture::{SYSTEM, day, filled};
use meeting::{NAMES, decide, decided, given, key, last_run, misfit, path_of, report, sign};
use std::cell::Cell;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    // The scorecard itself is known, too, in whatever order its keys are written.
    let card = |card: &evenhand_core::Scorecard| GivenReport {
        path: "x/scorecard.json".into(),
        bytes: card.to_json().unwrap(),
    };
    let mut scorecard = store.scorecard(&run).unwrap();
    store
        .verify_board(&run.run, &[], &[card(&scorecard)], None)
        .unwrap();
    scorecard.findings.pop();
    assert!(said(&[card(&scorecard)]).contains("not the scorecard"));
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
    let text = String::from_utf8(bytes.clone()).unwrap();
    let (begin, _) = text.split_once("\"signatures\":[").unwrap();
    let unsigned = format!("{begin}\"signatures\":[]}}");
    let said = misfit(verify(unsigned.as_bytes()).unwrap_err());
    assert!(said.contains("holds no signature"), "{said}");
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

/// What was signed, verified by OpenSSL.
#[test]
fn another_program_finds_the_signatures_good() {
    let openssl = |arguments: &[&str], folder: &Path| {
        std::process::Command::new("openssl")
            .args(arguments)
            .current_dir(folder)
            .output()
    };
    let (folder, store) = decided(2);
    let here = folder.path();
    // ed25519 from standard tools: OpenSSL 3.
    match openssl(&["version"], here) {
        Ok(output) if output.stdout.starts_with(b"OpenSSL 3") => {}
        _ => {
            eprintln!("SKIPPED: there is no openssl 3 on this machine to verify signatures with");
            return;
        }
    }
    let run = store.log().unwrap().runs()[1].clone();
    let path = path_of(&store, &run.envelope_path(1, 2));
    let envelope: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    // Base64 is theirs, too, and what is signed is put together here by the letter of the specification.
    let decode = |text: &serde_json::Value| {
        fs::write(here.join("b64"), text.as_str().unwrap()).unwrap();
        let arguments = ["base64", "-d", "-A", "-in", "b64", "-out", "raw"];
        assert!(openssl(&arguments, here).unwrap().status.success());
        fs::read(here.join("raw")).unwrap()
    };
    let payload = decode(&envelope["payload"]);
    let head = format!("DSSEv1 28 application/vnd.in-toto+json {} ", payload.len());
    let verify = |message: &[u8], member: u8, signature: &[u8]| {
        fs::write(here.join("message"), message).unwrap();
        fs::write(here.join("key.pub"), key(member).public().to_pem().unwrap()).unwrap();
        fs::write(here.join("sig"), signature).unwrap();
        let arguments = [
            "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "key.pub", "-in", "message",
            "-sigfile", "sig",
        ];
        openssl(&arguments, here).unwrap().status.success()
    };
    let message = [head.as_bytes(), &payload].concat();
    for member in 0..2 {
        let signature = decode(&envelope["signatures"][usize::from(member)]["sig"]);
        assert!(verify(&message, member, &signature));
        assert!(!verify(&message, 2, &signature), "another key");
        assert!(!verify(&payload, member, &signature), "without the type");
    }
    // The id of a key is what OpenSSL and SHA-256 make of it.
    let der = [
        "pkey", "-pubin", "-in", "key.pub", "-outform", "DER", "-out", "der",
    ];
    assert!(openssl(&der, here).unwrap().status.success());
    let id = evenhand_core::sha256_hex(&fs::read(here.join("der")).unwrap());
    assert_eq!(id, key(1).public().id());
    // And a private key of theirs signs here.
    let make = ["genpkey", "-algorithm", "ed25519", "-out", "their.key"];
    assert!(openssl(&make, here).unwrap().status.success());
    let path = here.join("their.key");
    let theirs = fs::read_to_string(&path).unwrap();
    evenhand_ledger::BoardKey::of_pem(&theirs, &path).unwrap();
}
