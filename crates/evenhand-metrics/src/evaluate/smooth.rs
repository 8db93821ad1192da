use super::Context;
use crate::cells::counts;
use crate::{Cells, Undefined};
use evenhand_core::{ConfusionMatrix, GroupCells};
use evenhand_inference::Interval;
use evenhand_inference::bootstrap::{multinomial_replicates, percentile_interval};

/// Below this many rows in a cell that matters the resampling is done, above it the delta method says the same.
const SMALL_CELL: u64 = 10;

/// A function of the cells of several independent groups.
pub(super) type Function<'f> = &'f dyn Fn(&[Cells]) -> Result<f64, Undefined>;

impl Context<'_> {
    /// The interval of a smooth function of the cells of independent groups.
    ///
    /// With units, a delete-a-block jackknife; with cells of at least ten rows, the delta method; else a multinomial
    /// bootstrap inside each group.
    pub(super) fn smooth_interval(
        &self,
        groups: &[&GroupCells],
        function: Function<'_>,
        range: (f64, f64),
        seed: u64,
    ) -> Option<Interval> {
        let cells: Vec<Cells> = groups.iter().map(|group| Cells::of(&group.total)).collect();
        let value = function(&cells).ok().filter(|value| value.is_finite())?;
        let interval = if groups.iter().any(|group| !group.blocks.is_empty()) {
            self.by_blocks(groups, function, value)
        } else if groups.iter().any(|group| has_small_cell(&group.total)) {
            self.by_bootstrap(groups, function, seed)
        } else {
            self.by_delta(groups, &cells, function, value)
        };
        interval.map(|i| Interval {
            lower: i.lower.max(range.0).min(value),
            upper: i.upper.min(range.1).max(value),
            ..i
        })
    }

    fn by_delta(
        &self,
        groups: &[&GroupCells],
        cells: &[Cells],
        function: Function<'_>,
        value: f64,
    ) -> Option<Interval> {
        let mut variance = 0.0;
        let mut moved = cells.to_vec();
        for (g, group) in groups.iter().enumerate() {
            let table = counts(&group.total);
            let scale = group.total.decided().weight();
            let mut parts = [(0.0, 0.0); Cells::LENGTH];
            for (c, count) in table.iter().enumerate() {
                if count.w2 == 0 {
                    continue;
                }
                // Central difference with a step that is small beside the cell and large beside rounding.
                let step = 1e-4 * count.weight();
                let mut at = |offset: f64| {
                    let mut array = cells[g].to_array();
                    array[c] += offset;
                    moved[g] = Cells::from_array(array);
                    function(&moved)
                };
                let slope = (at(step).ok()? - at(-step).ok()?) / (2.0 * step);
                moved[g] = cells[g];
                parts[c] = (slope, count.weight_squared());
            }
            // Centred, so that it is also right for functions that depend on the size of the group.
            let mean: f64 = parts
                .iter()
                .zip(&table)
                .map(|((slope, _), count)| slope * count.weight())
                .sum::<f64>()
                / scale;
            variance += parts
                .iter()
                .map(|(slope, w2)| (slope - mean) * (slope - mean) * w2)
                .sum::<f64>();
        }
        let df = self.table.weighted.then(|| {
            groups
                .iter()
                .map(|g| g.n())
                .min()
                .unwrap_or(2)
                .saturating_sub(1)
                .max(1) as f64
        });
        let reach = self.level.critical(df) * variance.sqrt();
        reach.is_finite().then_some(Interval {
            lower: value - reach,
            upper: value + reach,
            method: "delta",
        })
    }

    fn by_blocks(
        &self,
        groups: &[&GroupCells],
        function: Function<'_>,
        value: f64,
    ) -> Option<Interval> {
        let whole: Vec<Cells> = groups.iter().map(|group| Cells::of(&group.total)).collect();
        let mut variance = 0.0;
        let mut smallest_df = f64::INFINITY;
        for (g, group) in groups.iter().enumerate() {
            let used: Vec<&ConfusionMatrix> = group
                .blocks
                .iter()
                .filter(|block| block.decided().n > 0)
                .collect();
            if used.len() < evenhand_inference::effective_size::MIN_BLOCKS {
                return None;
            }
            let (mut spread, mut rows, mut squares) = (0.0, 0.0, 0.0);
            for block in &used {
                let mut without = whole.clone();
                let mut array = whole[g].to_array();
                for (cell, part) in array.iter_mut().zip(Cells::of(block).to_array()) {
                    *cell = (*cell - part).max(0.0);
                }
                without[g] = Cells::from_array(array);
                let change = function(&without).ok()? - value;
                spread += change * change;
                let n = block.decided().n as f64;
                rows += n;
                squares += n * n;
            }
            let blocks = used.len() as f64;
            variance += (blocks - 1.0) / blocks * spread;
            smallest_df = smallest_df.min(rows * rows / squares - 1.0);
        }
        let reach = self.level.t(smallest_df.max(1.0)) * variance.sqrt();
        reach.is_finite().then_some(Interval {
            lower: value - reach,
            upper: value + reach,
            method: "jackknife-blocks",
        })
    }

    fn by_bootstrap(
        &self,
        groups: &[&GroupCells],
        function: Function<'_>,
        seed: u64,
    ) -> Option<Interval> {
        let mut drawn = Vec::with_capacity(groups.len());
        let mut method = "bootstrap-multinomial";
        for (g, group) in groups.iter().enumerate() {
            let array = effective_cells(group, self.table.weighted);
            // Cells that no row of any group falls into (no labels at all) stay empty.
            let live: Vec<usize> = (0..Cells::LENGTH)
                .filter(|&c| c < 4 || array[c] > 0.0)
                .collect();
            let live = if array[..4].iter().sum::<f64>() > 0.0 {
                live
            } else {
                vec![4, 5]
            };
            let cells: Vec<f64> = live.iter().map(|&c| array[c]).collect();
            let replicates = multinomial_replicates(
                &cells,
                self.resamples,
                seed.wrapping_add(0x51_7c_c1_b7 * g as u64),
            )
            .ok()?;
            if replicates.method() != "bootstrap-multinomial" {
                method = replicates.method();
            }
            drawn.push((live, replicates));
        }
        let mut values = Vec::with_capacity(self.resamples);
        let mut undefined = 0;
        let mut iterators: Vec<_> = drawn
            .iter()
            .map(|(live, replicates)| (live, replicates.iter()))
            .collect();
        let mut cells = vec![Cells::default(); groups.len()];
        for _ in 0..self.resamples {
            for (slot, (live, replicates)) in cells.iter_mut().zip(&mut iterators) {
                let mut array = [0.0; Cells::LENGTH];
                for (c, drawn) in live.iter().zip(replicates.next()?) {
                    array[*c] = *drawn as f64;
                }
                *slot = Cells::from_array(array);
            }
            match function(&cells) {
                Ok(value) if value.is_finite() => values.push(value),
                _ => undefined += 1,
            }
        }
        percentile_interval(&mut values, self.level, undefined)
            .map(|interval| Interval { method, ..interval })
    }
}

fn has_small_cell(table: &ConfusionMatrix) -> bool {
    let labelled = table.labelled().n > 0;
    let small = |n: u64| n < SMALL_CELL;
    if labelled {
        [
            table.true_positive,
            table.false_positive,
            table.false_negative,
            table.true_negative,
        ]
        .iter()
        .any(|c| small(c.n))
    } else {
        small(table.selected().n) || small(table.decided().n - table.selected().n)
    }
}

/// The cells scaled to Kish's effective size, where rows carry weights.
fn effective_cells(group: &GroupCells, weighted: bool) -> [f64; Cells::LENGTH] {
    let cells = Cells::of(&group.total).to_array();
    if !weighted {
        return cells;
    }
    let all = group.total.decided();
    let size = evenhand_inference::effective_size::kish(all.weight(), all.weight_squared());
    cells.map(|cell| {
        if all.weight() > 0.0 {
            cell / all.weight() * size
        } else {
            0.0
        }
    })
}
