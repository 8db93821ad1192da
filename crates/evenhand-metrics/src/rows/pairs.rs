use super::share::{Share, net};
use super::{Division, Probed, Rows};
use crate::{Setting, Undefined};
use evenhand_inference::{Proportion, proportion_interval};
use std::collections::BTreeSet;

/// How often all rows are paired anew.
const ROUNDS: u64 = 8;

/// Rows with a score in random pairs, as all groups of a table share them.
#[derive(Debug)]
pub(super) struct Paired {
    /// Rows with a score.
    scored: f64,
    /// Persons among them, where units are known.
    people: f64,
    /// Two rows, and whether their scores are further apart than their features allow.
    pairs: Vec<(u32, u32, bool)>,
}

impl Paired {
    fn new(rows: &Rows, parameter: f64, seed: u64) -> Self {
        let table = rows.table();
        let scored: Vec<(usize, f64)> = (0..table.len())
            .filter_map(|row| table.score(row).map(|score| (row, score)))
            .collect();
        let mut pairs = Vec::with_capacity(scored.len() / 2 * ROUNDS as usize);
        let mut order: Vec<(u64, usize, f64)> = Vec::with_capacity(scored.len());
        for round in 0..ROUNDS {
            let place =
                |row: usize| mixed(table.hashes.get(row).copied().unwrap_or(0), round, seed);
            order.clear();
            order.extend(scored.iter().map(|(row, s)| (place(*row), *row, *s)));
            order.sort_unstable_by_key(|(place, row, _)| (*place, *row));
            for pair in order.chunks_exact(2) {
                let ((_, a, s), (_, b, t)) = (pair[0], pair[1]);
                if rows.same_person(a, b) {
                    continue;
                }
                // A hair above the grid of distances.
                let allowed = parameter * rows.space().distance(a, b) + 2e-9;
                pairs.push((a as u32, b as u32, (s - t).abs() > allowed));
            }
        }
        let people = scored.iter().map(|(row, _)| table.unit(*row));
        Self {
            scored: scored.len() as f64,
            people: people.collect::<BTreeSet<_>>().len() as f64,
            pairs,
        }
    }
}

/// Share of random pairs whose scores are further apart than their features allow.
pub(crate) fn lipschitz(
    rows: &Rows,
    division: &Division,
    group: Option<usize>,
    setting: &Setting,
) -> Probed {
    let paired = rows.paired(setting.parameter, setting.seed);
    let paired = paired.get_or_init(|| Paired::new(rows, setting.parameter, setting.seed));
    let (mut pairs, mut violations) = (0_u64, 0_u64);
    for (a, b, violates) in &paired.pairs {
        if division.has(*a as usize, group) || division.has(*b as usize, group) {
            pairs += 1;
            violations += u64::from(*violates);
        }
    }
    if pairs == 0 {
        return Probed::undefined(Undefined::ZeroDenominator);
    }
    let (pairs, violations) = (pairs as f64, violations as f64);
    // Pairs of one round share no row; more rounds add less than as many rows would.
    let mut size = pairs / ROUNDS as f64;
    if rows.with_units() {
        size *= (paired.people / paired.scored).min(1.0);
    }
    let size = size.max(1.0);
    let rate = violations / pairs;
    Probed {
        effective: Some(size),
        events: Some((violations, pairs)),
        interval: Proportion::new((rate * size).min(size), size)
            .ok()
            .map(|p| proportion_interval(p, setting.level, None)),
        n: (0..rows.table().len())
            .filter(|row| division.has(*row, group) && rows.table().score(*row).is_some())
            .count() as u64,
        value: Ok(rate),
        ..Probed::undefined(Undefined::ZeroDenominator)
    }
}

/// A place in the order of a round.
fn mixed(hash: u64, round: u64, seed: u64) -> u64 {
    let mut z = hash ^ (round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ seed.rotate_left(17);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Rows of a group with both decisions: before and after.
fn both(rows: &Rows, division: &Division, group: Option<usize>) -> Vec<(usize, bool, bool)> {
    (0..rows.table().len())
        .filter(|row| division.has(*row, group))
        .filter_map(|row| {
            let before = rows.table().decision(row)?;
            Some((row, before, rows.table().rescored(row)?))
        })
        .collect()
}

/// Share of rows whose decision changes with the attribute.
pub(crate) fn flips(
    rows: &Rows,
    division: &Division,
    group: Option<usize>,
    setting: &Setting,
) -> Probed {
    let items: Vec<(usize, bool)> = (both(rows, division, group).into_iter())
        .map(|(row, before, after)| (row, before != after))
        .collect();
    Share::of(rows, &items).probed(setting.level)
}

/// Share of rows that gain the decision minus share that lose it.
pub(crate) fn net_flips(
    rows: &Rows,
    division: &Division,
    group: Option<usize>,
    setting: &Setting,
) -> Probed {
    let all = both(rows, division, group);
    let share = |wanted: bool| {
        let items: Vec<(usize, bool)> = all
            .iter()
            .map(|(row, before, after)| (*row, before != after && *after == wanted))
            .collect();
        Share::of(rows, &items)
    };
    net(&share(true), &share(false), setting.level)
}
