//! How long a profile takes, and what it hides: `cargo run --release --example time -- SCORECARD.json`.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use evenhand_core::{Profile, Scorecard};

fn main() {
    for path in std::env::args().skip(1) {
        let card = Scorecard::from_json(&std::fs::read(&path).unwrap()).unwrap();
        let began = std::time::Instant::now();
        for profile in [Profile::Board, Profile::Public] {
            let shown = evenhand_privacy::suppress(&card, profile);
            println!(
                "{path} {:?} {:?}",
                began.elapsed(),
                shown.privacy.as_ref().unwrap()
            );
            for attribute in &shown.attributes {
                let rates = |metric: &str| {
                    let of = shown.estimates.iter().filter(|e| {
                        e.attribute == attribute.name && !e.group.is_empty() && *e.metric == *metric
                    });
                    of.filter(|e| e.value.is_some()).count()
                };
                println!(
                    "  {}: {} groups, {} selection rates, {} true positive rates are shown",
                    attribute.name,
                    attribute.groups.len(),
                    rates("selection_rate"),
                    rates("true_positive_rate")
                );
            }
        }
    }
}
