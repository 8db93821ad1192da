//! Counters per joint cell: a dense table while it is small, live cells only above that.

use crate::chains::Chains;
use crate::levels::Few;
use crate::problem::Kind;
use evenhand_core::Count;

/// Counters of a dense table beyond which only live cells are kept.
pub(crate) const DENSE: usize = 1 << 19;
/// Combinations of keys that are looked up together.
const TOGETHER: usize = 1 << 12;
/// Outcomes of a row: label (no, yes, missing) times decision (no, yes, missing).
pub(crate) const OUTCOMES: usize = 9;
/// Rows after which 32-bit counters are emptied into 64-bit ones.
const SPILL: u64 = 4_000_000_000;

/// Where a combination of codes is counted.
enum Layout {
    /// Mixed radix over the capacity of each dimension, which is a power of two.
    Dense { capacities: Vec<u32> },
    /// Live cells alone, numbered as they come.
    Sparse(Chains),
}

/// Counters of one thread.
pub(crate) struct Cells {
    counts: Vec<u32>,
    layout: Layout,
    /// Counters up to which the table is dense.
    most: usize,
    /// Counters of a cell.
    per_cell: usize,
    since_spill: u64,
    spilled: Vec<u64>,
    weights: Vec<Count>,
    weighted: bool,
}

impl Cells {
    /// Counters for combinations of codes; `most` is the largest dense table.
    pub fn new(dimensions: usize, per_cell: usize, weighted: bool, most: usize) -> Self {
        let mut cells = Self {
            counts: Vec::new(),
            layout: Layout::Dense {
                capacities: vec![1; dimensions],
            },
            most,
            per_cell,
            since_spill: 0,
            spilled: Vec::new(),
            weights: Vec::new(),
            weighted,
        };
        cells.grow(cells.per_cell);
        cells
    }

    fn grow(&mut self, counters: usize) {
        if self.weighted {
            self.weights.resize(counters, Count::default());
        } else {
            self.counts.resize(counters, 0);
        }
    }

    fn counters(&self) -> usize {
        self.counts.len().max(self.weights.len())
    }

    /// Live cells, while nothing else is kept; 0 while the table is dense.
    pub fn live_or_none(&self) -> usize {
        match &self.layout {
            Layout::Dense { .. } => 0,
            Layout::Sparse(chains) => chains.combinations.len(),
        }
    }

    /// Memory that the counters take, about.
    pub fn bytes(&self) -> u64 {
        let codes = match &self.layout {
            Layout::Dense { .. } => 0,
            Layout::Sparse(chains) => chains.bytes(),
        };
        let counters = self.counts.capacity() * size_of::<u32>()
            + self.weights.capacity() * size_of::<Count>()
            + self.spilled.capacity() * size_of::<u64>();
        codes + counters as u64
    }

    /// Makes room for this many levels per dimension.
    fn reserve(&mut self, levels: &[usize]) {
        let Layout::Dense { capacities } = &self.layout else {
            return;
        };
        if levels
            .iter()
            .zip(capacities)
            .all(|(n, c)| *n <= *c as usize)
        {
            return;
        }
        let wanted: Vec<u32> = levels
            .iter()
            .zip(capacities)
            .map(|(n, c)| {
                if *n <= *c as usize {
                    *c
                } else {
                    (*n).next_power_of_two().max(4) as u32
                }
            })
            .collect();
        let size = wanted
            .iter()
            .try_fold(self.per_cell, |size, c| size.checked_mul(*c as usize))
            .filter(|size| *size <= self.most);
        let live = self.live();
        self.counts.clear();
        self.weights.clear();
        self.spilled.clear();
        self.since_spill = 0;
        match size {
            Some(size) => {
                self.layout = Layout::Dense { capacities: wanted };
                self.grow(size);
            }
            None => {
                self.layout = Layout::Sparse(Chains::new(levels.len()));
            }
        }
        self.restore(live);
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        let dimensions = match &self.layout {
            Layout::Dense { capacities } => capacities.len(),
            Layout::Sparse(chains) => chains.codes(),
        };
        *self = Self::new(dimensions, self.per_cell, self.weighted, self.most);
    }

    /// Puts counted cells into an empty table.
    pub fn put(&mut self, live: Vec<(Box<[u32]>, Vec<Count>)>) {
        let mut levels = vec![1; live.first().map_or(0, |(codes, _)| codes.len())];
        for (codes, _) in &live {
            for (level, code) in levels.iter_mut().zip(codes) {
                *level = (*level).max(*code as usize + 1);
            }
        }
        self.reserve(&levels);
        self.restore(live);
    }

    fn restore(&mut self, live: Vec<(Box<[u32]>, Vec<Count>)>) {
        for (codes, counts) in live {
            let at = self.cell(&codes) as usize * self.per_cell;
            if self.weighted {
                self.weights[at..at + self.per_cell].copy_from_slice(&counts);
            } else {
                if self.spilled.len() < self.counts.len() {
                    self.spilled.resize(self.counts.len(), 0);
                }
                for (sum, count) in self.spilled[at..].iter_mut().zip(&counts) {
                    *sum = count.n;
                }
            }
        }
    }

