//! What the threads gathered, put together by name.

use crate::error::{Error, Result};
use crate::levels::{Levels, MOST_LEVELS, Numbers};
use crate::program::{Program, Role};
use evenhand_core::{
    CellKey, ConfusionMatrix, DataNote, Dimension, MISSING, Statistics, escape_level,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Distinct numbers above which an attribute needs bins.
const MOST_NUMBERS: usize = 20;

/// The cells of one thread: codes by dimension (the block last, with a unit), then one table per model.
pub(crate) struct Part {
    pub cells: Vec<(Box<[u32]>, Vec<ConfusionMatrix>)>,
    pub levels: Vec<Levels>,
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
}

/// Adds up the parts.
pub(crate) fn assemble(program: &Program, parts: Vec<Part>, weighted: bool) -> Result<Statistics> {
    let plan = program.plan;
    let attributes: Vec<String> = plan.attributes.iter().map(|a| a.name.clone()).collect();
    let models = plan.models.iter().map(|model| model.name.clone()).collect();
    let mut statistics = Statistics::empty(&attributes, models, plan.blocks(), weighted);
    let mut dimensions: Vec<Names> = attributes.iter().map(|_| Names::default()).collect();
    let (mut slices, mut strata) = (Names::default(), Names::default());
    let mut numbers: Vec<Option<Numbers>> = vec![None; attributes.len()];
    for part in parts {
        for (numbers, levels) in numbers.iter_mut().zip(&part.levels) {
            *numbers = Some(numbers.map_or(levels.numbers, |known| known.and(levels.numbers)));
        }
        let mut composites: HashMap<(Role, Vec<u32>), u32> = HashMap::new();
        for (codes, tables) in part.cells {
            let levels = dimensions
                .iter_mut()
                .zip(&codes)
                .zip(&part.levels)
                .map(|((names, code), levels)| names.position(&levels.names[*code as usize]))
                .collect();
            let mut composite = |role: Role, names: &mut Names| {
                let own: Vec<u32> = of_role(program, role).map(|d| codes[d]).collect();
                let key = (role, own);
                if let Some(position) = composites.get(&key) {
                    return *position;
                }
                let own: Vec<&str> = of_role(program, role)
                    .map(|d| &*part.levels[d].names[codes[d] as usize])
                    .collect();
                let position = names.position(&joined(&own));
                composites.insert(key, position);
                position
            };
            let mut key = CellKey {
                model: 0,
                slice: composite(Role::Slice, &mut slices),
                stratum: composite(Role::Stratum, &mut strata),
                block: if program.unit.is_some() {
                    codes.last().copied().unwrap_or(0) as u16
                } else {
                    0
                },
                levels,
            };
            for (model, table) in tables.into_iter().enumerate() {
                if table == ConfusionMatrix::default() {
                    continue;
                }
                key.model = model as u16;
                statistics
                    .cells
                    .entry(key.clone())
                    .or_default()
                    .add(&table)
                    .map_err(|_| evenhand_core::Error::WeightOverflow {
                        column: plan.weight.clone().unwrap_or_default(),
                    })?;
            }
        }
    }
    for (names, levels) in dimensions.into_iter().zip(&mut statistics.attributes) {
        levels.levels = names.names;
    }
    let slice_columns = plan.slice.as_ref().map(|slice| slice.columns.join("*"));
    statistics.slices = dimension(slice_columns, slices);
    let strata_columns = (!plan.strata.is_empty()).then(|| plan.strata.join("*"));
    statistics.strata = dimension(strata_columns, strata);
    statistics.canonicalise(&plan.level_orders());
    for (i, numbers) in numbers.into_iter().enumerate() {
        if let Some(numbers) = numbers {
            check_levels(program, i, &statistics.attributes[i], numbers)?;
        }
    }
    Ok(statistics)
}

fn of_role(program: &Program, role: Role) -> impl Iterator<Item = usize> {
    program
        .dimensions
        .iter()
        .enumerate()
        .filter(move |(_, dimension)| dimension.role == role)
        .map(|(d, _)| d)
}

fn joined(names: &[&str]) -> Arc<str> {
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

fn dimension(columns: Option<String>, names: Names) -> Dimension {
    match columns {
        None => Dimension::new("", [""]),
        Some(name) => Dimension {
            name,
            levels: names.names,
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
    if numbers.flooded || distinct > MOST_LEVELS {
        return Err(Error::TooManyLevels {
            column: rule.column.clone(),
            limit: MOST_LEVELS,
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
