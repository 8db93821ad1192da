use super::measure::is_measured;
use super::{Context, bound, mark_small, put, real, within};
use crate::cells::{count_of, share};
use crate::{Cell, Cells, Entry, Formula, Undefined};
use evenhand_core::{Estimate, Exact, GroupCells};
use evenhand_inference::two_sample::difference_interval;
use evenhand_inference::{Proportion, proportion_interval};

/// One number per group, and one for everyone where the table is about everyone.
pub(super) fn estimates(entry: &Entry, context: &Context<'_>) -> Vec<Estimate> {
    if context.table.attribute.is_empty() {
        let about_everyone = matches!(
            entry.formula,
            Formula::Rows | Formula::Rate { .. } | Formula::Smooth { .. }
        ) || is_measured(&entry.formula);
        return if about_everyone {
            vec![estimate(entry, context, &context.table.overall)]
        } else {
            Vec::new()
        };
    }
    context
        .table
        .groups
        .iter()
        .map(|group| estimate(entry, context, group))
        .collect()
}

fn estimate(entry: &Entry, context: &Context<'_>, group: &GroupCells) -> Estimate {
    let mut estimate = context.blank(entry, Some(group));
    match entry.formula {
        Formula::Rows => {
            put(&mut estimate, Ok(group.n() as f64));
            estimate.method = None;
        }
        Formula::Rate { count, of } => rate(&mut estimate, context, group, count, of),
        Formula::ShareOfAll(cells) => share_of_all(&mut estimate, context, group, cells),
        Formula::Smooth { of, parameter, .. } => {
            let cells = Cells::of(&group.total.confusion);
            put(&mut estimate, of(&cells, parameter));
            let range = (
                entry.info.range.0.unwrap_or(f64::NEG_INFINITY),
                entry.info.range.1.unwrap_or(f64::INFINITY),
            );
            let interval =
                context.smooth_interval(&[group.into()], &|cells| of(&cells[0], parameter), range);
            bound(&mut estimate, interval);
        }
        formula if is_measured(&formula) => {
            let measured = context.once(entry.id(), group, context.level, || {
                context.measured(&formula, group, context.level)
            });
            estimate.total = real(measured.n as f64);
            measured.record(&mut estimate);
            within(entry, &mut estimate);
        }
        Formula::Part(part) => {
            context.part(part, group, &mut estimate);
            within(entry, &mut estimate);
        }
        Formula::FurthestLists { of, .. } => context.furthest_lists(of, group, &mut estimate),
        Formula::DemographicDisparity => demographic_disparity(&mut estimate, context, group),
        Formula::ConditionalDisparity => {
            context.conditional_disparity(group, &mut estimate);
        }
        _ => {}
    }
    mark_small(&mut estimate, group.support() < context.min_n);
    estimate
}

fn rate(
    estimate: &mut Estimate,
    context: &Context<'_>,
    group: &GroupCells,
    count: &[Cell],
    of: &[Cell],
) {
    let evidence = context.evidence_of(group, count, of);
    put(estimate, evidence.rate().ok_or(Undefined::ZeroDenominator));
    estimate.events = real(evidence.events.weight());
    estimate.total = real(evidence.total.weight());
    estimate.exact = evidence.exact_rate(context.table.weighted);
    if let Some(proportion) = evidence.proportion {
        bound(
            estimate,
            Some(proportion_interval(proportion, context.level, evidence.df)),
        );
        if evidence.effective {
            estimate.effective_n = real(proportion.total);
            estimate.design_effect = evidence.design_effect.and_then(real);
        }
    }
    mark_small(estimate, evidence.too_few_blocks);
}

/// The group's share of something that everyone has a part of: a binomial share of all of it.
fn share_of_all(
    estimate: &mut Estimate,
    context: &Context<'_>,
    group: &GroupCells,
    cells: &[Cell],
) {
    let part = count_of(&group.total, cells);
    let whole = count_of(&context.table.overall.total, cells);
    put(estimate, share(part.weight(), whole.weight()));
    estimate.events = real(part.weight());
    estimate.total = real(whole.weight());
    if whole.w <= 0 {
        return;
    }
    estimate.exact = Some(if context.table.weighted {
        Exact::Rate {
            events: part.w,
            total: whole.w,
        }
    } else {
        Exact::Rate {
            events: i128::from(part.n),
            total: i128::from(whole.n),
        }
    });
    // Shares are formed across groups, so weights enter by the effective size of everyone.
    let size = evenhand_inference::effective_size::kish(whole.weight(), whole.weight_squared());
    let size = if context.table.weighted {
        size
    } else {
        whole.n as f64
    };
    if let Ok(proportion) = Proportion::new((part.weight() / whole.weight() * size).min(size), size)
    {
        let df = context.table.weighted.then(|| (whole.n.max(2) - 1) as f64);
        bound(
            estimate,
            Some(proportion_interval(proportion, context.level, df)),
        );
    }
}

/// Among the rejected and among the selected: two independent samples, of which the group is a share of each.
fn demographic_disparity(estimate: &mut Estimate, context: &Context<'_>, group: &GroupCells) {
    let (own, all) = (&group.total, &context.table.overall.total);
    let parts = [Cell::Rejected, Cell::Selected]
        .map(|cell| (count_of(own, &[cell]), count_of(all, &[cell])));
    let [rejected, selected] = parts.map(|(part, whole)| share(part.weight(), whole.weight()));
    put(estimate, rejected.and_then(|r| selected.map(|s| r - s)));
    let proportion = |(part, whole): (evenhand_core::Count, evenhand_core::Count)| {
        if whole.w <= 0 {
            return None;
        }
        let size = if context.table.weighted {
            evenhand_inference::effective_size::kish(whole.weight(), whole.weight_squared())
        } else {
            whole.n as f64
        };
        Proportion::new((part.weight() / whole.weight() * size).min(size), size).ok()
    };
    if let (Some(a), Some(b)) = (proportion(parts[0]), proportion(parts[1])) {
        bound(estimate, Some(difference_interval(a, b, context.level.z())));
        let [(a, n), (b, m)] = parts.map(|(part, whole)| {
            if context.table.weighted {
                (part.w, whole.w)
            } else {
                (i128::from(part.n), i128::from(whole.n))
            }
        });
        estimate.exact = Some(Exact::Difference {
            events: a,
            total: n,
            reference_events: b,
            reference_total: m,
        });
    }
}
