//! What the threads gathered, put together by name.

mod numbered;

use crate::by_number::ByNumber;
use crate::ceiling::{Ceiling, listing};
use crate::error::{Error, Result};
use crate::hash::FastMap;
use crate::levels::{Levels, Numbers};
use crate::measures::Measures;
use crate::persons::Persons;
use crate::program::{Program, Role};
use evenhand_core::{
    CellKey, ConfusionMatrix, DataNote, Dimension, MISSING, Statistics, escape_level,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Distinct numbers above which an attribute needs bins.
const MOST_NUMBERS: usize = 20;
/// Cells after which their memory is looked at again.
const CHECKED: usize = 1 << 12;
/// Place of a code that no cell has.
const UNUSED: u32 = u32::MAX;

/// Takes the codes of a cell and its tables, one per model.
pub(crate) type See<'a> = &'a mut dyn FnMut(&[u32], &[ConfusionMatrix]) -> Result<()>;

/// What rows are counted by a number for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Treatment against outcome, by score.
    Arms,
    /// Outcomes by score.
    Scores,
    /// Outcomes by value.
    Values,
}

/// What one thread gathered.
pub(crate) trait Gathered {
    /// The levels of each dimension.
    fn levels(&self) -> &[Levels];

    /// Distinct units, where one is named.
    fn persons(&self) -> Option<&Persons> {
        None
    }

    /// Prices, deliveries and the like, where the plan names any.
    fn measures(&self) -> Option<&Measures> {
        None
    }

    /// Rows counted by a number, where the plan names it.
    fn by_number(&mut self, _model: usize, _what: Counted) -> Option<&mut ByNumber> {
        None
    }

    /// Shows every cell: its codes by dimension (the block last, with a unit), and one table per model.
    fn each_cell(&mut self, see: See<'_>) -> Result<()>;
}

/// Positions of names, in order of appearance.
#[derive(Default)]
struct Names {
    names: Vec<Arc<str>>,
    positions: HashMap<Arc<str>, u32>,
}

impl Names {
    fn position(&mut self, name: &Arc<str>) -> u32 {
        if let Some(position) = self.positions.get(name) {
            return *position;
        }
        let position = self.names.len() as u32;
        self.names.push(name.clone());
        self.positions.insert(name.clone(), position);
        position
    }

