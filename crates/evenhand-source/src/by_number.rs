//! Rows counted by group and by a number: a score, a price.

use crate::cells::Cells;
use crate::hash::FastMap;
use crate::problem::Kind;
use evenhand_core::{Count, Grid, MOST_DISTINCT};

/// Counters of a dense table of whole rows: 32 MB.
const DENSE: usize = 1 << 23;
/// Counters of a dense table of weighted rows, which are twelve times as large.
const DENSE_WEIGHTED: usize = 1 << 19;

/// Rows that are kept until it is clear whether their numbers are few.
const MOST_WAITING: usize = 1 << 20;

/// Which numbers were met, in order of appearance.
#[derive(Default)]
struct Numbers {
    /// Bins of equal width are numbered from the lowest; everything else as it comes.
    codes: FastMap<u64, u32>,
    values: Vec<f64>,
}

/// Rows that wait until it is clear whether their numbers are few.
#[derive(Default)]
struct Waiting {
    /// Codes of the groups, by dimension.
    codes: Vec<Vec<u32>>,
    /// Rows at which it is looked again how many distinct numbers they have.
    look: usize,
    numbers: Vec<f64>,
    outcomes: Vec<u8>,
    weights: Vec<Count>,
}

/// Counters of one thread, by group and number.
pub(crate) struct ByNumber {
    at: Vec<u32>,
    binned: bool,
    cells: Cells,
    codes: Vec<u32>,
    /// Into what bins numbers go once there are too many of them.
    grid: Grid,
    numbers: Numbers,
    per_cell: usize,
    waiting: Option<Waiting>,
}

/// What a thread counted: group codes, number, and the counters of the cell.
pub(crate) type SeeNumber<'a, E> = &'a mut dyn FnMut(&[u32], f64, &[Count]) -> Result<(), E>;

/// Why a row could not be counted, with the row.
type Overflow = (usize, Kind);

impl ByNumber {
    /// Counters for groups of this many codes, each number with this many counters.
    pub fn new(dimensions: usize, per_cell: usize, weighted: bool, grid: Grid) -> Self {
        Self {
            at: Vec::new(),
            binned: false,
            cells: cells(dimensions, per_cell, weighted),
            codes: Vec::new(),
            grid,
            numbers: Numbers::default(),
            per_cell,
            waiting: Some(Waiting::default()),
        }
    }

    /// Counts every row of a batch at its group, its number and its counter.
    ///
    /// `outcomes` says which counter; a row whose number is NaN is left out, whatever it says. `groups` are the codes of
    /// every row by dimension.
    pub fn take(
        &mut self,
        groups: &[Vec<u32>],
        numbers: &[f64],
        outcomes: &mut [u8],
        weights: Option<&[Count]>,
    ) -> Result<(), Overflow> {
        if let Some(waiting) = &mut self.waiting {
            waiting.push(groups, numbers, outcomes, weights);
            let many = waiting.are_many();
            if many || waiting.numbers.len() > MOST_WAITING {
                return self.settle(many);
            }
            return Ok(());
        }
        let groups: Vec<&[u32]> = groups.iter().map(Vec::as_slice).collect();
        if !self.binned && self.numbers.values.len() > MOST_DISTINCT {
            self.bin();
        }
        self.count(&groups, numbers, outcomes, weights)
    }

    /// Counts the rows that waited.
    fn settle(&mut self, binned: bool) -> Result<(), Overflow> {
        let Some(mut waiting) = self.waiting.take() else {
            return Ok(());
        };
        if binned {
            self.begin_bins();
        }
        let groups: Vec<&[u32]> = waiting.codes.iter().map(Vec::as_slice).collect();
        let weights = (!waiting.weights.is_empty()).then_some(&waiting.weights[..]);
        self.count(&groups, &waiting.numbers, &mut waiting.outcomes, weights)
    }