    /// The cell of a combination.
    fn cell(&mut self, codes: &[u32]) -> u32 {
        match &mut self.layout {
            Layout::Dense { capacities } => codes
                .iter()
                .zip(capacities)
                .fold(0, |cell, (code, c)| cell * *c + code),
            Layout::Sparse(chains) => {
                let cell = chains.number(codes);
                let counters = chains.combinations.len() * self.per_cell;
                if counters > self.counters() {
                    self.grow(counters);
                }
                cell
            }
        }
    }

    /// Writes the first counter of the cell of every row.
    pub fn locate(&mut self, codes: &[&[u32]], levels: &[usize], rows: usize, out: &mut Vec<u32>) {
        self.reserve(levels);
        out.clear();
        match &self.layout {
            Layout::Dense { capacities } => {
                // Capacities are powers of two: a cell is made of bits, which is quicker than of products.
                let mut bits = 0;
                for (codes, capacity) in codes.iter().zip(capacities).rev() {
                    if out.is_empty() {
                        out.extend_from_slice(codes);
                    } else {
                        for (cell, code) in out.iter_mut().zip(*codes) {
                            *cell |= code << bits;
                        }
                    }
                    bits += capacity.trailing_zeros();
                }
                out.resize(rows, 0);
                let per_cell = self.per_cell as u32;
                for cell in out {
                    *cell *= per_cell;
                }
            }
            Layout::Sparse(_) => {
                let per_cell = self.per_cell as u32;
                let mut combination = vec![0; codes.len()];
                for row in 0..rows {
                    for (code, codes) in combination.iter_mut().zip(codes) {
                        *code = codes[row];
                    }
                    out.push(self.cell(&combination) * per_cell);
                }
            }
        }
    }

