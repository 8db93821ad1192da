//! What one interval or test costs.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use evenhand_inference::k_groups::{max_gap_interval, min_ratio_interval};
use evenhand_inference::two_by_two::{Table2x2, boschloo};
use evenhand_inference::two_sample::{difference_interval, ratio_interval};
use evenhand_inference::{Level, Proportion};

fn p(events: f64, total: f64) -> Proportion {
    Proportion { events, total }
}

fn groups(count: u32) -> Vec<Proportion> {
    (0..count)
        .map(|i| p(f64::from(15 + i * 7 % 11), f64::from(180 + i * 13 % 40)))
        .collect()
}

fn intervals(c: &mut Criterion) {
    let z = Level::P95.z();
    let pairs = [
        ("large", p(300.0, 1000.0), p(280.0, 1100.0)),
        ("small", p(3.0, 20.0), p(8.0, 25.0)),
    ];
    for (name, a, b) in pairs {
        c.bench_function(&format!("difference/{name}"), |t| {
            t.iter(|| difference_interval(black_box(a), b, z));
        });
        c.bench_function(&format!("ratio/{name}"), |t| {
            t.iter(|| ratio_interval(black_box(a), b, z));
        });
    }
    if let Ok(table) = Table2x2::new(30, 100, 18, 100) {
        c.bench_function("boschloo/100", |t| t.iter(|| boschloo(black_box(table))));
    }
    for count in [5, 10_000] {
        let groups = groups(count);
        c.bench_function(&format!("max-gap/{count}"), |t| {
            t.iter(|| max_gap_interval(black_box(&groups), Level::P95, None));
        });
        c.bench_function(&format!("min-ratio/{count}"), |t| {
            t.iter(|| min_ratio_interval(black_box(&groups), Level::P95, None));
        });
    }
}

criterion_group!(benches, intervals);
criterion_main!(benches);
