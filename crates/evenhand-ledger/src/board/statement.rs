use super::minutes::Minutes;
use crate::entry::RunEvent;
use serde_json::{Value, json};

/// The field of the predicate that holds the board's decision. in-toto allows extension fields in any object; readers that do
/// not know it leave it aside, and what the tests say does not depend on it.
///
/// # Source
/// in-toto/attestation, `spec/v1/README.md`, "Parsing rules".
pub const EXTENSION: &str = "evenhand_board";

const STATEMENT: &str = "https://in-toto.io/Statement/v1";
const PREDICATE: &str = "https://in-toto.io/attestation/test-result/v0.1";

/// What a statement has to name: each file with its SHA-256.
pub(crate) fn subjects(
    run: &RunEvent,
    number: u64,
    minutes: &Minutes,
    minutes_sha256: &str,
) -> Vec<(String, String)> {
    let mut all = vec![
        (run.scorecard_path(), run.scorecard_sha256.clone()),
        (run.minutes_path(number), minutes_sha256.to_owned()),
    ];
    let reports = minutes.reports.iter();
    all.extend(reports.map(|report| (report.file.clone(), report.sha256.clone())));
    all
}

/// The decision, as the statement holds it.
pub(crate) fn extension(number: u64, minutes: &Minutes, minutes_sha256: &str) -> Value {
    json!({
        "conditions": minutes.decision.conditions,
        "date": minutes.meeting.date,
        "decision": minutes.decision.decision,
        "minutes": number,
        "minutes_sha256": minutes_sha256,
        "period": minutes.period,
        "present": minutes.present.iter().map(|one| &one.name).collect::<Vec<_>>(),
        "quorum": minutes.meeting.quorum,
        "run": minutes.run,
        "system": minutes.system,
    })
}

/// What of a statement does not fit the decision; none where all does.
pub(crate) fn misfit(
    statement: &[u8],
    subjects: &[(String, String)],
    extension: &Value,
) -> Option<String> {
    let Ok(statement) = serde_json::from_slice::<Value>(statement) else {
        return Some("the payload is no JSON".to_owned());
    };
    for (key, known) in [("_type", STATEMENT), ("predicateType", PREDICATE)] {
        if statement[key] != known {
            return Some(format!("`{key}` is {}, not {known}", statement[key]));
        }
    }
    let named: Vec<&str> = statement["subject"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|subject| subject["digest"]["sha256"].as_str())
        .collect();
    for (name, sha256) in subjects {
        if !named.contains(&sha256.as_str()) {
            return Some(format!("{name} with SHA-256 {sha256} was not signed"));
        }
    }
    let signed = &statement["predicate"][EXTENSION];
    if signed != extension {
        let decision = &signed["decision"];
        return Some(format!(
            "the decision that was signed, {decision}, is not that of the minutes"
        ));
    }
    None
}
