//! The largest statistic that chance alone would show among all combinations that were tried.

use super::Found;
use super::cube::{Cube, Part};
use super::evidence::{Kind, block_excess, excess, spread};
use super::lattice::Lattice;
use crate::Result;
use evenhand_inference::distribution::normal;
use evenhand_inference::subgroup::{Cell, Dealer, draw_bits};
use rayon::prelude::*;
use std::ops::AddAssign;

/// Everything the draws need.
pub(super) struct Chance<'a> {
    pub cube: &'a Cube,
    pub draws: u64,
    pub found: &'a [Found],
    pub kind: Kind,
    pub lattice: &'a Lattice,
    pub seed: u64,
    /// All rows, by layer.
    pub whole: &'a [Part],
}

impl Chance<'_> {
    /// Name of the method.
    pub fn method(&self) -> &'static str {
        match self.kind {
            Kind::Rows => "permutation-max-t",
            Kind::Weights => "multiplier-max-t",
            Kind::Blocks => "sign-flip-max-t",
        }
    }

    /// The largest absolute statistic of each draw.
    pub fn largest(&self) -> Result<Vec<f64>> {
        match self.kind {
            Kind::Rows => self.permuted(),
            Kind::Weights => Ok(self.multiplied()),
            Kind::Blocks => Ok(self.flipped()),
        }
    }

    /// Outcomes permuted among the rows of each stratum, on the counts.
    fn permuted(&self) -> Result<Vec<f64>> {
        let events: f64 = self.whole.iter().map(|part| part.events).sum();
        // Half the memory moves through a draw where the sums fit.
        if events < f64::from(u32::MAX) {
            self.dealt(|events| events as u32, f64::from)
        } else {
            self.dealt(|events| events, |sum| sum as f64)
        }
    }

    fn dealt<T: Copy + Default + AddAssign + Send>(
        &self,
        small: impl Fn(u64) -> T + Sync,
        wide: impl Fn(T) -> f64 + Sync,
    ) -> Result<Vec<f64>> {
        let cells: Vec<Cell> = self
            .cube
            .cells
            .iter()
            .map(|cell| Cell {
                stratum: cell.layer,
                events: cell.part.events,
                rows: cell.part.rows,
            })
            .collect();
        let dealer = Dealer::new(&cells)?;
        let expected: Vec<(f64, f64)> = self
            .found
            .iter()
            .map(|found| {
                let (excess, variance) = excess(self.kind, &found.parts, self.whole);
                let events: f64 = found.parts.iter().map(|part| part.events).sum();
                (events - excess, inverse_root(variance))
            })
            .collect();
        let start = || (Vec::new(), Vec::new(), Vec::new());
        let largest = |room: &mut (Vec<u64>, Vec<T>, Vec<Vec<T>>), number: u64| {
            let (events, joint, sums) = room;
            dealer.deal(self.seed, number, events);
            joint.clear();
            joint.resize(self.cube.joint.len(), T::default());
            for (cell, events) in self.cube.cells.iter().zip(&*events) {
                joint[cell.joint] += small(*events);
            }
            self.lattice.sum_into(joint, sums);
            (self.found.iter().zip(&expected)).fold(0.0, |most: f64, (found, (mean, scale))| {
                let z = (wide(sums[found.table][found.cell]) - mean) * scale;
                most.max(z.abs())
            })
        };
        Ok((0..self.draws)
            .into_par_iter()
            .map_init(start, largest)
            .collect())
    }

    /// What the rows of a cell add to the excess, times a normal draw: weighted rows cannot be permuted.
    fn multiplied(&self) -> Vec<f64> {
        let rates: Vec<f64> = self.whole.iter().map(|w| w.rate().unwrap_or(0.0)).collect();
        let scales: Vec<f64> = self
            .cube
            .cells
            .iter()
            .map(|cell| spread(cell.part, rates[cell.layer]).max(0.0).sqrt())
            .collect();
        let own: Vec<(Vec<f64>, f64)> = self
            .found
            .iter()
            .map(|found| {
                let shares = (found.parts.iter().zip(self.whole)).map(|(part, whole)| {
                    if whole.rows > 0.0 {
                        part.rows / whole.rows
                    } else {
                        0.0
                    }
                });
                let variance = excess(self.kind, &found.parts, self.whole).1;
                (shares.collect(), inverse_root(variance))
            })
            .collect();
        let start = || (Vec::new(), Vec::new(), Vec::new());
        let largest = |room: &mut (Vec<f64>, Vec<f64>, Vec<Vec<f64>>), number: u64| {
            let (layers, joint, sums) = room;
            let mut bits = draw_bits(self.seed, number);
            layers.clear();
            layers.resize(self.whole.len(), 0.0);
            joint.clear();
            joint.resize(self.cube.joint.len(), 0.0);
            for (cell, scale) in self.cube.cells.iter().zip(&scales) {
                let uniform = ((bits.next_bits() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0;
                let drawn = normal::quantile(uniform) * scale;
                layers[cell.layer] += drawn;
                joint[cell.joint] += drawn;
            }
            self.lattice.sum_into(joint, sums);
            (self.found.iter().zip(&own)).fold(0.0, |most: f64, (found, (shares, scale))| {
                let others: f64 = shares.iter().zip(&*layers).map(|(s, g)| s * g).sum();
                most.max(((sums[found.table][found.cell] - others) * scale).abs())
            })
        };
        (0..self.draws)
            .into_par_iter()
            .map_init(start, largest)
            .collect()
    }

    /// What each block of persons adds to the excess, with a random sign: persons stay whole.
    fn flipped(&self) -> Vec<f64> {
        let blocks = self.cube.blocks;
        let own: Vec<(Vec<f64>, f64)> = self
            .found
            .iter()
            .map(|found| {
                let added = block_excess(blocks, &found.parts, self.whole);
                let squares = added.iter().map(|u| u * u).sum();
                (added, inverse_root(squares))
            })
            .collect();
        let largest = |number: u64| {
            let mut bits = draw_bits(self.seed, number);
            let mut signs = Vec::with_capacity(blocks);
            let mut left = (0, 0);
            for _ in 0..blocks {
                if left.1 == 0 {
                    left = (bits.next_bits(), 64);
                }
                signs.push(if left.0 & 1 == 1 { 1.0 } else { -1.0 });
                left = (left.0 >> 1, left.1 - 1);
            }
            own.iter().fold(0.0, |most: f64, (added, scale)| {
                let sum: f64 = added.iter().zip(&signs).map(|(u, sign)| u * sign).sum();
                most.max((sum * scale).abs())
            })
        };
        (0..self.draws).into_par_iter().map(largest).collect()
    }
}

fn inverse_root(variance: f64) -> f64 {
    if variance > 1e-12 {
        1.0 / variance.sqrt()
    } else {
        0.0
    }
}

/// (1 + draws that reach a value) / (1 + draws), of ascending draws.
pub(super) fn p_of_largest(ascending: &[f64], value: f64) -> f64 {
    let nearly = value - 1e-12 * value.abs().max(1e-3);
    let below = ascending.partition_point(|&draw| draw < nearly);
    (1 + ascending.len() - below) as f64 / (1 + ascending.len()) as f64
}
