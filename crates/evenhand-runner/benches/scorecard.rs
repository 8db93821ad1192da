//! What every number of an audit costs once the rows are counted.
#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use evenhand_core::{
    AttributeSpec, AuditPlan, AuditSpec, BinarySpec, CellKey, ColumnIndex, ColumnInfo, ColumnKind,
    ConfusionMatrix, Dimension, Intersections, Statistics,
};
use evenhand_metrics::catalogue;
use std::hint::black_box;

/// Levels of three attributes.
const LEVELS: [u32; 3] = [4, 6, 5];

/// Three attributes, all their intersections, with and without outcomes of every kind; some cells hold few rows.
fn statistics(rows: u64) -> Statistics {
    let names: Vec<String> = (0..LEVELS.len())
        .map(|a| format!("attribute {a}"))
        .collect();
    let mut statistics = Statistics::empty(&names, vec![String::new()], 0, false);
    statistics.slices = Dimension::new("", [""]);
    statistics.strata = Dimension::new("", [""]);
    for (a, levels) in LEVELS.iter().enumerate() {
        let levels = (0..*levels).map(|level| format!("level {level}"));
        statistics.attributes[a] = Dimension::new(names[a].clone(), levels);
    }
    for cell in 0..LEVELS.iter().product::<u32>() {
        let levels = [cell / 30, cell / 5 % 6, cell % 5];
        // Shares that fall off, so that the rarest combinations are rare.
        let share = levels
            .iter()
            .fold(1.0, |share, level| share / f64::from(1 + level * level));
        let n = (rows as f64 * share / 8.0).ceil() as u64;
        let rate = 0.2 + 0.02 * f64::from(levels[0]) - 0.01 * f64::from(levels[1]);
        let part = |share: f64| (n as f64 * share).round() as u64;
        let key = CellKey {
            model: 0,
            slice: 0,
            stratum: 0,
            block: 0,
            levels: levels.into(),
        };
        let cells = ConfusionMatrix::from_rows(
            part(rate * 0.5),
            part(rate * 0.5),
            part(0.15),
            part(0.85 - rate),
        );
        statistics.cells.insert(key, cells.into());
    }
    statistics.intake.rows_used = rows;
    statistics.canonicalise(&[]);
    statistics
}

fn plan() -> AuditPlan {
    let mut spec = AuditSpec {
        schema: 1,
        ..AuditSpec::default()
    };
    spec.columns.decision = Some(BinarySpec::Column("selected".to_owned()));
    spec.columns.label = Some(BinarySpec::Column("converted".to_owned()));
    spec.groups.intersections = Some(Intersections::Depth(3));
    let mut columns = ColumnIndex::default();
    let mut known = |name: String, kind| {
        columns.columns.push(ColumnInfo {
            kind,
            name,
            table: 0,
        });
    };
    known("selected".to_owned(), ColumnKind::Boolean);
    known("converted".to_owned(), ColumnKind::Boolean);
    for a in 0..LEVELS.len() {
        known(format!("attribute {a}"), ColumnKind::Text);
        spec.attribute.push(AttributeSpec {
            column: format!("attribute {a}"),
            ..AttributeSpec::default()
        });
    }
    AuditPlan::new(&spec, &columns, catalogue(), None).unwrap()
}

fn scorecard(c: &mut Criterion) {
    let plan = plan();
    for rows in [100_000, 10_000_000] {
        let statistics = statistics(rows);
        let card = evenhand_runner::run(&plan, &statistics).unwrap();
        let name = format!(
            "{} numbers with intervals, {rows} rows",
            card.estimates.len()
        );
        c.bench_function(&name, |b| {
            b.iter(|| evenhand_runner::run(black_box(&plan), black_box(&statistics)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = scorecard
}
criterion_main!(benches);
