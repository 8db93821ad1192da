//! What policy packs ask for, as checks of the plan.

use super::build::share;
use super::{
    CheckOrigin, CheckPlan, Decide, ModelPlan, Partition, ProtectedAttribute, View, check,
    intersections, requirements,
};
use crate::{
    AuditSpec, Catalogue, DataNote, Day, Error, EvidenceWanted, Exclusion, Input, Limit, LimitSpec,
    Pack, PackCheck, PackKind, PackLimit, PackRecord, Polarity, Publication, Resolved, Result,
    RuleOfPack, Severity, SourceText,
};

/// After so many days nobody can be sure that a rule is still what the pack says.
const FRESH_DAYS: i64 = 180;

/// A pack as it was read, with the hash of its text.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedPack {
    /// The pack.
    pub pack: Pack,
    /// SHA-256 of its text.
    pub sha256: String,
    /// Position under `[policy] packs`.
    pub position: usize,
}

/// The packs of an audit, and the day against which they and the waivers are judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policies {
    /// The day.
    pub as_of: Option<Day>,
    /// The packs.
    pub packs: Vec<LoadedPack>,
}

/// What the checks of packs stand on.
pub(super) struct Ground<'a> {
    pub attributes: &'a [ProtectedAttribute],
    pub catalogue: &'a dyn Catalogue,
    pub counts: bool,
    pub has: &'a dyn Fn(Input) -> bool,
    pub models: usize,
    pub polarity: Polarity,
    pub spec: &'a AuditSpec,
    pub text: Option<&'a SourceText>,
}

/// What the packs bring besides checks.
#[derive(Default)]
pub(super) struct Expanded {
    /// The score above whose median a pack decides.
    pub median_of: Option<String>,
    pub notes: Vec<DataNote>,
    pub publications: Vec<(usize, Publication)>,
    pub records: Vec<PackRecord>,
}

type Parts<'a> = (
    &'a mut Vec<CheckPlan>,
    &'a mut Vec<View>,
    &'a mut Vec<Partition>,
);

/// Adds the checks of every pack to the plan.
pub(super) fn expand(
    ground: &Ground,
    policies: &Policies,
    (checks, views, partitions): Parts,
) -> Result<Expanded> {
    let mut expanded = Expanded::default();
    let own_models: Vec<usize> = (0..ground.models).collect();
    for loaded in &policies.packs {
        let pack = &loaded.pack;
        let path = format!("policy.packs[{}]", loaded.position);
        if let Some(twice) = expanded.records.iter().find(|other| other.id == pack.id) {
            return Err(Error::spec(
                path,
                format!(
                    "`{}` and `{}` are versions of one pack",
                    twice.name(),
                    pack.name()
                ),
            )
            .with_help("keep one of them"));
        }
        let position = expanded.records.len();
        let record = record(ground, loaded, policies.as_of, &path)?;
        let line = ground.text.and_then(|text| text.line_of(&path));
        for written in &pack.check {
            if checks.iter().any(|other| other.id == written.id) {
                return Err(Error::spec(
                    &path,
                    format!(
                        "two checks are called `{}`; one is of `{}`",
                        written.id,
                        pack.name()
                    ),
                )
                .with_help("give your own check another id"));
            }
            let origin = CheckOrigin::Pack {
                pack: position,
                line,
            };
            let mut plan = plan(ground, pack, written, origin, &path)?;
            let reason = match &record.applies_not {
                Some(reason) => Some(format!("the pack does not apply: {reason}")),
                None => cover(ground, written, &mut plan, partitions)?,
            };
            plan.view = view(views, written)?;
            if let Some(reason) = reason {
                plan.partitions.clear();
                plan.untested = Some(reason);
            } else if written.decide.is_some() {
                expanded.median_of = median_of(ground.spec);
            } else {
                plan.models.clone_from(&own_models);
            }
            checks.push(plan);
        }
        for id in ground.spec.policy.limits.keys() {
            known_limit(policies, id)?;
        }
        if record.applies_not.is_none() {
            let publications = pack
                .publish
                .iter()
                .map(|publish| (position, publish.clone()));
            expanded.publications.extend(publications);
        }
        expanded.notes.extend(notes(&record));
        expanded.records.push(record);
    }
    Ok(expanded)
}

/// The model that selects above the median, and the checks that look at it.
pub(super) fn above_median(
    score: &str,
    position: usize,
    checks: &mut [CheckPlan],
) -> Option<ModelPlan> {
    let of_pack = |check: &&mut CheckPlan| {
        check.pack().is_some() && check.untested.is_none() && check.models.is_empty()
    };
    for check in checks.iter_mut().filter(of_pack) {
        check.models = vec![position];
    }
    Some(ModelPlan {
        decide: Decide::AboveMedian {
            score: score.to_owned(),
        },
        derived: true,
        name: "above the median".to_owned(),
        score: Some(score.to_owned()),
        sha256: String::new(),
        version: String::new(),
    })
}

