//! Every combination of groups against everyone else, honest about how many were tried.

mod chance;
mod cube;
mod evidence;
mod explain;
mod lattice;
mod scan;

use crate::{Error, Result};
use chance::{Chance, p_of_largest};
use cube::{Cube, Part};
use evenhand_core::{
    AuditPlan, DataNote, Favours, Item, MetricInfo, Polarity, Real, SEARCH_ORDER, Search,
    SearchOptions, Statistics, Subgroup, nearest,
};
use evenhand_inference::Level;
use evenhand_inference::multiplicity::holm;
use evenhand_metrics::{Cell, Entry, Formula, catalogue};
use evidence::{Kind, Test};
use explain::Places;
use lattice::Lattice;
use rayon::prelude::*;
use scan::{SCAN_BINS, Scores};
use std::cmp::Ordering;

/// A combination that is large enough.
struct Found {
    cell: usize,
    n: u64,
    /// What the metric counts, by layer.
    parts: Vec<Part>,
    table: usize,
}

/// Searches every combination of the attributes of a plan for those whose rate differs from everyone else's.
///
/// `model` is a position in the plan. All numbers follow from the counts; the result does not depend on the number of
/// threads.
///
/// # Errors
/// When the metric is no rate of the catalogue or lacks a column, or there are too many combinations to hold.
///
/// # Source
/// Pastor, de Alfaro and Baralis (2021), Looking for trouble: analyzing classifier behavior via pattern divergence, for
/// divergence and contributions; Westfall and Young (1993) and Holm (1979) for the many tests; Zhang and Neill (2016) for
/// the scan.
pub fn search(
    plan: &AuditPlan,
    statistics: &Statistics,
    model: usize,
    options: &SearchOptions,
) -> Result<Search> {
    let level = Level::new(plan.level)?;
    let (entry, events, rows) = rate(plan, &options.metric)?;
    let cube = Cube::new(statistics, model as u16, events, rows)?;
    let order = (options.order)
        .or(plan.spec.groups.search_depth)
        .unwrap_or(SEARCH_ORDER)
        .clamp(1, cube.fields.len().max(1));
    let mut lattice = Lattice::new(&cube, order)?;
    let kind = if cube.blocks > 1 {
        Kind::Blocks
    } else if cube.weighted {
        Kind::Weights
    } else {
        Kind::Rows
    };
    let n: u64 = cube.cells.iter().map(|cell| cell.n).sum();
    let floor = options.support.floor(n).max(plan.min_n).max(1);
    let mut large = large(&cube, &lattice, floor);
    let whole = layers(
        &cube,
        &cube
            .cells
            .iter()
            .map(|c| (c.layer, c.part))
            .collect::<Vec<_>>(),
    );
    let (found, undefined) = defined(
        &cube,
        &lattice,
        kind,
        std::mem::take(&mut large.found),
        &whole,
    );
    let tried = found.len();
    let sums = lattice.sums(&joint(&cube));
    // The draws read the tables of what was found, and those on the way to them.
    lattice.keep_only(found.iter().map(|f| f.table));
    let lattice = lattice;
    let interval_level = Level::new(1.0 - level.alpha() / tried.max(1) as f64)?;
    let tests: Vec<Test> = found
        .par_iter()
        .map(|f| evidence::test(kind, cube.blocks, &f.parts, &whole))
        .collect();
    let chance = Chance {
        cube: &cube,
        draws: options.draws,
        found: &found,
        kind,
        lattice: &lattice,
        seed: plan.seed,
        whole: &whole,
    };
    let mut largest = chance.largest()?;
    largest.sort_by(f64::total_cmp);
    let adjusted = holm(&tests.iter().map(|test| test.p_value).collect::<Vec<_>>())?;
    let overall = evidence::total(&whole).rate();
    let places = Places::new(&cube, &lattice, &sums, &found);
    let mut subgroups: Vec<Subgroup> = (0..tried)
        .into_par_iter()
        .map(|i| {
            let p_max = p_of_largest(&largest, tests[i].statistic.abs());
            let alpha = level.alpha();
            let found = described(
                statistics,
                &cube,
                &places,
                &lattice,
                kind,
                &found[i],
                &whole,
                n,
                interval_level,
            );
            // Inside strata the test is of another difference than the interval.
            let apart = cube.strata > 1 || !holds_zero(&found);
            Subgroup {
                confirmed: p_max <= alpha && adjusted[i] <= alpha && apart,
                p_holm: real(adjusted[i]),
                p_max: real(p_max),
                p_value: real(tests[i].p_value),
                statistic: real(tests[i].statistic),
                ..found
            }
        })
        .collect();
    let folds = places.folds(kind, &found, &subgroups, interval_level, options.fold);
    let scores = scores(plan, statistics, model, &cube, kind);
    if let Some(scores) = &scores {
        let scans = scores.scan(&lattice, &found, options.draws, plan.seed)?;
        for (subgroup, scan) in subgroups.iter_mut().zip(scans) {
            subgroup.scan = scan;
        }
    }
    let worse = worse(&entry.info, plan.polarity);
    let notes = notes(plan, &large, kind, model, scores.as_ref());
    Ok(Search {
        attributes: statistics
            .attributes
            .iter()
            .map(|a| a.name.clone())
            .collect(),
        below_floor: large.below,
        draws: options.draws,
        floor,
        fold: real(options.fold),
        interval_level: real(interval_level.value()),
        level: real(plan.level),
        method: chance.method().into(),
        metric: entry.info,
        model: plan.models[model].name.as_str().into(),
        n,
        notes,
        order: order as u64,
        polarity: plan.polarity,
        rate: overall.and_then(Real::new),
        scanned: scores.is_some(),
        seed: plan.seed,
        strata: plan.strata.clone(),
        subgroups: sorted(subgroups, folds, worse),
        system: plan.spec.system.id.clone(),
        tool: crate::TOOL.to_owned(),
        tried: tried as u64,
        undefined,
    })
}

