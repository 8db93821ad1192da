//! One rate: every outcome enumerated.

use crate::draws::Binomial;
use crate::family::{Column, Family, Gate, Line, Share};
use evenhand_inference::one_sample::{
    agresti_coull, clopper_pearson, jeffreys, proportion_interval, wilson,
};
use evenhand_inference::{Interval, Level, Proportion};

type Method = fn(Proportion) -> Interval;

const METHODS: [Method; 5] = [
    |p| proportion_interval(p, Level::P95, None),
    |p| clopper_pearson(p, Level::P95.alpha()),
    |p| wilson(p, Level::P95.z()),
    |p| jeffreys(p, Level::P95.alpha()),
    |p| agresti_coull(p, Level::P95.z()),
];

const SIZES: [u32; 6] = [20, 50, 200, 1000, 5000, 10_000];

fn coverage(rows: u32, rate: f64) -> [f64; METHODS.len()] {
    let mut covered = [0.0; METHODS.len()];
    for (p, probability) in Binomial::new(rows, rate).outcomes() {
        for (sum, method) in covered.iter_mut().zip(METHODS) {
            if method(p).contains(rate) {
                *sum += probability;
            }
        }
    }
    covered
}

/// 160 rates from 0.0002 to 0.5, equally spaced on the logarithmic scale.
fn fine_rates() -> impl Iterator<Item = f64> {
    (0..160).map(|i| 0.0002 * libm::pow(2500.0, f64::from(i) / 159.0))
}

pub fn families() -> Vec<Family> {
    let mut family = Family::new(
        "One rate",
        "The share of people selected in one group. Every possible outcome is enumerated, so these figures are exact. \
         The last lines give the worst of 160 rates between 0.0002 and 0.5.",
        vec![
            Column::gated("default", Gate::AtLeast(0.94)),
            Column::beside("Clopper-Pearson"),
            Column::beside("Wilson"),
            Column::beside("Jeffreys"),
            Column::beside("Agresti-Coull"),
        ],
    );
    let exact = |covered: [f64; METHODS.len()]| covered.map(Share::exact).to_vec();
    for rows in SIZES {
        family.job(rows <= 1000, move |_, _| {
            [0.01, 0.1, 0.5]
                .map(|rate| {
                    Line::new(
                        format!("{rows} rows, rate {rate}"),
                        exact(coverage(rows, rate)),
                    )
                })
                .into()
        });
    }
    for rows in SIZES {
        family.job(rows <= 50, move |_, _| {
            let worst = fine_rates().fold([1.0_f64; METHODS.len()], |worst, rate| {
                let mut here = coverage(rows, rate);
                for (here, worst) in here.iter_mut().zip(worst) {
                    *here = here.min(worst);
                }
                here
            });
            vec![Line::new(format!("{rows} rows, worst rate"), exact(worst))]
        });
    }
    vec![family]
}
