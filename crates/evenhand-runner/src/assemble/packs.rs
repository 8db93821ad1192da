use crate::checks::Tabled;
use evenhand_core::{AuditPlan, Estimate, PackItem, PackRecord};

/// The packs of an audit, with what each wants published and whether it is there.
pub(super) fn records(
    plan: &AuditPlan,
    tables: &[Tabled],
    estimates: &[Estimate],
) -> Vec<PackRecord> {
    let mut records = plan.packs.clone();
    for (pack, publication) in &plan.publications {
        let of_pack: Vec<usize> = (0..plan.checks.len())
            .filter(|&i| plan.checks[i].pack() == Some(*pack))
            .collect();
        let items = publication
            .must_show
            .iter()
            .map(|wanted| item(plan, (tables, estimates), &of_pack, &publication.id, wanted));
        records[*pack].items.extend(items);
    }
    records
}

/// Whether something that a pack wants published is in the scorecard, or answered by the spec.
fn item(
    plan: &AuditPlan,
    (tables, estimates): (&[Tabled], &[Estimate]),
    checks: &[usize],
    publication: &str,
    wanted: &str,
) -> PackItem {
    let item = |present: bool, whereabouts: &str| PackItem {
        id: format!("{publication}/{wanted}"),
        present,
        what: wanted.replace('_', " "),
        whereabouts: whereabouts.to_owned(),
    };
    if let Some(answer) = plan.spec.policy.answers.get(wanted)
        && !answer.trim().is_empty()
    {
        return item(true, answer);
    }
    let covered: Vec<usize> = checks
        .iter()
        .flat_map(|&i| plan.checks[i].partitions.clone())
        .collect();
    let shown = |metric: &str| {
        let partition = |name: &str| {
            plan.partitions
                .iter()
                .position(|partition| partition.name == name)
        };
        estimates.iter().any(|estimate| {
            &*estimate.metric == metric
                && partition(&estimate.attribute).is_some_and(|p| covered.contains(&p))
        })
    };
    match wanted {
        "audit_date" => item(plan.as_of.is_some(), "as_of of the scorecard"),
        "n_unknown" => {
            let counted = tables
                .iter()
                .any(|t| t.partition.is_some_and(|p| covered.contains(&p)));
            item(counted, "groups called (missing) of each attribute")
        }
        "n_by_category" => item(shown("group_count"), "sizes of the groups"),
        "rate_by_category" => item(shown("selection_rate"), "selection_rate"),
        "impact_ratio_by_category" => {
            item(shown("disparate_impact_ratio"), "disparate_impact_ratio")
        }
        "excluded_categories" => item(
            !covered.is_empty(),
            "shown with n and rate beside the others",
        ),
        _ => item(false, &format!("policy.answers.{wanted}")),
    }
}
