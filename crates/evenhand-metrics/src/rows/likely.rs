//! Rates of groups that are known only by probabilities.

use super::{BLOCKS, Probed, Rows};
use crate::{Setting, Undefined};
use evenhand_inference::Interval;
use evenhand_inference::bounds::{
    Bounds, ProxyBounds, ProxyCell, kallus_mao_zhou, regression_rates, weighted_rates,
};
use evenhand_inference::effective_size::MIN_BLOCKS;

/// Rows below which a cell is merged with its neighbour.
const FEW: f64 = 30.0;
/// Cells of equal probability that are kept; more are merged, which widens the bounds.
const MOST_CELLS: f64 = 50.0;

/// Decided rows of like probability.
struct Cell {
    /// Rows, weight, weighted probabilities and selected, in each block.
    blocks: Vec<[f64; 4]>,
}

impl Cell {
    fn empty() -> Self {
        Self {
            blocks: vec![[0.0; 4]; BLOCKS],
        }
    }

    fn rows(&self) -> f64 {
        self.blocks.iter().map(|block| block[0]).sum()
    }

    fn add(&mut self, other: &Self) {
        for (sum, block) in self.blocks.iter_mut().zip(&other.blocks) {
            for (sum, x) in sum.iter_mut().zip(block) {
                *sum += x;
            }
        }
    }

    /// What is left without a block.
    fn without(&self, block: Option<usize>) -> Option<ProxyCell> {
        let mut sums = [0.0; 4];
        for (i, part) in self.blocks.iter().enumerate() {
            if Some(i) != block {
                for (sum, x) in sums.iter_mut().zip(part) {
                    *sum += x;
                }
            }
        }
        let [_, mass, likely, selected] = sums;
        (mass > 0.0).then(|| ProxyCell {
            mass,
            probability: (likely / mass).clamp(0.0, 1.0),
            rate: (selected / mass).clamp(0.0, 1.0),
        })
    }
}

/// Rows whose probabilities are the same in every level of the attribute, merged along those of one level.
fn cells(rows: &Rows, attribute: usize, level: usize) -> Vec<Cell> {
    let table = rows.table();
    let Some(attribute) = table.probabilities.get(attribute) else {
        return Vec::new();
    };
    let all = |row: usize| attribute.values.iter().map(move |values| values[row]);
    let mut known: Vec<(usize, bool)> = (0..table.len())
        .filter_map(|row| table.decision(row).map(|decision| (row, decision)))
        .filter(|(row, _)| all(*row).all(|p| (0.0..=1.0).contains(&p)) && table.weights[*row] > 0.0)
        .collect();
    let likely = |row: usize| attribute.values[level][row];
    let order = |a: usize, b: usize| {
        let rest = || {
            let pairs = all(a).zip(all(b));
            pairs.fold(std::cmp::Ordering::Equal, |found, (x, y)| {
                found.then(x.total_cmp(&y))
            })
        };
        likely(a).total_cmp(&likely(b)).then_with(rest)
    };
    known.sort_by(|a, b| order(a.0, b.0));
    let few = FEW.max(known.len() as f64 / MOST_CELLS);
    let mut found: Vec<Cell> = Vec::new();
    for alike in known.chunk_by(|a, b| order(a.0, b.0).is_eq()) {
        let mut cell = Cell::empty();
        for &(row, selected) in alike {
            let w = table.weights[row];
            let block = &mut cell.blocks[rows.block(row)];
            let chosen = if selected { w } else { 0.0 };
            for (sum, x) in block.iter_mut().zip([1.0, w, w * likely(row), chosen]) {
                *sum += x;
            }
        }
        match found.last_mut() {
            Some(last) if last.rows() < few => last.add(&cell),
            _ => found.push(cell),
        }
    }
    if found.len() > 1
        && found.last().is_some_and(|last| last.rows() < few)
        && let Some(last) = found.pop()
        && let Some(before) = found.last_mut()
    {
        before.add(&last);
    }
    found
}

