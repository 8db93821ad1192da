use crate::views::{Viewed, asked, look};
use crate::{Conditions, Error, Result};
use evenhand_core::{
    AuditPlan, DataNote, Estimate, Group, GroupTable, Partition, ReferenceRule, RowTables, Scope,
    Statistics, nearest,
};
use evenhand_inference::Level;
use evenhand_metrics::{
    Context, Entry, Reference, Rows, Workings, catalogue, evaluate as evaluate_metric,
    resolve_reference,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An intersection that only the depth asks for is left out above this many groups.
const MOST_GROUPS_UNASKED: usize = 2_000;

/// What is shown of everyone for a model that a pack derives.
const OF_EVERYONE: [&str; 2] = ["group_count", "selection_rate"];

/// What a number takes until it is written, in bytes: itself, what it shares with none, and its line in a file.
const BYTES_PER_NUMBER: u64 = 2 * size_of::<Estimate>() as u64;

/// Above this many groups the noise floor is drawn less often, so that its cost stays bounded.
const MANY_GROUPS: usize = 20;

/// The rows of each model and slice, with what probes share.
#[derive(Default)]
pub(crate) struct Tables(BTreeMap<(usize, Option<u32>), Rows>);

impl Tables {
    pub fn new(rows: RowTables) -> Self {
        let tables = rows.tables.into_iter();
        Self(tables.map(|(of, table)| (of, Rows::new(table))).collect())
    }
}

/// The groups of one partition, for one model and one slice, with its numbers.
pub(crate) struct Evaluated {
    /// Where its numbers stand among all.
    pub estimates: Range<usize>,
    /// Groups that are too small a share to be compared.
    pub left_out: Vec<Arc<str>>,
    /// Fewer rows (persons, where a unit is named) than this are too few.
    pub min_n: u64,
    pub model: usize,
    /// The only metrics that are worked out; all where `None`.
    pub only: Option<BTreeSet<String>>,
    /// Position in the plan; `None` for everyone.
    pub partition: Option<usize>,
    pub reference: Reference,
    /// Position among the slices; `None` for all rows.
    pub slice: Option<u32>,
    pub table: GroupTable,
    /// Positions of the views under which its groups are compared: those that come to the same.
    pub views: Vec<usize>,
    /// What the metrics of the table share.
    pub workings: Workings,
}

/// All numbers, in the order of the plan, and what was left out.
pub(crate) struct Evaluation {
    /// Every number; very many groups make this by far the largest part of an audit, so it is never copied.
    pub estimates: Vec<Estimate>,
    pub notes: Vec<DataNote>,
    pub parts: Vec<Evaluated>,
}

/// Evaluates every metric on every model, slice and partition.
pub(crate) fn evaluate(
    plan: &AuditPlan,
    statistics: &Statistics,
    rows: &Tables,
    conditions: Conditions,
) -> Result<Evaluation> {
    let level = Level::new(plan.level)?;
    let mut notes = Vec::new();
    let mut parts = Vec::new();
    let slices: Vec<Option<u32>> = if plan.slice.is_some() {
        std::iter::once(None)
            .chain((0..statistics.slices.levels.len() as u32).map(Some))
            .collect()
    } else {
        vec![None]
    };
    let partitions = || std::iter::once(None).chain((0..plan.partitions.len()).map(Some));
    let all = plan.models.iter().enumerate().flat_map(|(model, planned)| {
        // Of a model that a pack derives, everyone is all that is looked at.
        let few = move |partition: &Option<usize>| !planned.derived || partition.is_none();
        (slices.iter()).flat_map(move |slice| {
            let partitions = partitions().filter(few);
            partitions.map(move |partition| (model, *slice, partition))
        })
    });
    let all: Vec<(usize, Option<u32>, Option<usize>)> = all.collect();
    // The groups, or how many there are of what has too many.
    let tables: Vec<std::result::Result<GroupTable, (Arc<str>, usize)>> = all
        .par_iter()
        .with_max_len(1)
        .map(|(model, slice, partition)| {
            let partition = partition.map(|p| &plan.partitions[p]);
            let attributes = partition.map_or(&[][..], |p| p.attributes.as_slice());
            let table = statistics.roll_up(*model as u16, *slice, attributes);
            if partition.is_some_and(|partition| too_many(partition, &table)) {
                return Err((table.attribute, table.groups.len()));
            }
            Ok(table)
        })
        .collect();
    let mut everyone = Workings::default();
    for ((model, slice, partition), table) in all.into_iter().zip(tables) {
        let mut table = match table {
            Ok(table) => table,
            Err((attribute, groups)) => {
                let note = DataNote::warning(
                    "intersection_left_out",
                    Some(groups as u64),
                    format!(
                        "The intersection {attribute} has too many groups to be looked at unasked; name it under [groups] intersections to include it."
                    ),
                );
                if !notes.contains(&note) {
                    notes.push(note);
                }
                continue;
            }
        };
        let Some(p) = partition else {
            everyone = Workings::default();
            parts.push(Evaluated {
                estimates: 0..0,
                left_out: Vec::new(),
                min_n: plan.min_n,
                model,
                only: (plan.models[model].derived).then(|| OF_EVERYONE.map(str::to_owned).into()),
                partition,
                reference: Reference::None,
                slice,
                table,
                views: vec![0],
                workings: everyone.beside(),
            });
            continue;
        };
        let attributes = plan.partitions[p].attributes.as_slice();
        if let [attribute] = attributes {
            table
                .benchmark
                .clone_from(&plan.attributes[*attribute].benchmark);
            if slice.is_none() && model == 0 {
                notes.extend(benchmark_notes(&table));
            }
        }
        let Viewed {
            left_out,
            reference,
            table,
        } = look(plan, p, table, &plan.views[0], slice.is_none())?;
        if slice.is_none() && model == 0 {
            notes.extend(left_out_note(plan, &table, &left_out));
        }
        parts.push(Evaluated {
            estimates: 0..0,
            left_out,
            min_n: plan.min_n,
            model,
            only: None,
            partition,
            reference,
            slice,
            table,
            views: vec![0],
            workings: everyone.beside(),
        });
    }
    for ask in asked(plan) {
        for &slice in slices.iter().filter(|slice| slice.is_none() || ask.slices) {
            let attributes = &plan.partitions[ask.partition].attributes;
            let table = statistics.roll_up(ask.model as u16, slice, attributes);
            let view = &plan.views[ask.view];
            let viewed = look(plan, ask.partition, table, view, slice.is_none())?;
            let metrics = ask.metrics.iter().map(|metric| (*metric).to_owned());
            // Where two views come to the same, the numbers are worked out once.
            let same = parts.iter_mut().find(|part| {
                (part.model, part.partition, part.slice) == (ask.model, Some(ask.partition), slice)
                    && part.reference == viewed.reference
                    && part.left_out == viewed.left_out
                    && part.min_n == view.min_n
            });
            if let Some(part) = same {
                if let Some(only) = &mut part.only {
                    only.extend(metrics);
                }
                part.views.push(ask.view);
                continue;
            }
            parts.push(Evaluated {
                estimates: 0..0,
                left_out: viewed.left_out,
                min_n: view.min_n,
                model: ask.model,
                only: Some(metrics.collect()),
                partition: Some(ask.partition),
                reference: viewed.reference,
                slice,
                table: viewed.table,
                views: vec![ask.view],
                workings: Workings::default(),
            });
        }
    }
    let own = with_parameters(plan);
    let entries: Vec<&Entry> = catalogue()
        .entries()
        .iter()
        .chain(&own)
        .filter(|entry| plan.has_inputs(&entry.info))
        .collect();
    stay_below_ceiling(&parts, &entries, conditions)?;
    let estimates = fill(plan, statistics, rows, level, &entries, &mut parts);
    Ok(Evaluation {
        estimates,
        notes,
        parts,
    })
}

/// Says what will be worked out, or fails where the numbers would not fit into memory.
fn stay_below_ceiling(
    parts: &[Evaluated],
    entries: &[&Entry],
    conditions: Conditions,
) -> Result<()> {
    let groups = |part: &Evaluated| part.table.groups.len();
    // A summary is one number; everything else is one of each group.
    let wide = entries.iter().filter(|e| e.info.scope != Scope::Summary);
    let wide = wide.count();
    let all: usize = parts
        .iter()
        .filter(|part| part.only.is_none())
        .map(groups)
        .sum();
    let bytes = (all * wide) as u64 * BYTES_PER_NUMBER;
    if let Some(most) = conditions.most_memory
        && bytes > most
        && let Some(largest) = parts.iter().max_by_key(|part| groups(part))
    {
        return Err(Error::TooManyGroups {
            attribute: largest.table.attribute.to_string(),
            groups: groups(largest),
            megabytes: most / 1_000_000,
            metrics: wide,
        });
    }
    (conditions.begin)(entries.len(), all);
    Ok(())
}

fn fill(
    plan: &AuditPlan,
    statistics: &Statistics,
    rows: &Tables,
    level: Level,
    entries: &[&Entry],
    parts: &mut [Evaluated],
) -> Vec<Estimate> {
    let tasks: Vec<(usize, &Entry)> = (0..parts.len())
        .flat_map(|part| entries.iter().map(move |entry| (part, *entry)))
        .filter(|(part, entry)| {
            let only = parts[*part].only.as_ref();
            only.is_none_or(|only| only.contains(entry.id()))
        })
        .collect();
    let mut left = vec![0; parts.len()];
    for (part, _) in &tasks {
        left[*part] += 1;
    }
    let left: Vec<AtomicUsize> = left.into_iter().map(AtomicUsize::new).collect();
    // Metrics differ by a thousand in what they cost, so that idle threads must be able to take single ones.
    let numbers: Vec<Vec<Estimate>> = tasks
        .par_iter()
        .with_max_len(1)
        .map(|(place, entry)| {
            let part = &parts[*place];
            let mut estimates = evaluate_metric(entry, &context(plan, part, entry, level, rows));
            let model: Arc<str> = plan.models[part.model].name.as_str().into();
            let slice = part.slice.map_or_else(
                || "".into(),
                |s| statistics.slices.levels[s as usize].clone(),
            );
            for estimate in &mut estimates {
                estimate.model = model.clone();
                estimate.slice = slice.clone();
            }
            if left[*place].fetch_sub(1, Ordering::AcqRel) == 1 {
                part.workings.forget();
            }
            estimates
        })
        .collect();
    let mut all = Vec::with_capacity(numbers.iter().map(Vec::len).sum());
    for ((part, _), estimates) in tasks.iter().zip(numbers) {
        if parts[*part].estimates.is_empty() {
            parts[*part].estimates = all.len()..all.len();
        }
        all.extend(estimates);
        parts[*part].estimates.end = all.len();
    }
    all
}

/// Metrics whose parameter a check sets.
pub(crate) fn with_parameters(plan: &AuditPlan) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for check in &plan.checks {
        let known = catalogue().find(&check.metric_id).is_some()
            || entries.iter().any(|entry| entry.id() == check.metric_id);
        if !known && let Some(entry) = catalogue().with_parameter(&check.metric_id) {
            entries.push(entry);
        }
    }
    entries
}

