//! Weighted rows.

use crate::draws::Draws;
use crate::family::{Column, Effort, Family, Gate, Line, Share, simulate};
use crate::summaries::covers;
use evenhand_inference::effective_size::{WeightedEvents, effective_proportion};
use evenhand_inference::k_groups::max_gap_interval;
use evenhand_inference::one_sample::{proportion_interval, wilson};
use evenhand_inference::two_sample::{difference_interval, ratio_interval};
use evenhand_inference::{Level, Proportion};

const DRAWS: u32 = 8000;
const GROUPS: usize = 5;

/// Lognormal weights whose logarithm is shifted by `lean` for rows with the event.
#[derive(Clone, Copy)]
struct Design {
    rows: u32,
    rate: f64,
    sigma: f64,
    lean: f64,
}

impl Design {
    /// The weighted rate of the population.
    fn truth(self) -> f64 {
        let heavier = self.rate * libm::exp(self.lean);
        heavier / (heavier + 1.0 - self.rate)
    }

    fn draw(self, draws: &mut Draws) -> WeightedEvents {
        let mut sums = WeightedEvents {
            n: u64::from(self.rows),
            sum_w_events: 0.0,
            sum_w_total: 0.0,
            sum_w2_events: 0.0,
            sum_w2_total: 0.0,
        };
        for _ in 0..self.rows {
            let event = draws.event(self.rate);
            let shift = if event { self.lean } else { 0.0 };
            let weight = libm::exp(self.sigma * draws.normal() + shift);
            sums.sum_w_total += weight;
            sums.sum_w2_total += weight * weight;
            if event {
                sums.sum_w_events += weight;
                sums.sum_w2_events += weight * weight;
            }
        }
        sums
    }

    fn coverage(self, effort: Effort, seed: u64) -> Vec<Share> {
        let truth = self.truth();
        simulate(effort.draws(DRAWS), seed, |draws| {
            let sums: Vec<_> = (0..GROUPS).map(|_| self.draw(draws)).collect();
            let effective: Vec<(Proportion, f64)> = sums
                .iter()
                .filter_map(|&s| effective_proportion(s).ok())
                .collect();
            let groups: Vec<Proportion> = effective.iter().map(|(p, _)| *p).collect();
            let df = effective.iter().map(|(_, df)| *df).reduce(f64::min);
            let [first, second, ..] = groups.as_slice() else {
                return [false; 5];
            };
            let critical = Level::P95.critical(df);
            let ignored = sums.first().is_some_and(|s| {
                let rows = f64::from(self.rows);
                let events = (s.sum_w_events / s.sum_w_total * rows).min(rows);
                wilson(
                    Proportion {
                        events,
                        total: rows,
                    },
                    Level::P95.z(),
                )
                .contains(truth)
            });
            [
                proportion_interval(*first, Level::P95, df).contains(truth),
                difference_interval(*first, *second, critical).contains(0.0),
                ratio_interval(*first, *second, critical).contains(1.0),
                covers(max_gap_interval(&groups, Level::P95, df), 0.0),
                ignored,
            ]
        })
    }
}

fn family(
    title: &'static str,
    about: &'static str,
    gate: Gate,
    leans: &'static [(f64, &'static str)],
) -> Family {
    let mut family = Family::new(
        title,
        about,
        vec![
            Column::gated("rate", gate),
            Column::gated("difference", gate),
            Column::gated("ratio", gate),
            Column::gated("largest gap of 5", gate),
            Column::beside("rate, weights ignored"),
        ],
    );
    for rows in [50, 200, 1000] {
        for rate in [0.05, 0.1, 0.5] {
            for sigma in [0.5, 1.0] {
                for &(lean, words) in leans {
                    family.job(rows == 200 && rate < 0.1, move |effort, seed| {
                        let design = Design {
                            rows,
                            rate,
                            sigma,
                            lean: lean * sigma,
                        };
                        let setting = format!("{rows} rows, rate {rate}, σ {sigma}{words}");
                        vec![Line::new(setting, design.coverage(effort, seed))]
                    });
                }
            }
        }
    }
    family
}

pub fn families() -> Vec<Family> {
    vec![
        family(
            "Weights independent of the outcome",
            "Lognormal weights of logarithmic spread σ, drawn without regard to the outcome.",
            Gate::AtLeast(0.94),
            &[(0.0, "")],
        ),
        family(
            "Weights correlated with the outcome",
            "The logarithm of the weight is one σ higher (or lower) for people with the outcome.",
            Gate::AtLeast(0.93),
            &[(1.0, ", events heavier"), (-1.0, ", events lighter")],
        ),
    ]
}
