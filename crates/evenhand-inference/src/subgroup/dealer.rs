use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};
use std::collections::BTreeMap;

use super::{Cell, check_cells};
use crate::bootstrap::{Tally, USUAL_DRAWS};
use crate::error::Result;

/// Deals the events of each stratum among its cells as if the outcomes of its rows were permuted.
///
/// The counts are exactly multivariate hypergeometric: every cell draws a binomial of the stratum's rate, and the
/// surplus (or the shortage) is then taken from (or added to) rows picked evenly among those with (or without) the
/// event. Given their number, independent events of one rate lie anywhere with equal probability. A deal costs one step
/// per cell, however many rows it has.
#[derive(Debug, Clone)]
pub struct Dealer {
    cells: usize,
    families: Vec<Family>,
}

/// The cells of one stratum.
#[derive(Debug, Clone)]
struct Family {
    events: u64,
    /// Position of each cell among all, its rows, and its distribution.
    members: Vec<(usize, u64, usize)>,
    tallies: Vec<Tally>,
}

impl Dealer {
    /// Prepares the deals of these cells; counts are rounded to whole rows.
    ///
    /// # Errors
    /// When events exceed rows, or a number is negative or not finite.
    ///
    /// # Source
    /// Westfall and Young (1993), Resampling-based multiple testing; conditioning independent binomials on their sum,
    /// Fisher (1935).
    ///
    /// ```
    /// use evenhand_inference::subgroup::{Cell, Dealer};
    /// let cell = |events, rows| Cell { stratum: 0, events, rows };
    /// let dealer = Dealer::new(&[cell(5.0, 50.0), cell(30.0, 50.0), cell(0.0, 3.0)])?;
    /// let mut events = Vec::new();
    /// dealer.deal(1, 0, &mut events);
    /// assert_eq!(events.iter().sum::<u64>(), 35);
    /// assert!(events[0] > 5 && events[2] <= 3);
    /// # Ok::<(), evenhand_inference::Error>(())
    /// ```
    pub fn new(cells: &[Cell]) -> Result<Self> {
        check_cells(cells)?;
        let mut strata: BTreeMap<usize, Vec<(usize, u64, u64)>> = BTreeMap::new();
        for (place, cell) in cells.iter().enumerate() {
            let rows = libm::round(cell.rows) as u64;
            let events = (libm::round(cell.events) as u64).min(rows);
            let family = strata.entry(cell.stratum).or_default();
            family.push((place, events, rows));
        }
        Ok(Self {
            cells: cells.len(),
            families: strata
                .into_values()
                .map(|cells| Family::new(&cells))
                .collect(),
        })
    }

    /// The events of each cell in one deal; the same for the same `seed` and number of the deal, whatever was dealt before.
    pub fn deal(&self, seed: u64, number: u64, events: &mut Vec<u64>) {
        let mut random = random_of(seed, number);
        // Every cell belongs to a family and is written anew.
        events.resize(self.cells, 0);
        for family in &self.families {
            family.deal(&mut random, events);
        }
    }
}

/// The random numbers of one draw among many that may be made in any order.
pub(crate) fn random_of(seed: u64, number: u64) -> Pcg64Mcg {
    // Two rounds of a mixing function keep neighbouring draws apart.
    let mut mixed = seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(31);
    for _ in 0..2 {
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
    }
    Pcg64Mcg::seed_from_u64(mixed)
}

/// Random bits of one draw among many that may be made in any order.
#[derive(Debug, Clone)]
pub struct DrawBits(Pcg64Mcg);

impl DrawBits {
    /// The next 64 bits.
    pub fn next_bits(&mut self) -> u64 {
        self.0.next_u64()
    }
}

/// The random bits of a draw: the same for the same `seed` and number, on every platform and thread.
///
/// ```
/// use evenhand_inference::subgroup::draw_bits;
/// assert_eq!(draw_bits(1, 7).next_bits(), draw_bits(1, 7).next_bits());
/// assert_ne!(draw_bits(1, 7).next_bits(), draw_bits(1, 8).next_bits());
/// ```
#[must_use]
pub fn draw_bits(seed: u64, number: u64) -> DrawBits {
    DrawBits(random_of(seed, number))
}

