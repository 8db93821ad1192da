//! The finest cells that the groups of a scorecard are made of.

use crate::place::Place;
use evenhand_core::{AttributeSummary, Scorecard, split_levels};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More cells than this, and intersections are hidden instead of being worked through.
pub(crate) const MOST_CELLS: usize = 800;

/// Groups as sets of cells that nobody sees: each value of each attribute combined with each of the others, within each
/// slice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) cells: usize,
    /// Most attributes that a group of it joins.
    pub(crate) depth: usize,
    pub(crate) groups: Vec<(Place, Vec<usize>)>,
    pub(crate) sliced: bool,
}

/// The layouts of a card, and the groups that must be hidden because their layout would be too large.
///
/// Attributes that no intersection joins share nothing but their totals, so that neither tells anything about the other:
/// each set of joined attributes has a layout of its own.
pub(crate) fn layouts(card: &Scorecard) -> (Vec<Layout>, Vec<Place>) {
    let mut slices: Vec<Arc<str>> = card.slices.iter().map(|s| s.name.clone()).collect();
    if slices.is_empty() {
        slices.push(Arc::default());
    }
    let mut made = Vec::new();
    let mut left_out = Vec::new();
    for joined in joined(card) {
        let names: BTreeSet<&str> = joined.iter().map(|name| &**name).collect();
        let summaries: Vec<&AttributeSummary> = (card.attributes.iter())
            .filter(|a| {
                a.attributes
                    .iter()
                    .all(|name| names.contains(name.as_str()))
            })
            .collect();
        if let Some(layout) = layout(&joined, &summaries, &slices) {
            made.push(layout);
            continue;
        }
        let several = slices.len() > 1;
        for summary in &summaries {
            let single = summary.attributes.len() == 1;
            for group in &summary.groups {
                let hide = |slice: &Arc<str>| Place::new(slice, &summary.name, &group.name);
                if several {
                    left_out.extend(slices.iter().map(hide));
                }
                if !single {
                    left_out.push(hide(&Arc::default()));
                }
            }
            if single {
                let own = [summary.attributes[0].clone()];
                made.extend(layout(&own, &[summary], &[Arc::default()]));
            }
        }
    }
    if made.is_empty() || card.attributes.is_empty() {
        made.extend(layout(&[], &[], &slices));
    }
    (made, left_out)
}

/// Sets of attributes that intersections join.
fn joined(card: &Scorecard) -> Vec<Vec<String>> {
    let mut sets: Vec<Vec<String>> = Vec::new();
    for summary in &card.attributes {
        let touched = |set: &Vec<String>| summary.attributes.iter().any(|a| set.contains(a));
        let (with, without): (Vec<_>, Vec<_>) = sets.into_iter().partition(touched);
        let mut set: Vec<String> = with.into_iter().flatten().collect();
        for name in &summary.attributes {
            if !set.contains(name) {
                set.push(name.clone());
            }
        }
        sets = without;
        sets.push(set);
    }
    sets
}

/// Names of groups by the values that make them.
type Groups = BTreeMap<Vec<String>, Arc<str>>;

fn layout(
    attributes: &[String],
    summaries: &[&AttributeSummary],
    slices: &[Arc<str>],
) -> Option<Layout> {
    let position: BTreeMap<&str, usize> = (attributes.iter().enumerate())
        .map(|(i, name)| (name.as_str(), i))
        .collect();
    // The values of each attribute, from whatever names them.
    let mut levels: Vec<BTreeSet<String>> = vec![BTreeSet::new(); attributes.len()];
    let mut tables: Vec<(Vec<usize>, Groups)> = Vec::new();
    for summary in summaries {
        let places: Vec<usize> = (summary.attributes.iter())
            .map(|name| position.get(name.as_str()).copied())
            .collect::<Option<_>>()?;
        let mut groups = BTreeMap::new();
        for group in &summary.groups {
            let values = if places.len() == 1 {
                vec![group.name.to_string()]
            } else {
                split_levels(&group.name)
            };
            if values.len() != places.len() {
                return None;
            }
            for (at, value) in places.iter().zip(&values) {
                levels[*at].insert(value.clone());
            }
            groups.insert(values, group.name.clone());
        }
        tables.push((places, groups));
    }
    let mut combinations: Vec<Vec<&String>> = vec![Vec::new()];
    for values in &levels {
        if combinations.len() * values.len() > 50 * MOST_CELLS {
            return None;
        }
        combinations = combinations
            .iter()
            .flat_map(|had| {
                values.iter().map(|value| {
                    let mut next = had.clone();
                    next.push(value);
                    next
                })
            })
            .collect();
    }
    let named = |(places, groups): &(Vec<usize>, BTreeMap<Vec<String>, Arc<str>>),
                 values: &[&String]| {
        let key: Vec<String> = places.iter().map(|at| values[*at].clone()).collect();
        groups.get(&key).cloned()
    };
    // A combination that some table does not list has nobody in it, as everyone can see.
    combinations.retain(|values| tables.iter().all(|table| named(table, values).is_some()));
    let cells = combinations.len() * slices.len();
    if cells > MOST_CELLS {
        return None;
    }
    let mut groups: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    let sliced = slices.len() > 1 || slices.iter().any(|slice| !slice.is_empty());
    for (s, slice) in slices.iter().enumerate() {
        for (c, values) in combinations.iter().enumerate() {
            let cell = s * combinations.len() + c;
            let mut within = vec![Arc::default()];
            if sliced {
                within.push(slice.clone());
            }
            for slice in within {
                groups
                    .entry(Place::everyone(&slice))
                    .or_default()
                    .push(cell);
                for (summary, table) in summaries.iter().zip(&tables) {
                    if let Some(group) = named(table, values) {
                        let place = Place::new(&slice, &summary.name, &group);
                        groups.entry(place).or_default().push(cell);
                    }
                }
            }
        }
    }
    Some(Layout {
        cells,
        depth: tables.iter().map(|table| table.0.len()).max().unwrap_or(0),
        sliced,
        groups: groups.into_iter().collect(),
    })
}