/// The rate that is compared, and the cells it counts.
fn rate(plan: &AuditPlan, id: &str) -> Result<(Entry, &'static [Cell], &'static [Cell])> {
    let entry = catalogue().entry(id).ok_or_else(|| Error::NoMetric {
        id: id.to_owned(),
        near: nearest(id, catalogue().names_known()).map(str::to_owned),
    })?;
    let Formula::Rate { count, of } = entry.formula else {
        let of = entry.info.of.clone();
        let rate = |id: &String| matches!(catalogue().find(id), Some(e) if matches!(e.formula, Formula::Rate { .. }));
        return Err(Error::NoRate {
            id: id.to_owned(),
            near: of.filter(rate),
        });
    };
    if !plan.has_inputs(&entry.info) {
        return Err(Error::MissingInput { id: id.to_owned() });
    }
    Ok((entry, count, of))
}

/// Combinations that are large enough, and how many are not.
struct Large {
    below: u64,
    found: Vec<Found>,
    /// Rows with a missing value somewhere: they are among the others only.
    missing: u64,
}

fn large(cube: &Cube, lattice: &Lattice, floor: u64) -> Large {
    let mut rows = vec![0_u64; cube.joint.len()];
    for cell in &cube.cells {
        rows[cell.joint] += cell.n;
    }
    let named = |key: u128, attributes: &[usize]| {
        (attributes.iter()).all(|&a| cube.named[a].get(cube.fields[a].level(key)) == Some(&true))
    };
    let everything: Vec<usize> = (0..cube.fields.len()).collect();
    let missing = (cube.joint.iter().zip(&rows))
        .filter(|(key, _)| !named(**key, &everything))
        .map(|(_, rows)| rows)
        .sum();
    let sums = lattice.sums(&rows);
    let (mut below, mut found) = (0, Vec::new());
    let mut wanted: Vec<usize> = (0..lattice.tables.len())
        .filter(|&t| lattice.tables[t].wanted)
        .collect();
    let attributes = |t: usize| &lattice.tables[t].attributes;
    wanted.sort_by(|&a, &b| {
        let sizes = attributes(a).len().cmp(&attributes(b).len());
        sizes.then_with(|| attributes(a).cmp(attributes(b)))
    });
    for table in wanted {
        for (cell, (key, &n)) in lattice.tables[table]
            .keys
            .iter()
            .zip(&sums[table])
            .enumerate()
        {
            if n == 0 || !named(*key, attributes(table)) {
                continue;
            }
            if n < floor {
                below += 1;
                continue;
            }
            found.push(Found {
                cell,
                n,
                parts: Vec::new(),
                table,
            });
        }
    }
    Large {
        below,
        found,
        missing,
    }
}

