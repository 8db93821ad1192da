//! Rows counted by group and by a number: a score, a price.

use crate::cells::Cells;
use crate::hash::FastMap;
use crate::problem::Kind;
use evenhand_core::{Count, Grid, MOST_DISTINCT};

/// Counters of a dense table of whole rows: 32 MB.
const DENSE: usize = 1 << 23;
/// Counters of a dense table of weighted rows, which are twelve times as large.
const DENSE_WEIGHTED: usize = 1 << 19;

/// Which numbers were met, in order of appearance.
struct Numbers {
    /// Bins of equal width are numbered from the lowest; everything else as it comes.
    codes: FastMap<u64, u32>,
    values: Vec<f64>,
}

/// Counters of one thread, by group and number.
pub(crate) struct ByNumber {
    at: Vec<u32>,
    binned: bool,
    cells: Cells,
    codes: Vec<u32>,
    dimensions: usize,
    /// Into what bins numbers go once there are too many of them.
    grid: Grid,
    numbers: Numbers,
    per_cell: usize,
    weighted: bool,
}

/// What a thread counted: group codes, number, and the counters of the cell.
pub(crate) type SeeNumber<'a, E> = &'a mut dyn FnMut(&[u32], f64, &[Count]) -> Result<(), E>;

impl ByNumber {
    /// Counters for groups of this many codes, each number with this many counters.
    pub fn new(dimensions: usize, per_cell: usize, weighted: bool, grid: Grid) -> Self {
        Self {
            at: Vec::new(),
            binned: false,
            cells: cells(dimensions, per_cell, weighted),
            codes: Vec::new(),
            dimensions,
            grid,
            numbers: Numbers::new(),
            per_cell,
            weighted,
        }
    }

    /// Counts every row of a batch at its group, its number and its counter.
    ///
    /// `outcomes` says which counter; a row whose number is NaN is left out, whatever it says. `groups` are the codes of
    /// every row by dimension, and `levels` how many codes each dimension has.
    pub fn take(
        &mut self,
        groups: &[Vec<u32>],
        levels: &[usize],
        numbers: &[f64],
        outcomes: &mut [u8],
        weights: Option<&[Count]>,
    ) -> Result<(), (usize, Kind)> {
        self.encode(numbers, outcomes);
        let mut codes: Vec<&[u32]> = groups.iter().map(Vec::as_slice).collect();
        codes.push(&self.codes);
        let mut sizes = levels.to_vec();
        sizes.push(self.numbers.values.len());
        self.cells
            .locate(&codes, &sizes, numbers.len(), &mut self.at);
        match weights {
            Some(weights) => self.cells.weigh(&self.at, outcomes, 0, weights),
            None => {
                self.cells.count(&self.at, outcomes, 0);
                Ok(())
            }
        }
    }

    /// Writes the code of every number; what is no number goes to the last counter, which nobody looks at.
    fn encode(&mut self, numbers: &[f64], outcomes: &mut [u8]) {
        let nowhere = self.per_cell as u8 - 1;
        self.codes.clear();
        if self.binned
            && let Grid::Equal { .. } = self.grid
        {
            let last = self.numbers.values.len() as u32 - 1;
            for (number, outcome) in numbers.iter().zip(outcomes) {
                let bin = self.grid.bin(*number);
                if number.is_nan() {
                    *outcome = nowhere;
                }
                self.codes.push(bin.min(last));
            }
            return;
        }
        for (row, number) in numbers.iter().enumerate() {
            let code = if number.is_nan() {
                outcomes[row] = nowhere;
                self.numbers.code(0.0)
            } else if self.binned {
                self.numbers.code(self.grid.place(*number))
            } else {
                self.numbers.code(*number)
            };
            self.codes.push(code);
            if !self.binned && self.numbers.values.len() > MOST_DISTINCT {
                // The rows before this one in the batch are not counted yet: their codes change with the bins.
                self.bin();
                return self.encode(numbers, outcomes);
            }
        }
    }

