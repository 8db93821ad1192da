use super::{Count, Grid};
use crate::Result;
use serde::{Deserialize, Serialize};

/// Distinct numbers up to which a histogram keeps each of them.
pub const MOST_DISTINCT: usize = 1 << 18;

/// The rows at one number, by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// Outcome absent.
    pub negative: Count,
    /// Outcome present.
    pub positive: Count,
    /// Outcome unknown.
    pub unlabelled: Count,
}

impl Bin {
    /// All rows.
    pub fn all(&self) -> Count {
        Count::sum([&self.negative, &self.positive, &self.unlabelled])
    }
}

/// Fixed-point sums of weights and of their squares.
type Weight = (i128, i128);

/// How often each number occurred, by outcome: scores, or prices.
///
/// Numbers are kept as they are while they are few ([`MOST_DISTINCT`]), and as the middles of the bins of a [`Grid`]
/// above that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    /// The numbers, ascending.
    at: Vec<Number>,
    /// Rows: outcome absent, present, unknown.
    n: Vec<[u64; 3]>,
    /// Weights of the same; empty where every row weighs one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    w: Vec<[Weight; 3]>,
}

/// A finite number that can be ordered and compared.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Number(f64);

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0.total_cmp(&other.0).is_eq()
    }
}

impl Eq for Number {}

impl Histogram {
    /// A histogram of these bins, which must ascend.
    pub fn new(bins: impl IntoIterator<Item = (f64, Bin)>) -> Self {
        let bins = bins.into_iter();
        let mut histogram = Self::default();
        histogram.at.reserve(bins.size_hint().0);
        histogram.n.reserve(bins.size_hint().0);
        for (at, bin) in bins {
            histogram.push(at, &bin);
        }
        histogram
    }

    /// Adds a bin above all others.
    pub fn push(&mut self, at: f64, bin: &Bin) {
        let counts = [bin.negative, bin.positive, bin.unlabelled];
        let whole = |count: &Count| {
            let one = i128::from(count.n) << super::FIXED_POINT_BITS;
            count.w == one && count.w2 == one
        };
        if !self.w.is_empty() || !counts.iter().all(whole) {
            self.weigh();
            self.w.push(counts.map(|count| (count.w, count.w2)));
        }
        self.at.push(Number(at + 0.0));
        self.n.push(counts.map(|count| count.n));
    }

