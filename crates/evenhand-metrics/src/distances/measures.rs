//! The functions behind the declarations: values, and what chance alone makes of them.

use crate::evaluate::{Chance, edges};
use crate::views::aligned;
use crate::{ScoreCell, Scores, Setting, Undefined};
use evenhand_inference::distance::{self as inference, Divergence};
use evenhand_inference::{Noise, Result as Answer};

type Steps = [(f64, f64)];
type Counts = [f64];

fn stepwise(
    own: &Scores,
    other: &Scores,
    of: fn(&Steps, &Steps) -> Answer<f64>,
) -> Result<f64, Undefined> {
    of(&own.distribution(), &other.distribution()).map_err(|_| Undefined::ZeroDenominator)
}

pub(super) fn parity_area(own: &Scores, other: &Scores, _: f64) -> Result<f64, Undefined> {
    stepwise(own, other, inference::demographic_parity_area)
}

pub(super) fn largest_step(own: &Scores, other: &Scores, _: f64) -> Result<f64, Undefined> {
    stepwise(own, other, inference::kolmogorov_smirnov)
}

pub(super) fn transport(own: &Scores, other: &Scores, _: f64) -> Result<f64, Undefined> {
    stepwise(own, other, inference::wasserstein_1)
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
fn rows(own: &Scores, other: &Scores, setting: &Setting) -> (f64, f64) {
    let [a, b] = setting.sizes;
    (own.total() * a, other.total() * b)
}

pub(super) fn parity_area_by_chance(
    own: &Scores,
    other: &Scores,
    setting: &Setting,
) -> Option<Chance> {
    let (n, m) = rows(own, other, setting);
    let bridge = setting.pool.bridge(setting.draws)?;
    let noise = bridge.demographic_parity_area(setting.value, n, m).ok()?;
    Some(chance(noise, "brownian-bridge"))
}

pub(super) fn largest_step_by_chance(
    own: &Scores,
    other: &Scores,
    setting: &Setting,
) -> Option<Chance> {
    let (n, m) = rows(own, other, setting);
    let bridge = setting.pool.bridge(setting.draws)?;
    let noise = bridge.kolmogorov_smirnov(setting.value, n, m).ok()?;
    let p_value = setting.pool.kolmogorov_p(setting.value, n, m)?;
    Some(Chance {
        p_value,
        ..chance(noise, "kolmogorov-smirnov")
    })
}

pub(super) fn transport_by_chance(
    own: &Scores,
    other: &Scores,
    setting: &Setting,
) -> Option<Chance> {
    let (n, m) = rows(own, other, setting);
    let bridge = setting.pool.bridge(setting.draws)?;
    let noise = bridge.wasserstein_1(setting.value, n, m).ok()?;
    Some(chance(noise, "brownian-bridge"))
}

/// Bins of the reference's scores, and scores up to which each is a bin of its own.
const BINS: usize = 10;

/// The rows of both sides in bins of scores, at their effective size.
fn binned(own: &Scores, other: &Scores, setting: &Setting) -> (Vec<f64>, Vec<f64>) {
    let filled = |a: &ScoreCell, b: &ScoreCell| a.all() + b.all() > 0.0;
    let distinct: Vec<(f64, f64)> = aligned(own, other)
        .filter(|(_, a, b)| filled(a, b))
        .take(BINS + 1)
        .map(|(_, a, b)| (a.all() * setting.sizes[0], b.all() * setting.sizes[1]))
        .collect();
    if distinct.len() <= BINS {
        return distinct.into_iter().unzip();
    }
    let edges = edges(other, BINS, ScoreCell::all);
    let side = |scores: &Scores, size: f64| {
        let (mut bins, mut at) = (vec![0.0; edges.len()], 0);
        for cell in scores.cells.iter() {
            while at + 1 < edges.len() && edges[at] < cell.at {
                at += 1;
            }
            bins[at] += cell.all() * size;
        }
        bins
    };
    (side(own, setting.sizes[0]), side(other, setting.sizes[1]))
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

fn divergence(
    own: &Scores,
    other: &Scores,
    setting: &Setting,
    which: usize,
) -> Result<f64, Undefined> {
    let (p, q) = binned(own, other, setting);
    let value = MEASURES[which].0(&p, &q, setting.parameter);
    value.map_err(|_| Undefined::ZeroDenominator)
}

fn divergence_by_chance(
    own: &Scores,
    other: &Scores,
    setting: &Setting,
    which: usize,
) -> Option<Chance> {
    let (p, q) = binned(own, other, setting);
    let (of, usual) = MEASURES[which];
    let drawn = (setting.draws, setting.seed);
    let noise = if setting.parameter.total_cmp(&usual).is_eq() {
        // All measures of the same two mixes from the same draws.
        let all = MEASURES.map(|(of, usual)| move |p: &Counts, q: &Counts| of(p, q, usual));
        let all: Vec<Divergence<'_>> = all.iter().map(|of| of as Divergence<'_>).collect();
        let noises = setting.pool.mix((&p, &q), drawn, || {
            inference::divergence_noises(&p, &q, &all, setting.draws, setting.seed).ok()
        })?;
        *noises.get(which)?
    } else {
        let measure = |p: &Counts, q: &Counts| of(p, q, setting.parameter);
        inference::divergence_noise(&p, &q, measure, setting.draws, setting.seed).ok()?
    };
    Some(chance(noise, "parametric-bootstrap"))
}

/// The value of a divergence by its place among [`MEASURES`], and what chance alone makes of it.
macro_rules! divergences {
    ($($name:ident, $by_chance:ident = $which:literal;)+) => {
        $(
            pub(super) fn $name(own: &Scores, other: &Scores, setting: &Setting) -> Result<f64, Undefined> {
                divergence(own, other, setting, $which)
            }

            pub(super) fn $by_chance(own: &Scores, other: &Scores, setting: &Setting) -> Option<Chance> {
                divergence_by_chance(own, other, setting, $which)
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
