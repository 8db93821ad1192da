//! Ranked lists: one number per list, averaged over lists.

use super::Context;
use super::measure::Measured;
use crate::{List, Place, Undefined};
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

impl Context<'_> {
    /// The mean over lists of a number of a group; lists for which it has none take no part.
    pub(super) fn per_list(
        &self,
        of: fn(&List, usize, f64) -> Option<f64>,
        parameter: f64,
        group: &GroupCells,
        level: Level,
    ) -> Measured {
        let Some(position) = self.table.groups.iter().position(|g| g.name == group.name) else {
            return Measured::undefined(Undefined::NotCollected);
        };
        let lists = self.workings.lists(self.table);
        let numbers: Vec<f64> = lists
            .iter()
            .filter_map(|list| of(list, position, parameter))
            .collect();
        average(&numbers, level)
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
