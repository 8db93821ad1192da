//! The functions behind the declarations: values, and what chance alone makes of them.

use crate::evaluate::Chance;
use crate::views::BINS;
use crate::{Both, ScoreCell, Setting, Undefined};
use evenhand_inference::distance::{self as inference, Distances, Divergence};
use evenhand_inference::{Noise, Result as Answer};

type Counts = [f64];

/// All distances that compare distribution functions, in one pass over both.
fn stepwise(both: &Both, of: fn(&Distances) -> f64) -> Result<f64, Undefined> {
    let distances = both.distances.get_or_init(|| {
        let (own, other) = (both.own.distribution(), both.other.distribution());
        inference::distances(own, other).map_err(|_| Undefined::ZeroDenominator)
    });
    distances.as_ref().map(of).map_err(|why| *why)
}

pub(super) fn parity_area(both: &Both, _: f64) -> Result<f64, Undefined> {
    stepwise(both, |all| all.demographic_parity_area)
}

pub(super) fn largest_step(both: &Both, _: f64) -> Result<f64, Undefined> {
    stepwise(both, |all| all.kolmogorov_smirnov)
}

pub(super) fn transport(both: &Both, _: f64) -> Result<f64, Undefined> {
    stepwise(both, |all| all.wasserstein_1)
}

fn chance(noise: Noise, test: &'static str) -> Chance {
    Chance {
        mean: noise.mean,
        p_value: noise.p_value,
        quantile: noise.q95,
        test,
    }
}

/// How many rows both sides are worth.
fn rows(both: &Both) -> (f64, f64) {
    let [a, b] = both.sizes;
    (both.own.total() * a, both.other.total() * b)
}

pub(super) fn parity_area_by_chance(both: &Both, setting: &Setting) -> Option<Chance> {
    let (n, m) = rows(both);
    let bridge = setting.pool.bridge(setting.draws)?;
    let noise = bridge.demographic_parity_area(setting.value, n, m).ok()?;
    Some(chance(noise, "brownian-bridge"))
}

pub(super) fn largest_step_by_chance(both: &Both, setting: &Setting) -> Option<Chance> {
    let (n, m) = rows(both);
    let bridge = setting.pool.bridge(setting.draws)?;
    let noise = bridge.kolmogorov_smirnov(setting.value, n, m).ok()?;
    let p_value = setting.pool.kolmogorov_p(setting.value, n, m)?;
    Some(Chance {
        p_value,
        ..chance(noise, "kolmogorov-smirnov")
    })
}

pub(super) fn transport_by_chance(both: &Both, setting: &Setting) -> Option<Chance> {
    let (n, m) = rows(both);
    let bridge = setting.pool.bridge(setting.draws)?;
    let noise = bridge.wasserstein_1(setting.value, n, m).ok()?;
    Some(chance(noise, "brownian-bridge"))
}

/// The rows of both sides in bins of the reference's scores, at their effective size; up to [`BINS`] scores are a bin
/// each.
fn binned(both: &Both) -> &(Vec<f64>, Vec<f64>) {
    let filled = |a: &ScoreCell, b: &ScoreCell| a.all() + b.all() > 0.0;
    let [own, other] = both.sizes;
    both.bins.get_or_init(|| {
        let distinct: Vec<(f64, f64)> = both
            .aligned()
            .filter(|(_, a, b)| filled(a, b))
            .take(BINS + 1)
            .map(|(_, a, b)| (a.all() * own, b.all() * other))
            .collect();
        if distinct.len() <= BINS {
            return distinct.into_iter().unzip();
        }
        let (edges, reference) = both.other.bins();
        let sized = |rows: &[f64], size: f64| rows.iter().map(|rows| rows * size).collect();
        (
            sized(&both.own.rows_up_to(edges), own),
            sized(reference, other),
        )
    })
}

type Measure = fn(&Counts, &Counts, f64) -> Answer<f64>;

/// The measures, each with the parameter that it has unless a spec sets another.
const MEASURES: [(Measure, f64); 7] = [
    (inference::population_stability_index, inference::SMOOTHING),
    (inference::kullback_leibler, inference::SMOOTHING),
    (|p, q, _| inference::jensen_shannon(p, q, 0.0), 0.0),
    (|p, q, _| inference::total_variation(p, q, 0.0), 0.0),
    (|p, q, _| inference::hellinger(p, q, 0.0), 0.0),
    (|p, q, power| inference::lp_distance(p, q, power, 0.0), 2.0),
    (|p, q, _| inference::chebyshev(p, q, 0.0), 0.0),
];

fn divergence(both: &Both, setting: &Setting, which: usize) -> Result<f64, Undefined> {
    let (p, q) = binned(both);
    let value = MEASURES[which].0(p, q, setting.parameter);
    value.map_err(|_| Undefined::ZeroDenominator)
}

fn divergence_by_chance(both: &Both, setting: &Setting, which: usize) -> Option<Chance> {
    let (p, q) = binned(both);
    let (of, usual) = MEASURES[which];
    let drawn = (setting.draws, setting.seed);
    let noise = if setting.parameter.total_cmp(&usual).is_eq() {
        // All measures of the same two mixes from the same draws.
        let all = MEASURES.map(|(of, usual)| move |p: &Counts, q: &Counts| of(p, q, usual));
        let all: Vec<Divergence<'_>> = all.iter().map(|of| of as Divergence<'_>).collect();
        let noises = setting.pool.mix((p, q), drawn, || {
            inference::divergence_noises(p, q, &all, setting.draws, setting.seed).ok()
        })?;
        *noises.get(which)?
    } else {
        let measure = |p: &Counts, q: &Counts| of(p, q, setting.parameter);
        inference::divergence_noise(p, q, measure, setting.draws, setting.seed).ok()?
    };
    Some(chance(noise, "parametric-bootstrap"))
}

/// The value of a divergence by its place among [`MEASURES`], and what chance alone makes of it.
macro_rules! divergences {
    ($($name:ident, $by_chance:ident = $which:literal;)+) => {
        $(
            pub(super) fn $name(both: &Both, setting: &Setting) -> Result<f64, Undefined> {
                divergence(both, setting, $which)
            }

            pub(super) fn $by_chance(both: &Both, setting: &Setting) -> Option<Chance> {
                divergence_by_chance(both, setting, $which)
            }
        )+
    };
}

divergences! {
    stability, stability_by_chance = 0;
    kl, kl_by_chance = 1;
    js, js_by_chance = 2;
    tv, tv_by_chance = 3;
    hellinger, hellinger_by_chance = 4;
    lp, lp_by_chance = 5;
    chebyshev, chebyshev_by_chance = 6;
}
