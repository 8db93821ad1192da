//! Means over the rows of a group, from histograms or from sums.

use super::Context;
use super::measure::Measured;
use super::workings::KnownScores;
use crate::{Number, ScoreCell, Undefined};
use evenhand_core::{GroupCells, Quantity, Sums, Tables};
use evenhand_inference::effective_size::{MIN_BLOCKS, kish};
use evenhand_inference::{Interval, Level};

/// A number of a score and its label.
pub(super) type OfScore = fn(f64, Option<bool>) -> Option<f64>;

/// What a mean and its spread are worked out from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Totals {
    n: u64,
    /// Σw(x − mean)².
    squares: f64,
    /// Σw.
    w: f64,
    /// Σw².
    w2: f64,
    /// Σw²(x − mean)².
    weighted_squares: f64,
    /// Σwx.
    wx: f64,
}

impl Totals {
    fn of_sums(sums: &Sums) -> Self {
        Self {
            n: sums.n,
            squares: sums.squares(),
            w: sums.weight(),
            w2: sums.weight_squared(),
            weighted_squares: sums.weighted_squares(),
            wx: sums.sum(),
        }
    }

    pub fn of_scores(known: &KnownScores, of: OfScore) -> Self {
        let mut totals = Self::default();
        // Squares are taken about the first number, so that equal numbers have none.
        let (mut first, mut moved, mut weighted_moved) = (None, 0.0, 0.0);
        let mut add = |x: f64, w: f64, w2: f64| {
            let away = x - *first.get_or_insert(x);
            totals.w += w;
            totals.w2 += w2;
            totals.wx += w * x;
            moved += w * away;
            weighted_moved += w2 * away;
            totals.squares += w * away * away;
            totals.weighted_squares += w2 * away * away;
        };
        let sides = |cell: &ScoreCell| {
            let counts = [cell.negative, cell.positive, cell.unlabelled];
            [Some(false), Some(true), None].into_iter().zip(counts)
        };
        if let Some(rows) = known.weighted_rows() {
            let mut n = 0;
            for (cell, rows) in known.scores.cells.iter().zip(rows) {
                for ((label, w), (rows, w2)) in sides(cell).zip(rows) {
                    if *rows > 0
                        && let Some(x) = of(cell.at, label)
                    {
                        n += rows;
                        add(x, w, *w2);
                    }
                }
            }
            totals.n = n;
        } else {
            for cell in known.scores.cells.iter() {
                for (label, rows) in sides(cell) {
                    if rows > 0.0
                        && let Some(x) = of(cell.at, label)
                    {
                        add(x, rows, rows);
                    }
                }
            }
            totals.n = totals.w as u64;
        }
        // From the first number to the mean.
        let shift = moved / totals.w;
        totals.squares = (totals.squares - shift * moved).max(0.0);
        let weighted = shift * (2.0 * weighted_moved - shift * totals.w2);
        totals.weighted_squares = (totals.weighted_squares - weighted).max(0.0);
        totals
    }
}

/// Σwx, Σw and rows of a part.
fn plain(tables: &Tables, number: Number) -> (f64, f64, u64) {
    match number {
        Number::Score(of) => {
            let (mut wx, mut w, mut n) = (0.0, 0.0, 0.0);
            for (at, sides) in tables.scores.numbers_and_weights() {
                let labels = [Some(false), Some(true), None];
                for ([rows, weight, _], label) in sides.into_iter().zip(labels) {
                    if rows > 0.0
                        && let Some(x) = of(at, label)
                    {
                        wx += weight * x;
                        w += weight;
                        n += rows;
                    }
                }
            }
            (wx, w, n as u64)
        }
        Number::Sum(quantity) => {
            let sums = tables.moments.get(quantity);
            (sums.sum(), sums.weight(), sums.n)
        }
    }
}

