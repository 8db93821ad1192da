//! What distances of two samples of one distribution show by chance, from Brownian bridges.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

use crate::Noise;
use crate::bootstrap::uniform;
use crate::distribution::normal;
use crate::error::{Result, require};
use crate::sorted::total_weight;

/// How many points of the pooled distribution a bridge is drawn at.
const POINTS: usize = 256;

/// The distribution of the score distances when both samples come from the pooled one, for any sizes.
///
/// √(nm/(n + m)) (F − G) tends to a Brownian bridge over the pooled distribution. Bridges are drawn once and scaled by
/// √(1/n + 1/m) for each pair of samples. Up to 256 distinct scores are points of their own, so ties are accounted for;
/// more are collected into 256 quantile points, and the bridge's largest value between two of them is drawn as if the
/// scores there were continuous, which makes ties among them conservative.
///
/// # Source
/// Doob (1949), Heuristic approach to the Kolmogorov-Smirnov theorems; with ties, Billingsley (1968), Convergence of
/// probability measures, section 13; largest values between points, Asmussen, Glynn and Pitman (1995).
///
/// ```
/// use evenhand_inference::distance::BridgeNull;
/// let scores: Vec<(f64, f64)> = (0..2000).map(|i| (f64::from(i), 1.0)).collect();
/// let null = BridgeNull::new(&scores, 4000, 1)?;
/// let noise = null.kolmogorov_smirnov(0.05, 1000.0, 1000.0)?;
/// let scale = 0.002_f64.sqrt();
/// assert!((noise.mean / scale - 0.8687).abs() < 0.015); // Kolmogorov's law has mean √(π/2)·ln 2
/// assert!((noise.q95 / scale - 1.3581).abs() < 0.04);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeNull {
    supremum: Vec<f64>,
    transport: Vec<f64>,
    area: Vec<f64>,
}

impl BridgeNull {
    /// Draws bridges over the pooled distribution, (score, weight) in ascending order of score (2000 are customary).
    ///
    /// # Errors
    /// When values are not ascending or not finite, weights are negative or sum to 0, or `draws` is 0.
    pub fn new(pooled: &[(f64, f64)], draws: usize, seed: u64) -> Result<Self> {
        let cells = collapse(pooled)?;
        require(draws > 0, "draws", draws as f64, "at least 1")?;
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let mut null = Self {
            supremum: Vec::with_capacity(draws),
            transport: Vec::with_capacity(draws),
            area: Vec::with_capacity(draws),
        };
        let mut bridge = vec![0.0; cells.len() + 1];
        for _ in 0..draws {
            walk(&cells, &mut bridge, &mut random);
            let (mut supremum, mut transport, mut area) = (0.0_f64, 0.0, 0.0);
            for (cell, ends) in cells.iter().zip(bridge.windows(2)) {
                let &[start, end] = ends else { continue };
                supremum = supremum.max(start.abs()).max(end.abs());
                if cell.distinct > 1 {
                    supremum = supremum.max(between(start, end, cell.mass, &mut random));
                }
                transport += cell.length.0 * start.abs() + cell.length.1 * end.abs();
                area += cell.share.0 * start.abs() + cell.share.1 * end.abs();
            }
            null.supremum.push(supremum);
            null.transport.push(transport);
            null.area.push(area);
        }
        for draws in [&mut null.supremum, &mut null.transport, &mut null.area] {
            draws.sort_by(f64::total_cmp);
        }
        Ok(null)
    }

    /// What [`kolmogorov_smirnov`](super::kolmogorov_smirnov) shows by chance between samples of sizes `n` and `m`.
    ///
    /// # Errors
    /// When a size is not positive and finite.
    pub fn kolmogorov_smirnov(&self, observed: f64, n: f64, m: f64) -> Result<Noise> {
        noise(&self.supremum, observed, n, m)
    }

    /// What [`wasserstein_1`](super::wasserstein_1) shows by chance between samples of sizes `n` and `m`.
    ///
    /// # Errors
    /// When a size is not positive and finite.
    pub fn wasserstein_1(&self, observed: f64, n: f64, m: f64) -> Result<Noise> {
        noise(&self.transport, observed, n, m)
    }

