mod looks;

use crate::Result;
use crate::assemble::spec_digest;
use crate::evaluate::too_many;
use crate::views::look;
use evenhand_core::{
    AuditPlan, CheckPlan, FORECAST_VERSION, Forecast, GroupCells, GroupTable, PlannedComparison,
    PlannedGroups, Real, Scope, Span, Statistics,
};
use evenhand_inference::Level;
use evenhand_inference::effective_size::kish;
use evenhand_inference::k_groups::tukey_critical;
use evenhand_inference::power::minimum_detectable_sides;
use evenhand_metrics::{Cell, Formula, Metric, Reference, RowProbe, catalogue};
use std::sync::Arc;

/// Rates of the reference for which the smallest gap is told where nobody assumes one.
const USUAL_RATES: [f64; 4] = [0.01, 0.05, 0.2, 0.5];
/// Chance of finding a gap that is there.
const POWER: f64 = 0.8;
/// What a live cell costs while rows are counted, in bytes: counters of each thread, and its place in the sum.
const BYTES_PER_CELL: u64 = 1_300;

/// What is assumed where nothing may be looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assumptions {
    /// Share of people with the outcome.
    pub base_rate: Option<f64>,
    /// Rate of the reference; a table of usual rates where none is assumed.
    pub rate: Option<f64>,
}

/// Lists what a plan will test, from the sizes of its groups alone.
///
/// `statistics` are those of [`AuditPlan::sizes_only`].
///
/// # Errors
/// When a group that the spec names as a reference does not occur.
pub fn forecast(
    plan: &AuditPlan,
    statistics: &Statistics,
    assumptions: &Assumptions,
) -> Result<Forecast> {
    let rates = assumptions
        .rate
        .map_or_else(|| USUAL_RATES.to_vec(), |rate| vec![rate]);
    let mut forecast = Forecast {
        assumed_base_rate: assumptions.base_rate,
        assumed_rates: rates,
        cells: statistics.cells.len() as u64,
        columns: names(&plan.columns_read()),
        columns_read: names(&plan.sizes_only().columns_read()),
        comparisons: Vec::new(),
        groups: Vec::new(),
        level: plan.level,
        memory_bytes: statistics.cells.len() as u64 * plan.models.len() as u64 * BYTES_PER_CELL
            + statistics.intake.rows_used * plan.rows.bytes_per_row(plan.attributes.len()),
        min_n: plan.min_n,
        power: POWER,
        repeated: None,
        rows: statistics.intake.rows_used,
        schema_version: FORECAST_VERSION,
        spec: spec_digest(plan),
        system: plan.spec.system.id.clone(),
        title: plan.spec.system.title.clone(),
        tool: crate::TOOL.to_owned(),
        units: plan.unit.is_some(),
    };
    for partition in &plan.partitions {
        let table = statistics.roll_up(0, None, &partition.attributes);
        if !too_many(partition, &table) {
            let groups = table.groups.iter();
            forecast.groups.push(PlannedGroups {
                attribute: table.attribute.clone(),
                groups: groups.map(|g| (g.name.clone(), g.support())).collect(),
            });
        }
    }
    let mut planned = Vec::new();
    for check in plan.checks.iter().filter(|check| !check.discloses()) {
        for &p in &check.partitions {
            for slice in slices(plan, statistics, check) {
                let attributes = &plan.partitions[p].attributes;
                let table = statistics.roll_up(0, slice, attributes);
                let view = &plan.views[check.view];
                let viewed = look(plan, p, table, view, slice.is_none())?;
                let (table, reference) = (viewed.table, viewed.reference);
                let name = slice.map(|s| statistics.slices.levels[s as usize].clone());
                for model in check.models.iter().map(|&model| &plan.models[model]) {
                    let of_table = comparisons(plan, check, &table, &reference, &forecast)?;
                    let of_table = of_table
                        .into_iter()
                        .filter(|c| &*c.group != SCORE || model.score.is_some());
                    planned.extend(of_table.map(|comparison| PlannedComparison {
                        model: model.name.as_str().into(),
                        slice: name.clone().unwrap_or_else(|| "".into()),
                        ..comparison
                    }));
                }
            }
        }
        planned.extend(of_uncertain(plan, statistics, check));
    }
    forecast.comparisons = planned;
    looks::look(plan, statistics, &mut forecast)?;
    Ok(forecast)
}

