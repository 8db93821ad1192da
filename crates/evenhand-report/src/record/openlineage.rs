use super::{InputFile, Occasion, about, run_digest, test_name, title, verdict_code};
use crate::number;
use evenhand_core::{Estimate, Scorecard, Severity, Status, Verdict};
use serde_json::{Map, Value, json};

/// The schema of the run facet that holds the verdicts.
pub const VERDICTS_FACET: &str = include_str!("openlineage/verdicts-facet.json");

const PRODUCER: &str = "urn:evenhand";
const SPEC: &str = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

/// Two OpenLineage events, one on each line: the beginning of the audit and its end.
///
/// A run fails only where nothing could be computed; a confirmed gap is a result, not a failure of the run.
pub fn openlineage(card: &Scorecard, occasion: &Occasion, namespace: &str) -> String {
    let ended = if card.estimates.iter().any(computed) {
        "COMPLETE"
    } else {
        "FAIL"
    };
    let mut text = String::new();
    for (kind, moment, last) in [
        ("START", &occasion.began, false),
        (ended, &occasion.ended, true),
    ] {
        let mut run_facets = json!({
            "processing_engine": facet("1-1-1/ProcessingEngineRunFacet", json!({
                "name": "evenhand",
                "version": card.tool.strip_prefix("evenhand ").unwrap_or(&card.tool),
            })),
        });
        if last && let Some(facets) = run_facets.as_object_mut() {
            facets.insert("evenhand_verdicts".to_owned(), verdicts(card));
        }
        let event = json!({
            "eventTime": moment.text,
            "eventType": kind,
            "inputs": inputs(card, occasion, namespace, last),
            "job": { "namespace": namespace, "name": card.system.id, "facets": job_facets(card) },
            "outputs": [],
            "producer": PRODUCER,
            "run": { "runId": run_id(card), "facets": run_facets },
            "schemaURL": SPEC,
        });
        text.push_str(&event.to_string());
        text.push('\n');
    }
    text
}

fn computed(e: &Estimate) -> bool {
    matches!(
        e.status,
        Status::Ok | Status::Unbounded | Status::InsufficientN
    )
}

/// A UUID of version 8, made of a SHA-256 as version 5 is made of a SHA-1.
fn run_id(card: &Scorecard) -> String {
    let digest = run_digest(card, "openlineage");
    let variant = match digest.as_bytes().get(16) {
        Some(b'0'..=b'3') => '8',
        Some(b'4'..=b'7') => '9',
        Some(b'8' | b'9' | b'a' | b'b') => 'a',
        _ => 'b',
    };
    format!(
        "{}-{}-8{}-{variant}{}-{}",
        &digest[..8],
        &digest[8..12],
        &digest[13..16],
        &digest[17..20],
        &digest[20..32]
    )
}

/// A facet of the standard.
fn facet(schema: &str, content: Value) -> Value {
    let name = schema.rsplit('/').next().unwrap_or(schema);
    let url = format!("https://openlineage.io/spec/facets/{schema}.json#/$defs/{name}");
    with_schema(&url, content)
}

fn with_schema(url: &str, content: Value) -> Value {
    let mut facet = Map::new();
    facet.insert("_producer".to_owned(), PRODUCER.into());
    facet.insert("_schemaURL".to_owned(), url.into());
    if let Value::Object(content) = content {
        facet.extend(content);
    }
    Value::Object(facet)
}

fn job_facets(card: &Scorecard) -> Value {
    let job_type =
        json!({ "processingType": "BATCH", "integration": "EVENHAND", "jobType": "AUDIT" });
    let purpose = if card.system.purpose.is_empty() {
        title(card)
    } else {
        &card.system.purpose
    };
    let mut facets = json!({
        "jobType": facet("2-0-4/JobTypeJobFacet", job_type),
        "documentation": facet("1-1-0/DocumentationJobFacet", json!({ "description": purpose })),
    });
    if !card.system.owner.is_empty() {
        let owners = json!({ "owners": [{ "name": card.system.owner }] });
        facets["ownership"] = facet("1-0-1/OwnershipJobFacet", owners);
    }
    facets
}

/// The files that were read. What the checks say is about all rows: it stands on the file where there is one, and on a
/// dataset that stands for all of them otherwise.
fn inputs(card: &Scorecard, occasion: &Occasion, namespace: &str, last: bool) -> Vec<Value> {
    let mut inputs: Vec<Value> = occasion.files.iter().map(file).collect();
    if inputs.len() != 1 {
        let version = json!({ "datasetVersion": card.digests.statistics });
        let all = json!({
            "namespace": namespace,
            "name": format!("{}.rows", card.system.id),
            "facets": { "version": facet("1-0-1/DatasetVersionDatasetFacet", version) },
        });
        inputs.insert(0, all);
    }
    if last && let Some(first) = inputs.first_mut() {
        let mut rows = json!({});
        if !card.privacy.as_ref().is_some_and(|p| p.intake_hidden) {
            rows["rowCount"] = card.intake.rows_read.into();
        }
        if !occasion.files.is_empty() {
            rows["size"] = occasion.files.iter().map(|f| f.bytes).sum::<u64>().into();
            rows["fileCount"] = occasion.files.len().into();
        }
        first["inputFacets"] = json!({
            "dataQualityAssertions": facet(
                "1-1-0/DataQualityAssertionsDatasetFacet",
                json!({ "assertions": assertions(card) }),
            ),
            "inputStatistics": facet("1-0-0/InputStatisticsInputDatasetFacet", rows),
        });
    }
    inputs
}