    /// Puts what was counted so far into bins.
    fn bin(&mut self) {
        let live = self.cells.live();
        let exact = std::mem::replace(&mut self.numbers, Numbers::new());
        self.binned = true;
        if let Grid::Equal { .. } = self.grid {
            self.numbers.values = self.grid.middles();
        }
        self.cells = cells(self.dimensions, self.per_cell, self.weighted);
        let mut sums: FastMap<Box<[u32]>, Vec<Count>> = FastMap::default();
        for (mut codes, counts) in live {
            if let Some(code) = codes.last_mut() {
                let number = exact.values[*code as usize];
                *code = match self.grid {
                    Grid::Equal { .. } => self.grid.bin(number),
                    _ => self.numbers.code(self.grid.place(number)),
                };
            }
            let sum = sums
                .entry(codes)
                .or_insert_with(|| vec![Count::default(); counts.len()]);
            for (sum, count) in sum.iter_mut().zip(&counts) {
                *sum = Count::sum([&*sum, count]);
            }
        }
        self.cells.put(sums.into_iter().collect());
    }

    /// Whether numbers were put into bins.
    pub fn is_binned(&self) -> bool {
        self.binned
    }

    /// The numbers met so far, or the bins.
    pub fn values(&self) -> &[f64] {
        &self.numbers.values
    }

    /// Shows every cell with rows.
    pub fn each<E>(&mut self, see: SeeNumber<'_, E>) -> Result<(), E> {
        let values = &self.numbers.values;
        let seen = self.per_cell - 1;
        self.cells.each(|codes, counts| {
            let Some((number, group)) = codes.split_last() else {
                return Ok(());
            };
            if counts[..seen].iter().all(Count::is_zero) {
                return Ok(());
            }
            see(group, values[*number as usize], &counts[..seen])
        })
    }
}

fn cells(dimensions: usize, per_cell: usize, weighted: bool) -> Cells {
    let most = if weighted { DENSE_WEIGHTED } else { DENSE };
    Cells::new(dimensions + 1, per_cell, weighted, most)
}

impl Numbers {
    fn new() -> Self {
        Self {
            codes: FastMap::default(),
            values: Vec::new(),
        }
    }

    fn code(&mut self, number: f64) -> u32 {
        // The two zeros are one number.
        let number = number + 0.0;
        let next = self.values.len() as u32;
        let code = *self.codes.entry(number.to_bits()).or_insert(next);
        if code == next {
            self.values.push(number);
        }
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evenhand_core::Real;
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    fn counted(numbers: &[f64], chunk: usize) -> BTreeMap<(u32, u64), u64> {
        let grid = Grid::Equal {
            low: Real::default(),
            high: Real::new(1.0).unwrap(),
            bins: 1024,
        };
        let mut table = ByNumber::new(1, 4, false, grid);
        for (i, part) in numbers.chunks(chunk).enumerate() {
            let groups = vec![
                (0..part.len())
                    .map(|r| ((i * chunk + r) % 3) as u32)
                    .collect(),
            ];
            let mut outcomes = vec![1; part.len()];
            table
                .take(&groups, &[3], part, &mut outcomes, None)
                .unwrap();
        }
        let mut found = BTreeMap::new();
        let done: Result<(), Infallible> = table.each(&mut |group, number, counts| {
            let number = if table_is_fine(number) {
                grid.place(number)
            } else {
                number
            };
            *found.entry((group[0], number.to_bits())).or_insert(0) += counts[1].n;
            Ok(())
        });
        let Ok(()) = done;
        found
    }

    fn table_is_fine(number: f64) -> bool {
        number.is_finite()
    }

    #[test]
    fn many_numbers_are_binned_the_same_however_they_come() {
        let numbers: Vec<f64> = (0..400_000_u32)
            .map(|i| f64::from(i.wrapping_mul(2_654_435_761) >> 8) / f64::from(1 << 24))
            .collect();
        assert_eq!(counted(&numbers, 300_000), counted(&numbers, 7_000));
        let all: u64 = counted(&numbers, 1_000_000).values().sum();
        assert_eq!(all, 400_000);
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let found = counted(&[0.5, f64::NAN, 0.5], 10);
        assert_eq!(found.values().sum::<u64>(), 2);
    }
}
