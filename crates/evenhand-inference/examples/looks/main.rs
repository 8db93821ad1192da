//! Measures how often a fair history raises an alarm, and how soon a gap is found: `cargo run --release --example looks`.
//!
//! With a number after it, so many histories are drawn instead of 2,000.

mod history;
mod limit;

use history::{Draws, Drift, detection, fair_history};
use limit::{DIFFERENCE, Method, RATIO, broken};
use std::io::Write as _;
use std::time::Instant;

const SEED: u64 = 20_260_930;

fn main() -> std::io::Result<()> {
    let histories: u32 = std::env::args()
        .nth(1)
        .and_then(|argument| argument.parse().ok())
        .unwrap_or(2000);
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "Fair histories with an alarm, 52 looks × 20 series, e-BH at 5 % ({histories} each, seed {SEED})"
    )?;
    for drift in [Drift::None, Drift::Together, Drift::Wandering] {
        let (mut draws, started) = (Draws::new(SEED), Instant::now());
        let alarms = (0..histories)
            .filter(|_| fair_history(&mut draws, drift, 52, 20).is_some())
            .count();
        let share = alarms as f64 / f64::from(histories);
        let seconds = started.elapsed().as_secs_f64();
        writeln!(
            out,
            "  {drift:<10?} {alarms:>5}  {share:.4}   ({seconds:.0} s)"
        )?;
    }
    writeln!(out, "One series alone, an alarm at e ≥ 20")?;
    for drift in [Drift::None, Drift::Together, Drift::Wandering] {
        let mut draws = Draws::new(SEED + 1);
        let alarms = (0..histories * 4)
            .filter(|_| fair_history(&mut draws, drift, 52, 1).is_some())
            .count();
        let share = alarms as f64 / f64::from(histories * 4);
        writeln!(out, "  {drift:<10?} {alarms:>5}  {share:.4}")?;
    }
    writeln!(
        out,
        "A true ratio of 0.80 found within 12 monthly looks, 1,000 people per group and month"
    )?;
    writeln!(
        out,
        "  base rate  one series  (median look)  one of 20, e-BH  (median look)"
    )?;
    for base in [0.10, 0.05, 0.01] {
        let mut line = format!("  {:>7} %", base * 100.0);
        for series in [1, 20] {
            let mut draws = Draws::new(SEED + 2);
            let mut found: Vec<usize> = (0..histories)
                .map(|_| detection(&mut draws, base, 0.8, 1000, 12, series).unwrap_or(usize::MAX))
                .collect();
            found.sort_unstable();
            let share = found.iter().filter(|&&f| f <= 12).count() as f64 / f64::from(histories);
            let median = found[found.len() / 2];
            let median = if median > 12 {
                "none".into()
            } else {
                median.to_string()
            };
            line.push_str(&format!("  {share:>10.3}  {median:>13}"));
        }
        writeln!(out, "{line}")?;
    }
    limits(&mut out, histories)
}

/// The evidence that lies beyond a limit: exact bets, and an asymptotic mixture.
fn limits(out: &mut impl std::io::Write, histories: u32) -> std::io::Result<()> {
    const METHODS: [Method; 2] = [Method::Bets, Method::Mixture];
    writeln!(
        out,
        "Exactly at the limit, an alarm within 52 looks: bets, normal mixture"
    )?;
    for (name, limit, within) in [
        ("ratio 0.8", RATIO, (|p| 0.8 * p) as fn(f64) -> f64),
        ("difference 0.05", DIFFERENCE, |p| (p - 0.05).max(0.0)),
    ] {
        for base in [0.01, 0.05, 0.1, 0.3, 0.5] {
            for rows in [100.0, 2000.0] {
                let mut line = format!("  {name:<15} base {base:<5} rows {rows:<5}");
                for drift in [Drift::None, Drift::Together, Drift::Wandering] {
                    line.push_str(&format!("  {drift:?}"));
                    for method in METHODS {
                        let mut draws = Draws::new(SEED + 3);
                        let setting = (base, rows, drift);
                        let alarms = (0..histories)
                            .filter(|_| {
                                broken(&mut draws, method, limit, setting, 52, within).is_some()
                            })
                            .count();
                        line.push_str(&format!(" {:.4}", alarms as f64 / f64::from(histories)));
                    }
                }
                writeln!(out, "{line}")?;
            }
        }
    }
    writeln!(
        out,
        "Beyond the limit, found within 12 looks of 1,000 people per group (median look): bets, normal mixture"
    )?;
    for (name, limit, truth) in [
        ("ratio 0.7 for 0.8", RATIO, (|p| 0.7 * p) as fn(f64) -> f64),
        ("ratio 0.6 for 0.8", RATIO, |p| 0.6 * p),
        ("ratio 0.5 for 0.8", RATIO, |p| 0.5 * p),
        ("-0.10 for 0.05", DIFFERENCE, |p| p - 0.10),
        ("-0.08 for 0.05", DIFFERENCE, |p| p - 0.08),
    ] {
        for base in [0.5, 0.3, 0.1, 0.05, 0.01] {
            if truth(base) < 0.0 {
                continue;
            }
            let mut line = format!("  {name:<18} base {base:<5}");
            for drift in [Drift::None, Drift::Wandering] {
                line.push_str(&format!("  {drift:?}"));
                for method in METHODS {
                    let mut draws = Draws::new(SEED + 4);
                    let mut found: Vec<usize> = (0..histories)
                        .map(|_| {
                            let setting = (base, 2000.0, drift);
                            broken(&mut draws, method, limit, setting, 12, truth)
                                .unwrap_or(usize::MAX)
                        })
                        .collect();
                    found.sort_unstable();
                    let share =
                        found.iter().filter(|&&f| f <= 12).count() as f64 / f64::from(histories);
                    let median = found[found.len() / 2];
                    let median = if median > 12 {
                        "–".to_owned()
                    } else {
                        median.to_string()
                    };
                    line.push_str(&format!("  {share:.3} ({median})"));
                }
            }
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
