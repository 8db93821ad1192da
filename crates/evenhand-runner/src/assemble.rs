mod packs;

use crate::caveats::caveats;
use crate::checks::{Checked, Tabled};
use evenhand_core::{
    AttributeKind, AttributeSummary, AuditPlan, CheckOrigin, CheckPlan, CheckSummary, Comparisons,
    Curves, DataNote, Decide, Digests, Finding, GroupSize, GroupTable, MetricInfo, ModelSummary,
    NoteLevel, PackKind, Real, SCORECARD_VERSION, Scorecard, Settings, SliceSummary, Statistics,
    SystemSummary, Verdict, sha256_hex,
};
use evenhand_metrics::{Reference, catalogue};
use evenhand_policy::{rule_of_metric, rule_of_note};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Puts everything into one self-contained scorecard.
pub(crate) fn assemble(
    plan: &AuditPlan,
    statistics: &Statistics,
    checked: Checked,
    curves: Vec<Curves>,
) -> Scorecard {
    let Checked {
        disclosed,
        estimates,
        findings,
        notes,
        tables,
        waivers,
    } = checked;
    let spec = spec_without_sources(plan);
    let mut all_notes: Vec<DataNote> = statistics.intake.notes.clone();
    all_notes.extend(plan.notes.iter().cloned());
    all_notes.extend(notes);
    all_notes.extend(caveats(plan, statistics, &estimates, &findings));
    all_notes.extend(matched_nothing(plan, &findings, &disclosed));
    for note in &mut all_notes {
        let rule = rule_of_note(&note.code);
        note.rule = rule.map_or_else(String::new, |rule| rule.code.to_owned());
    }
    let mut seen: Vec<DataNote> = Vec::new();
    all_notes.retain(|note| {
        let new = !seen.contains(note);
        seen.push(note.clone());
        new
    });
    all_notes.sort_by_key(|note| u8::from(note.level != NoteLevel::Warning));
    let used: BTreeSet<&str> = estimates.iter().map(|estimate| &*estimate.metric).collect();
    let own = crate::evaluate::with_parameters(plan);
    let metrics: Vec<MetricInfo> = catalogue()
        .entries()
        .iter()
        .chain(&own)
        .filter(|entry| used.contains(entry.id()))
        .map(|entry| entry.info.clone())
        .collect();
    let mut intake = statistics.intake.clone();
    intake.notes.clear();
    Scorecard {
        as_of: plan.as_of.map_or_else(String::new, |day| day.to_string()),
        attributes: attributes(plan, &tables),
        checks: plan
            .checks
            .iter()
            .zip(disclosed)
            .map(|(check, disclosed)| summary(plan, check, &findings, disclosed))
            .collect(),
        comparisons: comparisons(plan, &findings),
        curves,
        digests: Digests {
            spec: spec_digest(plan),
            statistics: sha256_hex(&statistics.canonical_bytes()),
        },
        intake,
        metrics,
        models: models(plan, &tables),
        notes: all_notes,
        packs: packs::records(plan, &tables, &estimates),
        plan: None,
        privacy: None,
        schema_version: SCORECARD_VERSION,
        settings: Settings {
            blocks: statistics.blocks,
            has_label: plan.has_label(),
            level: Real::new(plan.level).unwrap_or_default(),
            min_n: plan.min_n,
            resamples: plan.resamples,
            seed: plan.seed,
            spec,
            strata: plan.strata.clone(),
            weighted: statistics.weighted,
        },
        slices: slices(statistics, &tables),
        system: system(plan),
        tool: crate::TOOL.to_owned(),
        waivers,
        estimates,
        findings,
    }
}

/// SHA-256 of the canonical spec without the names of files.
pub(crate) fn spec_digest(plan: &AuditPlan) -> String {
    sha256_hex(&serde_json::to_vec(&spec_without_sources(plan)).unwrap_or_default())
}

