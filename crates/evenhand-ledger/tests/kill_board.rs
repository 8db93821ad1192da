//! A writer of the board's record that is killed at any moment: decisions, signatures and waivers that were confirmed are
//! there with their files, and what was not is named.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "histories/fixture.rs"]
mod fixture;
#[path = "histories/meeting.rs"]
mod meeting;

use evenhand_core::{Scalar, WaiverSpec, WaiverWhere};
use evenhand_ledger::{Event, Store, WaiverStage};
use fixture::{SYSTEM, add, card, day};
use meeting::{decide, sign};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "EVENHAND_KILLED_BOARD";
const MOMENTS: u64 = 200;

fn waiver(number: usize) -> WaiverSpec {
    let finding = card(1, 80, 100).findings.swap_remove(0);
    WaiverSpec {
        id: format!("W-2026-{number:05}"),
        check: finding.check.to_string(),
        scope: WaiverWhere {
            attribute: finding.attribute.to_string(),
            group: Some(finding.group.to_string()),
            model: None,
        },
        reason: "an offer to some only".into(),
        owner: "D. Diaz".into(),
        approved_by: vec!["board:A. Abel".into()],
        approved_on: Scalar::from("2026-06-10"),
        expires: Scalar::from("2026-09-30"),
        tracking: "RISK-1".into(),
    }
}

/// The writer: no test of its own, but a process of this program that writes until somebody kills it.
#[test]
fn writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let store = Store::new(Path::new(&folder), SYSTEM).unwrap();
    println!("ready");
    loop {
        // Each goes on from what is there, so that all kinds of lines are reached however soon it is killed.
        let log = store.log().unwrap();
        let lines = log.entries.len();
        let signed = log
            .decisions()
            .last()
            .map_or(0, |decision| decision.signatures.len());
        let entry = match &log.entries[lines - 1].event {
            Event::Decision(_) | Event::Signature(_) if signed < 3 => {
                sign(&store, u8::try_from(signed).unwrap()).unwrap().0
            }
            Event::Signature(_) => store.waive(&waiver(lines), day("2026-06-11")).unwrap().0,
            Event::Waiver(waiver) if waiver.ended.is_none() => {
                let (reason, on) = ("sold to all", day("2026-06-20"));
                store.end_waiver(&waiver.id, reason, on).unwrap()
            }
            // A writer that was killed leaves a correction; what is in force is ended before anything else.
            _ => {
                let standing = store.waivers(&log, day("2026-06-11")).unwrap();
                let left = standing.iter().find(|one| one.stage != WaiverStage::Ended);
                match (left, signed) {
                    (Some(left), _) => store
                        .end_waiver(&left.waiver.id, "killed", day("2026-06-20"))
                        .unwrap(),
                    (None, 1 | 2) => sign(&store, u8::try_from(signed).unwrap()).unwrap().0,
                    (None, _) => {
                        decide(&store, "2026-06-10", ["accept", "pause"][lines / 6 % 2])
                            .unwrap()
                            .0
                    }
                }
            }
        };
        println!("confirmed {}", entry.hash);
    }
}

#[test]
fn nothing_that_the_board_confirmed_is_lost_at_any_of_200_moments() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    add(&store, 1);
    let mut confirmed: BTreeSet<String> = BTreeSet::new();
    let (mut random, mut unfinished) = (20_261_129_u64, 0);
    for moment in 0..MOMENTS {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["writes_until_it_is_killed", "--exact", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mut reader = BufReader::new(writer.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains("ready") {
            assert!(reader.read_line(&mut said).unwrap() > 0, "{said}");
        }
        std::thread::sleep(Duration::from_micros((random >> 33) % 200_000));
        // SIGKILL: nothing of the writer runs after it.
        writer.kill().unwrap();
        writer.wait().unwrap();
        reader.read_to_string(&mut said).unwrap();
        let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let lines = whole.lines();
        confirmed
            .extend(lines.filter_map(|line| Some(line.split_once("confirmed ")?.1.to_owned())));

        let log = store.log().unwrap();
        let there: BTreeSet<&str> = log
            .entries
            .iter()
            .map(|entry| entry.hash.as_str())
            .collect();
        let lost = confirmed.iter().find(|hash| !there.contains(hash.as_str()));
        assert!(lost.is_none(), "moment {moment}: {lost:?}");
        let left = store
            .recover("the writer was killed", day("2026-06-25"))
            .unwrap();
        unfinished += u32::from(!left.is_empty());
    }
    let verified = store.verify(None).unwrap();
    let log = store.log().unwrap();
    let count = |kind: &str| {
        log.entries
            .iter()
            .filter(|entry| entry.event.kind() == kind)
            .count()
    };
    println!(
        "{MOMENTS} moments: {} lines confirmed of {}, {} files; {} decisions, {} signatures, {} waivers; {unfinished} with files that were not confirmed",
        confirmed.len(),
        verified.entries,
        verified.files,
        count("decision"),
        count("signature"),
        count("waiver"),
    );
    let signatures = log
        .entries
        .iter()
        .filter(|entry| matches!(&entry.event, Event::Signature(_)));
    assert!(signatures.count() > 10 && confirmed.len() > 40);
    // The last decision stands as a whole.
    let run = log.runs()[0].run.clone();
    store.verify_board(&run, &[], &[], None).unwrap();
}