    /// Where each name stands in a sorted dimension.
    fn sorted_positions(&self, sorted: &Dimension) -> Vec<u32> {
        let mut map = vec![0; self.names.len()];
        for (new, level) in sorted.levels.iter().enumerate() {
            if let Some(old) = self.positions.get(level) {
                map[*old as usize] = new as u32;
            }
        }
        map
    }
}

/// Where the codes of one part went.
struct Places {
    /// By attribute and code.
    attributes: Vec<Vec<u32>>,
    slices: FastMap<Box<[u32]>, u32>,
    strata: FastMap<Box<[u32]>, u32>,
}

/// Adds up the parts.
pub(crate) fn assemble<G: Gathered>(
    program: &Program,
    parts: &mut [G],
    weighted: bool,
    ceiling: &Ceiling,
) -> Result<Statistics> {
    let plan = program.plan;
    let attributes: Vec<String> = plan.attributes.iter().map(|a| a.name.clone()).collect();
    let models = plan.models.iter().map(|model| model.name.clone()).collect();
    let mut statistics = Statistics::empty(&attributes, models, plan.blocks(), weighted);
    let mut dimensions: Vec<Names> = attributes.iter().map(|_| Names::default()).collect();
    let (mut slices, mut strata) = (Names::default(), Names::default());
    let mut numbers: Vec<Option<Numbers>> = vec![None; attributes.len()];
    let slice_dimensions: Vec<usize> = of_role(program, Role::Slice);
    let stratum_dimensions: Vec<usize> = of_role(program, Role::Stratum);
    let mut places = Vec::new();
    for part in parts.iter_mut() {
        for (numbers, levels) in numbers.iter_mut().zip(part.levels()) {
            *numbers = Some(numbers.map_or(levels.numbers, |known| known.and(levels.numbers)));
        }
        let all: Vec<Vec<Arc<str>>> = part.levels().iter().map(|l| l.names.clone()).collect();
        let mut place = Places {
            attributes: all.iter().map(|names| vec![UNUSED; names.len()]).collect(),
            slices: FastMap::default(),
            strata: FastMap::default(),
        };
        let mut own = Vec::new();
        part.each_cell(&mut |codes, _| {
            for (d, names) in dimensions.iter_mut().enumerate() {
                let code = codes[d] as usize;
                if place.attributes[d][code] == UNUSED {
                    place.attributes[d][code] = names.position(&all[d][code]);
                }
            }
            for (positions, known, names) in [
                (&slice_dimensions, &mut place.slices, &mut slices),
                (&stratum_dimensions, &mut place.strata, &mut strata),
            ] {
                pick(codes, positions, &mut own);
                if !known.contains_key(&own[..]) {
                    let levels = positions.iter().map(|&d| &*all[d][codes[d] as usize]);
                    let name = joined(&levels.collect::<Vec<_>>());
                    known.insert(own[..].into(), names.position(&name));
                }
            }
            Ok(())
        })?;
        places.push(place);
    }
    for (names, levels) in dimensions.iter().zip(&mut statistics.attributes) {
        levels.levels.clone_from(&names.names);
    }
    let slice_columns = plan.slice.as_ref().map(|slice| slice.columns.join("*"));
    statistics.slices = dimension(slice_columns, &slices);
    let strata_columns = (!plan.strata.is_empty()).then(|| plan.strata.join("*"));
    statistics.strata = dimension(strata_columns, &strata);
    // While there are no cells this only sorts the levels: each cell is then built once, where it stays.
    statistics.canonicalise(&plan.level_orders());
    for (i, numbers) in numbers.into_iter().enumerate() {
        if let Some(numbers) = numbers {
            check_levels(program, i, &statistics.attributes[i], numbers)?;
        }
    }
    let positions = Positions {
        attributes: dimensions
            .iter()
            .zip(&statistics.attributes)
            .map(|(names, sorted)| names.sorted_positions(sorted))
            .collect(),
        slice_dimensions,
        slices: slices.sorted_positions(&statistics.slices),
        strata: strata.sorted_positions(&statistics.strata),
        stratum_dimensions,
    };
    for (part, place) in parts.iter_mut().zip(&places) {
        part.each_cell(&mut |codes, tables| {
            let mut key = positions.key(place, codes);
            if program.unit.is_some() {
                key.block = codes.last().copied().unwrap_or(0) as u16;
            }
            for (model, table) in tables.iter().enumerate() {
                if *table == ConfusionMatrix::default() {
                    continue;
                }
                key.model = model as u16;
                if statistics.cells.len().is_multiple_of(CHECKED) {
                    let cells = statistics.cells.len();
                    ceiling.allow_cells(cells, || columns(&statistics))?;
                }
                let sum = statistics.cells.entry(key.clone()).or_default();
                sum.confusion
                    .add(table)
                    .map_err(|_| evenhand_core::Error::WeightOverflow {
                        column: plan.weight.clone().unwrap_or_default(),
                    })?;
            }
            Ok(())
        })?;
        for (codes, sketches) in part.persons().into_iter().flat_map(Persons::each) {
            let mut key = positions.key(place, codes);
            for (model, sketch) in sketches.iter().enumerate() {
                if sketch.count() > 0 {
                    key.model = model as u16;
                    statistics
                        .units
                        .entry(key.clone())
                        .or_default()
                        .merge(sketch);
                }
            }
        }
    }
    numbered::assemble(program, parts, &places, &positions, &mut statistics)?;
    Ok(statistics)
}

/// Where names stand in the sorted dimensions.
struct Positions {
    attributes: Vec<Vec<u32>>,
    slice_dimensions: Vec<usize>,
    slices: Vec<u32>,
    strata: Vec<u32>,
    stratum_dimensions: Vec<usize>,
}

impl Positions {
    /// The key of a combination of codes of one part, for the first model and block.
    fn key(&self, place: &Places, codes: &[u32]) -> CellKey {
        let mut own = Vec::new();
        let mut at = |dimensions: &[usize], known: &FastMap<Box<[u32]>, u32>, sorted: &[u32]| {
            pick(codes, dimensions, &mut own);
            known.get(&own[..]).map_or(0, |p| sorted[*p as usize])
        };
        let levels = self.attributes.iter().enumerate();
        CellKey {
            model: 0,
            slice: at(&self.slice_dimensions, &place.slices, &self.slices),
            stratum: at(&self.stratum_dimensions, &place.strata, &self.strata),
            block: 0,
            levels: levels
                .map(|(d, map)| map[place.attributes[d][codes[d] as usize] as usize])
                .collect(),
        }
    }
}

/// The codes of some dimensions.
fn pick(codes: &[u32], positions: &[usize], out: &mut Vec<u32>) {
    out.clear();
    out.extend(positions.iter().map(|&d| codes[d]));
}

fn of_role(program: &Program, role: Role) -> Vec<usize> {
    let dimensions = program.dimensions.iter().enumerate();
    dimensions
        .filter(|(_, dimension)| dimension.role == role)
        .map(|(d, _)| d)
        .collect()
}

/// The columns that make the groups, and how many values each has.
fn columns(statistics: &Statistics) -> String {
    let dimensions = statistics.attributes.iter();
    let dimensions = dimensions.chain([&statistics.slices, &statistics.strata]);
    listing(
        dimensions
            .filter(|dimension| !dimension.name.is_empty())
            .map(|dimension| (dimension.name.clone(), dimension.levels.len()))
            .collect(),
    )
}

/// The name of levels that together name one.
pub(crate) fn joined(names: &[&str]) -> Arc<str> {
    match names {
        [] => "".into(),
        [one] => (*one).into(),
        several => several
            .iter()
            .map(|name| escape_level(name))
            .collect::<Vec<_>>()
            .join("*")
            .into(),
    }
}

fn dimension(columns: Option<String>, names: &Names) -> Dimension {
    match columns {
        None => Dimension::new("", [""]),
        Some(name) => Dimension {
            name,
            levels: names.names.clone(),
        },
    }
}

/// A number with many values is no attribute.
fn check_levels(
    program: &Program,
    attribute: usize,
    levels: &Dimension,
    numbers: Numbers,
) -> Result<()> {
    let rule = &program.dimensions[attribute].rule;
    let distinct = levels
        .levels
        .iter()
        .filter(|level| &***level != MISSING)
        .count();
    if rule.is_bare_number(!numbers.others) && (numbers.flooded || distinct > MOST_NUMBERS) {
        return Err(Error::NeedsBins {
            attribute: levels.name.clone(),
            distinct: if numbers.flooded {
                u64::MAX
            } else {
                distinct as u64
            },
            min: numbers.min,
            max: numbers.max,
            proposal: proposal(numbers.min, numbers.max),
        });
    }
    if numbers.flooded || distinct > rule.most {
        return Err(Error::TooManyLevels {
            column: rule.column.clone(),
            example: (levels.levels.last()).map_or_else(String::new, |name| name.to_string()),
            limit: rule.most,
        });
    }
    Ok(())
}

/// About five round edges between two numbers.
fn proposal(min: f64, max: f64) -> Vec<f64> {
    let width = max - min;
    if !(width.is_finite() && width > 0.0) {
        return Vec::new();
    }
    let mut step = 1.0;
    while step * 5.0 < width {
        step *= 10.0;
    }
    while step * 5.0 > width * 10.0 {
        step /= 10.0;
    }
    // Now 5 to 50 steps: half, a fifth or a tenth of a power of ten leaves about five.
    let step = [0.1, 0.2, 0.5, 1.0, 2.0]
        .into_iter()
        .map(|share| step * share)
        .find(|step| width / step <= 7.0)
        .unwrap_or(step);
    let first = (min / step).floor() + 1.0;
    (0..8)
        .map(|i| (first + f64::from(i)) * step)
        .map(|edge| (edge * 1e6).round() / 1e6)
        .filter(|edge| *edge < max)
        .collect()
}

/// Names of groups that ask for a second look.
pub(crate) fn level_notes(statistics: &Statistics) -> Vec<DataNote> {
    let mut notes = Vec::new();
    for attribute in &statistics.attributes {
        let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for level in &attribute.levels {
            if &**level == MISSING {
                continue;
            }
            let plain = level.trim().to_lowercase();
            if UNKNOWN_LIKE.contains(&plain.as_str()) {
                notes.push(DataNote::info(
                    "unknown_like_value",
                    None,
                    format!(
                        "`{level}` of `{}` is counted as a group of its own; if it means \"not known\", write `unknown = [\"{level}\"]`.",
                        attribute.name
                    ),
                ));
            }
            alike.entry(plain).or_default().push(level);
        }
        for names in alike.values().filter(|names| names.len() > 1) {
            let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            notes.push(DataNote::warning(
                "similar_group_names",
                None,
                format!(
                    "{} of `{}` differ only in case or blanks and are counted as different groups; make them one in the data if they are.",
                    list.join(", "),
                    attribute.name
                ),
            ));
        }
    }
    notes
}

const UNKNOWN_LIKE: [&str; 16] = [
    "unknown",
    "unk",
    "unkown",
    "n/a",
    "na",
    "nan",
    "null",
    "none",
    "nil",
    "?",
    "-",
    "missing",
    "undefined",
    "not known",
    "not available",
    "not specified",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposed_edges_are_few_and_round() {
        assert_eq!(proposal(17.0, 90.0), [20.0, 40.0, 60.0, 80.0]);
        assert_eq!(proposal(0.0, 1.0), [0.2, 0.4, 0.6, 0.8]);
        let edges = proposal(0.0, 123_456.0);
        assert_eq!(edges, [20e3, 40e3, 60e3, 80e3, 100e3, 120e3]);
        assert!(proposal(5.0, 5.0).is_empty());
    }
}