/// What the metric counts in each combination of all attributes.
fn joint(cube: &Cube) -> Vec<Part> {
    let mut parts = vec![Part::default(); cube.joint.len()];
    for cell in &cube.cells {
        parts[cell.joint] += cell.part;
    }
    parts
}

fn layers(cube: &Cube, parts: &[(usize, Part)]) -> Vec<Part> {
    let mut sums = vec![Part::default(); cube.layers()];
    for (layer, part) in parts {
        sums[*layer] += *part;
    }
    sums
}

/// The combinations of which both sides have a rate, with their counts, and how many have not.
fn defined(
    cube: &Cube,
    lattice: &Lattice,
    kind: Kind,
    mut found: Vec<Found>,
    whole: &[Part],
) -> (Vec<Found>, u64) {
    let by_layer: Vec<Vec<Part>> = (0..cube.layers())
        .into_par_iter()
        .map(|layer| {
            let mut parts = vec![Part::default(); cube.joint.len()];
            for cell in cube.cells.iter().filter(|cell| cell.layer == layer) {
                parts[cell.joint] += cell.part;
            }
            let sums = lattice.sums(&parts);
            found.iter().map(|f| sums[f.table][f.cell]).collect()
        })
        .collect();
    for (i, found) in found.iter_mut().enumerate() {
        found.parts = by_layer.iter().map(|parts| parts[i]).collect();
    }
    let all = found.len();
    found.retain(|f| evidence::compares(kind, cube.blocks, &f.parts, &rest(&f.parts, whole)));
    let undefined = (all - found.len()) as u64;
    (found, undefined)
}

fn rest(parts: &[Part], whole: &[Part]) -> Vec<Part> {
    (whole.iter().zip(parts))
        .map(|(whole, part)| whole.without(*part))
        .collect()
}

/// Whether the interval of the difference leaves room for none.
fn holds_zero(subgroup: &Subgroup) -> bool {
    match (subgroup.lower, subgroup.upper) {
        (Some(lower), Some(upper)) => lower.get() <= 0.0 && upper.get() >= 0.0,
        _ => false,
    }
}

/// A combination with everything but its tests.
#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one search, each named"
)]
fn described(
    statistics: &Statistics,
    cube: &Cube,
    places: &Places<'_>,
    lattice: &Lattice,
    kind: Kind,
    found: &Found,
    whole: &[Part],
    n: u64,
    level: Level,
) -> Subgroup {
    let others = rest(&found.parts, whole);
    let rate = evidence::total(&found.parts).rate().unwrap_or_default();
    let rest_rate = evidence::total(&others).rate().unwrap_or_default();
    let overall = evidence::total(whole).rate().unwrap_or_default();
    let interval = evidence::interval(kind, cube.blocks, &found.parts, &others, level);
    let table = &lattice.tables[found.table];
    let contributions = places.contributions(found, overall);
    let items = (table.attributes.iter().zip(contributions)).map(|(&a, contribution)| {
        let dimension = &statistics.attributes[a];
        let level = cube.fields[a].level(table.keys[found.cell]);
        Item {
            attribute: dimension.name.as_str().into(),
            contribution: real(contribution),
            group: dimension.levels[level].clone(),
        }
    });
    Subgroup {
        confirmed: false,
        difference: real(rate - rest_rate),
        difference_in_strata: (cube.strata > 1)
            .then(|| evidence::within_strata(cube.blocks, &found.parts, &others))
            .flatten()
            .and_then(Real::new),
        divergence: real(rate - overall),
        folded_into: None,
        items: items.collect(),
        lower: interval.and_then(|i| Real::new(i.lower)),
        n: found.n,
        p_holm: Real::default(),
        p_max: Real::default(),
        p_value: Real::default(),
        rate: real(rate),
        rest_rate: real(rest_rate),
        scan: None,
        share: real(found.n as f64 / n as f64),
        statistic: Real::default(),
        upper: interval.and_then(|i| Real::new(i.upper)),
    }
}

