use super::nearest::Nearest;
use super::share::{Share, net};
use super::{Division, Probed, Rows, Sides};
use crate::{Setting, Undefined};

/// Rows further apart than this by their features are no counterparts.
const CALIPER: f64 = 0.2;

/// Neighbours on each side of a situation test.
const SITUATIONS: usize = 8;

/// The decided rows of both sides that are compared.
fn sides(rows: &Rows, division: &Division, sides: Sides) -> (Vec<usize>, Vec<usize>) {
    let decided = (0..rows.table().len()).filter(|row| rows.table().decision(*row).is_some());
    let both = decided
        .filter(|row| division.has(*row, Some(sides.group)) || division.has_other(*row, sides));
    both.take(Rows::MOST_COMPARED)
        .partition(|row| division.has(*row, Some(sides.group)))
}

fn selected(rows: &Rows, row: usize) -> f64 {
    f64::from(u8::from(rows.table().decision(row) == Some(true)))
}

/// Rows of equal weight that counterparts are worth which serve as often as this.
fn worth(uses: &[f64]) -> f64 {
    let (sum, squares) = uses.iter().fold((0.0, 0.0), |(s, q), u| (s + u, q + u * u));
    evenhand_inference::effective_size::kish(sum, squares)
}

/// A share of rows is worth no more than its rows and their counterparts together allow.
///
/// Rows with counterparts in common tell the same story: their outcomes go together by as much as their counterparts do.
/// With `k` counterparts each, a side adds a variance of `part / worth`, where `part` is `k` times the share of what
/// decides that this side brings in; in simulation the intervals then hold the mean in 99 % of runs or more.
fn limit(share: &mut Share, part: f64, uses: &[&[f64]]) {
    if let Some(own) = share.proportion {
        let others = uses
            .iter()
            .map(|uses| worth(uses))
            .filter(|worth| *worth > 0.0);
        share.limit(1.0 / (1.0 / own.total + others.map(|worth| part / worth).sum::<f64>()));
    }
}

/// Who would be selected if counterparts of the reference decided, minus who would no longer be.
pub(crate) fn flip_test(
    rows: &Rows,
    division: &Division,
    pair: Sides,
    setting: &Setting,
) -> Probed {
    let (members, others) = sides(rows, division, pair);
    let k = setting.parameter.max(1.0) as usize;
    let mut nearest = Nearest::new(rows.space(), &others);
    let mut uses = vec![0.0; others.len()];
    let (mut gains, mut losses) = (Vec::new(), Vec::new());
    for &row in &members {
        let (mut weight, mut sum) = (0.0, 0.0);
        let allowed = |other: usize| !rows.same_person(row, other);
        let mut found: Vec<(usize, f64)> = Vec::new();
        nearest.each(row, k, CALIPER, allowed, |i, share| {
            weight += share;
            sum += share * selected(rows, others[i]);
            found.push((i, share));
        });
        if weight <= 0.0 {
            continue;
        }
        for (i, share) in found {
            uses[i] += share / weight;
        }
        let (own, mean) = (selected(rows, row) > 0.5, sum / weight);
        gains.push((row, !own && mean > 0.5));
        losses.push((row, own && mean < 0.5));
    }
    let (mut more, mut less) = (Share::of(rows, &gains), Share::of(rows, &losses));
    limit(&mut more, 0.25 * k as f64, &[&uses]);
    limit(&mut less, 0.25 * k as f64, &[&uses]);
    let weight = |rows_of: &[usize]| {
        rows_of
            .iter()
            .map(|row| rows.table().weights[*row])
            .sum::<f64>()
    };
    let mut probed = net(&more, &less, setting.level);
    probed.events = Some((more.total, weight(&members)));
    if probed.value.is_err() {
        probed.value = Err(Undefined::ZeroDenominator);
    }
    probed
}

/// Share of a group whose counterparts in the reference are selected more often than those in the group, by more than t.
pub(crate) fn situation_testing(
    rows: &Rows,
    division: &Division,
    pair: Sides,
    setting: &Setting,
) -> Probed {
    let (members, others) = sides(rows, division, pair);
    let mut nearest = [&others, &members].map(|side| Nearest::new(rows.space(), side));
    let mut uses = [vec![0.0; others.len()], vec![0.0; members.len()]];
    let mut items = Vec::new();
    for &row in &members {
        let allowed = |other: usize| !rows.same_person(row, other);
        let mut rates = [None; 2];
        let mut found: [Vec<(usize, f64)>; 2] = [Vec::new(), Vec::new()];
        for (side, candidates) in [&others, &members].into_iter().enumerate() {
            let (mut weight, mut sum) = (0.0, 0.0);
            nearest[side].each(row, SITUATIONS, 1.0, allowed, |i, share| {
                weight += share;
                sum += share * selected(rows, candidates[i]);
                found[side].push((i, share));
            });
            rates[side] = (weight > 0.0).then(|| sum / weight);
        }
        if let [Some(there), Some(here)] = rates {
            for (uses, found) in uses.iter_mut().zip(found) {
                for (i, share) in found {
                    uses[i] += share;
                }
            }
            items.push((row, there - here > setting.parameter + 1e-12));
        }
    }
    let mut share = Share::of(rows, &items);
    limit(&mut share, 0.5 * SITUATIONS as f64, &[&uses[0], &uses[1]]);
    share.probed(setting.level)
}