/// The score whose median is asked for: that of the columns, or of the first model.
fn median_of(spec: &AuditSpec) -> Option<String> {
    let of_model = || spec.model.iter().find_map(|model| model.score.clone());
    spec.columns.score.clone().or_else(of_model)
}

fn record(
    ground: &Ground,
    loaded: &LoadedPack,
    as_of: Option<Day>,
    path: &str,
) -> Result<PackRecord> {
    let pack = &loaded.pack;
    let day = |value: &crate::Scalar| {
        Day::of(value).map_err(|error| Error::spec(path, format!("`{}`: {error}", pack.name())))
    };
    let checked_on = day(&pack.checked_on)?;
    let applies_not = pack.applies.why_not(&ground.spec.system);
    Ok(PackRecord {
        applies: applies_not.is_none(),
        applies_not,
        checked_on: checked_on.to_string(),
        effective_from: day(&pack.effective.from)?.to_string(),
        effective_to: match &pack.effective.to {
            Some(to) => day(to)?.to_string(),
            None => String::new(),
        },
        id: pack.id.clone(),
        items: requirements::items(ground.spec, ground.attributes, &pack.require),
        kind: pack.kind,
        legal_note: pack.legal_note.clone(),
        sha256: loaded.sha256.clone(),
        sources: pack.sources.clone(),
        stale: as_of.is_some_and(|as_of| checked_on.days_until(as_of) > FRESH_DAYS),
        status: pack.status,
        title: pack.title.clone(),
        unconfirmed: pack.unconfirmed.clone(),
        version: pack.version.clone(),
    })
}

/// The check without what it covers.
fn plan(
    ground: &Ground,
    pack: &Pack,
    written: &PackCheck,
    origin: CheckOrigin,
    path: &str,
) -> Result<CheckPlan> {
    let of = format!("{path}: `{}` of {}", written.id, pack.name());
    let resolved: Resolved = ground
        .catalogue
        .resolve(&written.metric)
        .map_err(|reason| Error::spec(path, format!("{}: {reason}", pack.name())))?;
    let adopted = ground.spec.policy.limits.get(&written.id);
    if adopted.is_some() && pack.kind != PackKind::House {
        return Err(Error::spec(
            format!("policy.limits.{}", written.id),
            format!(
                "the limit of a {} is not ours to change",
                pack.kind.as_str()
            ),
        )
        .with_help("write a [[check]] of your own beside it"));
    }
    let limit = match (&written.limit, adopted) {
        (_, Some(adopted)) => {
            let path = format!("policy.limits.{}", written.id);
            bounds(adopted, &resolved, &path)?
        }
        (PackLimit::Word(_), None) => Limit::default(),
        (PackLimit::Limit(limit), None) => bounds(limit, &resolved, &of)?,
    };
    let mirrored = if ground.polarity == Polarity::Burden {
        check::mirror(limit, &resolved.info)
    } else {
        None
    };
    Ok(CheckPlan {
        code: written.code.clone(),
        evidence: written.evidence,
        groups: written.groups.clone().unwrap_or_default(),
        id: written.id.clone(),
        limit: mirrored.unwrap_or(limit),
        limit_mirrored: mirrored.is_some(),
        metric: resolved.info,
        metric_id: resolved.id,
        models: Vec::new(),
        note: written.note.clone(),
        origin,
        partitions: Vec::new(),
        rule: written
            .rule
            .or((written.evidence == EvidenceWanted::Rule).then_some(RuleOfPack::FourFifths)),
        severity: written.severity.unwrap_or(Severity::Info),
        slices: written.slices,
        uncertain: Vec::new(),
        untested: None,
        view: 0,
    })
}

fn bounds(written: &LimitSpec, resolved: &Resolved, path: &str) -> Result<Limit> {
    let limit = check::limit(written, &resolved.info, path)?;
    Ok(check::transformed(limit, resolved.transform))
}