fn file(file: &InputFile) -> Value {
    let version = json!({ "datasetVersion": file.sha256 });
    json!({
        "namespace": "file",
        "name": file.path,
        "facets": { "version": facet("1-0-1/DatasetVersionDatasetFacet", version) },
    })
}

/// Each check on each group: a success only where the verdict is within the limit. Where there are too few people, or
/// nothing was tested, the check neither succeeds nor fails, and stands among the verdicts alone.
fn assertions(card: &Scorecard) -> Vec<Value> {
    let judged = card.findings.iter().filter(|finding| {
        matches!(
            finding.verdict,
            Verdict::WithinLimit | Verdict::PossibleGap | Verdict::ConfirmedGap | Verdict::Waived
        )
    });
    judged
        .map(|finding| {
            let span = number::span(card.metric(&finding.metric));
            let (value, lower, upper) = (finding.value, finding.lower, finding.upper);
            let blocks =
                finding.severity == Severity::Gate && finding.verdict == Verdict::ConfirmedGap;
            json!({
                "actual": number::with_interval(span, value, lower, upper),
                "assertion": finding.metric,
                "column": finding.attribute,
                "description": format!("{}: {}", about(finding), finding.verdict.words()),
                "expected": finding.limit.to_string(),
                "name": test_name(finding),
                "severity": if blocks { "error" } else { "warn" },
                "success": finding.verdict == Verdict::WithinLimit,
            })
        })
        .collect()
}

fn verdicts(card: &Scorecard) -> Value {
    let findings: Vec<Value> = card
        .findings
        .iter()
        .map(|finding| {
            json!({
                "attribute": finding.attribute,
                "check": finding.check,
                "code": verdict_code(finding.verdict),
                "group": finding.group,
                "lower": finding.lower,
                "metric": finding.metric,
                "model": finding.model,
                "n": finding.n,
                "severity": finding.severity,
                "slice": finding.slice,
                "upper": finding.upper,
                "value": finding.value,
                "verdict": finding.verdict,
            })
        })
        .collect();
    let counts: Map<String, Value> = Verdict::ALL
        .iter()
        .map(|verdict| (verdict.as_str().to_owned(), card.count(*verdict).into()))
        .collect();
    with_schema(
        "urn:evenhand:openlineage:1-0-0:VerdictsRunFacet.json#/$defs/VerdictsRunFacet",
        json!({
            "counts": counts,
            "findings": findings,
            "specSha256": card.digests.spec,
            "statisticsSha256": card.digests.statistics,
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::record::Moment;

    fn occasion(files: usize) -> Occasion {
        let moment = |text: &str| Moment {
            text: text.into(),
            milliseconds: 0,
        };
        Occasion {
            began: moment("2026-03-01T08:00:00Z"),
            ended: moment("2026-03-01T08:00:02Z"),
            files: vec![
                InputFile {
                    bytes: 10,
                    path: "a.csv".into(),
                    sha256: "01".repeat(32)
                };
                files
            ],
        }
    }

    fn events(card: &Scorecard, files: usize) -> Vec<Value> {
        openlineage(card, &occasion(files), "evenhand")
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn a_run_begins_and_ends_under_one_id() {
        let events = events(&fixture::recidivism(), 1);
        assert_eq!(events.len(), 2);
        assert_eq!(
            (&events[0]["eventType"], &events[1]["eventType"]),
            (&"START".into(), &"COMPLETE".into())
        );
        assert_eq!(events[0]["run"]["runId"], events[1]["run"]["runId"]);
        let id = events[0]["run"]["runId"].as_str().unwrap();
        assert_eq!(
            id.split('-').map(str::len).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
        assert!(id.as_bytes()[14] == b'8' && b"89ab".contains(&id.as_bytes()[19]));
        assert_eq!(events[1]["inputs"].as_array().unwrap().len(), 1);
        assert_eq!(events[1]["eventTime"], "2026-03-01T08:00:02Z");
    }

    #[test]
    fn an_audit_that_could_compute_nothing_failed() {
        assert_eq!(events(&fixture::untested(), 1)[1]["eventType"], "FAIL");
    }

    #[test]
    fn too_few_people_neither_succeed_nor_fail() {
        let card = fixture::recidivism();
        let event = events(&card, 2).remove(1);
        assert_eq!(event["inputs"].as_array().unwrap().len(), 3);
        let facets = &event["inputs"][0]["inputFacets"];
        let assertions = facets["dataQualityAssertions"]["assertions"]
            .as_array()
            .unwrap();
        assert_eq!(
            assertions.len(),
            card.findings.len() - card.count(Verdict::InsufficientData)
        );
        let good = assertions.iter().filter(|a| a["success"] == true).count();
        assert_eq!(good, card.count(Verdict::WithinLimit));
        assert_eq!(facets["inputStatistics"]["size"], 20);
        let verdicts = &event["run"]["facets"]["evenhand_verdicts"];
        assert_eq!(
            verdicts["findings"].as_array().unwrap().len(),
            card.findings.len()
        );
    }

    #[test]
    fn hostile_names_stay_in_their_line() {
        let mut card = fixture::hostile();
        card.findings[0].group = "a\n{\"eventType\":\"START\"}".into();
        assert_eq!(events(&card, 0).len(), 2);
    }
}