    /// Writes out the weights of rows that weigh one.
    fn weigh(&mut self) {
        for n in &self.n[self.w.len()..] {
            self.w.push(n.map(|n| {
                let one = i128::from(n) << super::FIXED_POINT_BITS;
                (one, one)
            }));
        }
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// Whether rows weigh other than one.
    pub fn is_weighted(&self) -> bool {
        !self.w.is_empty()
    }

    /// Number of bins.
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// The numbers, ascending.
    pub fn numbers(&self) -> impl ExactSizeIterator<Item = f64> {
        self.at.iter().map(|at| at.0)
    }

    /// The bins, ascending.
    pub fn bins(&self) -> impl ExactSizeIterator<Item = (f64, Bin)> {
        (0..self.at.len()).map(|i| (self.at[i].0, self.bin(i)))
    }

    /// All rows of each bin, whatever their outcome, ascending.
    pub fn totals(&self) -> impl ExactSizeIterator<Item = (f64, Count)> {
        (0..self.at.len()).map(|i| {
            let total = match self.w.get(i) {
                Some(_) => self.bin(i).all(),
                None => Count::rows(self.n[i].iter().sum()),
            };
            (self.at[i].0, total)
        })
    }

    /// The rows of each part between ascending cuts; a number at a cut stands above it.
    pub fn between(&self, cuts: &[f64]) -> Vec<Bin> {
        let ends = cuts
            .iter()
            .map(|cut| self.at.partition_point(|at| at.0 < *cut));
        let mut from = 0;
        let mut part = |end: usize| {
            let places = from..end;
            from = end;
            if !self.w.is_empty() {
                let bins: Vec<Bin> = places.map(|i| self.bin(i)).collect();
                let sum = |of: fn(&Bin) -> &Count| Count::sum(bins.iter().map(of));
                return Bin {
                    negative: sum(|bin| &bin.negative),
                    positive: sum(|bin| &bin.positive),
                    unlabelled: sum(|bin| &bin.unlabelled),
                };
            }
            let mut sums = [0; 3];
            for n in &self.n[places] {
                for (sum, n) in sums.iter_mut().zip(n) {
                    *sum += n;
                }
            }
            let [negative, positive, unlabelled] = sums.map(Count::rows);
            Bin {
                negative,
                positive,
                unlabelled,
            }
        };
        ends.chain([self.at.len()]).map(&mut part).collect()
    }

    /// The bins as plain numbers, which is all that most formulas need: the number, and for outcome absent, present and
    /// unknown the rows, the sum of weights and that of squared weights.
    pub fn numbers_and_weights(&self) -> impl ExactSizeIterator<Item = (f64, [[f64; 3]; 3])> {
        let one = (1_u64 << super::FIXED_POINT_BITS) as f64;
        (0..self.at.len()).map(move |i| {
            let rows = self.n[i];
            let counts = std::array::from_fn(|side| {
                let n = rows[side] as f64;
                match self.w.get(i) {
                    Some(weights) => {
                        let (w, w2) = weights[side];
                        [n, w as f64 / one, w2 as f64 / one]
                    }
                    None => [n; 3],
                }
            });
            (self.at[i].0, counts)
        })
    }

    fn bin(&self, i: usize) -> Bin {
        let count = |side: usize| {
            let n = self.n[i][side];
            match self.w.get(i) {
                Some(weights) => Count {
                    n,
                    w: weights[side].0,
                    w2: weights[side].1,
                },
                None => Count::rows(n),
            }
        };
        Bin {
            negative: count(0),
            positive: count(1),
            unlabelled: count(2),
        }
    }

    /// Adds another histogram.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        if other.at.is_empty() {
            return Ok(());
        }
        if self.at.is_empty() {
            self.clone_from(other);
            return Ok(());
        }
        if self.at == other.at && self.w.is_empty() && other.w.is_empty() {
            for (mine, theirs) in self.n.iter_mut().zip(&other.n) {
                for (mine, theirs) in mine.iter_mut().zip(theirs) {
                    *mine += theirs;
                }
            }
            return Ok(());
        }
        if self.w.is_empty() && other.w.is_empty() {
            *self = self.with_rows(other);
            return Ok(());
        }
        let mut sum = Self {
            at: Vec::with_capacity(self.at.len().max(other.at.len())),
            n: Vec::with_capacity(self.at.len().max(other.at.len())),
            w: Vec::new(),
        };
        let (mut mine, mut theirs) = (0, 0);
        while mine < self.at.len() || theirs < other.at.len() {
            let order = match (self.at.get(mine), other.at.get(theirs)) {
                (Some(a), Some(b)) => a.0.total_cmp(&b.0),
                (Some(_), None) => std::cmp::Ordering::Less,
                _ => std::cmp::Ordering::Greater,
            };
            if order.is_le() {
                let mut bin = self.bin(mine);
                let at = self.at[mine].0;
                mine += 1;
                if order.is_eq() {
                    let more = other.bin(theirs);
                    theirs += 1;
                    bin.negative.add(&more.negative)?;
                    bin.positive.add(&more.positive)?;
                    bin.unlabelled.add(&more.unlabelled)?;
                }
                sum.push(at, &bin);
            } else {
                let bin = other.bin(theirs);
                sum.push(other.at[theirs].0, &bin);
                theirs += 1;
            }
        }
        *self = sum;
        Ok(())
    }

    /// The sum of several, halves first: each number is moved once for every doubling, not for every part.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn sum(parts: &[&Self]) -> Result<Self> {
        match parts {
            [] => Ok(Self::default()),
            [one] => Ok((*one).clone()),
            [one, other] if one.w.is_empty() && other.w.is_empty() => Ok(one.with_rows(other)),
            _ => {
                let (first, second) = parts.split_at(parts.len() / 2);
                let mut sum = Self::sum(first)?;
                sum.add(&Self::sum(second)?)?;
                Ok(sum)
            }
        }
    }

    /// Rows of weight one and rows of weight one.
    fn with_rows(&self, other: &Self) -> Self {
        let most = self.at.len() + other.at.len();
        let (mut at, mut n) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let (mut mine, mut theirs) = (0, 0);
        // Which side is next is anybody's guess, so that nothing here branches on it.
        while let (Some(a), Some(b)) = (self.at.get(mine), other.at.get(theirs)) {
            let order = a.0.total_cmp(&b.0);
            let (from_mine, from_theirs) = (order.is_le(), order.is_ge());
            let (x, y) = (&self.n[mine], &other.n[theirs]);
            let taken = |n: u64, take: bool| n & u64::from(take).wrapping_neg();
            at.push(if from_mine { *a } else { *b });
            n.push([0, 1, 2].map(|side| taken(x[side], from_mine) + taken(y[side], from_theirs)));
            mine += usize::from(from_mine);
            theirs += usize::from(from_theirs);
        }
        at.extend_from_slice(&self.at[mine..]);
        n.extend_from_slice(&self.n[mine..]);
        at.extend_from_slice(&other.at[theirs..]);
        n.extend_from_slice(&other.n[theirs..]);
        Self {
            at,
            n,
            w: Vec::new(),
        }
    }

    /// What is left without rows that are part of these.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        if self.w.is_empty() && part.w.is_empty() {
            return self.without_rows(part);
        }
        let mut left = Self::default();
        let mut parts = part.bins().peekable();
        for (at, mut bin) in self.bins() {
            if let Some((_, gone)) = parts.next_if(|(other, _)| other.total_cmp(&at).is_eq()) {
                bin.negative = bin.negative.without(&gone.negative);
                bin.positive = bin.positive.without(&gone.positive);
                bin.unlabelled = bin.unlabelled.without(&gone.unlabelled);
            }
            if bin.all().n > 0 {
                left.push(at, &bin);
            }
        }
        left
    }

    /// Rows of weight one without rows of weight one.
    fn without_rows(&self, part: &Self) -> Self {
        let most = self.at.len();
        let (mut at, mut n) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let mut parts = part.at.iter().zip(&part.n).peekable();
        for (place, rows) in self.at.iter().zip(&self.n) {
            let mut rows = *rows;
            if let Some((_, gone)) = parts.next_if(|(other, _)| *other == place) {
                for (rows, gone) in rows.iter_mut().zip(gone) {
                    *rows = rows.saturating_sub(*gone);
                }
            }
            if rows != [0; 3] {
                at.push(*place);
                n.push(rows);
            }
        }
        Self {
            at,
            n,
            w: Vec::new(),
        }
    }

    /// The same rows in the bins of a grid.
    ///
    /// # Errors
    /// [`crate::Error::WeightOverflow`] when a sum leaves its integer.
    pub fn coarsen(&self, grid: &Grid) -> Result<Self> {
        let mut coarse = Self::default();
        let mut open: Option<(f64, Bin)> = None;
        for (at, bin) in self.bins() {
            let at = grid.place(at);
            match &mut open {
                Some((known, sum)) if known.total_cmp(&at).is_eq() => {
                    sum.negative.add(&bin.negative)?;
                    sum.positive.add(&bin.positive)?;
                    sum.unlabelled.add(&bin.unlabelled)?;
                }
                _ => {
                    if let Some((at, bin)) = open.replace((at, bin)) {
                        coarse.push(at, &bin);
                    }
                }
            }
        }
        if let Some((at, bin)) = open {
            coarse.push(at, &bin);
        }
        Ok(coarse)
    }
}

#[cfg(test)]
mod tests;
