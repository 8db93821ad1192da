use super::space::Space;

/// Boxes around rows, one per node of a tree.
#[derive(Debug)]
pub(super) struct Boxes<'s> {
    space: &'s Space,
    /// Lowest and highest of each number, node by node; NaN where missing.
    numbers: Vec<(f64, f64)>,
    /// First and last code of each name, node by node.
    names: Vec<(u32, u32)>,
    holds: Vec<Holds>,
}

/// What a box is around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Nothing,
    /// Rows that have the same features.
    Alike,
    /// Rows of which some lack what others have: they may be anywhere.
    Mixed,
}

/// Lowest and highest of each number, first and last code of each name.
type Ends<'b> = (&'b [(f64, f64)], &'b [(u32, u32)]);

impl<'s> Boxes<'s> {
    /// Boxes around nothing.
    pub fn new(space: &'s Space, nodes: usize) -> Self {
        let (numbers, names) = space.features();
        Self {
            space,
            numbers: vec![(f64::NAN, f64::NAN); nodes * numbers],
            names: vec![(0, 0); nodes * names],
            holds: vec![Holds::Nothing; nodes],
        }
    }

    fn of(&self, node: usize) -> Ends<'_> {
        let (numbers, names) = self.space.features();
        (
            &self.numbers[node * numbers..(node + 1) * numbers],
            &self.names[node * names..(node + 1) * names],
        )
    }

    /// Makes a box wide enough for a row.
    pub fn add_row(&mut self, node: usize, row: usize) {
        let (numbers, names) = self.space.row(row);
        self.add(
            node,
            Holds::Alike,
            numbers.iter().map(|x| (*x, *x)),
            names.iter().map(|code| (*code, *code)),
        );
    }

    /// Makes a box wide enough for all that a later one holds.
    pub fn add_box(&mut self, node: usize, of: usize) {
        if self.holds[of] == Holds::Nothing {
            return;
        }
        let holds = self.holds[of];
        let (numbers, names) = self.of(of);
        let (numbers, names) = (numbers.to_vec(), names.to_vec());
        self.add(node, holds, numbers.into_iter(), names.into_iter());
    }

    fn add(
        &mut self,
        node: usize,
        holds: Holds,
        numbers: impl Iterator<Item = (f64, f64)>,
        names: impl Iterator<Item = (u32, u32)>,
    ) {
        let (width, breadth) = self.space.features();
        let own_numbers = &mut self.numbers[node * width..(node + 1) * width];
        let own_names = &mut self.names[node * breadth..(node + 1) * breadth];
        if self.holds[node] == Holds::Nothing {
            self.holds[node] = holds;
            for (own, new) in own_numbers.iter_mut().zip(numbers) {
                *own = new;
            }
            for (own, new) in own_names.iter_mut().zip(names) {
                *own = new;
            }
            return;
        }
        let mut mixed = holds == Holds::Mixed;
        for (own, new) in own_numbers.iter_mut().zip(numbers) {
            mixed |= own.0.is_nan() != new.0.is_nan();
            *own = (own.0.min(new.0), own.1.max(new.1));
        }
        for (own, new) in own_names.iter_mut().zip(names) {
            mixed |= Space::is_missing(own.1) != Space::is_missing(new.1);
            *own = (own.0.min(new.0), own.1.max(new.1));
        }
        if mixed {
            self.holds[node] = Holds::Mixed;
        }
    }

    /// How far a row is at least from whatever a box holds, on the grid of distances; `None` where it holds nothing.
    ///
    /// The steps are those of [`Space::grid_distance`], each of which grows with its parts, so that it never exceeds a
    /// distance, rounding included.
    pub fn least(&self, node: usize, row: usize) -> Option<u32> {
        match self.holds[node] {
            Holds::Nothing => return None,
            Holds::Mixed => return Some(0),
            Holds::Alike => {}
        }
        let ((numbers, names), (x, u)) = (self.of(node), self.space.row(row));
        let mut sum = 0.0;
        let mut shared = numbers.len() + names.len();
        for (x, (low, high)) in x.iter().zip(numbers) {
            if x.is_nan() || low.is_nan() {
                shared -= 1;
            } else {
                sum += (low - x).max(x - high).clamp(0.0, 1.0);
            }
        }
        for (u, (first, last)) in u.iter().zip(names) {
            if Space::is_missing(*u) || Space::is_missing(*last) {
                shared -= 1;
            } else {
                sum += f64::from(u8::from(u < first || u > last));
            }
        }
        Some(Space::mean_on_grid(sum, shared))
    }
}
