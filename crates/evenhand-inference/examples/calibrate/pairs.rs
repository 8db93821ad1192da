//! Two rates: difference, ratio and odds ratio, every likely outcome enumerated.

use crate::draws::Binomial;
use crate::family::{Column, Family, Gate, Line, Share};
use evenhand_inference::two_sample::{
    difference_interval, miettinen_nurminen_difference, miettinen_nurminen_ratio,
    odds_ratio_interval, ratio_interval,
};
use evenhand_inference::{Interval, Level, Proportion};

type Method = fn(Proportion, Proportion, f64) -> Interval;

const METHODS: [Method; 5] = [
    difference_interval,
    ratio_interval,
    odds_ratio_interval,
    miettinen_nurminen_difference,
    miettinen_nurminen_ratio,
];

const SIZES: [(u32, u32); 10] = [
    (20, 20),
    (50, 50),
    (200, 200),
    (1000, 1000),
    (10_000, 10_000),
    (20, 1000),
    (50, 10_000),
    (50, 1000),
    (200, 10_000),
    (1000, 100_000),
];

const RATES: [(f64, f64); 9] = [
    (0.01, 0.01),
    (0.1, 0.1),
    (0.5, 0.5),
    (0.08, 0.1),
    (0.4, 0.5),
    (0.005, 0.005),
    (0.95, 0.95),
    (0.9, 0.95),
    (0.3, 0.03),
];

fn coverage(sizes: (u32, u32), rates: (f64, f64)) -> Vec<Share> {
    let odds = |p: f64| p / (1.0 - p);
    let (gap, ratio) = (rates.0 - rates.1, rates.0 / rates.1);
    let truths = [gap, ratio, odds(rates.0) / odds(rates.1), gap, ratio];
    let (first, second) = (
        Binomial::new(sizes.0, rates.0),
        Binomial::new(sizes.1, rates.1),
    );
    let z = Level::P95.z();
    let mut covered = [0.0; METHODS.len()];
    for (a, pa) in first.outcomes() {
        for (b, pb) in second.outcomes() {
            // Pairs that happen once in a hundred million times count as not covered.
            if pa * pb < 1e-13 {
                continue;
            }
            for ((sum, method), truth) in covered.iter_mut().zip(METHODS).zip(truths) {
                if method(a, b, z).contains(truth) {
                    *sum += pa * pb;
                }
            }
        }
    }
    covered.map(Share::exact).to_vec()
}

pub fn families() -> Vec<Family> {
    let mut family = Family::new(
        "Two rates",
        "Difference, ratio and odds ratio of two groups, exact as above: 10 pairs of sizes by 9 pairs of rates. The last \
         two columns show the score interval without the exact part that the default adds in small cells.",
        vec![
            Column::gated("difference", Gate::AtLeast(0.94)),
            Column::gated("ratio", Gate::AtLeast(0.94)),
            Column::gated("odds ratio", Gate::AtLeast(0.94)),
            Column::beside("difference, score alone"),
            Column::beside("ratio, score alone"),
        ],
    );
    for sizes in SIZES {
        for rates in RATES {
            let cells = f64::from(sizes.0) * f64::from(sizes.1) * rates.0 * rates.1;
            family.job(cells < 500.0, move |_, _| {
                let setting = format!(
                    "{} rows at {} against {} at {}",
                    sizes.0, rates.0, sizes.1, rates.1
                );
                vec![Line::new(setting, coverage(sizes, rates))]
            });
        }
    }
    vec![family]
}
