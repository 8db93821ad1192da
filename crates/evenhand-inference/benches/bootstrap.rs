//! What a thousand bootstrap replicates of a confusion table cost; the number of rows should not matter.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use evenhand_inference::bootstrap::{multinomial_replicates, stratified_replicates};

const GROUPS: usize = 5;
const REPLICATES: usize = 1000;

/// True and false positives and negatives of five groups that share `rows`.
fn table(rows: f64) -> Vec<[f64; 4]> {
    let shares = [0.06, 0.04, 0.14, 0.76];
    (0..GROUPS)
        .map(|g| {
            let size = rows * (g + 1) as f64 / 15.0;
            shares.map(|share| libm::round(share * size))
        })
        .collect()
}

fn replicates(c: &mut Criterion) {
    for (name, rows) in [("1e4", 1e4), ("1e6", 1e6), ("1e9", 1e9)] {
        let table = table(rows);
        let groups: Vec<&[f64]> = table.iter().map(|cells| cells.as_slice()).collect();
        let all: Vec<f64> = table.concat();
        c.bench_function(&format!("stratified/{name}"), |t| {
            t.iter(|| stratified_replicates(black_box(&groups), REPLICATES, 1));
        });
        c.bench_function(&format!("multinomial/{name}"), |t| {
            t.iter(|| multinomial_replicates(black_box(&all), REPLICATES, 1));
        });
    }
}

criterion_group!(benches, replicates);
criterion_main!(benches);
