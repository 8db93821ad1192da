use super::Context;
use crate::cells::counts;
use crate::{Cells, Undefined};
use evenhand_core::{ConfusionMatrix, GroupCells};
use evenhand_inference::Interval;
use evenhand_inference::bootstrap::percentile_interval;

/// Below this many rows in a cell that matters the resampling is done, above it the delta method says the same.
const SMALL_CELL: u64 = 10;

/// A function of the cells of the tables of several independent samples.
pub(super) type Function<'f> = &'f dyn Fn(&[Cells]) -> Result<f64, Undefined>;

/// The tables that one set of persons makes: one for a group, one per stratum for a group within strata.
pub(super) struct Sample<'a> {
    /// By block of persons: which tables it has a part of, and the part. Empty without units.
    blocks: Vec<Vec<(usize, &'a ConfusionMatrix)>>,
    tables: Vec<&'a ConfusionMatrix>,
}

impl<'a> From<&'a GroupCells> for Sample<'a> {
    fn from(group: &'a GroupCells) -> Self {
        Self {
            blocks: group
                .blocks
                .iter()
                .map(|block| vec![(0, &block.confusion)])
                .collect(),
            tables: vec![&group.total.confusion],
        }
    }
}

impl<'a> Sample<'a> {
    /// A group within these strata, one table each; a stratum without rows of the group is an empty table.
    pub fn within(group: &'a GroupCells, strata: &[u32], empty: &'a ConfusionMatrix) -> Self {
        let mut blocks = vec![Vec::new(); group.blocks.len()];
        let mut tables = Vec::with_capacity(strata.len());
        for stratum in strata {
            if let Some(cells) = group.strata.get(stratum) {
                for (block, part) in &cells.blocks {
                    blocks[usize::from(*block)].push((tables.len(), &part.confusion));
                }
                tables.push(&cells.total.confusion);
            } else {
                tables.push(empty);
            }
        }
        Self { blocks, tables }
    }

    fn n(&self) -> u64 {
        self.tables.iter().map(|table| table.decided().n).sum()
    }
}

/// How far a smooth function of counts may be from its true value.
pub(super) struct Spread {
    pub df: Option<f64>,
    pub method: &'static str,
    pub variance: f64,
}

/// The cells of every table, sample after sample.
pub(super) fn cells_of(samples: &[Sample]) -> Vec<Cells> {
    let tables = samples.iter().flat_map(|sample| &sample.tables);
    tables.map(|table| Cells::of(table)).collect()
}