impl Family {
    fn new(cells: &[(usize, u64, u64)]) -> Self {
        let events: u64 = cells.iter().map(|c| c.1).sum();
        let rows: u64 = cells.iter().map(|c| c.2).sum();
        let rate = if rows > 0 {
            events as f64 / rows as f64
        } else {
            0.0
        };
        let mut known: BTreeMap<u64, usize> = BTreeMap::new();
        let mut tallies = Vec::new();
        let members = cells
            .iter()
            .map(|&(place, _, rows)| {
                let tally = *known.entry(rows).or_insert_with(|| {
                    tallies.push(Tally::new(&[(rate, rows)], USUAL_DRAWS));
                    tallies.len() - 1
                });
                (place, rows, tally)
            })
            .collect();
        Self {
            events,
            members,
            tallies,
        }
    }

    fn deal(&self, random: &mut Pcg64Mcg, events: &mut [u64]) {
        let mut dealt = 0;
        for &(place, _, tally) in &self.members {
            let drawn = self.tallies[tally].draw(random);
            events[place] = drawn;
            dealt += drawn;
        }
        if dealt > self.events {
            for place in self.pick(dealt - self.events, random, |place, _| events[place]) {
                events[place] -= 1;
            }
        } else if dealt < self.events {
            let without = |place: usize, rows: u64| rows - events[place];
            for place in self.pick(self.events - dealt, random, without) {
                events[place] += 1;
            }
        }
    }

    /// The cells of this many rows, picked evenly and each at most once among those that a cell offers.
    fn pick(
        &self,
        count: u64,
        random: &mut Pcg64Mcg,
        offers: impl Fn(usize, u64) -> u64,
    ) -> Vec<usize> {
        let mut starts = Vec::with_capacity(self.members.len());
        let mut total = 0;
        for &(place, rows, _) in &self.members {
            starts.push(total);
            total += offers(place, rows);
        }
        let mut taken = vec![0_u64; self.members.len()];
        let mut picked = Vec::with_capacity(count as usize);
        while (picked.len() as u64) < count.min(total) {
            let row = ((u128::from(random.next_u64()) * u128::from(total)) >> 64) as u64;
            let member = starts.partition_point(|&start| start <= row) - 1;
            // The first rows of a cell stand for those that were picked before.
            if row - starts[member] >= taken[member] {
                taken[member] += 1;
                picked.push(self.members[member].0);
            }
        }
        picked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deals_have_the_hypergeometric_mean_and_variance() {
        let cell = |stratum, events: u32, rows: u32| Cell {
            stratum,
            events: f64::from(events),
            rows: f64::from(rows),
        };
        let cells = [
            cell(0, 10, 30),
            cell(1, 900, 3_000),
            cell(0, 3, 50),
            cell(1, 2, 7),
            cell(0, 0, 20),
            cell(1, 100, 400),
        ];
        let dealer = Dealer::new(&cells).unwrap();
        let draws = 20_000;
        let mut sums = [(0.0, 0.0); 6];
        let mut events = Vec::new();
        for number in 0..draws {
            dealer.deal(9, number, &mut events);
            assert_eq!(events[0] + events[2] + events[4], 13);
            assert_eq!(events[1] + events[3] + events[5], 1_002);
            for (sum, (x, cell)) in sums.iter_mut().zip(events.iter().zip(&cells)) {
                assert!(*x as f64 <= cell.rows);
                *sum = (sum.0 + *x as f64, sum.1 + (x * x) as f64);
            }
        }
        for (cell, sum) in cells.iter().zip(sums) {
            let (n, k) = if cell.stratum == 0 {
                (100.0, 13.0)
            } else {
                (3_407.0, 1_002.0)
            };
            let mean = sum.0 / draws as f64;
            let variance = sum.1 / draws as f64 - mean * mean;
            let rate = k / n;
            let spread = cell.rows * rate * (1.0 - rate) * (n - cell.rows) / (n - 1.0);
            assert!((mean - cell.rows * rate).abs() < 4.5 * (spread / draws as f64).sqrt());
            assert!(
                (variance / spread - 1.0).abs() < 0.06,
                "{variance} {spread}"
            );
        }
    }

    #[test]
    fn a_deal_does_not_depend_on_the_deals_before() {
        let cells: Vec<Cell> = (0..40)
            .map(|i| Cell {
                stratum: i % 3,
                events: i as f64,
                rows: 50.0,
            })
            .collect();
        let dealer = Dealer::new(&cells).unwrap();
        let (mut a, mut b) = (Vec::new(), Vec::new());
        dealer.deal(1, 7, &mut a);
        for number in 0..7 {
            dealer.deal(1, number, &mut b);
            assert_ne!(a, b);
        }
        dealer.deal(1, 7, &mut b);
        assert_eq!(a, b);
    }
}