/// A number and its bounds, from the cells with each block left out.
fn bounded(
    rows: &Rows,
    (attribute, level): (usize, usize),
    setting: &Setting,
    value: impl Fn(&[ProxyCell]) -> Option<f64>,
    bounds: impl Fn(&ProxyBounds) -> Bounds,
) -> Probed {
    let cells = cells(rows, attribute, level);
    let n = cells.iter().map(Cell::rows).sum::<f64>();
    let left = |block: Option<usize>| -> Vec<ProxyCell> {
        cells
            .iter()
            .filter_map(|cell| cell.without(block))
            .collect()
    };
    let all = left(None);
    let (Some(found), Ok(limits)) = (value(&all), kallus_mao_zhou(&all)) else {
        return Probed::undefined(Undefined::ZeroDenominator);
    };
    let open = bounds(&limits);
    let mut parts: Vec<Bounds> = Vec::new();
    for block in 0..BLOCKS {
        if cells.iter().any(|cell| cell.blocks[block][0] > 0.0) {
            parts.extend(kallus_mao_zhou(&left(Some(block))).ok().map(|b| bounds(&b)));
        }
    }
    let count = parts.len() as f64;
    let error = |side: fn(&Bounds) -> f64| {
        let mean = parts.iter().map(side).sum::<f64>() / count;
        let squares: f64 = parts
            .iter()
            .map(|b| (side(b) - mean) * (side(b) - mean))
            .sum();
        (squares * (count - 1.0) / count).sqrt()
    };
    let few = parts.len() < MIN_BLOCKS;
    let reach = |side: fn(&Bounds) -> f64| {
        if few {
            f64::INFINITY
        } else {
            setting.level.critical(Some(count - 1.0)) * error(side)
        }
    };
    // Never narrower than what the probabilities leave open, nor so that the number lies outside.
    let interval = Interval {
        lower: (open.lower - reach(|b| b.lower)).min(found),
        upper: (open.upper + reach(|b| b.upper)).max(found),
        method: "kallus-mao-zhou",
    };
    Probed {
        df: (!few).then_some(count - 1.0),
        events: Some((
            cells
                .iter()
                .flat_map(|cell| &cell.blocks)
                .map(|b| b[2])
                .sum(),
            cells
                .iter()
                .flat_map(|cell| &cell.blocks)
                .map(|b| b[1])
                .sum(),
        )),
        interval: Some(interval),
        n: n as u64,
        too_few_blocks: few,
        value: Ok(found),
        ..Probed::undefined(Undefined::ZeroDenominator)
    }
}

/// The rate of a level, its rows weighted by their probabilities.
pub(crate) fn likely_rate(rows: &Rows, of: (usize, usize), setting: &Setting) -> Probed {
    let value = |cells: &[ProxyCell]| weighted_rates(cells).ok().map(|rates| rates.group);
    bounded(rows, of, setting, value, |bounds| bounds.group)
}

/// The rate of a level by regression on its probability.
pub(crate) fn likely_rate_regression(rows: &Rows, of: (usize, usize), setting: &Setting) -> Probed {
    let value = |cells: &[ProxyCell]| regression_rates(cells).ok().map(|rates| rates.group);
    bounded(rows, of, setting, value, |bounds| bounds.group)
}

/// The weighted rate of a level minus that of all others.
pub(crate) fn likely_difference(rows: &Rows, of: (usize, usize), setting: &Setting) -> Probed {
    let value = |cells: &[ProxyCell]| weighted_rates(cells).ok().map(|rates| rates.difference);
    bounded(rows, of, setting, value, |bounds| bounds.difference)
}

/// The same by regression.
pub(crate) fn likely_difference_regression(
    rows: &Rows,
    of: (usize, usize),
    setting: &Setting,
) -> Probed {
    let value = |cells: &[ProxyCell]| regression_rates(cells).ok().map(|rates| rates.difference);
    bounded(rows, of, setting, value, |bounds| bounds.difference)
}

/// How far the bounds of a level's rate lie apart.
pub(crate) fn likely_bounds_width(rows: &Rows, of: (usize, usize), setting: &Setting) -> Probed {
    let width = |cells: &[ProxyCell]| {
        let bounds = kallus_mao_zhou(cells).ok()?.group;
        Some(bounds.upper - bounds.lower)
    };
    let probed = bounded(rows, of, setting, width, |bounds| bounds.group);
    Probed {
        interval: None,
        df: None,
        ..probed
    }
}