/// What the evaluation of a metric on a part needs to know.
pub(crate) fn context<'a>(
    plan: &AuditPlan,
    part: &'a Evaluated,
    entry: &Entry,
    level: Level,
    rows: &'a Tables,
) -> Context<'a> {
    let checked = plan.checks.iter().any(|check| {
        check.metric_id == entry.id()
            && part
                .partition
                .is_some_and(|p| check.partitions.contains(&p))
    });
    let draws = if part.table.groups.len() > MANY_GROUPS {
        400
    } else {
        2_000
    };
    Context {
        checked,
        level,
        min_n: part.min_n,
        noise_draws: draws,
        reference: part.reference.clone(),
        resamples: resamples(plan.resamples as usize, part.table.groups.len(), checked),
        rows: rows.0.get(&(part.model, part.slice)),
        seed: plan.seed,
        table: &part.table,
        workings: &part.workings,
    }
}

/// Draws behind the interval of a smooth metric: fewer over very many groups, unless a check looks at the metric.
fn resamples(wanted: usize, groups: usize, checked: bool) -> usize {
    match groups {
        _ if checked => wanted,
        ..=200 => wanted,
        201..=2_000 => wanted.min(400),
        _ => wanted.min(200),
    }
}

/// Groups that the spec leaves out of comparisons because they are few.
fn left_out_note(plan: &AuditPlan, table: &GroupTable, left_out: &[Arc<str>]) -> Option<DataNote> {
    let share = plan.views[0].below_share?;
    (!left_out.is_empty()).then(|| {
        DataNote::info(
            "group_left_out",
            Some(left_out.len() as u64),
            format!(
                "Groups of {} that are less than {share} of the people whose group is known are shown and held against no limit: {}.",
                table.attribute,
                left_out.join(", ")
            ),
        )
    })
}