    fn count(
        &mut self,
        groups: &[&[u32]],
        numbers: &[f64],
        outcomes: &mut [u8],
        weights: Option<&[Count]>,
    ) -> Result<(), Overflow> {
        self.encode(numbers, outcomes);
        let mut codes = groups.to_vec();
        codes.push(&self.codes);
        let most = |codes: &&[u32]| {
            codes
                .iter()
                .copied()
                .max()
                .map_or(1, |code| code as usize + 1)
        };
        let mut sizes: Vec<usize> = groups.iter().map(most).collect();
        sizes.push(self.numbers.values.len().max(1));
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
        for (number, outcome) in numbers.iter().zip(outcomes) {
            if number.is_nan() {
                *outcome = nowhere;
            }
        }
        self.codes.clear();
        if self.binned
            && let Some(bins) = self.grid.equal()
        {
            self.codes
                .extend(numbers.iter().map(|number| bins.bin(*number)));
            return;
        }
        for number in numbers {
            let code = match (number.is_nan(), self.binned) {
                (true, _) => self.numbers.code(0.0),
                (false, true) => self.numbers.code(self.grid.place(*number)),
                (false, false) => self.numbers.code(*number),
            };
            self.codes.push(code);
        }
    }

    fn begin_bins(&mut self) {
        self.binned = true;
        self.numbers = Numbers::default();
        self.numbers.values = self.grid.middles();
    }

    /// Puts what was counted so far into bins.
    fn bin(&mut self) {
        let live = self.cells.live();
        let exact = std::mem::take(&mut self.numbers);
        self.begin_bins();
        self.cells.clear();
        let mut sums: FastMap<Box<[u32]>, Vec<Count>> = FastMap::default();
        for (mut codes, counts) in live {
            if let Some(code) = codes.last_mut() {
                let number = exact.values[*code as usize];
                *code = match self.grid.equal() {
                    Some(bins) => bins.bin(number),
                    None => self.numbers.code(self.grid.place(number)),
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

    /// Counts what still waits; called once, when there are no more rows.
    pub fn finish(&mut self) -> Result<(), Overflow> {
        self.settle(false)
    }

    /// Memory that the counters and the rows that still wait take, about.
    pub fn bytes(&self) -> u64 {
        let waiting = self.waiting.as_ref().map_or(0, |waiting| {
            let of_row = 4 * waiting.codes.len() + 9;
            waiting.numbers.capacity() * of_row + waiting.weights.capacity() * size_of::<Count>()
        });
        let numbers = self.numbers.values.len() * 32;
        self.cells.bytes() + (waiting + numbers) as u64
    }

    /// Live cells, where it is known how many there are.
    pub fn live(&self) -> usize {
        self.cells.live_or_none()
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

impl Waiting {
    fn push(
        &mut self,
        groups: &[Vec<u32>],
        numbers: &[f64],
        outcomes: &[u8],
        weights: Option<&[Count]>,
    ) {
        self.codes.resize(groups.len(), Vec::new());
        for (mine, codes) in self.codes.iter_mut().zip(groups) {
            mine.extend_from_slice(codes);
        }
        self.numbers.extend_from_slice(numbers);
        self.outcomes.extend_from_slice(outcomes);
        self.weights.extend_from_slice(weights.unwrap_or_default());
    }

    /// Whether the numbers are known to be many: fewer rows cannot hold them, and after that it is looked now and then.
    fn are_many(&mut self) -> bool {
        let rows = self.numbers.len();
        if rows <= MOST_DISTINCT.max(self.look) {
            return false;
        }
        self.look = rows + rows / 2;
        let known = self.numbers.iter().filter(|number| !number.is_nan());
        let mut distinct: Vec<u64> = known.map(|number| (number + 0.0).to_bits()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        distinct.len() > MOST_DISTINCT
    }
}

fn cells(dimensions: usize, per_cell: usize, weighted: bool) -> Cells {
    let most = if weighted { DENSE_WEIGHTED } else { DENSE };
    Cells::new(dimensions + 1, per_cell, weighted, most)
}

impl Numbers {
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
            table.take(&groups, part, &mut outcomes, None).unwrap();
        }
        table.finish().unwrap();
        let mut found = BTreeMap::new();
        let done: Result<(), Infallible> = table.each(&mut |group, number, counts| {
            let number = grid.place(number);
            *found.entry((group[0], number.to_bits())).or_insert(0) += counts[1].n;
            Ok(())
        });
        let Ok(()) = done;
        found
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
