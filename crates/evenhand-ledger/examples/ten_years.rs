//! Ten years of monthly audits of twenty systems with two hundred findings each, and how long it takes to read them:
//! `cargo run --release --example ten_years`.
//!
//! There is no index beside the files: what this prints is the reason.
#![allow(clippy::print_stdout)]

use evenhand_core::{Day, Real, Scorecard};
use evenhand_ledger::{Addition, Calendar, Disk, Period, Store, live_findings};
use std::path::Path;
use std::time::Instant;

const SYSTEMS: usize = 20;
const MONTHS: usize = 120;
const FINDINGS: usize = 200;

type Failure = Box<dyn std::error::Error>;

/// Files without waiting for the disk: what is measured here is reading.
struct Quick;

impl Disk for Quick {
    fn put(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(path, bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        use std::io::Write as _;
        let mut file = std::fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)?;
        file.write_all(bytes)
    }
}

fn main() -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("evenhand-ten-years-{}", std::process::id()));
    let started = Instant::now();
    make(&folder)?;
    println!("made in {:.1} s", started.elapsed().as_secs_f64());
    let today: Day = "2036-01-05".parse()?;
    let names: Vec<String> = (0..SYSTEMS)
        .map(|system| format!("system-{system}"))
        .collect();
    let timed = |what: &str, measured: &dyn Fn() -> Result<usize, Failure>| {
        let started = Instant::now();
        let count = measured()?;
        println!(
            "{what:<42} {count:>7}  {:.3} s",
            started.elapsed().as_secs_f64()
        );
        Ok::<(), Failure>(())
    };
    timed("list: entries of all systems, chain checked", &|| {
        let mut entries = 0;
        for name in &names {
            entries += Store::new(&folder, name)?.log()?.entries.len();
        }
        Ok(entries)
    })?;
    timed("due: planned audits of all systems", &|| {
        let calendar = Calendar::new("month", 10, 5)?;
        let mut planned = 0;
        for name in &names {
            planned += calendar
                .plan(&Store::new(&folder, name)?.log()?, today)
                .len();
        }
        Ok(planned)
    })?;
    let store = Store::new(&folder, &names[0])?;
    timed("trend: series of one system", &|| {
        Ok(store.trend(&store.log()?, 0.05)?.series.len())
    })?;
    timed("findings of one system", &|| {
        Ok(live_findings(&store.history(&store.log()?)?).len())
    })?;
    timed("verify: files of one system, all recomputed", &|| {
        Ok(store.verify(None)?.files)
    })?;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn make(folder: &Path) -> Result<(), Failure> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/cases/four-fifths-by-hand/scorecard.json");
    let mut card = Scorecard::from_json(&std::fs::read(path)?)?;
    let finding = card.findings[0].clone();
    let estimate = card.estimates[finding.estimate].clone();
    card.findings.clear();
    card.estimates.clear();
    for group in 0..FINDINGS {
        let (mut finding, mut estimate) = (finding.clone(), estimate.clone());
        finding.group = format!("group {group}").into();
        finding.estimate = group;
        estimate.group = finding.group.clone();
        estimate.reference = Some("A".into());
        card.findings.push(finding);
        card.estimates.push(estimate);
    }
    let mut random = 7_u64;
    for system in 0..SYSTEMS {
        let name = format!("system-{system}");
        let store = Store::on_disk(folder, &name, Quick)?;
        card.system.id = name;
        let mut period: Period = "2026-01".parse()?;
        for month in 0..MONTHS {
            card.digests.statistics = format!("{month:064x}");
            for estimate in &mut card.estimates {
                let mut draw = || {
                    random = random
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1_442_695_040_888_963_407);
                    Real::new((85 + (random >> 33) % 30) as f64)
                };
                (estimate.events, estimate.events_reference) = (draw(), draw());
                (estimate.total, estimate.total_reference) = (Real::new(1000.0), Real::new(1000.0));
            }
            store.add(&Addition {
                card: &card,
                corrects: None,
                on: period.last(),
                period,
                run: None,
            })?;
            period = period.next().ok_or("the calendar ended")?;
        }
    }
    Ok(())
}
