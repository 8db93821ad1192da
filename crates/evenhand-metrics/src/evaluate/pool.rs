use crate::{ScoreCell, Scores};
use evenhand_core::GroupTable;
use evenhand_inference::Noise;
use evenhand_inference::abroca::AreaNull;
use evenhand_inference::distance::{BridgeNull, kolmogorov_p};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// Everyone of a table: their scores, cut into bins of equal mass, and what chance alone makes of distances between
/// samples of them.
#[derive(Debug, Default)]
pub struct Pool {
    areas: Mutex<BTreeMap<usize, Option<Arc<AreaNull>>>>,
    bridges: Mutex<BTreeMap<usize, Option<Arc<BridgeNull>>>>,
    edges: Mutex<BTreeMap<usize, Arc<[f64]>>>,
    ends: Mutex<BTreeMap<u64, Option<(f64, f64)>>>,
    mixes: Mutex<HashMap<Mix, Arc<[Noise]>>>,
    scores: Scores,
    seed: u64,
    steps: Mutex<HashMap<[u64; 3], f64>>,
}

/// Two mixes of categories, their draws and their seed.
type Mix = (Vec<u64>, Vec<u64>, usize, u64);

/// Mixes and steps whose chance is kept.
const MOST_KEPT: usize = 4_096;
/// Bridges cost once for all groups: fewer draws than this are never made.
const FEWEST_BRIDGES: usize = 200;

impl Pool {
    pub(super) fn of(table: &GroupTable, seed: u64) -> Self {
        Self {
            scores: Scores::of(&table.overall.total.scores),
            seed,
            ..Self::default()
        }
    }

    /// The seed of what does not depend on the groups.
    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    /// Everyone's scores.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// The largest score of each of at most this many bins that hold about as many labelled rows of everyone.
    ///
    /// Rows of one score stay in one bin.
    pub fn edges(&self, bins: usize) -> Arc<[f64]> {
        let mut known = self.edges.lock().unwrap_or_else(PoisonError::into_inner);
        let edges = known
            .entry(bins)
            .or_insert_with(|| edges(&self.scores, bins, ScoreCell::labelled).into());
        edges.clone()
    }

    /// The score at which the highest share of everyone ends, and which part of those at it belongs to them.
    pub(crate) fn threshold(&self, share: f64) -> Option<(f64, f64)> {
        let mut known = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        let end = known.entry(share.to_bits());
        *end.or_insert_with(|| threshold(&self.scores, share))
    }

    /// Areas between the curves of two large groups by chance.
    pub(crate) fn areas(&self, draws: usize) -> Option<Arc<AreaNull>> {
        let draws = draws.max(FEWEST_BRIDGES);
        let mut known = self.areas.lock().unwrap_or_else(PoisonError::into_inner);
        let null = known
            .entry(draws)
            .or_insert_with(|| AreaNull::new(draws, self.seed).ok().map(Arc::new));
        null.clone()
    }

    /// Distances of two samples of everyone's scores by chance; `None` without scores or without draws.
    pub fn bridge(&self, draws: usize) -> Option<Arc<BridgeNull>> {
        if draws == 0 {
            return None;
        }
        let draws = draws.max(FEWEST_BRIDGES);
        let mut known = self.bridges.lock().unwrap_or_else(PoisonError::into_inner);
        let bridge = known.entry(draws).or_insert_with(|| {
            let null = BridgeNull::new(self.scores.distribution(), draws, self.seed);
            null.ok().map(Arc::new)
        });
        bridge.clone()
    }

    /// The p-value of the distance of Kolmogorov and Smirnov, which several numbers ask for.
    pub(crate) fn kolmogorov_p(&self, distance: f64, n: f64, m: f64) -> Option<f64> {
        let key = [distance, n, m].map(f64::to_bits);
        kept(&self.steps, key, || kolmogorov_p(distance, n, m).ok())
    }

    /// What chance makes of divergences of two mixes, which several numbers ask for.
    pub(crate) fn mix(
        &self,
        (first, second): (&[f64], &[f64]),
        (draws, seed): (usize, u64),
        noises: impl FnOnce() -> Option<Vec<Noise>>,
    ) -> Option<Arc<[Noise]>> {
        let bits = |counts: &[f64]| counts.iter().map(|count| count.to_bits()).collect();
        let key = (bits(first), bits(second), draws, seed);
        kept(&self.mixes, key, || noises().map(Arc::from))
    }
}

/// What is known under a key, or worked out and kept.
fn kept<K: Eq + std::hash::Hash, V: Clone>(
    known: &Mutex<HashMap<K, V>>,
    key: K,
    work: impl FnOnce() -> Option<V>,
) -> Option<V> {
    let found = known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = found.get(&key) {
        return Some(found.clone());
    }
    drop(found);
    let value = work()?;
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() < MOST_KEPT {
        known.insert(key, value.clone());
    }
    Some(value)
}

/// The score at which a share of the highest ends, and which part of those at it belongs to them.
fn threshold(scores: &Scores, share: f64) -> Option<(f64, f64)> {
    if !(share > 0.0 && share < 1.0) {
        return None;
    }
    let wanted = share * scores.total();
    let mut above = 0.0;
    for cell in scores.cells.iter().rev() {
        let here = cell.all();
        if here > 0.0 && above + here >= wanted {
            return Some((cell.at, (wanted - above) / here));
        }
        above += here;
    }
    None
}

/// The largest score of each of at most this many bins of about equal mass.
pub(crate) fn edges(scores: &Scores, bins: usize, mass: fn(&ScoreCell) -> f64) -> Vec<f64> {
    let total: f64 = scores.cells.iter().map(mass).sum();
    let mut edges: Vec<f64> = Vec::with_capacity(bins);
    let (mut below, mut open) = (0.0, usize::MAX);
    for cell in scores.cells.iter() {
        let here = mass(cell);
        if here <= 0.0 {
            continue;
        }
        let bin = (bins as f64 * (below + 0.5 * here) / total) as usize;
        below += here;
        if bin == open {
            if let Some(last) = edges.last_mut() {
                *last = cell.at;
            }
        } else {
            edges.push(cell.at);
            open = bin;
        }
    }
    edges
}
