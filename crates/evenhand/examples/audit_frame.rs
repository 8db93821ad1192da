//! Audits a polars frame and prints what the checks say: `cargo run --release -p evenhand --example audit_frame`.

use evenhand::Audit;
use evenhand::polars::prelude::*;
use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let selected: Vec<i32> = (0..1100)
        .map(|i| i32::from(if i < 500 { i < 50 } else { i < 800 }))
        .collect();
    let frame = df!("gender" => [vec!["f"; 500], vec!["m"; 600]].concat(), "selected" => selected)?;
    let card = Audit::of_frame(frame)
        .decision("selected")
        .protected("gender")
        .run()?;
    let mut out = std::io::stdout().lock();
    for finding in &card.findings {
        writeln!(
            out,
            "{} {}: {}",
            finding.attribute,
            finding.group,
            finding.verdict.words()
        )?;
    }
    Ok(())
}
