use super::{CheckPlan, Partition};
use crate::{
    AuditSpec, Day, Error, Result, Scope, SourceText, WaiverRecord, WaiverSpec, WaiverState,
};

/// A waiver of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverPlan {
    /// The model that it covers; all where `None`.
    pub model: Option<String>,
    /// How it stands; what it covers is filled in when the findings are there.
    pub record: WaiverRecord,
}

/// Checks the waivers of a spec.
pub(super) fn waivers(
    spec: &AuditSpec,
    text: Option<&SourceText>,
    checks: &[CheckPlan],
    partitions: &[Partition],
    as_of: Option<Day>,
) -> Result<Vec<WaiverPlan>> {
    let mut plans: Vec<WaiverPlan> = Vec::new();
    for (i, written) in spec.waiver.iter().enumerate() {
        let path = format!("waiver[{i}]");
        if plans.iter().any(|other| other.record.id == written.id) {
            return Err(Error::spec(
                format!("{path}.id"),
                format!("two waivers are called `{}`", written.id),
            ));
        }
        let check = covered_check(written, checks, partitions, &path)?;
        let (approved_on, expires) = written.check(&path, check.severity)?;
        if let Some(model) = &written.scope.model
            && !spec.model.iter().any(|known| known.name == *model)
        {
            return Err(Error::spec(
                format!("{path}.where.model"),
                format!("there is no model `{model}`"),
            )
            .did_you_mean(model, spec.model.iter().map(|model| model.name.as_str())));
        }
        let state = match as_of {
            Some(today) if today > expires => WaiverState::Expired,
            Some(today) if today < approved_on => WaiverState::NotYet,
            _ => WaiverState::Unused,
        };
        plans.push(WaiverPlan {
            model: written.scope.model.clone(),
            record: WaiverRecord {
                approved_by: written.approved_by.clone(),
                approved_on: approved_on.to_string(),
                attribute: written.scope.attribute.clone(),
                check: written.check.clone(),
                expires: expires.to_string(),
                findings: 0,
                group: written.scope.group.clone().unwrap_or_default(),
                id: written.id.clone(),
                owner: written.owner.clone(),
                reason: written.reason.clone(),
                spec_line: text.and_then(|text| text.line_of(&path)),
                state,
                tracking: written.tracking.clone(),
            },
        });
    }
    Ok(plans)
}

/// The check that a waiver is about; it must cover the attribute, and a group by its name.
fn covered_check<'c>(
    written: &WaiverSpec,
    checks: &'c [CheckPlan],
    partitions: &[Partition],
    path: &str,
) -> Result<&'c CheckPlan> {
    let check = checks.iter().find(|check| check.id == written.check);
    let check = check.ok_or_else(|| {
        Error::spec(
            format!("{path}.check"),
            format!("there is no check `{}`", written.check),
        )
        .did_you_mean(&written.check, checks.iter().map(|check| check.id.as_str()))
    })?;
    let scope = &written.scope;
    written.names_one_group(path)?;
    let covered = || {
        let partitions = check
            .partitions
            .iter()
            .map(|&p| partitions[p].name.as_str());
        partitions.chain(check.uncertain.iter().map(String::as_str))
    };
    if check.untested.is_none() && !covered().any(|name| name == scope.attribute) {
        return Err(Error::spec(
            format!("{path}.where.attribute"),
            format!("`{}` does not look at `{}`", check.id, scope.attribute),
        )
        .did_you_mean(&scope.attribute, covered()));
    }
    match (check.metric.scope, &scope.group) {
        (Scope::Summary, Some(group)) => Err(Error::spec(
            format!("{path}.where.group"),
            format!(
                "`{}` is one number over all groups, so it has no group `{group}`",
                check.metric_id
            ),
        )
        .with_help("leave `group` out, or waive a check that looks at groups one by one")),
        (Scope::Group | Scope::Pair, None) => Err(Error::spec(
            format!("{path}.where"),
            "a waiver covers one group, never all of them",
        )
        .with_help("add `group = \"…\"`")),
        _ => Ok(check),
    }
}
