use super::boxes::Boxes;
use super::space::{Space, on_grid};

/// Rows whose distances are looked at together.
const LEAF: usize = 16;

/// Some rows, so laid out that the nearest of them to a row are found without looking at all.
///
/// They stand in the order of [`Space::order`], in which near rows are mostly together, and a tree of boxes says how far the
/// rows in each are at least. A box is passed over only where nothing in it can be as near as the last place, ties included:
/// what is found is what comparing all of them would find.
///
/// # Source
/// Friedman, Bentley and Finkel (1977), An algorithm for finding best matches in logarithmic expected time.
pub(super) struct Nearest<'s> {
    space: &'s Space,
    /// Each row and its position among the candidates, in the order of the space.
    rows: Vec<(usize, u32)>,
    /// The box around all rows (1), those around each half of it (2 and 3) and so on, down to one for every leaf.
    boxes: Boxes<'s>,
    leaves: usize,
    /// The features of the rows of every leaf side by side, names as their codes: one after the other for each feature.
    /// Empty where some rows lack some.
    beside: Vec<[f64; LEAF]>,
    found: Vec<(u32, u32)>,
    least: Vec<u32>,
    open: Vec<(u32, usize)>,
}

impl<'s> Nearest<'s> {
    pub fn new(space: &'s Space, candidates: &[usize]) -> Self {
        let order = space.order();
        let mut position = vec![None; order.len()];
        for (i, row) in (0_u32..).zip(candidates) {
            position[*row] = Some(i);
        }
        let placed = order.iter().map(|row| position[*row].map(|i| (*row, i)));
        let rows: Vec<(usize, u32)> = placed.flatten().collect();
        let leaves = rows.len().div_ceil(LEAF).next_power_of_two();
        let mut boxes = Boxes::new(space, 2 * leaves);
        for (place, (row, _)) in rows.iter().enumerate() {
            boxes.add_row(leaves + place / LEAF, *row);
        }
        for node in (1..leaves).rev() {
            boxes.add_box(node, 2 * node);
            boxes.add_box(node, 2 * node + 1);
        }
        let beside = if space.is_whole() {
            side_by_side(space, &rows)
        } else {
            Vec::new()
        };
        Self {
            space,
            rows,
            boxes,
            leaves,
            beside,
            found: Vec::new(),
            least: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Calls `take` with the position among the candidates of each of the `k` nearest, in ascending order, and its weight:
    /// the weights sum to `k`, or to the number of candidates within the caliper where there are fewer. Rows equally far
    /// share a place.
    pub fn each(
        &mut self,
        row: usize,
        k: usize,
        caliper: f64,
        allowed: impl Fn(usize) -> bool,
        mut take: impl FnMut(usize, f64),
    ) {
        self.look(row, k, on_grid(caliper), allowed);
        let Some(&last) = self.least.last() else {
            return;
        };
        self.found.retain(|(_, distance)| *distance <= last);
        self.found.sort_unstable();
        let tied = self.found.iter().filter(|(_, d)| *d == last).count();
        let nearer = self.found.len() - tied;
        let share = (self.least.len() - nearer) as f64 / tied as f64;
        for (i, distance) in &self.found {
            take(*i as usize, if *distance < last { 1.0 } else { share });
        }
    }

    /// Finds the distances of the `k` nearest, and whoever may be among them.
    fn look(&mut self, row: usize, k: usize, caliper: u32, allowed: impl Fn(usize) -> bool) {
        self.found.clear();
        self.least.clear();
        self.open.clear();
        if k == 0 {
            return;
        }
        let mut last = caliper;
        self.open.push((0, 1));
        while let Some((bound, node)) = self.open.pop() {
            if bound > last {
                continue;
            }
            if node < self.leaves {
                self.enter(row, node, last);
                continue;
            }
            let leaf = node - self.leaves;
            let first = leaf * LEAF;
            let end = (first + LEAF).min(self.rows.len());
            let sums = self.sums(row, leaf);
            // A little more than what a row as far as the last has.
            let beyond = self.space.sum_of(last.saturating_add(1));
            for place in first..end {
                let (other, position) = self.rows[place];
                let distance = match sums {
                    Some(sums) if sums[place - first] > beyond => continue,
                    Some(sums) => self.space.on_grid(sums[place - first]),
                    None => self.space.grid_distance(row, other),
                };
                if distance > last || !allowed(other) {
                    continue;
                }
                self.found.push((position, distance));
                if self.least.len() == k {
                    self.least.pop();
                }
                let place = self.least.partition_point(|known| *known <= distance);
                self.least.insert(place, distance);
                if self.least.len() == k {
                    last = self.least[k - 1];
                }
            }
        }
    }

    /// How far a row is from those of a leaf in all features together, in the steps of [`Space::grid_distance`].
    fn sums(&self, row: usize, leaf: usize) -> Option<[f64; LEAF]> {
        let (numbers, names) = self.space.row(row);
        let features = numbers.len() + names.len();
        let beside = self.beside.get(leaf * features..(leaf + 1) * features)?;
        let (far, other) = beside.split_at_checked(numbers.len())?;
        let mut sums = [0.0; LEAF];
        for (x, others) in numbers.iter().zip(far) {
            for (sum, y) in sums.iter_mut().zip(others) {
                *sum += (x - y).abs().min(1.0);
            }
        }
        for (code, others) in names.iter().zip(other) {
            let code = f64::from(*code);
            for (sum, other) in sums.iter_mut().zip(others) {
                // Codes are whole numbers, and 1 apart at least where they differ.
                *sum += (code - other).abs().min(1.0);
            }
        }
        Some(sums)
    }

    /// Opens the halves of a box that may hold somebody as near as the last, the nearer half first.
    fn enter(&mut self, row: usize, node: usize, last: u32) {
        let half = |half: usize| Some((self.boxes.least(half, row)?, half));
        let (mut near, mut far) = (half(2 * node), half(2 * node + 1));
        if far.is_some() && far < near {
            std::mem::swap(&mut near, &mut far);
        }
        let open = [far, near].into_iter().flatten();
        self.open.extend(open.filter(|(bound, _)| *bound <= last));
    }
}

fn side_by_side(space: &Space, rows: &[(usize, u32)]) -> Vec<[f64; LEAF]> {
    let (width, breadth) = space.features();
    let mut beside = vec![[0.0; LEAF]; rows.len().div_ceil(LEAF) * (width + breadth)];
    for (place, (row, _)) in rows.iter().enumerate() {
        let (numbers, names) = space.row(*row);
        let features = numbers
            .iter()
            .copied()
            .chain(names.iter().map(|code| f64::from(*code)));
        let first = place / LEAF * (width + breadth);
        for (others, x) in beside[first..].iter_mut().zip(features) {
            others[place % LEAF] = x;
        }
    }
    beside
}

#[cfg(test)]
mod tests {
    use super::*;
    use evenhand_core::{Dictionary, Feature, FeatureValues, RowTable};

    /// Rows that are close, far, equal and partly unknown.
    fn table(rows: usize, missing: bool) -> RowTable {
        let mut state = 7_u64;
        let mut next = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut column = |fine: u64| -> Vec<f64> {
            let number = |_| match next(10) {
                0 if missing => f64::NAN,
                _ => next(fine) as f64 / 3.0,
            };
            (0..rows).map(number).collect()
        };
        let numbers = [column(1_000_000), column(9), column(40)];
        let names = ["a", "b", "c"];
        let name = |i: usize| names.get((i * i + i / 7) % if missing { 4 } else { 3 });
        let dictionary = Dictionary::of((0..rows).map(|i| name(i).copied()));
        let values = numbers.map(FeatureValues::Numbers).into_iter();
        let features = values.chain([FeatureValues::Names(dictionary)]);
        RowTable {
            features: features
                .map(|values| Feature {
                    name: "x".into(),
                    values,
                })
                .collect(),
            weights: vec![1.0; rows],
            ..RowTable::default()
        }
    }

    /// The same by comparing all.
    fn by_all(
        space: &Space,
        row: usize,
        candidates: &[usize],
        k: usize,
        most: u32,
    ) -> Vec<(usize, f64)> {
        let far = |other: &usize| space.grid_distance(row, *other);
        let counts = |other: &&usize| far(other) <= most && **other != row;
        let mut sorted: Vec<u32> = candidates.iter().filter(counts).map(far).collect();
        sorted.sort_unstable();
        sorted.truncate(k);
        let Some(&last) = sorted.last() else {
            return Vec::new();
        };
        let nearer = sorted.iter().filter(|d| **d < last).count();
        let all = candidates.iter().filter(counts);
        let tied = all.filter(|other| far(other) == last).count();
        let share = (sorted.len() - nearer) as f64 / tied as f64;
        (candidates.iter().enumerate())
            .filter(|(_, other)| counts(other) && far(other) <= last)
            .map(|(i, other)| (i, if far(other) < last { 1.0 } else { share }))
            .collect()
    }

    #[test]
    fn who_is_nearest_is_who_comparing_all_finds() {
        for missing in [false, true] {
            let space = Space::new(&table(600, missing));
            for step in [1, 3, 50, 700] {
                let candidates: Vec<usize> = (0..600).rev().step_by(step).collect();
                let mut nearest = Nearest::new(&space, &candidates);
                for (k, caliper) in [(1, 1.0), (8, 1.0), (5, 0.2), (5, 0.01), (700, 1.0)] {
                    for row in (0..600).step_by(7) {
                        let mut found = Vec::new();
                        let take = |i, share| found.push((i, share));
                        nearest.each(row, k, caliper, |other| other != row, take);
                        let wanted = by_all(&space, row, &candidates, k, on_grid(caliper));
                        assert_eq!(found, wanted, "{missing} {step} {k} {caliper} {row}");
                    }
                }
            }
        }
    }

    #[test]
    fn among_nobody_nobody_is_nearest() {
        let space = Space::new(&table(10, false));
        let mut nearest = Nearest::new(&space, &[]);
        nearest.each(1, 5, 1.0, |_| true, |_, _| panic!("nobody is there"));
        let mut nearest = Nearest::new(&space, &[1, 2]);
        nearest.each(1, 0, 1.0, |_| true, |_, _| panic!("nobody is asked for"));
    }
}