/// The scores, where the outcomes can be held against them.
fn scores(
    plan: &AuditPlan,
    statistics: &Statistics,
    model: usize,
    cube: &Cube,
    kind: Kind,
) -> Option<Scores> {
    let known = plan.has_label() && plan.models[model].score.is_some() && kind == Kind::Rows;
    known
        .then(|| Scores::new(statistics, model as u16, cube))
        .flatten()
}

/// Which sign of a difference is bad for the combination: −1 for less, 1 for more, 0 for either.
fn worse(metric: &MetricInfo, polarity: Polarity) -> f64 {
    let sign = match metric.favours {
        Favours::Higher => -1.0,
        Favours::Lower => 1.0,
        Favours::Ideal | Favours::Neither => return 0.0,
    };
    if metric.mirrors && polarity == Polarity::Burden {
        -sign
    } else {
        sign
    }
}

/// Those shown to differ first, among them the worst off; positions of folds follow.
fn sorted(subgroups: Vec<Subgroup>, folds: Vec<Option<usize>>, worse: f64) -> Vec<Subgroup> {
    let badness = |subgroup: &Subgroup| {
        let difference = subgroup.difference.get();
        if worse == 0.0 {
            difference.abs()
        } else {
            difference * worse
        }
    };
    let mut order: Vec<usize> = (0..subgroups.len()).collect();
    order.sort_by(|&a, &b| {
        let (first, second) = (&subgroups[a], &subgroups[b]);
        let shown = second.confirmed.cmp(&first.confirmed);
        shown
            .then_with(|| {
                badness(second)
                    .partial_cmp(&badness(first))
                    .unwrap_or(Ordering::Equal)
            })
            .then(a.cmp(&b))
    });
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new as u64;
    }
    let mut moved: Vec<Option<Subgroup>> = subgroups.into_iter().map(Some).collect();
    (order.iter())
        .filter_map(|&old| {
            let mut subgroup = moved[old].take()?;
            subgroup.folded_into = folds[old].map(|broader| place[broader]);
            Some(subgroup)
        })
        .collect()
}

fn notes(
    plan: &AuditPlan,
    large: &Large,
    kind: Kind,
    model: usize,
    scores: Option<&Scores>,
) -> Vec<DataNote> {
    let mut notes = Vec::new();
    if large.missing > 0 {
        notes.push(DataNote::info(
            "search_missing",
            Some(large.missing),
            "Rows with a missing value make no combination of their own; they count among the others.",
        ));
    }
    match kind {
        Kind::Rows => {}
        Kind::Weights => notes.push(DataNote::info(
            "search_weights",
            None,
            "Rows carry weights, so outcomes are not permuted: the excess of each cell is drawn anew with its own variance.",
        )),
        Kind::Blocks => notes.push(DataNote::info(
            "search_units",
            None,
            "Persons have many rows, so outcomes are not permuted: blocks of persons change sign as a whole. The floor counts rows.",
        )),
    }
    if plan.has_label() && plan.models[model].score.is_some() {
        if let Some(scores) = scores {
            notes.push(DataNote::info(
                "search_scan",
                None,
                format!(
                    "Outcomes are held against the scores as probabilities, in {SCAN_BINS} bins of about as many rows."
                ),
            ));
            notes.extend(scores.uncalibrated());
        } else {
            notes.push(DataNote::warning(
                "search_scan",
                None,
                "Outcomes are not held against the scores: that takes scores between 0 and 1, and rows that count once each.",
            ));
        }
    }
    notes
}

fn real(value: f64) -> Real {
    Real::new(value).unwrap_or_default()
}
