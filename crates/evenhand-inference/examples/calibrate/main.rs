//! Measures how often intervals, tests and verdicts are right, and writes `docs/evidence.md`.
//!
//! With words after it, only the families whose title contains them are measured, and printed instead of written; with
//! `--quick` as well, as few of their settings and draws as the ordinary tests take.

mod areas;
mod draws;
mod errors;
mod family;
mod paired;
mod pairs;
mod pooled;
mod rates;
mod report;
mod smooth;
mod summaries;
mod units;
mod weights;

use family::Effort;
use report::Measured;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

/// Where the part of the page begins that the tests of whole audits write.
const AUDITS: &str = "\n<!-- whole audits -->\n";

fn main() -> std::io::Result<()> {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument == "--quick");
    let words = words.join(" ").to_lowercase();
    let effort = if flags.is_empty() {
        Effort::Full
    } else {
        Effort::Smoke
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let all = [
        rates::families(),
        pairs::families(),
        summaries::families(),
        weights::families(),
        units::families(),
        areas::families(),
        smooth::families(),
        errors::families(),
        pooled::families(),
        paired::families(),
    ];
    let mut measured = Vec::new();
    for (number, family) in (0..).zip(all.into_iter().flatten()) {
        if !family.title.to_lowercase().contains(&words) {
            continue;
        }
        let started = Instant::now();
        let lines = family.run(number, effort, threads);
        let one = Measured {
            number,
            family,
            lines,
        };
        writeln!(
            std::io::stderr(),
            "{}: {} lines, {} short, {:.1} s",
            one.family.title,
            one.lines.len(),
            one.short(),
            started.elapsed().as_secs_f64()
        )?;
        measured.push(one);
    }
    let page = report::page(&measured);
    if !words.is_empty() || effort == Effort::Smoke {
        return std::io::stdout().write_all(page.as_bytes());
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/evidence.md");
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let audits = known.split_once(AUDITS).map_or("", |(_, after)| after);
    std::fs::write(path, format!("{page}{AUDITS}{audits}"))
}