/// What the check covers; a sentence where it cannot be held against anything.
fn cover(
    ground: &Ground,
    written: &PackCheck,
    plan: &mut CheckPlan,
    partitions: &mut Vec<Partition>,
) -> Result<Option<String>> {
    let missing: Vec<&str> = plan
        .metric
        .inputs
        .iter()
        .filter(|input| !(ground.has)(**input))
        .map(|input| input.words())
        .collect();
    if !missing.is_empty() {
        return Ok(Some(format!(
            "the spec does not name {}",
            missing.join(", ")
        )));
    }
    if plan.metric.inputs.contains(&Input::Probabilities) {
        return Ok(Some(
            "it is not made for attributes known by probabilities".to_owned(),
        ));
    }
    if written.decide.is_some() {
        if ground.counts {
            return Ok(Some(
                "a table of counts already says who is above the median".to_owned(),
            ));
        }
        if median_of(ground.spec).is_none() {
            return Ok(Some("the spec does not name the score".to_owned()));
        }
    }
    let Some(roles) = &written.partitions else {
        plan.partitions = (0..ground.attributes.len()).collect();
        return Ok(None);
    };
    let mut absent: Vec<&str> = Vec::new();
    for combination in roles {
        // Every attribute of a role, in every combination with those of the others.
        let mut names: Vec<Vec<&str>> = vec![Vec::new()];
        for role in combination.split('*').map(str::trim) {
            let of_role = |a: &&ProtectedAttribute| a.role == role;
            let attributes: Vec<&str> = ground
                .attributes
                .iter()
                .filter(of_role)
                .map(|a| a.name.as_str())
                .collect();
            if attributes.is_empty() && !absent.contains(&role) {
                absent.push(role);
            }
            names = names
                .iter()
                .flat_map(|known| attributes.iter().map(move |a| [known, &[*a][..]].concat()))
                .collect();
        }
        for names in names {
            let position = intersections::at(partitions, ground.attributes, &names)?;
            if !plan.partitions.contains(&position) {
                plan.partitions.push(position);
            }
        }
    }
    let roles: Vec<String> = absent.iter().map(|role| format!("`{role}`")).collect();
    let absent = format!("no attribute has the role {}", roles.join(" or "));
    if plan.partitions.is_empty() {
        return Ok(Some(absent));
    }
    if !roles.is_empty() {
        let note = format!("Not looked at everywhere: {absent}.");
        plan.note = [plan.note.as_str(), &note].join(" ").trim().to_owned();
    }
    Ok(None)
}

/// The position of the view that the check asks for.
fn view(views: &mut Vec<View>, written: &PackCheck) -> Result<usize> {
    let mut wanted = views[0].clone();
    if let Some(rule) = &written.reference {
        wanted.reference = Some(rule.clone());
    }
    wanted.min_n = written.min_n.unwrap_or(wanted.min_n);
    if let Some(Exclusion {
        below_share,
        comparator,
        ..
    }) = &written.exclude
    {
        wanted.below_share = Some(share(below_share, &format!("{}.exclude", written.id))?);
        wanted.comparator = *comparator;
    }
    Ok(match views.iter().position(|view| *view == wanted) {
        Some(position) => position,
        None => {
            views.push(wanted);
            views.len() - 1
        }
    })
}

/// Fails where `[policy.limits]` names a check that no pack has.
fn known_limit(policies: &Policies, id: &str) -> Result<()> {
    let checks = || policies.packs.iter().flat_map(|loaded| &loaded.pack.check);
    if checks().any(|check| check.id == *id) {
        return Ok(());
    }
    Err(Error::spec(
        format!("policy.limits.{id}"),
        format!("no pack of this spec has a check `{id}`"),
    )
    .did_you_mean(id, checks().map(|check| check.id.as_str())))
}

/// What a reader should know of a pack before its results.
fn notes(record: &PackRecord) -> Vec<DataNote> {
    let name = record.name();
    let mut notes = Vec::new();
    if !record.status.stands() {
        notes.push(DataNote::warning(
            "pack_does_not_bind",
            None,
            format!(
                "The rule of {name} is not in force: {}. It was run because the spec names it.",
                record.status.words()
            ),
        ));
    }
    if record.stale {
        notes.push(DataNote::warning(
            "pack_stale",
            None,
            format!(
                "The rule behind {name} was last looked at on {}, more than {FRESH_DAYS} days before this audit; it may have changed.",
                record.checked_on
            ),
        ));
    }
    if let Some(reason) = &record.applies_not {
        notes.push(DataNote::warning(
            "pack_does_not_apply",
            None,
            format!("{name} was not applied: {reason}."),
        ));
    }
    let absent: Vec<&str> = record
        .items
        .iter()
        .filter(|item| !item.present)
        .map(|item| item.id.as_str())
        .collect();
    if !absent.is_empty() && record.applies {
        notes.push(DataNote::warning(
            "documentation_missing",
            Some(absent.len() as u64),
            format!(
                "{name} asks for documentation that the spec does not point to: {}. Answer under [policy.answers].",
                absent.join(", ")
            ),
        ));
    }
    notes
}