impl Context<'_> {
    /// The mean of a number, with Student's interval; by blocks of persons where units are known.
    pub(super) fn mean(&self, number: Number, group: &GroupCells, level: Level) -> Measured {
        let totals = match number {
            Number::Score(of) => self.totals(group, of),
            Number::Sum(quantity) => Totals::of_sums(&group.total.moments.get(quantity)),
        };
        if totals.w <= 0.0 {
            return Measured::undefined(Undefined::ZeroDenominator);
        }
        let mean = totals.wx / totals.w;
        let mut measured = Measured {
            n: totals.n,
            value: Ok(mean),
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        let unblocked = matches!(number, Number::Score(_)) && self.table.unblocked.scores;
        let spread = if group.blocks.is_empty() || unblocked {
            self.independent(&totals)
        } else {
            let parts = group.blocks.iter().map(|block| plain(block, number));
            let spread = by_blocks((totals.wx, totals.w), parts);
            measured.too_few_blocks = spread.is_none();
            spread
        };
        if let Some((error, df, method)) = spread {
            let reach = level.critical(Some(df)) * error;
            measured.df = Some(df);
            measured.error = Some(error);
            measured.interval = Some(Interval {
                lower: mean - reach,
                upper: mean + reach,
                method,
            });
        }
        measured
    }

    /// The sum of a number over the sum of another of the same rows, linearised; by blocks of persons where units are known.
    pub(super) fn ratio_of_sums(
        &self,
        [top, bottom, product]: [Quantity; 3],
        group: &GroupCells,
        level: Level,
    ) -> Measured {
        let of = |tables: &Tables, quantity| tables.moments.get(quantity);
        let [x, y, xy] = [top, bottom, product].map(|quantity| of(&group.total, quantity));
        let mut measured = Measured {
            n: y.n,
            value: crate::cells::share(x.sum(), y.sum()),
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        let Some(value) = measured.number() else {
            return measured;
        };
        let spread = if group.blocks.is_empty() {
            let n = xy.n as f64;
            (xy.n > 1).then(|| {
                let squares = Sums::ratio_squares(&x, &y, &xy);
                let error = (n / (n - 1.0) * squares).sqrt() / y.sum();
                (error, n - 1.0, "linearised-t")
            })
        } else {
            let parts = group.blocks.iter().map(|block| {
                let (x, y) = (of(block, top), of(block, bottom));
                (x.sum(), y.sum(), y.n)
            });
            let spread = by_blocks((x.sum(), y.sum()), parts);
            measured.too_few_blocks = spread.is_none();
            spread
        };
        if let Some((error, df, method)) = spread {
            let reach = level.critical(Some(df)) * error;
            measured.df = Some(df);
            measured.error = Some(error);
            measured.interval = Some(Interval {
                lower: value - reach,
                upper: value + reach,
                method,
            });
        }
        measured
    }

    /// The variance of the mean of independent rows, from their sums.
    pub(super) fn variance_of_mean(&self, sums: &Sums) -> Option<f64> {
        let (error, _, _) = self.independent(&Totals::of_sums(sums))?;
        Some(error * error)
    }

    fn independent(&self, totals: &Totals) -> Option<(f64, f64, &'static str)> {
        if totals.n < 2 {
            return None;
        }
        let n = totals.n as f64;
        let variance = totals.squares / totals.w * n / (n - 1.0);
        let mut of_mean = variance / n;
        if self.table.weighted {
            // The smaller of Kish's and the linearised size, as for rates.
            let linear = n / (n - 1.0) * totals.weighted_squares / (totals.w * totals.w);
            of_mean = (variance / kish(totals.w, totals.w2).min(n)).max(linear);
        }
        Some((of_mean.sqrt(), n - 1.0, "t"))
    }
}

/// The delete-a-block jackknife of a ratio of sums: standard error, degrees of freedom and name.
pub(super) fn by_blocks(
    (top, bottom): (f64, f64),
    parts: impl Iterator<Item = (f64, f64, u64)>,
) -> Option<(f64, f64, &'static str)> {
    let value = top / bottom;
    let (mut blocks, mut squares, mut rows, mut rows_squared) = (0.0, 0.0, 0.0, 0.0);
    for (x, w, n) in parts.filter(|part| part.2 > 0) {
        if bottom - w <= 0.0 {
            return None;
        }
        let change = (top - x) / (bottom - w) - value;
        squares += change * change;
        blocks += 1.0;
        let n = n as f64;
        rows += n;
        rows_squared += n * n;
    }
    if blocks < MIN_BLOCKS as f64 {
        return None;
    }
    let variance = (blocks - 1.0) / blocks * squares;
    let df = (rows * rows / rows_squared - 1.0).max(1.0);
    Some((variance.sqrt(), df, "jackknife-blocks"))
}
