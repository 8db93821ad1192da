use super::changes::Change;
use super::teller::{clean, fingerprint, rule_of, whom};
use super::{GateRun, Teller};
use crate::index::Index;
use evenhand_core::{Finding, MetricInfo, Scorecard, Severity, Verdict};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Results that a platform takes from one file.
const MOST_RESULTS: usize = 25_000;
/// Tags that a platform takes for one rule.
const MOST_TAGS: usize = 20;
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json";

/// SARIF 2.1.0 for code scanning: gaps, whether confirmed or possible, and waived ones as suppressed.
///
/// Code scanning shows every result of a file as an open alert, also one that passed, and closes an alert once its result
/// is no longer there. So what is within its limit or undecided is counted in the properties of the run, and no result.
pub fn sarif(card: &Scorecard, run: &GateRun<'_>) -> String {
    log(card, run, false)
}

/// SARIF 2.1.0 with a result for every finding, also what passed, was not tested, or is no longer there.
pub fn sarif_of_all(card: &Scorecard, run: &GateRun<'_>) -> String {
    log(card, run, true)
}

fn log(card: &Scorecard, run: &GateRun<'_>, all: bool) -> String {
    let index = Index::new(card);
    let teller = Teller::new(card, &index, run);
    let rules = Rules::new(card);
    let wanted = |f: &Finding| {
        let gap = [Verdict::ConfirmedGap, Verdict::PossibleGap, Verdict::Waived];
        all || gap.contains(&f.verdict) || teller.speaks(f)
    };
    let mut results: Vec<Value> = (teller.gravest().into_iter())
        .filter(|(_, finding)| wanted(finding))
        .map(|(at, finding)| result(&teller, &rules, at, finding))
        .collect();
    if all {
        let gone = teller.changes.iter().flat_map(|changes| &changes.gone);
        results.extend(gone.map(|old| absent(&teller, &rules, old)));
    }
    let left_out = results.len().saturating_sub(MOST_RESULTS);
    results.truncate(MOST_RESULTS);
    let mut notifications: Vec<Value> = (teller.remarks().into_iter())
        .map(|text| json!({ "level": "warning", "message": { "text": text } }))
        .collect();
    if left_out > 0 {
        notifications.push(json!({
            "level": "warning",
            "message": { "text": format!("{left_out} less grave results are left out: a file takes {MOST_RESULTS}.") },
        }));
    }
    let counts: Map<String, Value> = (Verdict::ALL.iter())
        .map(|verdict| (verdict.as_str().to_owned(), card.count(*verdict).into()))
        .collect();
    let (name, version) = card.tool.split_once(' ').unwrap_or((&card.tool, "0.0.0"));
    let mut text = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "automationDetails": { "id": format!("evenhand/{}/", clean(&card.system.id)) },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "exitCode": run.exit_code,
                "exitCodeDescription": run.reasons.join("; "),
                "toolExecutionNotifications": notifications,
            }],
            "properties": {
                "adoptedBy": card.system.adopted_by,
                "packs": teller.packs(),
                "specSha256": card.digests.spec,
                "statisticsSha256": card.digests.statistics,
                "verdicts": counts,
            },
            "results": results,
            "tool": { "driver": {
                "name": name,
                "rules": rules.written,
                "semanticVersion": version,
                "version": version,
            } },
        }],
    })
    .to_string();
    text.push('\n');
    text
}

/// The rules of a run and where each stands.
struct Rules<'a> {
    place: BTreeMap<&'a str, usize>,
    written: Vec<Value>,
}

impl<'a> Rules<'a> {
    fn new(card: &'a Scorecard) -> Self {
        let mut rules = Self {
            place: BTreeMap::new(),
            written: Vec::new(),
        };
        for check in &card.checks {
            let id = rule_of(check);
            if rules.place.contains_key(id) {
                continue;
            }
            let packs = card.checks.iter().filter(|other| rule_of(other) == id);
            let packs = packs.filter_map(|check| check.pack.as_deref());
            let rule = rule(id, card.metric(&check.metric), packs);
            rules.place.insert(id, rules.written.len());
            rules.written.push(rule);
        }
        rules
    }
}

fn rule<'a>(id: &str, info: Option<&MetricInfo>, packs: impl Iterator<Item = &'a str>) -> Value {
    let mut tags = vec!["disparity".to_owned()];
    tags.extend(info.map(|info| info.family.clone()));
    for pack in packs {
        if !tags.iter().any(|tag| tag == pack) {
            tags.push(pack.to_owned());
        }
    }
    tags.truncate(MOST_TAGS);
    let properties = json!({ "precision": "high", "tags": tags });
    let Some(info) = info else {
        return json!({
            "id": id,
            "properties": properties,
            "shortDescription": { "text": id },
        });
    };
    let parts = [
        ("", &info.summary),
        ("Formula", &info.formula),
        ("Reading", &info.reading),
        ("Undefined", &info.undefined),
        ("Beware", &info.beware),
        ("Source", &info.source),
    ];
    let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
    let (mut plain, mut markdown) = (Vec::new(), Vec::new());
    for (head, text) in parts {
        if head.is_empty() {
            plain.push(text.clone());
            markdown.push(text.clone());
        } else {
            plain.push(format!("{head}: {text}"));
            markdown.push(format!("**{head}.** {text}"));
        }
    }
    json!({
        "fullDescription": { "text": info.summary },
        "help": { "markdown": markdown.join("\n\n"), "text": plain.join("\n") },
        "id": id,
        "name": id,
        "properties": properties,
        "shortDescription": { "text": info.label },
    })
}