/// All rows, and each slice where the check looks at them.
fn slices(plan: &AuditPlan, statistics: &Statistics, check: &CheckPlan) -> Vec<Option<u32>> {
    let several = plan.slice.is_some() && check.slices;
    let count = if several {
        statistics.slices.levels.len() as u32
    } else {
        0
    };
    std::iter::once(None).chain((0..count).map(Some)).collect()
}

fn names(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|name| (*name).to_owned()).collect()
}

/// The comparisons of a check on one table.
fn comparisons(
    plan: &AuditPlan,
    check: &CheckPlan,
    table: &GroupTable,
    reference: &Reference,
    forecast: &Forecast,
) -> Result<Vec<PlannedComparison>> {
    let compared: Vec<&GroupCells> = table.groups.iter().filter(|group| !group.missing).collect();
    let level = Level::new(plan.level)?;
    let together = Level::of_critical(tukey_critical(compared.len().max(2), level))?;
    let part = part_of_group(check, forecast.assumed_base_rate);
    let smallest = |own: &GroupCells, other: f64| -> Vec<Option<Real>> {
        let own = size(own, table.weighted) * part.unwrap_or(1.0);
        let other = other * part.unwrap_or(1.0);
        // Upwards and downwards are not equally easy; the harder side is promised, where there is one.
        let of = |rate: &f64| {
            let sides = minimum_detectable_sides(own, other, *rate, POWER, together).ok()?;
            let harder = match sides {
                (Some(down), Some(up)) => Some(down.max(up)),
                (down, up) => down.or(up),
            };
            harder.and_then(Real::new)
        };
        if matches!(check.metric.span, Span::Difference | Span::Ratio) && own > 0.0 && other > 0.0 {
            forecast.assumed_rates.iter().map(of).collect()
        } else {
            Vec::new()
        }
    };
    let blank = |group: &str, n: u64| PlannedComparison {
        audits: Vec::new(),
        at_best: part.is_none(),
        attribute: table.attribute.clone(),
        check: check.id.as_str().into(),
        group: group.into(),
        limit: check.limit,
        metric: check.metric_id.as_str().into(),
        model: "".into(),
        n,
        n_reference: None,
        reference: None,
        slice: "".into(),
        smallest: Vec::new(),
        too_few_by: 0,
    };
    if let Some(features) = features(plan, check) {
        let rows = compared.iter().map(|group| group.support()).sum();
        return Ok(features.into_iter().map(|name| blank(name, rows)).collect());
    }
    let min_n = plan.views[check.view].min_n;
    let missing = |n: u64| min_n.saturating_sub(n);
    if compared.len() < 2 && check.metric.scope != Scope::Summary {
        let alone = |group: &&GroupCells| blank(&group.name, group.support());
        return Ok(compared.iter().map(alone).collect());
    }
    // Of a summary the hardest case is told: the smallest group of sufficient size against the largest.
    let mut by_size = compared.clone();
    by_size.sort_by_key(|group| group.support());
    let large = by_size.iter().find(|group| group.support() >= min_n);
    if check.metric.scope == Scope::Summary {
        let mut planned = blank("", compared.iter().map(|group| group.support()).sum());
        planned.too_few_by = by_size.first().map_or(0, |group| missing(group.support()));
        if let (Some(small), Some(most)) = (large, by_size.last()) {
            planned.smallest = smallest(small, size(most, table.weighted));
        }
        return Ok(vec![planned]);
    }
    let overall = &table.overall;
    Ok(compared
        .iter()
        .filter(|group| crate::checks::named(check, &group.name))
        .filter_map(|group| {
            let own = group.support();
            let mut planned = blank(&group.name, own);
            let (name, other, weight): (Arc<str>, Option<u64>, f64) = match reference {
                Reference::None => return None,
                // Who is treated best is not known before; the smallest group that may be picked is the hardest case.
                Reference::Group { best: true, .. } => {
                    let hardest = by_size
                        .iter()
                        .find(|other| other.name != group.name && other.support() >= min_n);
                    let weight = hardest.map_or(0.0, |other| size(other, table.weighted));
                    ("best".into(), None, weight)
                }
                Reference::Group { index, name, .. } => {
                    let other = &table.groups[*index];
                    if other.name == group.name && check.metric.scope == Scope::Pair {
                        return None;
                    }
                    (
                        name.clone(),
                        Some(other.support()),
                        size(other, table.weighted),
                    )
                }
                Reference::Rest | Reference::Overall => {
                    let name = if *reference == Reference::Rest {
                        "rest"
                    } else {
                        "overall"
                    };
                    let weight = size(overall, table.weighted) - size(group, table.weighted);
                    (
                        name.into(),
                        Some(overall.support().saturating_sub(own)),
                        weight,
                    )
                }
            };
            planned.too_few_by = missing(own).max(other.map_or(0, missing));
            if check.metric.scope == Scope::Pair {
                planned.reference = Some(name);
                planned.n_reference = other;
                planned.smallest = smallest(group, weight);
            }
            Some(planned)
        })
        .collect())
}

