//! A writer that is killed at any moment: what it confirmed is there, and what it did not is named.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "histories/fixture.rs"]
mod fixture;

use evenhand_ledger::{Addition, Error, Every, Period, Store};
use fixture::{SYSTEM, addition, card, day};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "EVENHAND_KILLED_WRITER";
const MOMENTS: u64 = 200;

/// The writer: no test of its own, but a process of this program that adds runs until somebody kills it.
#[test]
fn writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let store = Store::new(Path::new(&folder), SYSTEM).unwrap();
    let last = store
        .log()
        .unwrap()
        .runs()
        .last()
        .map(|run| run.period.parse::<Period>().unwrap());
    let mut period = last.map_or_else(
        || Period::containing(day("1990-01-01"), Every::Week).unwrap(),
        |period| period.next().unwrap(),
    );
    println!("ready");
    loop {
        let digits: String = period
            .to_string()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let counts = digits.parse::<u64>().unwrap();
        let card = card(counts, 80 + counts % 30, 100);
        let run = Addition {
            period,
            on: day("2026-06-01"),
            ..addition(&card, 1)
        };
        let added = store.add(&run).unwrap();
        println!("confirmed {}", added.run);
        period = period.next().unwrap();
    }
}

#[test]
fn nothing_confirmed_is_lost_at_any_of_200_moments() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    let mut confirmed: BTreeSet<String> = BTreeSet::new();
    let (mut random, mut torn, mut unfinished) = (20_260_930_u64, 0, 0);
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
        std::thread::sleep(Duration::from_micros((random >> 33) % 100_000));
        // SIGKILL: nothing of the writer runs after it.
        writer.kill().unwrap();
        writer.wait().unwrap();
        reader.read_to_string(&mut said).unwrap();
        let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
        confirmed.extend(
            whole
                .lines()
                .filter_map(|line| Some(line.split_once("confirmed ")?.1.to_owned())),
        );

        let log = store.log().unwrap();
        torn += u32::from(log.torn.is_some());
        let there: BTreeSet<String> = log.runs().iter().map(|run| run.run.clone()).collect();
        let lost: Vec<&String> = confirmed.difference(&there).collect();
        assert!(lost.is_empty(), "moment {moment}: {lost:?}");
        // The newest as well as all at the end, so that the test does not grow with the square of the runs.
        if let Some(last) = log.runs().last() {
            store.scorecard(last).unwrap();
            store.series(last).unwrap();
        }
        let left = match store.recover("the writer was killed", day("2026-06-01")) {
            Ok(left) => left,
            Err(Error::File { path, source }) => panic!("{}: {source}", path.display()),
            Err(other) => panic!("{other}"),
        };
        unfinished += u32::from(!left.is_empty());
    }
    let verified = store.verify(None).unwrap();
    println!(
        "{MOMENTS} moments: {} runs confirmed, {} lines, {torn} torn lines, {unfinished} with files of an addition that was not confirmed",
        confirmed.len(),
        verified.entries
    );
    assert!(confirmed.len() > 20 && unfinished > 0);
}
