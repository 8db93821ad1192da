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
    // A later version may say more or less; what is said by both must agree, and these must be said.
    let signed = &statement["predicate"][EXTENSION];
    let differs = |key: &str| signed.get(key) != extension.get(key);
    let said = signed.as_object().into_iter().flatten();
    let other = said
        .map(|(key, _)| key.as_str())
        .filter(|key| extension.get(key).is_some())
        .chain(["decision", "minutes_sha256", "run", "system"])
        .find(|key| differs(key));
    if let Some(key) = other {
        return Some(format!(
            "`{key}` was signed as {}, and the minutes say {}",
            signed[key], extension[key]
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_must_be_what_the_minutes_say() {
        let hash = "ab".repeat(32);
        let files = [("minutes.json".to_owned(), hash.clone())];
        let known = extension(1, &Minutes::default(), &hash);
        let fits = json!({
            "_type": STATEMENT, "predicateType": PREDICATE,
            "subject": [{"name": "minutes.json", "digest": {"sha256": hash}}],
            "predicate": {EXTENSION: known},
        });
        let said = |change: &dyn Fn(&mut Value)| {
            let mut statement = fits.clone();
            change(&mut statement);
            misfit(statement.to_string().as_bytes(), &files, &known).unwrap_or_default()
        };
        assert_eq!(said(&|_| {}), "");
        assert_eq!(said(&|s| s["predicate"][EXTENSION]["later"] = 1.into()), "");
        let board = |key: &'static str, value: Value| {
            said(&move |s| s["predicate"][EXTENSION][key] = value.clone())
        };
        assert!(board("decision", "pause".into()).contains("`decision` was signed as \"pause\""));
        assert!(board("quorum", 7.into()).contains("`quorum` was signed as 7"));
        assert!(said(&|s| s["predicate"] = json!({})).contains("`decision` was signed as null"));
        assert!(said(&|s| s["subject"] = json!([])).contains("minutes.json with SHA-256 abab"));
        assert!(said(&|s| s["_type"] = json!("x")).contains("`_type` is \"x\""));
        assert!(misfit(b"no", &files, &known).is_some());
    }
}
