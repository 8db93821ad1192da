//! Areas under the ROC curve.

use crate::draws::Draws;
use crate::family::{Column, Family, Gate, Line, simulate};
use evenhand_inference::Level;
use evenhand_inference::auc::{
    Auc, auc_difference_interval, auc_interval, delong, logit_delong, newcombe_auc,
};
use evenhand_inference::distribution::normal;

const GATE: Gate = Gate::AtLeast(0.94);

fn area(positives: usize, negatives: usize, shift: f64, draws: &mut Draws) -> Option<Auc> {
    let above: Vec<f64> = (0..positives).map(|_| draws.normal() + shift).collect();
    let below: Vec<f64> = (0..negatives).map(|_| draws.normal()).collect();
    delong(&above, &below).ok()
}

pub fn families() -> Vec<Family> {
    let mut family = Family::new(
        "Areas under the ROC curve",
        "Normal scores of positives and negatives; ten negatives per positive, and equal numbers. The difference is that of \
         two independent groups with the same area.",
        vec![
            Column::gated("area", GATE),
            Column::gated("difference", GATE),
            Column::beside("Newcombe alone"),
            Column::beside("logit-DeLong alone"),
        ],
    );
    for (positives, negatives, full) in [
        (5, 50, 8000),
        (10, 100, 8000),
        (25, 250, 8000),
        (25, 25, 8000),
        (100, 1000, 4000),
        (500, 5000, 1500),
        (600, 6000, 1500),
    ] {
        for truth in [0.6, 0.8, 0.95, 0.99] {
            family.job(positives <= 25, move |effort, seed| {
                let shift = std::f64::consts::SQRT_2 * normal::quantile(truth);
                let shares = simulate(effort.draws(full), seed, |draws| {
                    let mut one = || area(positives, negatives, shift, draws);
                    let (Some(a), Some(b)) = (one(), one()) else {
                        return [false; 4];
                    };
                    [
                        auc_interval(a, Level::P95).contains(truth),
                        auc_difference_interval(a, b, Level::P95).contains(0.0),
                        newcombe_auc(a, Level::P95).contains(truth),
                        logit_delong(a, Level::P95).contains(truth),
                    ]
                });
                let setting = format!("{positives} positives, {negatives} negatives, area {truth}");
                vec![Line::new(setting, shares)]
            });
        }
    }
    vec![family]
}
