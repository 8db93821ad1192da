//! Ranked lists: one number per list, averaged over lists.

use super::Context;
use super::measure::Measured;
use super::setting::Setting;
use crate::{Formula, List, Place, Undefined};
use evenhand_core::{GroupCells, GroupTable};
use evenhand_inference::{Interval, Level};
use std::collections::BTreeMap;

/// The lists of a table of groups, each with its places from the top.
pub(super) fn lists_of(table: &GroupTable) -> Vec<List> {
    let groups: Vec<(usize, &GroupCells)> = table
        .groups
        .iter()
        .enumerate()
        .filter(|(_, group)| !group.missing)
        .collect();
    let mut lists: BTreeMap<u64, Vec<Place>> = BTreeMap::new();
    let mut totals = vec![0.0; table.groups.len()];
    for (g, group) in &groups {
        for (list, position, placed) in group.total.exposure.places() {
            totals[*g] += placed.items.weight();
            lists.entry(list).or_default().push(Place {
                group: *g,
                items: placed.items.weight(),
                position,
                relevant: placed.relevant.weight(),
                rows: placed.items.n,
            });
        }
    }
    let all: f64 = totals.iter().sum();
    let targets: Vec<f64> = totals
        .iter()
        .map(|total| if all > 0.0 { total / all } else { 0.0 })
        .collect();
    lists
        .into_values()
        .map(|mut places| {
            places.sort_by_key(|place| (place.position, place.group));
            List {
                places,
                targets: targets.clone(),
            }
        })
        .collect()
}

/// Whether a number comes from ranked lists, which groups share.
pub(super) fn by_lists(formula: &Formula) -> bool {
    matches!(formula, Formula::PerList { .. } | Formula::OfLists { .. })
}

/// A number of one group as sums over lists.
pub(super) struct ListSums<'f> {
    formula: &'f Formula,
    parts: Vec<Option<[f64; 3]>>,
    total: [f64; 3],
}

impl<'f> ListSums<'f> {
    pub(super) fn new(formula: &'f Formula, lists: &[List], group: usize) -> Self {
        let part = |list: &List| match *formula {
            Formula::PerList { of, parameter, .. } => {
                of(list, group, parameter).map(|number| [number, 1.0, 0.0])
            }
            Formula::OfLists {
                part, parameter, ..
            } => part(list, group, parameter),
            _ => None,
        };
        let parts: Vec<Option<[f64; 3]>> = lists.iter().map(part).collect();
        let mut total = [0.0; 3];
        for part in parts.iter().flatten() {
            for (sum, x) in total.iter_mut().zip(part) {
                *sum += x;
            }
        }
        Self {
            formula,
            parts,
            total,
        }
    }

    fn of(&self, sums: [f64; 3]) -> Result<f64, Undefined> {
        match *self.formula {
            Formula::OfLists { of, .. } => of(sums),
            _ => crate::cells::share(sums[0], sums[1]),
        }
    }

    pub(super) fn value(&self) -> Result<f64, Undefined> {
        self.of(self.total)
    }

    /// Lists that take part.
    pub(super) fn lists(&self) -> u64 {
        self.parts.iter().flatten().count() as u64
    }

    fn without(&self, list: usize) -> Result<f64, Undefined> {
        let gone = self.parts[list].unwrap_or_default();
        let mut left = self.total;
        for (sum, x) in left.iter_mut().zip(gone) {
            *sum -= x;
        }
        self.of(left)
    }
}

/// Standard error and degrees of freedom of a function of numbers of the same lists, each list left out in turn.
pub(super) fn leave_one_out(
    numbers: &[&ListSums<'_>],
    of: &dyn Fn(&[f64]) -> Option<f64>,
) -> Option<(f64, f64)> {
    let collect = |values: Vec<Result<f64, Undefined>>| {
        let values: Result<Vec<f64>, Undefined> = values.into_iter().collect();
        values.ok().and_then(|values| of(&values))
    };
    let value = collect(numbers.iter().map(|n| n.value()).collect())?;
    let (mut lists, mut squares) = (0.0, 0.0);
    for l in 0..numbers.first()?.parts.len() {
        if numbers.iter().all(|number| number.parts[l].is_none()) {
            continue;
        }
        let change = collect(numbers.iter().map(|n| n.without(l)).collect())? - value;
        lists += 1.0;
        squares += change * change;
    }
    let error = (squares * (lists - 1.0) / lists).sqrt();
    (lists > 1.0 && error.is_finite()).then_some((error, lists - 1.0))
}

impl Context<'_> {
    /// A number of a group from its lists, with the spread between lists; a single list has none.
    pub(super) fn by_lists(&self, formula: &Formula, group: &GroupCells, level: Level) -> Measured {
        let Some(position) = self.table.groups.iter().position(|g| g.name == group.name) else {
            return Measured::undefined(Undefined::ZeroDenominator);
        };
        let lists = self.workings.lists(self.table);
        let sums = ListSums::new(formula, lists, position);
        let mut measured = Measured {
            n: sums.lists(),
            value: sums.value(),
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        let Some(value) = measured.number() else {
            return measured;
        };
        if let Some((error, df)) = leave_one_out(&[&sums], &|values| Some(values[0])) {
            let reach = level.critical(Some(df)) * error;
            measured.df = Some(df);
            measured.error = Some(error);
            measured.interval = Some(Interval {
                lower: value - reach,
                upper: value + reach,
                method: if matches!(formula, Formula::PerList { .. }) {
                    "t"
                } else {
                    "jackknife-lists"
                },
            });
        }
        if let Formula::OfLists {
            chance: Some(chance),
            parameter,
            ..
        } = *formula
        {
            let setting = self.list_setting(&group.name, parameter);
            measured.chance = chance(lists, position, &setting);
        }
        measured
    }

    /// How lists are shuffled.
    pub(super) fn list_setting(&self, name: &str, parameter: f64) -> Setting<'_> {
        Setting {
            seed: self.seed_of("chance", name),
            size: 1.0,
            ..self.setting(&[], parameter, self.level)
        }
    }
}

/// A mean over lists with Student's interval; a single list has none.
pub(super) fn average(numbers: &[f64], level: Level) -> Measured {
    let n = numbers.len() as f64;
    if numbers.is_empty() {
        return Measured::undefined(Undefined::ZeroDenominator);
    }
    let mean = numbers.iter().sum::<f64>() / n;
    let mut measured = Measured {
        n: numbers.len() as u64,
        value: Ok(mean),
        ..Measured::undefined(Undefined::ZeroDenominator)
    };
    if numbers.len() > 1 && mean.is_finite() {
        let squares: f64 = numbers.iter().map(|x| (x - mean) * (x - mean)).sum();
        let error = (squares / (n - 1.0) / n).sqrt();
        let reach = level.critical(Some(n - 1.0)) * error;
        measured.df = Some(n - 1.0);
        measured.error = Some(error);
        measured.interval = Some(Interval {
            lower: mean - reach,
            upper: mean + reach,
            method: "t",
        });
    }
    measured
}
