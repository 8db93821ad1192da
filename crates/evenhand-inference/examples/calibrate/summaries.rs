//! Several groups: largest gap, smallest ratio, equalized odds, worst group.

use crate::draws::{Binomial, groups};
use crate::family::{Column, Effort, Family, Gate, Line, Share, simulate};
use evenhand_inference::k_groups::{
    Extreme, equalized_odds_gap_interval, equalized_odds_ratio_interval, max_gap_interval,
    min_ratio_interval, worst_value_interval,
};
use evenhand_inference::{Interval, Level, Result};

const DRAWS: u32 = 20_000;
const GATE: Gate = Gate::AtLeast(0.94);

pub fn covers(interval: Result<Interval>, truth: f64) -> bool {
    // Twelve digits: limits that equal the truth but for rounding do cover it.
    interval.is_ok_and(|i| i.lower <= truth + 1e-12 && i.upper >= truth - 1e-12)
}

fn extremes(rates: &[f64]) -> (f64, f64) {
    rates
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(low, high), &p| {
            (low.min(p), high.max(p))
        })
}

fn spread(rows: &[u32], rates: &[f64], effort: Effort, seed: u64) -> Vec<Share> {
    let (low, high) = extremes(rates);
    let of: Vec<Binomial> = rows
        .iter()
        .zip(rates)
        .map(|(&n, &p)| Binomial::new(n, p))
        .collect();
    simulate(effort.draws(DRAWS), seed, |draws| {
        let groups = groups(&of, draws);
        [
            covers(max_gap_interval(&groups, Level::P95, None), high - low),
            covers(min_ratio_interval(&groups, Level::P95, None), low / high),
        ]
    })
}

/// How many of the first groups have 0.7 times the rate.
fn lowered(count: usize, rate: f64, low: usize) -> Vec<f64> {
    (0..count)
        .map(|i| if i < low { 0.7 * rate } else { rate })
        .collect()
}

fn equal_sizes() -> Family {
    let mut family = Family::new(
        "Largest gap and smallest ratio, groups of one size",
        "Difference and ratio of the highest and lowest rate of 2, 5 or 10 groups; all equal, one at 0.7 times the rate \
         of the others, or half of them.",
        vec![
            Column::gated("largest gap", GATE),
            Column::gated("smallest ratio", GATE),
        ],
    );
    for count in [2, 5, 10] {
        for rows in [20, 50, 200, 1000, 10_000] {
            for rate in [0.01, 0.1, 0.5] {
                for (words, low) in [("equal", 0), ("one low", 1), ("half low", count / 2)] {
                    if low == 1 && words == "half low" {
                        continue;
                    }
                    family.job(rows == 50, move |effort, seed| {
                        let shares =
                            spread(&vec![rows; count], &lowered(count, rate, low), effort, seed);
                        vec![Line::new(
                            format!("{count} of {rows} rows, rate {rate}, {words}"),
                            shares,
                        )]
                    });
                }
            }
        }
    }
    family
}

