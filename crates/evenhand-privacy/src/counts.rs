//! The counts of a scorecard that add up over groups: what somebody who reads it can set up equations with.

use crate::place::{Level, Place, level_of};
use evenhand_core::{Scope, Scorecard};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A count of one kind, for every group.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Kind(pub(crate) BTreeMap<Place, f64>);

/// Kinds that may add up to something that is printed although each of them is hidden.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) kinds: Vec<Kind>,
    /// Which hiding the kinds fall under.
    pub(crate) level: Level,
    /// So many of the kinds, from the first, are counts of the audit; what comes after them is what is left over.
    pub(crate) counted: usize,
    /// Their sum where it is printed by itself; it falls under [`Level::Whole`].
    pub(crate) sum: Option<Kind>,
}

impl Kind {
    pub(crate) fn at(&self, place: &Place) -> f64 {
        self.0.get(place).copied().unwrap_or_default()
    }

    /// Whether the kind is printed for the attribute within the slice: a group that is then missing has nobody.
    pub(crate) fn covers(&self, place: &Place) -> bool {
        let from = Place::new(&place.slice, &place.attribute, &Arc::default());
        (self.0.range(from..).next()).is_some_and(|(found, _)| {
            found.slice == place.slice && found.attribute == place.attribute
        })
    }

    fn minus(&self, others: &[&Self]) -> Self {
        Self(
            self.0
                .iter()
                .map(|(place, n)| {
                    let taken: f64 = others.iter().map(|other| other.at(place)).sum();
                    // What remains of fixed-point sums is no person.
                    let left = n - taken;
                    let left = if left.abs() < 1e-7 * n.max(1.0) {
                        0.0
                    } else {
                        left
                    };
                    (place.clone(), left)
                })
                .collect(),
        )
    }

    fn none(&self) -> bool {
        self.0.values().all(|n| n.abs() < 1e-9)
    }

    fn negative(&self) -> bool {
        self.0.values().any(|n| *n < 0.0)
    }

    /// Whether the groups of every single attribute add up to all rows.
    fn adds_up(&self, card: &Scorecard) -> bool {
        let slices: BTreeSet<&Arc<str>> = self.0.keys().map(|place| &place.slice).collect();
        slices.into_iter().all(|slice| {
            let all = self.at(&Place::everyone(slice));
            card.attributes
                .iter()
                .filter(|a| a.attributes.len() == 1)
                .filter(|a| self.covers(&Place::new(slice, &a.name, &Arc::default())))
                .all(|a| {
                    let sum: f64 = (a.groups.iter())
                        .map(|g| self.at(&Place::new(slice, &a.name, &g.name)))
                        .sum();
                    (sum - all).abs() <= 1e-6 * all.abs().max(1.0)
                })
        })
    }
}

/// The blocks of every model.
pub(crate) fn blocks(card: &Scorecard) -> Vec<Block> {
    let mut models: BTreeSet<Arc<str>> = card.models.iter().map(|m| m.name.clone()).collect();
    models.extend(card.estimates.iter().map(|e| e.model.clone()));
    let mut all: Vec<Block> = Vec::new();
    for model in &models {
        for block in of_model(card, model) {
            let seen = |other: &Block| other.kinds == block.kinds && other.sum == block.sum;
            if !all.iter().any(seen) {
                all.push(block);
            }
        }
    }
    all
}

