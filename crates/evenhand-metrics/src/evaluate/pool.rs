use crate::{ScoreCell, Scores};
use evenhand_core::GroupTable;
use evenhand_inference::distance::BridgeNull;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Everyone of a table: their scores, cut into bins of equal mass, and what chance alone makes of distances between
/// samples of them.
#[derive(Debug, Default)]
pub struct Pool {
    bridges: Mutex<BTreeMap<usize, Option<Arc<BridgeNull>>>>,
    edges: Mutex<BTreeMap<usize, Arc<[f64]>>>,
    scores: Scores,
    seed: u64,
}

impl Pool {
    pub(super) fn of(table: &GroupTable, seed: u64) -> Self {
        Self {
            scores: Scores::of(&table.overall.total.scores),
            seed,
            ..Self::default()
        }
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

    /// Distances of two samples of everyone's scores by chance; `None` without scores or without draws.
    pub fn bridge(&self, draws: usize) -> Option<Arc<BridgeNull>> {
        let mut known = self.bridges.lock().unwrap_or_else(PoisonError::into_inner);
        let bridge = known.entry(draws).or_insert_with(|| {
            let null = BridgeNull::new(&self.scores.distribution(), draws, self.seed);
            null.ok().map(Arc::new)
        });
        bridge.clone()
    }
}

/// The largest score of each of at most this many bins of about equal mass.
pub(crate) fn edges(scores: &Scores, bins: usize, mass: fn(&ScoreCell) -> f64) -> Vec<f64> {
    let total: f64 = scores.cells.iter().map(mass).sum();
    let mut edges: Vec<f64> = Vec::with_capacity(bins);
    let (mut below, mut open) = (0.0, usize::MAX);
    for cell in &scores.cells {
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

/// The bin of a score among ascending largest scores; what lies above the last is in the last.
pub(crate) fn bin_of(edges: &[f64], score: f64) -> usize {
    edges
        .partition_point(|edge| *edge < score)
        .min(edges.len().saturating_sub(1))
}
