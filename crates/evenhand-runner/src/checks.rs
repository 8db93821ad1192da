use crate::Result;
use crate::evaluate::{Evaluated, Evaluation, Tables, context};
use evenhand_core::{
    AuditPlan, CheckPlan, DataNote, Estimate, Finding, GroupTable, Scope, Status, Verdict,
    WaiverRecord,
};
use evenhand_inference::Level;
use evenhand_metrics::{Reference, catalogue, evaluate as evaluate_metric};
use evenhand_policy::{Judgement, adjust_estimates, correct, judge, p_limit, waive};
use rayon::prelude::*;

/// The numbers in one list, and what the checks say of them.
pub(crate) struct Checked {
    /// For each check the numbers that it discloses.
    pub disclosed: Vec<Vec<usize>>,
    pub estimates: Vec<Estimate>,
    pub findings: Vec<Finding>,
    pub notes: Vec<DataNote>,
    /// Group tables with their references, in the order of the plan.
    pub tables: Vec<Tabled>,
    pub waivers: Vec<WaiverRecord>,
}

/// The groups of one partition, for one model and one slice.
pub(crate) struct Tabled {
    pub model: usize,
    pub partition: Option<usize>,
    pub reference: Reference,
    pub slice: Option<u32>,
    pub table: GroupTable,
}

/// Holds every check against the numbers it covers.
pub(crate) fn check(plan: &AuditPlan, evaluation: Evaluation, rows: &Tables) -> Result<Checked> {
    let level = Level::new(plan.level)?;
    let Evaluation {
        mut estimates,
        notes,
        parts,
    } = evaluation;
    let mut findings = Vec::new();
    let mut disclosed = vec![Vec::new(); plan.checks.len()];
    for (check, disclosed) in plan.checks.iter().zip(&mut disclosed) {
        // What is known by probabilities stands beside the numbers of everyone.
        let everyone = (!check.uncertain.is_empty()).then_some(None);
        let partitions = check.partitions.iter().map(|&partition| Some(partition));
        for partition in partitions.chain(everyone) {
            for part in &parts {
                if part.partition != partition
                    || !(part.slice.is_none() || check.slices)
                    || !check.models.contains(&part.model)
                    || !part.views.contains(&check.view)
                {
                    continue;
                }
                let numbers = &estimates[part.estimates.clone()];
                if check.discloses() {
                    disclosed.extend(positions(check, part, numbers));
                } else {
                    findings.extend(of_part(plan, check, part, numbers, level, rows));
                    findings.extend(left_out(plan, check, part, &estimates, &parts, level));
                }
            }
        }
    }
    correct(&mut findings, level.alpha());
    let (waivers, of_waivers) = waive(&plan.waivers, &mut findings);
    let mut notes = notes;
    notes.extend(of_waivers);
    let mut tables = Vec::with_capacity(parts.len());
    for part in parts.into_iter().filter(|part| part.views.contains(&0)) {
        let Evaluated {
            model,
            partition,
            reference,
            slice,
            table,
            ..
        } = part;
        tables.push(Tabled {
            model,
            partition,
            reference,
            slice,
            table,
        });
    }
    adjust_estimates(&mut estimates, &findings);
    for finding in &findings {
        // A group that is left out of a check has no number of it.
        if estimates[finding.estimate].metric != finding.metric {
            continue;
        }
        // Where several checks look at one number, the gravest word stands in the table.
        let verdict = &mut estimates[finding.estimate].verdict;
        *verdict =
            Some(verdict.map_or(finding.verdict, |known: Verdict| known.min(finding.verdict)));
    }
    Ok(Checked {
        disclosed,
        estimates,
        findings,
        notes,
        tables,
        waivers,
    })
}

/// Whether a check looks at a group of this name; of an intersection, at one of its parts.
pub(crate) fn named(check: &CheckPlan, group: &str) -> bool {
    let is = |name: &str| {
        let mut wanted = check.groups.iter();
        wanted.any(|wanted| wanted.eq_ignore_ascii_case(name))
    };
    check.groups.is_empty() || is(group) || group.split('*').any(is)
}

/// Positions of the numbers that a check without a limit discloses.
fn positions<'a>(
    check: &'a CheckPlan,
    part: &'a Evaluated,
    numbers: &'a [Estimate],
) -> impl Iterator<Item = usize> + 'a {
    let start = part.estimates.start;
    let of_check = numbers.iter().enumerate().filter(|(_, estimate)| {
        *estimate.metric == *check.metric_id && covers(check, part, estimate)
    });
    of_check.map(move |(i, _)| start + i)
}

