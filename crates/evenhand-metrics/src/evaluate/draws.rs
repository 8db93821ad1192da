use crate::Cells;
use evenhand_inference::bootstrap::multinomial_replicates;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Tables whose draws are kept; beyond them draws are made anew, with the same result.
const MOST_KEPT: usize = 256;

/// Bootstrap draws of the tables of an attribute, shared by all metrics that resample them.
///
/// What is drawn depends on the counts, the seed and the place of the table in a comparison alone, so that it makes no
/// difference whether it was kept.
#[derive(Debug, Default)]
pub(super) struct Draws {
    kept: Mutex<HashMap<Key, Arc<Draw>>>,
}

type Key = (usize, [u64; Cells::LENGTH]);

/// The draws of one table.
#[derive(Debug)]
pub(super) struct Draw {
    pub method: &'static str,
    /// The table as each draw has it.
    pub tables: Vec<Cells>,
}

impl Draws {
    /// The draws of the table at a place of a comparison; `None` where it cannot be drawn from.
    pub fn of(
        &self,
        place: usize,
        cells: &[f64; Cells::LENGTH],
        resamples: usize,
        seed: u64,
    ) -> Option<Arc<Draw>> {
        let key = (place, cells.map(f64::to_bits));
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(draw) = kept.get(&key) {
            return Some(draw.clone());
        }
        drop(kept);
        let draw = Arc::new(draw(cells, resamples, seeded(&key, seed))?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST_KEPT {
            kept.insert(key, draw.clone());
        }
        Some(draw)
    }
}

fn draw(cells: &[f64; Cells::LENGTH], resamples: usize, seed: u64) -> Option<Draw> {
    // Cells that no row of any group falls into (no labels at all) stay empty.
    let labelled = cells[..4].iter().sum::<f64>() > 0.0;
    let live: Vec<usize> = if labelled {
        (0..Cells::LENGTH)
            .filter(|&c| c < 4 || cells[c] > 0.0)
            .collect()
    } else {
        vec![4, 5]
    };
    let counts: Vec<f64> = live.iter().map(|&c| cells[c]).collect();
    let replicates = multinomial_replicates(&counts, resamples, seed).ok()?;
    let tables = replicates.iter().map(|drawn| {
        let mut array = [0.0; Cells::LENGTH];
        for (c, n) in live.iter().zip(drawn) {
            array[*c] = *n as f64;
        }
        Cells::from_array(array)
    });
    Some(Draw {
        method: replicates.method(),
        tables: tables.collect(),
    })
}

/// FNV-1a over the counts and the place, mixed with the seed of the spec.
fn seeded((place, cells): &Key, seed: u64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let numbers = std::iter::once(*place as u64).chain(cells.iter().copied());
    for byte in numbers.flat_map(u64::to_le_bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