fn result(teller: &Teller<'_>, rules: &Rules<'_>, at: usize, finding: &Finding) -> Value {
    let (kind, level) = kind(teller, finding);
    let message = format!(
        "{}: {}. {}",
        teller.title(finding),
        finding.verdict.words(),
        teller.whole(finding)
    );
    let mark = fingerprint_of(teller, finding);
    let mut properties = json!({
        "attribute": clean(&finding.attribute),
        "check": clean(&finding.check),
        "group": clean(&finding.group),
        "limit": finding.limit.to_string(),
        "metric": &*finding.metric,
        "severity": teller.severity(finding).as_str(),
        "verdict": finding.verdict.as_str(),
    });
    for (key, text) in [("model", &finding.model), ("slice", &finding.slice)] {
        if !text.is_empty() {
            properties[key] = clean(text).into();
        }
    }
    if let Some(pack) = teller.pack(finding) {
        properties["pack"] = pack.name().into();
        properties["packStatus"] = pack.status.as_str().into();
    }
    if !Teller::is_hidden(finding) {
        for (key, number) in [
            ("value", finding.value),
            ("lower", finding.lower),
            ("upper", finding.upper),
        ] {
            if let Some(number) = number.filter(|number| number.is_finite()) {
                properties[key] = number.get().into();
            }
        }
    }
    let rule = teller.rule(finding);
    let mut result = json!({
        "kind": kind,
        "level": level,
        "locations": [location(teller, finding)],
        "message": { "text": message },
        "partialFingerprints": mark,
        "properties": properties,
        "ruleId": rule,
    });
    if let Some(place) = rules.place.get(rule) {
        result["ruleIndex"] = (*place).into();
    }
    if finding.verdict == Verdict::Waived {
        let why = teller.waiver(finding).map_or_else(
            || "Waived.".to_owned(),
            |waiver| {
                clean(&format!(
                    "{} Approved by {} on {}, until {}. Owner: {}.",
                    waiver.reason,
                    waiver.approved_by.join(" and "),
                    waiver.approved_on,
                    waiver.expires,
                    waiver.owner
                ))
            },
        );
        result["suppressions"] =
            json!([{ "justification": why, "kind": "external", "status": "accepted" }]);
    }
    if let Some(change) = teller.change(at) {
        result["baselineState"] = change.state().into();
        if let Some(sentence) = change.sentence().filter(|_| !matches!(change, Change::New)) {
            result["message"]["text"] = format!("{message} {sentence}").into();
        }
    }
    result
}

/// A result of the accepted run whose comparison is no longer made.
fn absent(teller: &Teller<'_>, rules: &Rules<'_>, old: &Finding) -> Value {
    let id = (teller.changes.iter())
        .flat_map(|changes| &changes.before.card.checks)
        .find(|check| check.id == old.check)
        .map_or(&*old.metric, rule_of);
    let mut result = json!({
        "baselineState": "absent",
        "kind": "notApplicable",
        "level": "none",
        "locations": [location(teller, old)],
        "message": { "text": clean(&format!("{}, {}: no longer compared.", old.check, whom(old))) },
        "partialFingerprints": fingerprint_of(teller, old),
        "ruleId": id,
    });
    if let Some(place) = rules.place.get(id) {
        result["ruleIndex"] = (*place).into();
    }
    result
}

/// What a result is and how loud. What is no failure has no level.
fn kind(teller: &Teller<'_>, finding: &Finding) -> (&'static str, &'static str) {
    let quiet = teller.severity(finding) == Severity::Info;
    match finding.verdict {
        Verdict::ConfirmedGap | Verdict::Waived => (
            "fail",
            match teller.severity(finding) {
                Severity::Gate => "error",
                Severity::Warn => "warning",
                Severity::Info => "note",
            },
        ),
        _ if teller.speaks(finding) => ("fail", if quiet { "note" } else { "warning" }),
        Verdict::PossibleGap => ("fail", "note"),
        Verdict::WithinLimit => ("pass", "none"),
        Verdict::NotTested => ("notApplicable", "none"),
        Verdict::InsufficientData | Verdict::Hidden => ("open", "none"),
    }
}

fn fingerprint_of(teller: &Teller<'_>, finding: &Finding) -> Value {
    let hash = if teller.check(finding).is_some() {
        teller.fingerprint(finding)
    } else {
        fingerprint("", finding)
    };
    // Code scanning looks at this name alone, and would otherwise take all findings of one line for the same.
    json!({ "evenhandFinding/v1": hash, "primaryLocationLineHash": format!("{hash}:1") })
}

fn location(teller: &Teller<'_>, finding: &Finding) -> Value {
    let name = clean(&format!("{}, {}", finding.check, whom(finding)));
    json!({
        "logicalLocations": [{ "fullyQualifiedName": name, "kind": "resource" }],
        "physicalLocation": {
            "artifactLocation": { "uri": uri(teller.run.file) },
            "region": { "startLine": teller.line(finding) },
        },
    })
}

/// A path as a relative reference.
fn uri(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                text.push(char::from(byte));
            }
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    text
}
