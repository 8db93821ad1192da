//! Multinomial draws of cell counts.

use rand_pcg::rand_core::RngCore;

use super::Share;

/// Cells whose shares need not sum to one; cells without a share stay empty.
#[derive(Debug, Clone)]
pub(crate) struct Multinomial {
    cells: usize,
    /// The occupied cells: place, and the share of what this and the later cells hold; the last takes the rest.
    occupied: Vec<(usize, Share)>,
}

impl Multinomial {
    pub(crate) fn new(shares: &[f64]) -> Self {
        let mut occupied = Vec::new();
        let mut later = 0.0;
        for (place, &share) in shares.iter().enumerate().rev() {
            if share > 0.0 {
                later += share;
                occupied.push((place, Share::new(share / later)));
            }
        }
        occupied.reverse();
        Self {
            cells: shares.len(),
            occupied,
        }
    }

    /// Distributes `rows` over the cells, by conditional binomials; `counts` is overwritten.
    pub(crate) fn draw(&self, rows: u64, random: &mut impl RngCore, counts: &mut Vec<f64>) {
        counts.clear();
        counts.resize(self.cells, 0.0);
        let mut rest = rows;
        for (place, share) in &self.occupied {
            if rest == 0 {
                break;
            }
            let drawn = share.draw(rest, random);
            if let Some(count) = counts.get_mut(*place) {
                *count = drawn as f64;
            }
            rest -= drawn;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand_pcg::Pcg64Mcg;
    use rand_pcg::rand_core::SeedableRng;

    use super::*;

    #[test]
    fn every_row_falls_into_an_occupied_cell_in_proportion() {
        let mut random = Pcg64Mcg::seed_from_u64(3);
        let cells = Multinomial::new(&[0.0, 0.1, 0.0, 0.3, 0.6, 0.0]);
        let (mut counts, mut sums) = (Vec::new(), [0.0; 6]);
        for _ in 0..2000 {
            cells.draw(50, &mut random, &mut counts);
            assert!((counts.iter().sum::<f64>() - 50.0).abs() < 1e-12);
            for (sum, count) in sums.iter_mut().zip(&counts) {
                *sum += count / 100_000.0;
            }
        }
        for (sum, share) in sums.iter().zip([0.0, 0.1, 0.0, 0.3, 0.6, 0.0]) {
            assert!((sum - share).abs() < 0.006, "{sums:?}");
        }
    }
}
