use super::kept::Kept;
use crate::Cells;
use evenhand_inference::bootstrap::multinomial_replicates;
use std::collections::HashMap;
use std::sync::Arc;

/// Tables whose draws are kept; beyond them draws are made anew, with the same result.
const MOST_KEPT: usize = 256;

/// Bootstrap draws of the tables of an attribute, shared by all metrics that resample them.
///
/// What is drawn depends on the counts and the seed alone, so that it makes no difference whether it was kept, and a group
/// is drawn once for its own numbers, for its pairs and for summaries. Tables that are compared must be drawn
/// independently: where several hold the same counts, their places among those tell them apart.
#[derive(Debug)]
pub(super) struct Draws {
    kept: Kept<Key, Option<Arc<Draw>>>,
}

impl Default for Draws {
    fn default() -> Self {
        Self {
            kept: Kept::up_to(MOST_KEPT),
        }
    }
}

/// The place of a table among those of the same counts in a comparison, and its counts.
type Key = (usize, [u64; Cells::LENGTH]);

/// The draws of one table.
#[derive(Debug)]
pub(super) struct Draw {
    pub method: &'static str,
    /// The table as each draw has it.
    pub tables: Vec<Cells>,
}

impl Draws {
    /// Forgets all draws.
    pub fn forget(&self) {
        self.kept.forget();
    }

    /// The draws of each table of a comparison; `None` for an empty one, and for all where one cannot be drawn from.
    pub fn of(
        &self,
        tables: &[[f64; Cells::LENGTH]],
        resamples: usize,
        seed: u64,
    ) -> Option<Vec<Option<Arc<Draw>>>> {
        let mut met: HashMap<[u64; Cells::LENGTH], usize> = HashMap::new();
        let mut drawn = Vec::with_capacity(tables.len());
        for cells in tables {
            if cells.iter().sum::<f64>() <= 0.0 {
                drawn.push(None);
                continue;
            }
            let counts = cells.map(f64::to_bits);
            let same = met.entry(counts).or_default();
            let key = (*same, counts);
            *same += 1;
            let fresh = || draw(cells, resamples, seeded(&key, seed)).map(Arc::new);
            drawn.push(Some(self.kept.get(key, fresh)?));
        }
        Some(drawn)
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

/// FNV-1a over the counts and the place among equal ones, mixed with the seed of the spec.
fn seeded((place, cells): &Key, seed: u64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let numbers = std::iter::once(*place as u64).chain(cells.iter().copied());
    for byte in numbers.flat_map(u64::to_le_bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_drawn_once_and_equal_tables_that_are_compared_apart() {
        let draws = Draws::default();
        let (one, other) = (
            [3.0, 5.0, 2.0, 9.0, 0.0, 0.0],
            [4.0, 4.0, 4.0, 4.0, 0.0, 0.0],
        );
        let alone = draws.of(&[one], 200, 7).unwrap();
        let second = draws.of(&[other, one, [0.0; 6], one], 200, 7).unwrap();
        let drawn = |draw: &Option<Arc<Draw>>| -> Vec<[f64; Cells::LENGTH]> {
            let draw = draw.as_ref().unwrap();
            draw.tables.iter().map(|drawn| drawn.to_array()).collect()
        };
        assert!(second[2].is_none());
        assert_eq!(drawn(&alone[0]), drawn(&second[1]));
        assert_ne!(drawn(&second[1]), drawn(&second[3]));
        // Not kept, they are the same.
        let anew = Draws::default().of(&[one, one], 200, 7).unwrap();
        assert_eq!(drawn(&anew[1]), drawn(&second[3]));
    }
}