fn of_model(card: &Scorecard, model: &Arc<str>) -> Vec<Block> {
    let rates = rates(card, model);
    let mut blocks: Vec<Block> = Vec::new();
    let first = card.models.first().is_none_or(|m| m.name == *model);
    if first && (card.settings.weighted || !rates.contains_key("selection_rate")) {
        // Rows are printed beside weights, and without any metric. Unweighted they are those of the selection rate.
        let (rows, selected) = summary(card);
        if !rows.0.is_empty() {
            let rest = rows.minus(&[&selected]);
            blocks.extend([single(selected, Level::Whole), single(rest, Level::Whole)]);
        }
    }
    let rate = |id: &str| rates.get(id);
    let mut confused = false;
    if let Some((selected, total)) = rate("selection_rate") {
        let rejected = total.minus(&[selected]);
        if let (Some((tp, positives)), Some((fp, negatives))) =
            (rate("true_positive_rate"), rate("false_positive_rate"))
        {
            confused = true;
            let (false_negatives, true_negatives) =
                (positives.minus(&[tp]), negatives.minus(&[fp]));
            blocks.push(split(selected, [tp.clone(), fp.clone()]));
            blocks.push(split(&rejected, [false_negatives, true_negatives]));
        } else {
            blocks.push(single(selected.clone(), Level::Whole));
            blocks.push(single(rejected, Level::Whole));
        }
    }
    for (id, (events, total)) in &rates {
        let info = card.metric(id);
        let of_labels = info.is_some_and(|info| {
            use evenhand_core::Input::{Decision, Label};
            info.inputs.iter().all(|i| matches!(i, Decision | Label))
        });
        if *id == "selection_rate" || confused && of_labels {
            continue;
        }
        let level = level_of(info);
        let rest = total.minus(&[events]);
        for kind in [events.clone(), rest] {
            let known = blocks
                .iter()
                .any(|block| block.kinds.contains(&kind) && block.level >= level);
            if !known && !kind.none() && !kind.negative() && kind.adds_up(card) {
                blocks.push(single(kind, level));
            }
        }
    }
    blocks
}

fn single(kind: Kind, level: Level) -> Block {
    Block {
        counted: 1,
        kinds: vec![kind],
        level,
        sum: None,
    }
}

/// The decided of one kind split by their outcome; a third part has none.
fn split(whole: &Kind, parts: [Kind; 2]) -> Block {
    let rest = whole.minus(&[&parts[0], &parts[1]]);
    let mut kinds = Vec::from(parts);
    if !rest.none() {
        kinds.push(rest);
    }
    Block {
        counted: 2,
        kinds,
        level: Level::Detail,
        sum: Some(whole.clone()),
    }
}

/// Numerators and denominators of every rate; a denominator alone counts as both.
fn rates<'a>(card: &'a Scorecard, model: &Arc<str>) -> BTreeMap<&'a str, (Kind, Kind)> {
    let scopes: BTreeMap<&str, Scope> = (card.metrics.iter())
        .map(|info| (info.id.as_str(), info.scope))
        .collect();
    let mut rates: BTreeMap<&str, (Kind, Kind)> = BTreeMap::new();
    for e in card.estimates.iter().filter(|e| e.model == *model) {
        let pair = scopes.get(&*e.metric).is_some_and(|s| *s != Scope::Group);
        let Some(total) = e.total.filter(|_| !pair && e.reference.is_none()) else {
            continue;
        };
        let events = e.events.unwrap_or(total).get();
        if e.attribute.is_empty() || !e.group.is_empty() {
            let (known, whole) = rates.entry(&e.metric).or_default();
            known.0.insert(Place::of(e), events);
            whole.0.insert(Place::of(e), total.get());
        }
    }
    rates
}

/// Rows, and those selected, as the list of groups prints them.
fn summary(card: &Scorecard) -> (Kind, Kind) {
    let (mut rows, mut selected) = (Kind::default(), Kind::default());
    let all_slices: Arc<str> = Arc::default();
    for attribute in &card.attributes {
        for group in &attribute.groups {
            let place = Place::new(&all_slices, &attribute.name, &group.name);
            rows.0.insert(place.clone(), group.n as f64);
            selected.0.insert(place, group.selected as f64);
        }
    }
    if let (Some(model), false) = (card.models.first(), rows.0.is_empty()) {
        let everyone = Place::everyone(&all_slices);
        rows.0.insert(everyone.clone(), model.n as f64);
        selected.0.insert(everyone, model.selected as f64);
    }
    (rows, selected)
}
