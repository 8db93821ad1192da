use super::{CheckPlan, Partition};
use crate::{
    AuditSpec, Day, Error, Result, Scope, Severity, SourceText, WaiverRecord, WaiverSpec,
    WaiverState,
};

/// A waiver may last this long after it was approved.
const LONGEST_DAYS: i64 = 180;

/// What a board member who approves is written with.
const BOARD: &str = "board:";

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
        complete(written, &path)?;
        let check = covered_check(written, checks, partitions, &path)?;
        if check.severity == Severity::Gate
            && !written.approved_by.iter().any(|who| who.starts_with(BOARD))
        {
            return Err(Error::spec(
                format!("{path}.approved_by"),
                format!(
                    "`{}` is a gate, and nobody of the board approved this",
                    check.id
                ),
            )
            .with_help("a member of the board is written \"board:name\""));
        }
        if let Some(model) = &written.scope.model
            && !spec.model.iter().any(|known| known.name == *model)
        {
            return Err(Error::spec(
                format!("{path}.where.model"),
                format!("there is no model `{model}`"),
            )
            .did_you_mean(model, spec.model.iter().map(|model| model.name.as_str())));
        }
        let (approved_on, expires) = days(written, &path)?;
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

/// Fails where a waiver leaves open who answers for what.
fn complete(written: &WaiverSpec, path: &str) -> Result<()> {
    let said = [
        ("id", &written.id),
        ("reason", &written.reason),
        ("owner", &written.owner),
        ("tracking", &written.tracking),
    ];
    if let Some((key, _)) = said.iter().find(|(_, text)| text.trim().is_empty()) {
        return Err(Error::spec(
            format!("{path}.{key}"),
            format!("a waiver needs its {key}"),
        ));
    }
    if written.approved_by.iter().all(|who| who.trim().is_empty()) {
        return Err(Error::spec(
            format!("{path}.approved_by"),
            "nobody approved this waiver",
        ));
    }
    Ok(())
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
    let wild = |name: &str| name == "all" || name.trim_matches('*').is_empty();
    if wild(&scope.attribute) || scope.group.as_deref().is_some_and(wild) {
        return Err(Error::spec(
            format!("{path}.where"),
            "a waiver covers one group, never all of them",
        )
        .with_help("name the group; write one waiver for each"));
    }
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

fn days(written: &WaiverSpec, path: &str) -> Result<(Day, Day)> {
    let day = |value, key: &str| {
        Day::of(value).map_err(|error| Error::spec(format!("{path}.{key}"), error))
    };
    let approved_on = day(&written.approved_on, "approved_on")?;
    let expires = day(&written.expires, "expires")?;
    let length = approved_on.days_until(expires);
    if length < 0 {
        return Err(Error::spec(
            format!("{path}.expires"),
            format!("it ends on {expires}, before it was approved on {approved_on}"),
        ));
    }
    if length > LONGEST_DAYS {
        return Err(Error::spec(
            format!("{path}.expires"),
            format!("it would last {length} days, and {LONGEST_DAYS} is the most"),
        )
        .with_help("decide anew when it ends"));
    }
    Ok((approved_on, expires))
}