fn unequal_sizes() -> Family {
    let mut family = Family::new(
        "Largest gap and smallest ratio, groups of different sizes",
        "The same with very unequal groups, among them fifty groups of 20 to 2,000 rows.",
        vec![
            Column::gated("largest gap", GATE),
            Column::gated("smallest ratio", GATE),
        ],
    );
    let fifty: Vec<u32> = (0..50)
        .map(|i| libm::round(20.0 * libm::pow(100.0, f64::from(i) / 49.0)) as u32)
        .collect();
    let cases: [(&str, Vec<u32>, &[f64]); 4] = [
        (
            "20,000 to 20",
            vec![20_000, 5000, 1000, 200, 50, 20],
            &[0.01, 0.1, 0.5],
        ),
        (
            "1,620 to 20",
            vec![1620, 540, 180, 60, 20],
            &[0.01, 0.1, 0.5],
        ),
        ("fifty from 20 to 2,000", fifty, &[0.01, 0.1]),
        ("100,000 and 50", vec![100_000, 50], &[0.01, 0.1, 0.5]),
    ];
    for (place, (name, rows, rates)) in cases.into_iter().enumerate() {
        for &rate in rates {
            let smallest = (0..rows.len()).min_by_key(|&i| rows[i]).unwrap_or(0);
            for (words, low) in [
                ("equal", None),
                ("largest low", Some(0)),
                ("smallest low", Some(smallest)),
            ] {
                let (rows, count) = (rows.clone(), rows.len());
                family.job(place == 1, move |effort, seed| {
                    let mut of = vec![rate; count];
                    if let Some(group) = low.and_then(|i| of.get_mut(i)) {
                        *group *= 0.7;
                    }
                    let shares = spread(&rows, &of, effort, seed);
                    vec![Line::new(format!("{name}, rate {rate}, {words}"), shares)]
                });
            }
        }
    }
    family
}

fn equalized_odds() -> Family {
    let mut family = Family::new(
        "Equalized odds",
        "The larger of the gaps (the smaller of the ratios) in true and in false positive rates; true positive rate 0.6, \
         false positive rate 0.1.",
        vec![Column::gated("gap", GATE), Column::gated("ratio", GATE)],
    );
    for (positives, negatives) in [(20, 80), (100, 400), (500, 5000)] {
        for count in [2, 4] {
            for (words, first) in [("equal", 0.6), ("one true positive rate 0.45", 0.45)] {
                family.job(positives < 500, move |effort, seed| {
                    let rate = |i: usize| if i == 0 { first } else { 0.6 };
                    let tpr: Vec<_> = (0..count).map(|i| Binomial::new(positives, rate(i))).collect();
                    let fpr: Vec<_> = (0..count).map(|_| Binomial::new(negatives, 0.1)).collect();
                    let shares = simulate(effort.draws(DRAWS), seed, |draws| {
                        let (tpr, fpr) = (groups(&tpr, draws), groups(&fpr, draws));
                        [
                            covers(equalized_odds_gap_interval(&tpr, &fpr, Level::P95, None), 0.6 - first),
                            covers(equalized_odds_ratio_interval(&tpr, &fpr, Level::P95, None), first / 0.6),
                        ]
                    });
                    vec![Line::new(
                        format!("{count} groups of {positives} positives and {negatives} negatives, {words}"),
                        shares,
                    )]
                });
            }
        }
    }
    family
}

fn worst_group() -> Family {
    let mut family = Family::new(
        "Worst group",
        "The lowest rate over groups (a benefit) and the highest (a harm).",
        vec![
            Column::gated("lowest rate", GATE),
            Column::gated("highest rate", GATE),
        ],
    );
    for count in [2, 5, 10] {
        for rows in [50, 200, 1000] {
            for rate in [0.01, 0.1, 0.5] {
                for (words, low) in [("equal", 0), ("one low", 1)] {
                    family.job(rows == 50, move |effort, seed| {
                        let rates = lowered(count, rate, low);
                        let (lowest, highest) = extremes(&rates);
                        let of: Vec<_> = rates.iter().map(|&p| Binomial::new(rows, p)).collect();
                        let shares = simulate(effort.draws(DRAWS), seed, |draws| {
                            let groups = groups(&of, draws);
                            let worst =
                                |extreme| worst_value_interval(&groups, Level::P95, None, extreme);
                            [
                                covers(worst(Extreme::Minimum), lowest),
                                covers(worst(Extreme::Maximum), highest),
                            ]
                        });
                        vec![Line::new(
                            format!("{count} of {rows} rows, rate {rate}, {words}"),
                            shares,
                        )]
                    });
                }
            }
        }
    }
    family
}

pub fn families() -> Vec<Family> {
    vec![
        equal_sizes(),
        unequal_sizes(),
        equalized_odds(),
        worst_group(),
    ]
}
