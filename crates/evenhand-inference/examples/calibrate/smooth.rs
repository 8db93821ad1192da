//! Smooth functions of the cells of a confusion table.

use crate::draws::Draws;
use crate::family::{Column, Family, Gate, Line, simulate};
use evenhand_inference::bootstrap::{percentile_interval, stratified_replicates};
use evenhand_inference::mean::delta_of_cells;
use evenhand_inference::{Interval, Level};

const REPLICATES: usize = 500;

/// F1 of true positives, false positives and false negatives, the first three cells.
fn f1(cells: &[f64]) -> f64 {
    match cells {
        [hits, alarms, misses, ..] => 2.0 * hits / (2.0 * hits + alarms + misses),
        _ => f64::NAN,
    }
}

fn gap(cells: &[f64]) -> f64 {
    let (first, second) = cells.split_at(cells.len() / 2);
    f1(first) - f1(second)
}

/// One multinomial draw by conditional binomials of outcomes of single rows.
fn table(rows: u32, shares: [f64; 4], draws: &mut Draws) -> [f64; 4] {
    let mut cells = [0.0; 4];
    for _ in 0..rows {
        let mut left = draws.uniform();
        for (cell, share) in cells.iter_mut().zip(shares) {
            left -= share;
            if left < 0.0 {
                *cell += 1.0;
                break;
            }
        }
    }
    cells
}

fn resampled(groups: &[&[f64]], function: fn(&[f64]) -> f64, seed: u64) -> Option<Interval> {
    let replicates = stratified_replicates(groups, REPLICATES, seed).ok()?;
    let mut values: Vec<f64> = replicates
        .iter()
        .map(|counts| {
            let cells: Vec<f64> = counts.iter().map(|&count| count as f64).collect();
            function(&cells)
        })
        .collect();
    percentile_interval(&mut values, Level::P95, 0)
}

/// The rule of the metrics: delta method with ten rows in every cell, else the bootstrap.
fn by_rule(groups: &[&[f64]], function: fn(&[f64]) -> f64, seed: u64) -> Option<Interval> {
    if groups
        .iter()
        .any(|cells| cells.iter().any(|&cell| cell < 10.0))
    {
        resampled(groups, function, seed)
    } else {
        delta_of_cells(groups, function, Level::P95).ok()
    }
}

pub fn families() -> Vec<Family> {
    let gate = Gate::AtLeast(0.93);
    let mut family = Family::new(
        "Smooth functions of a confusion table",
        "F1 of one group and its difference between two equal groups: delta method with ten rows in every cell, else the \
         multinomial bootstrap (500 replicates).",
        vec![
            Column::gated("F1", gate),
            Column::gated("difference of F1", gate),
            Column::beside("F1, delta method always"),
        ],
    );
    let tables = [
        ("a good model", [0.2, 0.1, 0.1, 0.6]),
        ("a poor model", [0.1, 0.2, 0.2, 0.5]),
        ("rare outcomes", [0.03, 0.05, 0.02, 0.9]),
    ];
    for (words, shares) in tables {
        for rows in [50, 100, 200, 1000] {
            family.job(rows == 200, move |effort, seed| {
                let truth = f1(&shares);
                let mut inner = seed;
                let results = simulate(effort.draws(3000), seed, |draws| {
                    inner += 1;
                    let (a, b) = (table(rows, shares, draws), table(rows, shares, draws));
                    let covers =
                        |i: Option<Interval>, truth: f64| i.is_some_and(|i| i.contains(truth));
                    [
                        covers(by_rule(&[&a], f1, inner), truth),
                        covers(by_rule(&[&a, &b], gap, inner), 0.0),
                        covers(delta_of_cells(&[&a], f1, Level::P95).ok(), truth),
                    ]
                });
                vec![Line::new(format!("{rows} rows, {words}"), results)]
            });
        }
    }
    vec![family]
}
