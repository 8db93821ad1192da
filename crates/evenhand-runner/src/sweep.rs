//! Every threshold of a score, from the same counts.

use crate::evaluate::{Evaluated, Tables, context, reference};
use crate::{Error, Result};
use evenhand_core::{
    AuditPlan, Bin, ConfusionMatrix, Count, Cuts, Estimate, GroupCells, GroupTable, Histogram,
    Real, Scope, Statistics, Sweep, SweepPoint,
};
use evenhand_inference::Level;
use evenhand_metrics::{Entry, Formula, Workings, catalogue, evaluate};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Evaluates metrics at many thresholds of a model's score.
///
/// `metrics` are ids of the catalogue; none means the smallest ratio of selection rates, and with a label the larger gap
/// of the error rates. `model` is a position in the plan.
///
/// # Errors
/// When the model has no score, a metric is unknown, or a cut is no number.
pub fn sweep(
    plan: &AuditPlan,
    statistics: &Statistics,
    model: usize,
    cuts: &Cuts,
    metrics: &[String],
) -> Result<Sweep> {
    let level = Level::new(plan.level)?;
    let Some(score) = plan.models.get(model).and_then(|m| m.score.clone()) else {
        return Err(Error::NoScore);
    };
    let entries = entries(plan, metrics)?;
    let key_of_model = model as u16;
    let cells: Vec<_> = statistics
        .cells
        .iter()
        .filter(|(key, _)| key.model == key_of_model)
        .collect();
    let mut all = Histogram::default();
    for (_, tables) in &cells {
        all.add(&tables.scores)?;
    }
    let weights: Vec<(f64, f64)> = all
        .bins()
        .map(|(at, bin)| (at, bin.all().weight()))
        .collect();
    let thresholds = cuts.thresholds(&weights)?;
    let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let mut bare = Statistics::empty(&[], statistics.models.clone(), 0, statistics.weighted);
    bare.attributes.clone_from(&statistics.attributes);
    bare.blocks = statistics.blocks;
    bare.slices = statistics.slices.clone();
    bare.strata = statistics.strata.clone();
    bare.units.clone_from(&statistics.units);
    bare.score_grids.clone_from(&statistics.score_grids);
    let grid = statistics
        .score_grids
        .get(model)
        .copied()
        .unwrap_or_default();
    let points = thresholds
        .par_iter()
        .map(|threshold| {
            let mut at = bare.clone();
            at.cells = cells
                .iter()
                .map(|(key, tables)| ((*key).clone(), cut(&tables.scores, *threshold).into()))
                .collect::<BTreeMap<_, _>>();
            let selected: f64 = weights
                .iter()
                .filter(|(score, _)| score >= threshold)
                .map(|(_, weight)| weight)
                .sum();
            let (estimates, large_groups) = numbers(plan, &at, model, &entries, level)?;
            Ok(SweepPoint {
                estimates,
                large_groups,
                share: Real::new(if total > 0.0 { selected / total } else { 0.0 })
                    .unwrap_or_default(),
                // Everybody of the bin is selected: the threshold is its lower end.
                threshold: Real::new(threshold - grid.half_width(*threshold)).unwrap_or_default(),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Sweep {
        metrics: entries.iter().map(|entry| entry.info.clone()).collect(),
        min_n: plan.min_n,
        model: plan.models[model].name.as_str().into(),
        points,
        score,
        system: plan.spec.system.id.clone(),
        tool: crate::TOOL.to_owned(),
    })
}

fn entries(plan: &AuditPlan, metrics: &[String]) -> Result<Vec<Entry>> {
    let default = || {
        let mut ids = vec!["demographic_parity_min_ratio".to_owned()];
        if plan.has_label() {
            ids.push("equalized_odds_difference".to_owned());
        }
        ids
    };
    let wanted = if metrics.is_empty() {
        default()
    } else {
        metrics.to_vec()
    };
    wanted
        .iter()
        .map(|id| {
            let entry = catalogue().entry(id).ok_or_else(|| Error::NoMetric {
                id: id.clone(),
                near: evenhand_core::nearest(id, catalogue().names_known()).map(str::to_owned),
            })?;
            if matches!(entry.formula, Formula::Probe { .. }) {
                Err(Error::NotSwept { id: id.clone() })
            } else if plan.has_inputs(&entry.info) {
                Ok(entry)
            } else {
                Err(Error::MissingInput { id: id.clone() })
            }
        })
        .collect()
}

/// Decisions by a threshold, out of the scores alone.
fn cut(scores: &Histogram, threshold: f64) -> ConfusionMatrix {
    let mut table = ConfusionMatrix::default();
    for (at, bin) in scores.bins() {
        let Bin {
            negative,
            positive,
            unlabelled,
        } = bin;
        let cells = if at >= threshold {
            [
                &mut table.false_positive,
                &mut table.true_positive,
                &mut table.selected_unlabelled,
            ]
        } else {
            [
                &mut table.true_negative,
                &mut table.false_negative,
                &mut table.rejected_unlabelled,
            ]
        };
        for (cell, part) in cells.into_iter().zip([negative, positive, unlabelled]) {
            *cell = Count::sum([&*cell, &part]);
        }
    }
    table
}

/// The numbers at one threshold, and the summaries over large groups where there are small ones too.
fn numbers(
    plan: &AuditPlan,
    statistics: &Statistics,
    model: usize,
    entries: &[Entry],
    level: Level,
) -> Result<(Vec<Estimate>, Vec<Estimate>)> {
    let (mut estimates, mut large_groups) = (Vec::new(), Vec::new());
    for (p, partition) in plan.partitions.iter().enumerate() {
        if partition.attributes.len() > 1 && !partition.named {
            continue;
        }
        let table = statistics.roll_up(model as u16, None, &partition.attributes);
        let is_large = |group: &GroupCells| group.missing || group.support() >= plan.min_n;
        let part = |table: GroupTable| -> Result<Evaluated> {
            Ok(Evaluated {
                estimates: 0..0,
                left_out: Vec::new(),
                only: None,
                views: vec![0],
                min_n: plan.min_n,
                model,
                partition: Some(p),
                reference: reference(plan, p, &table, false, plan.min_n)?,
                slice: None,
                table,
                workings: Workings::default(),
            })
        };
        // A reference that no group is called by is said to be wrong.
        reference(plan, p, &table, true, plan.min_n)?;
        if !table.groups.iter().all(is_large) {
            let mut large = table.clone();
            large.groups.retain(is_large);
            let summaries = entries
                .iter()
                .filter(|entry| entry.info.scope == Scope::Summary);
            large_groups.extend(evaluated(plan, &part(large)?, summaries, level));
        }
        estimates.extend(evaluated(plan, &part(table)?, entries.iter(), level));
    }
    Ok((estimates, large_groups))
}

fn evaluated<'e>(
    plan: &AuditPlan,
    part: &Evaluated,
    entries: impl Iterator<Item = &'e Entry>,
    level: Level,
) -> Vec<Estimate> {
    let rows = Tables::default();
    let mut estimates = Vec::new();
    for entry in entries {
        let mut context = context(plan, part, entry, level, &rows);
        context.noise_draws = 0;
        estimates.extend(evaluate(entry, &context));
    }
    for estimate in &mut estimates {
        estimate.model = plan.models[part.model].name.as_str().into();
    }
    estimates
}