    /// What [`demographic_parity_area`](super::demographic_parity_area) shows by chance between samples of sizes `n` and
    /// `m`.
    ///
    /// # Errors
    /// When a size is not positive and finite.
    pub fn demographic_parity_area(&self, observed: f64, n: f64, m: f64) -> Result<Noise> {
        noise(&self.area, observed, n, m)
    }
}

fn noise(sorted: &[f64], observed: f64, n: f64, m: f64) -> Result<Noise> {
    require(n > 0.0 && n.is_finite(), "n", n, "positive and finite")?;
    require(m > 0.0 && m.is_finite(), "m", m, "positive and finite")?;
    Ok(Noise::of_sorted(
        sorted,
        (1.0 / n + 1.0 / m).sqrt(),
        observed,
    ))
}

/// One or several neighbouring distinct scores.
#[derive(Default)]
struct Cell {
    mass: f64,
    distinct: usize,
    /// By how much of the score axis the bridge counts at the cell's start and at its end.
    length: (f64, f64),
    /// By how much of the pooled mass.
    share: (f64, f64),
}

/// The pooled distribution as at most 256 cells of neighbouring scores.
///
/// Inside a cell the bridge is taken as linear, which only moves weight to the cell's ends.
fn collapse(pooled: &[(f64, f64)]) -> Result<Vec<Cell>> {
    let total = total_weight(pooled, "the pooled sample")?;
    let mut atoms: Vec<(f64, f64)> = Vec::new();
    for &(value, weight) in pooled.iter().filter(|(_, weight)| *weight > 0.0) {
        match atoms.last_mut() {
            Some(last) if last.0 >= value => last.1 += weight / total,
            _ => atoms.push((value, weight / total)),
        }
    }
    let few = atoms.len() <= POINTS;
    let mut below = 0.0;
    let placed: Vec<(usize, f64, f64, f64)> = atoms
        .iter()
        .zip(atoms.iter().skip(1).map(Some).chain([None]))
        .enumerate()
        .map(|(place, (&(value, mass), next))| {
            let middle = POINTS as f64 * (below + 0.5 * mass);
            let cell = if few { place } else { middle as usize };
            below += mass;
            // Past the last score both distribution functions are 1.
            (cell, mass, below, next.map_or(0.0, |next| next.0 - value))
        })
        .collect();
    let cells = placed.chunk_by(|a, b| a.0 == b.0).map(|atoms| {
        let mut cell = Cell {
            mass: atoms.iter().map(|atom| atom.1).sum(),
            distinct: atoms.len(),
            ..Cell::default()
        };
        let mut passed = 0.0;
        for &(_, mass, _, length) in atoms {
            // A score's share is compared just below it, its stretch of the axis just above.
            let before = (passed / cell.mass).min(1.0);
            passed += mass;
            let after = (passed / cell.mass).min(1.0);
            cell.share.0 += mass * (1.0 - before);
            cell.share.1 += mass * before;
            cell.length.0 += length * (1.0 - after);
            cell.length.1 += length * after;
        }
        cell
    });
    Ok(cells.collect())
}

/// A Brownian bridge at the ends of the cells.
fn walk(cells: &[Cell], bridge: &mut [f64], random: &mut impl RngCore) {
    let mut at = 0.0;
    for (place, cell) in cells.iter().enumerate() {
        at += cell.mass.sqrt() * normal::quantile(uniform(random));
        bridge[place + 1] = at;
    }
    let end = at;
    let mut below = 0.0;
    for (place, cell) in cells.iter().enumerate() {
        below += cell.mass;
        bridge[place + 1] -= below.min(1.0) * end;
    }
    if let Some(last) = bridge.last_mut() {
        *last = 0.0;
    }
}

/// The largest absolute value of a bridge between two points `mass` apart; its largest and smallest value are drawn
/// apart from each other, since only one of them can be the larger one by size.
fn between(start: f64, end: f64, mass: f64, random: &mut impl RngCore) -> f64 {
    let mut peak = |start: f64, end: f64| {
        let spread = (end - start) * (end - start) - 2.0 * mass * libm::log(uniform(random));
        0.5 * (start + end + spread.sqrt())
    };
    peak(start, end).max(peak(-start, -end))
}