/// The spec in canonical JSON, without the names of files, of the output folder and of where else the result is kept.
fn spec_without_sources(plan: &AuditPlan) -> serde_json::Value {
    let mut spec = serde_json::to_value(&plan.spec).unwrap_or_default();
    if let Some(data) = spec
        .get_mut("data")
        .and_then(serde_json::Value::as_object_mut)
    {
        data.remove("source");
        for join in data
            .get_mut("join")
            .and_then(serde_json::Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(join) = join.as_object_mut() {
                join.remove("source");
            }
        }
    }
    if let Some(spec) = spec.as_object_mut() {
        spec.remove("report");
        spec.remove("export");
        spec.remove("notify");
    }
    spec
}

fn system(plan: &AuditPlan) -> SystemSummary {
    let spec = &plan.spec;
    let title = if spec.system.title.is_empty() {
        &spec.system.id
    } else {
        &spec.system.title
    };
    SystemSummary {
        adopted_by: spec.policy.adopted_by.clone(),
        adopted_on: spec
            .policy
            .adopted_on
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        adopted_reason: spec.policy.reason.clone(),
        id: spec.system.id.clone(),
        owner: spec.system.owner.clone(),
        polarity: plan.polarity,
        polarity_stated: spec.system.decision.is_some(),
        purpose: spec.system.purpose.clone(),
        rows_are: spec
            .data
            .rows_are
            .clone()
            .unwrap_or_else(|| "people".to_owned()),
        title: title.clone(),
    }
}

fn first(tables: &[Tabled], partition: Option<usize>) -> Option<&Tabled> {
    tables
        .iter()
        .find(|t| t.model == 0 && t.slice.is_none() && t.partition == partition)
}

fn attributes(plan: &AuditPlan, tables: &[Tabled]) -> Vec<AttributeSummary> {
    let mut summaries = Vec::new();
    for (p, partition) in plan.partitions.iter().enumerate() {
        let Some(tabled) = first(tables, Some(p)) else {
            continue;
        };
        let kinds = partition
            .attributes
            .iter()
            .map(|&a| plan.attributes[a].kind);
        summaries.push(AttributeSummary {
            attributes: partition
                .attributes
                .iter()
                .map(|&a| plan.attributes[a].name.clone())
                .collect(),
            groups: sizes(&tabled.table),
            kind: kinds.max().unwrap_or(AttributeKind::Unstated),
            name: partition.name.as_str().into(),
            reference: match &tabled.reference {
                Reference::Group { name, .. } => Some(name.clone()),
                Reference::Rest => Some("rest".into()),
                Reference::Overall => Some("overall".into()),
                Reference::None => None,
            },
        });
    }
    summaries
}

fn sizes(table: &GroupTable) -> Vec<GroupSize> {
    let everyone = table.overall.total.confusion.decided().weight();
    table
        .groups
        .iter()
        .map(|group| GroupSize {
            hidden: false,
            n: group.n(),
            name: group.name.clone(),
            selected: group.total.confusion.selected().n,
            share: Real::new(if everyone > 0.0 {
                group.total.confusion.decided().weight() / everyone
            } else {
                0.0
            })
            .unwrap_or_default(),
            undecided: group.total.confusion.undecided().n,
            units: group.units,
        })
        .collect()
}

fn models(plan: &AuditPlan, tables: &[Tabled]) -> Vec<ModelSummary> {
    plan.models
        .iter()
        .enumerate()
        .map(|(i, model)| {
            let everyone = tables
                .iter()
                .find(|t| t.model == i && t.slice.is_none() && t.partition.is_none());
            let decision = match &model.decide {
                Decide::Column(rule) => format!("column {}", rule.column),
                Decide::Threshold { score, at } => format!("{score} of at least {at}"),
                Decide::AboveMedian { score } => format!("{score} above the median of all"),
                Decide::TopK { score, k } => format!("the {k} highest of {score}"),
                Decide::TopFraction { score, share } => format!("the highest {share} of {score}"),
                Decide::Pair { .. } => "what two models decided".to_owned(),
                Decide::Counts => "a table of counts".to_owned(),
                Decide::Everyone => "nobody was decided about yet".to_owned(),
            };
            ModelSummary {
                decision,
                hidden: false,
                n: everyone.map_or(0, |t| t.table.overall.n()),
                name: model.name.as_str().into(),
                selected: everyone.map_or(0, |t| t.table.overall.total.confusion.selected().n),
                sha256: model.sha256.clone(),
                version: model.version.clone(),
            }
        })
        .collect()
}