/// Groups that are too small a share to be held against a limit: said, with the share, and never passed over.
fn left_out(
    plan: &AuditPlan,
    check: &CheckPlan,
    part: &Evaluated,
    estimates: &[Estimate],
    parts: &[Evaluated],
    level: Level,
) -> Vec<Finding> {
    let Some(share) = plan.views[check.view].below_share else {
        return Vec::new();
    };
    if check.metric.scope == Scope::Summary {
        return Vec::new();
    }
    let beside = parts.iter().filter(|other| {
        (other.model, other.partition, other.slice) == (part.model, part.partition, part.slice)
    });
    let ranges: Vec<_> = beside.map(|other| other.estimates.clone()).collect();
    let size = |group: &str| {
        let mut positions = ranges.iter().cloned().flatten();
        positions.find(|&i| &*estimates[i].metric == "group_count" && *estimates[i].group == *group)
    };
    let groups = part.left_out.iter().filter(|group| named(check, group));
    groups
        .filter_map(|group| {
            let position = size(group)?;
            let blank = Estimate {
                lower: None,
                metric: check.metric_id.as_str().into(),
                status: Status::OneGroupOnly,
                upper: None,
                value: None,
                exact: None,
                ..estimates[position].clone()
            };
            let judgement = Judgement {
                groups: 2,
                level,
                min_n: part.min_n,
                p_limit: None,
                polarity: plan.polarity,
            };
            let mut finding = judge(check, &blank, position, judgement);
            finding.reason = Some(format!(
                "less than {share} of the people whose group is known; left out of the comparison"
            ));
            Some(finding)
        })
        .collect()
}

fn of_part(
    plan: &AuditPlan,
    check: &CheckPlan,
    part: &Evaluated,
    numbers: &[Estimate],
    level: Level,
    rows: &Tables,
) -> Vec<Finding> {
    let groups = part
        .table
        .groups
        .iter()
        .filter(|group| !group.missing)
        .count();
    let start = part.estimates.start;
    let of_metric: Vec<(usize, &Estimate)> = numbers
        .iter()
        .enumerate()
        .filter(|(_, estimate)| {
            *estimate.metric == *check.metric_id && covers(check, part, estimate)
        })
        .collect();
    of_metric
        .par_iter()
        .map(|(i, estimate)| {
            let p_limit = if check.metric.scope == Scope::Summary {
                by_level(plan, check, part, estimate, level, rows)
            } else {
                p_limit(check, estimate, groups, level)
            };
            judge(
                check,
                estimate,
                start + i,
                Judgement {
                    groups,
                    level,
                    min_n: part.min_n,
                    p_limit,
                    polarity: plan.polarity,
                },
            )
        })
        .collect()
}

fn covers(check: &CheckPlan, part: &Evaluated, estimate: &Estimate) -> bool {
    if part.partition.is_none() {
        return check
            .uncertain
            .iter()
            .any(|name| **name == *estimate.attribute);
    }
    if check.metric.scope != Scope::Summary && !named(check, &estimate.group) {
        return false;
    }
    // A feature may be called as a group is.
    let of_group = check.metric.scope != Scope::Summary;
    !of_group
        || !part
            .table
            .groups
            .iter()
            .any(|group| group.missing && group.name == estimate.group)
}

/// For a summary: the smallest error level at which its interval still lies beyond the limit.
fn by_level(
    plan: &AuditPlan,
    check: &CheckPlan,
    part: &Evaluated,
    of: &Estimate,
    level: Level,
    rows: &Tables,
) -> Option<f64> {
    let entry = &catalogue().entry(&check.metric_id)?;
    let (low, high) = check.limit.range();
    let beyond = |alpha: f64| {
        let level = Level::new(1.0 - alpha).ok()?;
        let mut context = context(plan, part, entry, level, rows);
        context.checked = false;
        context.noise_draws = 0;
        // A number of a feature has its name where else the group stands.
        let mut again = evaluate_metric(entry, &context).into_iter();
        let estimate = again.find(|estimate| estimate.group == of.group)?;
        let (lower, upper) = (estimate.lower?.get(), estimate.upper?.get());
        Some(upper < low || lower > high)
    };
    // Only what the printed interval already calls beyond needs its level found.
    if !beyond(level.alpha())? {
        return Some(1.0);
    }
    let (mut outside, mut inside) = (level.alpha(), 1e-12);
    if beyond(inside)? {
        return Some(inside);
    }
    for _ in 0..20 {
        let middle = (outside * inside).sqrt();
        if beyond(middle)? {
            outside = middle;
        } else {
            inside = middle;
        }
    }
    Some(outside)
}
