//! The functions behind the declarations: values, and what chance alone makes of them.

use crate::evaluate::{Chance, bin_of, edges};
use crate::views::aligned;
use crate::{ScoreCell, Scores, Setting, Undefined};
use evenhand_inference::distance as inference;
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
    let value = parity_area(own, other, 0.0).ok()?;
    let bridge = setting.pool.bridge(setting.draws)?;
    let noise = bridge.demographic_parity_area(value, n, m).ok()?;
    Some(chance(noise, "brownian-bridge"))
}

pub(super) fn largest_step_by_chance(
    own: &Scores,
    other: &Scores,
    setting: &Setting,
) -> Option<Chance> {
    let (n, m) = rows(own, other, setting);
    let value = largest_step(own, other, 0.0).ok()?;
    let bridge = setting.pool.bridge(setting.draws)?;
    let noise = bridge.kolmogorov_smirnov(value, n, m).ok()?;
    let p_value = inference::kolmogorov_p(value, n, m).ok()?;
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
    let value = transport(own, other, 0.0).ok()?;
    let bridge = setting.pool.bridge(setting.draws)?;
    let noise = bridge.wasserstein_1(value, n, m).ok()?;
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
        let mut bins = vec![0.0; edges.len()];
        for cell in &scores.cells {
            if let Some(bin) = bins.get_mut(bin_of(&edges, cell.at)) {
                *bin += cell.all() * size;
            }
        }
        bins
    };
    (side(own, setting.sizes[0]), side(other, setting.sizes[1]))
}

type Measure = fn(&Counts, &Counts, f64) -> Answer<f64>;

fn divergence(
    own: &Scores,
    other: &Scores,
    setting: &Setting,
    of: Measure,
) -> Result<f64, Undefined> {
    let (p, q) = binned(own, other, setting);
    of(&p, &q, setting.parameter).map_err(|_| Undefined::ZeroDenominator)
}

fn divergence_by_chance(
    own: &Scores,
    other: &Scores,
    setting: &Setting,
    of: Measure,
) -> Option<Chance> {
    let (p, q) = binned(own, other, setting);
    let measure = |p: &Counts, q: &Counts| of(p, q, setting.parameter);
    let noise = inference::divergence_noise(&p, &q, measure, setting.draws, setting.seed);
    Some(chance(noise.ok()?, "parametric-bootstrap"))
}

/// The value of a divergence, and what chance alone makes of it.
macro_rules! divergences {
    ($($name:ident, $by_chance:ident = $of:expr;)+) => {
        $(
            pub(super) fn $name(own: &Scores, other: &Scores, setting: &Setting) -> Result<f64, Undefined> {
                divergence(own, other, setting, $of)
            }

            pub(super) fn $by_chance(own: &Scores, other: &Scores, setting: &Setting) -> Option<Chance> {
                divergence_by_chance(own, other, setting, $of)
            }
        )+
    };
}

divergences! {
    stability, stability_by_chance = inference::population_stability_index;
    kl, kl_by_chance = inference::kullback_leibler;
    js, js_by_chance = |p, q, _| inference::jensen_shannon(p, q, 0.0);
    tv, tv_by_chance = |p, q, _| inference::total_variation(p, q, 0.0);
    hellinger, hellinger_by_chance = |p, q, _| inference::hellinger(p, q, 0.0);
    lp, lp_by_chance = |p, q, power| inference::lp_distance(p, q, power, 0.0);
    chebyshev, chebyshev_by_chance = |p, q, _| inference::chebyshev(p, q, 0.0);
}