fn slices(statistics: &Statistics, tables: &[Tabled]) -> Vec<SliceSummary> {
    tables
        .iter()
        .filter(|t| t.model == 0 && t.partition.is_none())
        .filter_map(|t| {
            let name: Arc<str> = statistics.slices.levels.get(t.slice? as usize)?.clone();
            Some(SliceSummary {
                hidden: false,
                n: t.table.overall.n(),
                name,
            })
        })
        .collect()
}

fn summary(
    plan: &AuditPlan,
    check: &CheckPlan,
    findings: &[Finding],
    disclosed: Vec<usize>,
) -> CheckSummary {
    let adopted = &plan.spec.policy.adopted_by;
    let pack = check.pack().map(|pack| &plan.packs[pack]);
    let origin = match (&check.origin, pack) {
        (CheckOrigin::Default, _) => "default limit, adopted by nobody".to_owned(),
        (_, Some(pack)) if pack.kind != PackKind::House => format!("of {}", pack.name()),
        (_, Some(pack)) if adopted.is_empty() => {
            format!("proposed by {}, adopted by nobody", pack.name())
        }
        (_, _) if adopted.is_empty() => "limit of this spec".to_owned(),
        (_, _) => format!("limit adopted by {adopted}"),
    };
    let gravest = findings
        .iter()
        .filter(|finding| *finding.check == *check.id)
        .map(|finding| finding.verdict)
        .min();
    let discloses = check.discloses() && check.untested.is_none();
    let rule = (check.code.clone())
        .or_else(|| rule_of_metric(&check.metric).map(|rule| rule.code.to_owned()));
    CheckSummary {
        attributes: check
            .partitions
            .iter()
            .map(|&p| plan.partitions[p].name.as_str().into())
            .collect(),
        disclosed,
        evidence: check.evidence,
        id: check.id.as_str().into(),
        limit: check.limit,
        limit_mirrored: check.limit_mirrored,
        metric: check.metric_id.as_str().into(),
        note: check.note.clone(),
        origin,
        pack: pack.map(|pack| pack.name().into()),
        reason: check.untested.clone(),
        rule: rule.unwrap_or_default(),
        severity: check.severity,
        spec_line: match check.origin {
            CheckOrigin::Spec { line, .. } | CheckOrigin::Pack { line, .. } => line,
            CheckOrigin::Default => None,
        },
        verdict: gravest.or((!discloses).then_some(Verdict::NotTested)),
    }
}

/// A check that was held against no number is itself a finding.
fn matched_nothing(
    plan: &AuditPlan,
    findings: &[Finding],
    disclosed: &[Vec<usize>],
) -> Vec<DataNote> {
    let mut notes = Vec::new();
    for (check, disclosed) in plan.checks.iter().zip(disclosed) {
        let of_check = |finding: &Finding| *finding.check == *check.id;
        if check.untested.is_none() && disclosed.is_empty() && !findings.iter().any(of_check) {
            let groups = if check.groups.is_empty() {
                String::new()
            } else {
                format!(" It looks for a group called {}.", check.groups.join(", "))
            };
            notes.push(DataNote::warning(
                "check_matched_nothing",
                None,
                format!("The check {} was held against no number.{groups}", check.id),
            ));
        }
    }
    notes
}

fn comparisons(plan: &AuditPlan, findings: &[Finding]) -> Comparisons {
    let decided = [
        Verdict::ConfirmedGap,
        Verdict::PossibleGap,
        Verdict::WithinLimit,
    ];
    let risk = ((1.0 - plan.level) * 1000.0).round() / 10.0;
    Comparisons {
        correction: format!(
            "Tukey among the groups of an attribute, Holm over checks and attributes: the chance that even one confirmed gap is false is at most {risk} in 100"
        ),
        made: findings
            .iter()
            .filter(|finding| decided.contains(&finding.verdict))
            .count() as u64,
        planned: findings.len() as u64,
    }
}