/// Shares of the population whose group has no rows: a misspelt name would leave its group without benchmark.
fn benchmark_notes(table: &GroupTable) -> Vec<DataNote> {
    let names = || table.groups.iter().map(|group| &*group.name);
    let unknown = table
        .benchmark
        .keys()
        .filter(|wanted| names().all(|name| name != wanted.as_str()));
    unknown
        .map(|wanted| {
            let near = nearest(wanted, names())
                .map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
            DataNote::warning(
                "benchmark_without_rows",
                None,
                format!(
                    "The benchmark of {} names `{wanted}`, which has no rows.{near}",
                    table.attribute
                ),
            )
        })
        .collect()
}

pub(crate) fn too_many(partition: &Partition, table: &GroupTable) -> bool {
    !partition.named && table.groups.len() > MOST_GROUPS_UNASKED
}

/// With whom the groups of a partition are compared.
pub(crate) fn reference(
    plan: &AuditPlan,
    partition: usize,
    table: &GroupTable,
    all_rows: bool,
    min_n: u64,
) -> Result<Reference> {
    let attributes = &plan.partitions[partition].attributes;
    let resolve = |rule: &ReferenceRule| resolve_reference(table, rule, plan.polarity, min_n);
    let largest = || resolve(&ReferenceRule::Largest).unwrap_or(Reference::None);
    let rules: Vec<&ReferenceRule> = attributes
        .iter()
        .map(|&a| &plan.attributes[a].reference)
        .collect();
    if let [rule] = rules.as_slice() {
        return match (resolve(rule), rule) {
            (Some(reference), _) => Ok(reference),
            (None, ReferenceRule::Group(wanted)) if all_rows => {
                let names: Vec<&str> = table.groups.iter().map(|group| &*group.name).collect();
                Err(Error::NoSuchReference {
                    attribute: table.attribute.to_string(),
                    groups: names
                        .iter()
                        .take(12)
                        .copied()
                        .collect::<Vec<_>>()
                        .join(", "),
                    near: nearest(wanted, names.iter().copied()).map(str::to_owned),
                    wanted: wanted.clone(),
                })
            }
            // A slice may lack the group that all rows have.
            (None, _) => Ok(largest()),
        };
    }
    let named: Option<Vec<Arc<str>>> = rules
        .iter()
        .map(|rule| match rule {
            ReferenceRule::Group(name) => Some(name.as_str().into()),
            _ => None,
        })
        .collect();
    let rule = match named {
        Some(levels) => ReferenceRule::Group(Group { levels }.name()),
        None if rules.windows(2).all(|pair| pair[0] == pair[1]) => rules[0].clone(),
        None => ReferenceRule::Largest,
    };
    Ok(resolve(&rule).unwrap_or_else(largest))
}