impl Context<'_> {
    /// The interval of a smooth function of the cells of independent samples.
    ///
    /// With units, a delete-a-block jackknife; with cells of at least ten rows, the delta method; else a multinomial
    /// bootstrap inside each table.
    pub(super) fn smooth_interval(
        &self,
        samples: &[Sample],
        function: Function<'_>,
        range: (f64, f64),
    ) -> Option<Interval> {
        let cells = cells_of(samples);
        let value = function(&cells).ok().filter(|value| value.is_finite())?;
        let mut tables = samples.iter().flat_map(|sample| &sample.tables);
        let few = !has_units(samples)
            && tables.any(|table| table.decided().n > 0 && has_small_cell(table));
        let interval = if few {
            self.by_bootstrap(samples, function)
        } else {
            let spread = self.spread(samples, function)?;
            let reach = self.level.critical(spread.df) * spread.variance.sqrt();
            reach.is_finite().then_some(Interval {
                lower: value - reach,
                upper: value + reach,
                method: spread.method,
            })
        };
        interval.map(|i| Interval {
            lower: i.lower.max(range.0).min(value),
            upper: i.upper.min(range.1).max(value),
            ..i
        })
    }

    /// The variance of a smooth function: by blocks of persons where units are known, by the delta method otherwise.
    pub(super) fn spread(&self, samples: &[Sample], function: Function<'_>) -> Option<Spread> {
        let cells = cells_of(samples);
        if has_units(samples) {
            by_blocks(samples, &cells, function)
        } else {
            self.by_delta(samples, &cells, function)
        }
    }

    fn by_delta(
        &self,
        samples: &[Sample],
        cells: &[Cells],
        function: Function<'_>,
    ) -> Option<Spread> {
        let mut variance = 0.0;
        let mut moved = cells.to_vec();
        let tables = samples.iter().flat_map(|sample| &sample.tables);
        for (t, table) in tables.enumerate() {
            let scale = table.decided().weight();
            if scale <= 0.0 {
                continue;
            }
            let table = counts(table);
            let mut parts = [(0.0, 0.0); Cells::LENGTH];
            for (c, count) in table.iter().enumerate() {
                if count.w2 == 0 {
                    continue;
                }
                // Central difference with a step that is small beside the cell and large beside rounding.
                let step = 1e-4 * count.weight();
                let mut at = |offset: f64| {
                    let mut array = cells[t].to_array();
                    array[c] += offset;
                    moved[t] = Cells::from_array(array);
                    function(&moved)
                };
                let slope = (at(step).ok()? - at(-step).ok()?) / (2.0 * step);
                moved[t] = cells[t];
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
        let smallest = samples.iter().map(Sample::n).min().unwrap_or(2);
        Some(Spread {
            df: self
                .table
                .weighted
                .then(|| smallest.saturating_sub(1).max(1) as f64),
            method: "delta",
            variance,
        })
    }

    fn by_bootstrap(&self, samples: &[Sample], function: Function<'_>) -> Option<Interval> {
        let tables: Vec<&ConfusionMatrix> = samples
            .iter()
            .flat_map(|sample| sample.tables.iter().copied())
            .collect();
        let cells: Vec<_> = (tables.iter())
            .map(|table| effective_cells(table, self.table.weighted))
            .collect();
        let draws = &self.workings.draws;
        let drawn = draws.of(&cells, self.resamples, self.seed)?;
        let mut methods = drawn.iter().flatten().map(|draw| draw.method);
        let plain = "bootstrap-multinomial";
        let method = methods.rfind(|m| *m != plain).unwrap_or(plain);
        let mut values = Vec::with_capacity(self.resamples);
        let mut undefined = 0;
        let mut take = |value: Result<f64, Undefined>| match value {
            Ok(value) if value.is_finite() => values.push(value),
            _ => undefined += 1,
        };
        if let [Some(draw)] = drawn.as_slice() {
            for table in &draw.tables {
                take(function(std::slice::from_ref(table)));
            }
        } else {
            let mut cells = vec![Cells::default(); tables.len()];
            for replicate in 0..self.resamples {
                for (slot, drawn) in cells.iter_mut().zip(&drawn) {
                    if let Some(draw) = drawn {
                        *slot = *draw.tables.get(replicate)?;
                    }
                }
                take(function(&cells));
            }
        }
        percentile_interval(&mut values, self.level, undefined)
            .map(|interval| Interval { method, ..interval })
    }
}

/// Each block of persons is left out of all tables of its sample at once, because a person may be in several strata.
fn by_blocks(samples: &[Sample], cells: &[Cells], function: Function<'_>) -> Option<Spread> {
    let value = function(cells).ok()?;
    let mut variance = 0.0;
    let mut smallest_df = f64::INFINITY;
    let mut first = 0;
    for sample in samples {
        let rows = |block: &[(usize, &ConfusionMatrix)]| {
            block.iter().map(|(_, part)| part.decided().n).sum::<u64>()
        };
        let used: Vec<_> = sample
            .blocks
            .iter()
            .map(|block| (block, rows(block)))
            .filter(|(_, rows)| *rows > 0)
            .collect();
        if used.len() < evenhand_inference::effective_size::MIN_BLOCKS {
            return None;
        }
        let (mut spread, mut all, mut squares) = (0.0, 0.0, 0.0);
        let mut without = cells.to_vec();
        for (block, rows) in &used {
            for (table, part) in *block {
                let mut array = cells[first + table].to_array();
                for (cell, part) in array.iter_mut().zip(Cells::of(part).to_array()) {
                    *cell = (*cell - part).max(0.0);
                }
                without[first + table] = Cells::from_array(array);
            }
            let change = function(&without).ok()? - value;
            for (table, _) in *block {
                without[first + table] = cells[first + table];
            }
            spread += change * change;
            let rows = *rows as f64;
            all += rows;
            squares += rows * rows;
        }
        let blocks = used.len() as f64;
        variance += (blocks - 1.0) / blocks * spread;
        smallest_df = smallest_df.min(all * all / squares - 1.0);
        first += sample.tables.len();
    }
    Some(Spread {
        df: Some(smallest_df.max(1.0)),
        method: "jackknife-blocks",
        variance,
    })
}

fn has_units(samples: &[Sample]) -> bool {
    samples.iter().any(|sample| !sample.blocks.is_empty())
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
fn effective_cells(table: &ConfusionMatrix, weighted: bool) -> [f64; Cells::LENGTH] {
    let cells = Cells::of(table).to_array();
    if !weighted {
        return cells;
    }
    let all = table.decided();
    let size = evenhand_inference::effective_size::kish(all.weight(), all.weight_squared());
    cells.map(|cell| {
        if all.weight() > 0.0 {
            cell / all.weight() * size
        } else {
            0.0
        }
    })
}