/// The score among the features of a screen for proxies.
const SCORE: &str = "(score)";

/// The features that a check looks at one by one; `None` where it looks at groups.
fn features<'p>(plan: &'p AuditPlan, check: &CheckPlan) -> Option<Vec<&'p str>> {
    let formula = catalogue().entry(&check.metric_id)?.formula;
    if !matches!(
        formula,
        Formula::Probe {
            of: RowProbe::Feature(_),
            ..
        }
    ) {
        return None;
    }
    // Names have no variance.
    let of_numbers = check.metric_id == "proxy_correlation_ratio";
    let features = plan.rows.features.iter();
    let wanted = features.filter(|feature| !of_numbers || feature.categorical != Some(true));
    Some(
        wanted
            .map(|feature| feature.column.as_str())
            .chain(std::iter::once(SCORE))
            .collect(),
    )
}

/// What a check looks at that is known by probabilities: every level, under every model.
fn of_uncertain(
    plan: &AuditPlan,
    statistics: &Statistics,
    check: &CheckPlan,
) -> Vec<PlannedComparison> {
    let mut planned = Vec::new();
    let attributes = plan.rows.uncertain.iter();
    for attribute in attributes.filter(|a| check.uncertain.contains(&a.name)) {
        for slice in slices(plan, statistics, check) {
            let name = slice.map(|s| statistics.slices.levels[s as usize].clone());
            let rows = statistics.roll_up(0, slice, &[]).overall.support();
            for (model, (level, _)) in plan.models.iter().flat_map(|model| {
                let levels = attribute.levels.iter();
                levels.map(move |level| (model, level))
            }) {
                planned.push(PlannedComparison {
                    audits: Vec::new(),
                    at_best: true,
                    attribute: attribute.name.as_str().into(),
                    check: check.id.as_str().into(),
                    group: level.as_str().into(),
                    limit: check.limit,
                    metric: check.metric_id.as_str().into(),
                    model: model.name.as_str().into(),
                    n: rows,
                    n_reference: None,
                    reference: None,
                    slice: name.clone().unwrap_or_else(|| "".into()),
                    smallest: Vec::new(),
                    too_few_by: plan.min_n.saturating_sub(rows),
                });
            }
        }
    }
    planned
}

/// The size that stands behind a rate before any outcome is known: persons, as if all rows of one agreed; rows by
/// their weights otherwise.
fn size(group: &GroupCells, weighted: bool) -> f64 {
    let decided = group.total.confusion.decided();
    match group.units {
        Some(units) => units as f64,
        None if weighted => kish(decided.weight(), decided.weight_squared()),
        None => decided.n as f64,
    }
}

/// Which part of a group enters the metric's rate: all of it, the part with or without the outcome, or unknown.
fn part_of_group(check: &CheckPlan, base_rate: Option<f64>) -> Option<f64> {
    let of = |metric: &Metric| match metric.formula {
        Formula::Rate {
            of: [Cell::Selected, Cell::Rejected],
            ..
        } => Some(1.0),
        Formula::Rate {
            of: [Cell::Tp, Cell::Fn] | [Cell::Fn, Cell::Tp],
            ..
        } => base_rate,
        Formula::Rate {
            of: [Cell::Fp, Cell::Tn] | [Cell::Tn, Cell::Fp],
            ..
        } => base_rate.map(|rate| 1.0 - rate),
        _ => None,
    };
    match catalogue().find(&check.metric_id)?.formula {
        Formula::Difference(metric)
        | Formula::Ratio(metric)
        | Formula::MaxGap(metric)
        | Formula::MinRatio(metric)
        | Formula::ToOverallDifference(metric)
        | Formula::ToOverallRatio(metric)
        | Formula::MantelHaenszelDifference(metric) => of(metric),
        Formula::WorstGap(one, two) | Formula::WorstRatio(one, two) => {
            of(one).zip(of(two)).map(|(a, b)| a.min(b))
        }
        _ => None,
    }
}
