//! With whom groups are compared, and which of them are left out: as the spec says, and as packs ask for.

use crate::Result;
use crate::evaluate::reference;
use evenhand_core::{AuditPlan, Comparator, GroupTable, ReferenceRule, View};
use evenhand_metrics::{Reference, resolve_reference};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A table as a view shows it.
pub(crate) struct Viewed {
    /// Groups that are too small a share to be compared.
    pub left_out: Vec<Arc<str>>,
    pub reference: Reference,
    pub table: GroupTable,
}

/// Chooses the reference, and takes the groups that are left out from the comparisons: they stay in the table, like a
/// group whose value is missing.
pub(crate) fn look(
    plan: &AuditPlan,
    partition: usize,
    mut table: GroupTable,
    view: &View,
    all_rows: bool,
) -> Result<Viewed> {
    let everyone = table
        .groups
        .iter()
        .filter(|group| !group.missing)
        .map(|group| group.n())
        .sum();
    let small: Vec<usize> = (0..table.groups.len())
        .filter(|&i| !table.groups[i].missing && view.leaves_out(table.groups[i].n(), everyone))
        .collect();
    let choose = |table: &GroupTable| match &view.reference {
        None => reference(plan, partition, table, all_rows, view.min_n),
        Some(rule) => Ok(resolve_reference(table, rule, plan.polarity, view.min_n)
            .or_else(|| {
                resolve_reference(table, &ReferenceRule::Largest, plan.polarity, view.min_n)
            })
            .unwrap_or(Reference::None)),
    };
    let among_all = (view.comparator == Comparator::Any)
        .then(|| choose(&table))
        .transpose()?;
    let left_out = small
        .iter()
        .map(|&i| table.groups[i].name.clone())
        .collect();
    for i in small {
        table.groups[i].missing = true;
    }
    let reference = match among_all {
        Some(reference) => reference,
        None => choose(&table)?,
    };
    Ok(Viewed {
        left_out,
        reference,
        table,
    })
}

/// A comparison that checks ask for beside that of the spec: which model, partition and view, and the metrics.
pub(crate) struct Asked<'a> {
    pub metrics: BTreeSet<&'a str>,
    pub model: usize,
    pub partition: usize,
    pub slices: bool,
    pub view: usize,
}

/// What is shown of a model that a pack derives, beside what the pack looks at.
const OF_DERIVED: [&str; 2] = ["group_count", "selection_rate"];

/// Everything that checks ask for beside the whole catalogue under the view of the spec.
pub(crate) fn asked(plan: &AuditPlan) -> Vec<Asked<'_>> {
    let mut all: Vec<Asked> = Vec::new();
    for check in &plan.checks {
        for &model in &check.models {
            let derived = plan.models[model].derived;
            for &partition in &check.partitions {
                if derived {
                    let shown = slot(&mut all, model, partition, 0, check.slices);
                    shown.metrics.extend(OF_DERIVED);
                }
                if derived || check.view != 0 {
                    let own = slot(&mut all, model, partition, check.view, check.slices);
                    own.metrics.insert(&check.metric_id);
                }
            }
        }
    }
    all
}

fn slot<'v, 'a>(
    all: &'v mut Vec<Asked<'a>>,
    model: usize,
    partition: usize,
    view: usize,
    slices: bool,
) -> &'v mut Asked<'a> {
    let known = all
        .iter()
        .position(|a| (a.model, a.partition, a.view) == (model, partition, view));
    let position = known.unwrap_or(all.len());
    if known.is_none() {
        all.push(Asked {
            metrics: BTreeSet::new(),
            model,
            partition,
            slices: false,
            view,
        });
    }
    all[position].slices |= slices;
    &mut all[position]
}
