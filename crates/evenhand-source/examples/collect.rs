//! Counts the rows of a file and prints the totals: for timing.
//!
//! `collect FILE DECISION LABEL ATTRIBUTE… [--score S] [--unit U] [--weight W]`
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

#[path = "../tests/intake/catalogue.rs"]
mod catalogue;

use evenhand_core::{AttributeSpec, BinarySpec, DataSpec, OneOrMany};
use evenhand_source::{NoProgress, Source};
use std::path::Path;

fn main() {
    let mut names: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |flag: &str| {
        let at = names.iter().position(|name| name == flag)?;
        names.remove(at);
        Some(names.remove(at))
    };
    let (score, unit, weight) = (option("--score"), option("--unit"), option("--weight"));
    let data = DataSpec {
        source: OneOrMany::One(names[0].clone()),
        ..DataSpec::default()
    };
    let source = Source::open(&data, Path::new("")).unwrap();
    let mut spec = catalogue::spec(data);
    spec.columns.decision = Some(BinarySpec::Column(names[1].clone()));
    spec.columns.label = Some(BinarySpec::Column(names[2].clone()));
    spec.columns.score = score;
    spec.columns.unit = unit;
    spec.columns.weight = weight;
    spec.attribute = names[3..]
        .iter()
        .map(|column| AttributeSpec {
            column: column.clone(),
            ..AttributeSpec::default()
        })
        .collect();
    let plan = catalogue::plan(&spec, source.columns());
    let (statistics, _) = source.collect(&plan, &NoProgress).unwrap();
    println!(
        "{} rows, {} cells, {} notes",
        statistics.intake.rows_used,
        statistics.cells.len(),
        statistics.intake.notes.len()
    );
    let selected: u64 = statistics
        .cells
        .values()
        .map(|cell| cell.confusion.selected().n)
        .sum();
    let true_positive: u64 = statistics
        .cells
        .values()
        .map(|c| c.confusion.true_positive.n)
        .sum();
    println!("{selected} selected, {true_positive} true positives");
}