    /// As [`Self::locate`], from the keys of each dimension and what they stand for, which are looked up together;
    /// `false` where there are too many together for that.
    pub fn locate_together(
        &mut self,
        dimensions: &[Few<'_>],
        rows: usize,
        out: &mut Vec<u32>,
    ) -> bool {
        let levels: Vec<usize> = dimensions.iter().map(|few| few.levels).collect();
        self.reserve(&levels);
        let Layout::Dense { capacities } = &self.layout else {
            return false;
        };
        let width = |codes: &[u32]| codes.len().next_power_of_two().trailing_zeros();
        let all: u32 = dimensions.iter().map(|few| width(few.codes)).sum();
        if 1_usize << all.min(31) > TOGETHER.min(rows / 4) {
            return false;
        }
        let mut table = [0_u32; TOGETHER];
        let (mut keys_bits, mut bits) = (0, 0);
        out.clear();
        out.resize(rows, 0);
        for (few, capacity) in dimensions.iter().zip(capacities).rev() {
            let before = 1 << keys_bits;
            for (key, code) in few.codes.iter().enumerate().rev() {
                for low in 0..before {
                    table[key * before + low] = table[low] | code << bits;
                }
            }
            for (place, key) in out.iter_mut().zip(few.keys) {
                *place |= (*key as u32) << keys_bits;
            }
            keys_bits += width(few.codes);
            bits += capacity.trailing_zeros();
        }
        let per_cell = self.per_cell as u32;
        for cell in &mut table[..1 << all] {
            *cell *= per_cell;
        }
        for place in out {
            *place = table[*place as usize % TOGETHER];
        }
        true
    }

    /// Counts every row once at its counter plus `shift`.
    pub fn count(&mut self, at: &[u32], outcomes: &[u8], shift: usize) {
        if self.since_spill + at.len() as u64 > SPILL {
            self.spill();
        }
        self.since_spill += at.len() as u64;
        let counts = &mut self.counts[..];
        for (at, outcome) in at.iter().zip(outcomes) {
            let at = *at as usize + shift + usize::from(*outcome);
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
    }

    /// Counts every row with its weight; returns the row at which a sum leaves its integer.
    pub fn weigh(
        &mut self,
        at: &[u32],
        outcomes: &[u8],
        shift: usize,
        weights: &[Count],
    ) -> Result<(), (usize, Kind)> {
        for (row, ((at, outcome), weight)) in at.iter().zip(outcomes).zip(weights).enumerate() {
            let at = *at as usize + shift + usize::from(*outcome);
            if let Some(count) = self.weights.get_mut(at) {
                count.add(weight).map_err(|_| (row, Kind::Overflow))?;
            }
        }
        Ok(())
    }

    fn spill(&mut self) {
        self.spilled.resize(self.counts.len(), 0);
        for (sum, count) in self.spilled.iter_mut().zip(&mut self.counts) {
            *sum += u64::from(std::mem::take(count));
        }
        self.since_spill = 0;
    }

    /// Shows codes and counters of every cell with rows.
    pub fn each<E>(
        &mut self,
        mut see: impl FnMut(&[u32], &[Count]) -> Result<(), E>,
    ) -> Result<(), E> {
        if !self.weighted {
            self.spill();
        }
        let mut codes = Vec::new();
        let mut rows = Vec::new();
        let per_cell = self.per_cell.max(1);
        for (cell, at) in (0..self.counters()).step_by(per_cell).enumerate() {
            let counts = if self.weighted {
                &self.weights[at..at + per_cell]
            } else {
                let spilled = &self.spilled[at..at + per_cell];
                if spilled.iter().all(|n| *n == 0) {
                    continue;
                }
                rows.clear();
                rows.extend(spilled.iter().map(|n| Count::rows(*n)));
                &rows[..]
            };
            if counts.iter().all(Count::is_zero) {
                continue;
            }
            match &self.layout {
                Layout::Sparse(chains) => see(&chains.combinations[cell], counts)?,
                Layout::Dense { capacities } => {
                    codes.clear();
                    let mut rest = cell as u32;
                    for capacity in capacities.iter().rev() {
                        codes.push(rest % capacity);
                        rest /= capacity;
                    }
                    codes.reverse();
                    see(&codes, counts)?;
                }
            }
        }
        Ok(())
    }

    /// Codes and counters of every cell with rows, copied.
    pub fn live(&mut self) -> Vec<(Box<[u32]>, Vec<Count>)> {
        let mut live = Vec::new();
        let copied: Result<(), std::convert::Infallible> = self.each(|codes, counts| {
            live.push((codes.into(), counts.to_vec()));
            Ok(())
        });
        let Ok(()) = copied;
        live
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_looked_up_together_as_one_by_one() {
        let mut random = 7_u32;
        let mut next = |below: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 16) % below
        };
        for dimensions in 0..4 {
            for _ in 0..20 {
                let mut codes: Vec<Vec<u32>> = Vec::new();
                for _ in 0..dimensions {
                    let keys = 1 + next(7);
                    codes.push((0..keys).map(|_| next(9)).collect());
                }
                let keys: Vec<Vec<i32>> = codes
                    .iter()
                    .map(|codes| (0..4000).map(|_| next(codes.len() as u32) as i32).collect())
                    .collect();
                let few: Vec<Few<'_>> = codes
                    .iter()
                    .zip(&keys)
                    .map(|(codes, keys)| Few {
                        codes,
                        keys,
                        levels: 9,
                    })
                    .collect();
                let each: Vec<Vec<u32>> = few
                    .iter()
                    .map(|few| {
                        few.keys
                            .iter()
                            .map(|key| few.codes[*key as usize])
                            .collect()
                    })
                    .collect();
                let each: Vec<&[u32]> = each.iter().map(Vec::as_slice).collect();
                let (mut together, mut alone) = (vec![3], vec![5]);
                let mut cells = Cells::new(dimensions, OUTCOMES, false, DENSE);
                assert!(cells.locate_together(&few, 4000, &mut together));
                cells.locate(&each, &vec![9; dimensions], 4000, &mut alone);
                assert_eq!(together, alone);
                // Too few rows for a table of as many combinations.
                let many = codes.iter().any(|codes| codes.len() > 1);
                assert!(!cells.locate_together(&few, 4, &mut together) || !many);
            }
        }
    }

    #[test]
    fn dense_and_sparse_tables_count_the_same() {
        let mut cells = Cells::new(2, OUTCOMES, false, DENSE);
        let mut expected = std::collections::BTreeMap::new();
        let mut at = Vec::new();
        for step in 0..40_u32 {
            let n = (step + 1) * 40;
            let codes: Vec<Vec<u32>> = vec![
                (0..500).map(|i| (i * 7 + step) % n).collect(),
                (0..500).map(|i| (i * 13) % (step + 1)).collect(),
            ];
            let outcomes: Vec<u8> = (0..500).map(|i| (i % 9) as u8).collect();
            let slices: Vec<&[u32]> = codes.iter().map(Vec::as_slice).collect();
            cells.locate(&slices, &[n as usize, step as usize + 1], 500, &mut at);
            cells.count(&at, &outcomes, 0);
            for row in 0..500 {
                let key = (codes[0][row], codes[1][row], outcomes[row]);
                *expected.entry(key).or_insert(0_u64) += 1;
            }
        }
        assert!(matches!(cells.layout, Layout::Sparse(_)));
        let mut found = std::collections::BTreeMap::new();
        for (codes, counts) in cells.live() {
            for (outcome, count) in counts.iter().enumerate() {
                if count.n > 0 {
                    found.insert((codes[0], codes[1], outcome as u8), count.n);
                }
            }
        }
        assert_eq!(found, expected);
    }
}
