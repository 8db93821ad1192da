use super::{Occasion, test_name};
use evenhand_core::{Scorecard, Severity, Verdict};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// An in-toto statement of the predicate test-result, unsigned.
///
/// `PASSED` needs every gate check within its limit and no confirmed gap anywhere; `FAILED` is a confirmed gap of a gate
/// check; everything else, evidence that is missing included, is `WARNED`.
pub fn in_toto(card: &Scorecard, occasion: Option<&Occasion>) -> Vec<u8> {
    let mut subjects = Subjects::of_card(card);
    for file in occasion.iter().flat_map(|occasion| &occasion.files) {
        // Where the file lies is nobody's business.
        let name = file.path.rsplit(['/', '\\']).next().unwrap_or(&file.path);
        subjects.add(name, &file.sha256);
    }
    bytes(statement(card, subjects))
}

/// The statement of [`in_toto`] about more files, with a field of one's own in the predicate, for somebody to sign.
///
/// `files` are names with their SHA-256 and stand first; what the tests say does not depend on the field.
pub fn in_toto_with(
    card: &Scorecard,
    files: &[(String, String)],
    field: &str,
    value: Value,
) -> Vec<u8> {
    let mut subjects = Subjects::default();
    for (name, sha256) in files {
        subjects.add(name, sha256);
    }
    subjects.add_card(card);
    let mut statement = statement(card, subjects);
    statement["predicate"][field] = value;
    bytes(statement)
}

fn bytes(statement: Value) -> Vec<u8> {
    let mut bytes = statement.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

fn statement(card: &Scorecard, subjects: Subjects) -> Value {
    let (mut passed, mut warned, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    for finding in &card.findings {
        let list = match (finding.verdict, finding.severity) {
            (Verdict::WithinLimit, _) => &mut passed,
            (Verdict::ConfirmedGap, Severity::Gate) => &mut failed,
            _ => &mut warned,
        };
        list.push(test_name(finding));
    }
    // A gate check that met no number has no finding, and is not silently left out.
    for check in card
        .checks
        .iter()
        .filter(|check| check.severity == Severity::Gate)
    {
        if !card.findings.iter().any(|f| f.check == check.id) {
            warned.push(check.id.to_string());
        }
    }
    let predicate = json!({
        "result": result(card, !failed.is_empty()),
        "configuration": configuration(card),
        "passedTests": passed,
        "warnedTests": warned,
        "failedTests": failed,
    });
    json!({
        "_type": "https://in-toto.io/Statement/v1",
        "subject": subjects.all,
        "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
        "predicate": predicate,
    })
}

fn result(card: &Scorecard, failed: bool) -> &'static str {
    let gates = || {
        card.checks
            .iter()
            .filter(|check| check.severity == Severity::Gate)
    };
    let within = gates().count() > 0
        && gates().all(|check| {
            let mut findings = card
                .findings
                .iter()
                .filter(|f| f.check == check.id)
                .peekable();
            findings.peek().is_some() && findings.all(|f| f.verdict == Verdict::WithinLimit)
        });
    if failed {
        "FAILED"
    } else if within && card.count(Verdict::ConfirmedGap) == 0 {
        "PASSED"
    } else {
        "WARNED"
    }
}

/// What a statement is about.
#[derive(Default)]
struct Subjects {
    all: Vec<Value>,
    names: BTreeSet<String>,
}

impl Subjects {
    fn of_card(card: &Scorecard) -> Self {
        let mut subjects = Self::default();
        subjects.add_card(card);
        subjects
    }

    fn add_card(&mut self, card: &Scorecard) {
        for model in &card.models {
            let name = if model.name.is_empty() {
                "model"
            } else {
                &model.name
            };
            self.add(name, &model.sha256);
        }
        self.add("statistics", &card.digests.statistics);
    }

    /// Adds one, unless it has no digest.
    fn add(&mut self, name: &str, sha256: &str) {
        let sha256 = sha256.trim().to_ascii_lowercase();
        if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
            return;
        }
        // Names are unique within a statement.
        let mut unique = name.to_owned();
        while !self.names.insert(unique.clone()) {
            unique = format!("{name} ({})", self.names.len());
        }
        self.all
            .push(json!({ "name": unique, "digest": { "sha256": sha256 } }));
    }
}

fn configuration(card: &Scorecard) -> Vec<Value> {
    let one = |name: &str, sha256: &str| json!({ "name": name, "digest": { "sha256": sha256 } });
    let mut all = vec![one("spec", &card.digests.spec)];
    all.extend(
        card.packs
            .iter()
            .map(|pack| one(&pack.name(), &pack.sha256)),
    );
    all.extend(card.plan.iter().map(|plan| one("plan", &plan.sha256)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::record::InputFile;

    fn made(card: &Scorecard) -> Value {
        serde_json::from_slice(&in_toto(card, None)).unwrap()
    }

    fn judged(gate: Verdict, warn: Verdict) -> Value {
        let mut card = fixture::recidivism();
        for finding in &mut card.findings {
            finding.verdict = if finding.severity == Severity::Gate {
                gate
            } else {
                warn
            };
        }
        made(&card)["predicate"]["result"].clone()
    }

    #[test]
    fn only_gates_within_their_limit_pass() {
        use Verdict::{ConfirmedGap, InsufficientData, PossibleGap, Waived, WithinLimit};
        assert_eq!(judged(WithinLimit, WithinLimit), "PASSED");
        assert_eq!(judged(WithinLimit, PossibleGap), "PASSED");
        assert_eq!(judged(WithinLimit, ConfirmedGap), "WARNED");
        for verdict in [PossibleGap, InsufficientData, Waived, Verdict::Hidden] {
            assert_eq!(judged(verdict, WithinLimit), "WARNED");
        }
        assert_eq!(judged(ConfirmedGap, WithinLimit), "FAILED");
    }

    #[test]
    fn where_nothing_was_tested_nothing_passed() {
        assert_eq!(made(&fixture::untested())["predicate"]["result"], "WARNED");
        let mut card = fixture::recidivism();
        card.findings.clear();
        let statement = made(&card);
        assert_eq!(statement["predicate"]["result"], "WARNED");
        assert_eq!(
            statement["predicate"]["warnedTests"],
            json!(["selection-ratio"])
        );
    }

    #[test]
    fn subjects_are_models_counts_and_files_with_names_of_their_own() {
        let mut card = fixture::recidivism();
        card.models[0].sha256 = "EF".repeat(32);
        let file = |path: &str| InputFile {
            bytes: 1,
            path: path.into(),
            sha256: "01".repeat(32),
        };
        let occasion = Occasion {
            files: vec![file("/folder/model"), file("b\\model"), file("bad")],
            ..Occasion::default()
        };
        let statement: Value = serde_json::from_slice(&in_toto(&card, Some(&occasion))).unwrap();
        let subjects = statement["subject"].as_array().unwrap();
        let names: BTreeSet<&str> = subjects
            .iter()
            .map(|s| s["name"].as_str().unwrap())
            .collect();
        assert_eq!((subjects.len(), names.len()), (5, 5));
        assert_eq!(subjects[0]["digest"]["sha256"], "ef".repeat(32));
        assert!(!statement.to_string().contains("/folder"));
    }

    #[test]
    fn more_files_and_a_field_change_nothing_that_the_tests_say() {
        let card = fixture::recidivism();
        let files = [("minutes.json".to_owned(), "cd".repeat(32))];
        let with = in_toto_with(&card, &files, "board", json!({"decision": "pause"}));
        let mut with: Value = serde_json::from_slice(&with).unwrap();
        assert_eq!(with["predicate"]["board"]["decision"], "pause");
        assert_eq!(with["subject"][0]["name"], "minutes.json");
        with["predicate"].as_object_mut().unwrap().remove("board");
        assert_eq!(with["predicate"], made(&card)["predicate"]);
    }

    #[test]
    fn the_statement_is_as_it_was() {
        let statement = made(&fixture::recidivism());
        let predicate = &statement["predicate"];
        assert_eq!(
            statement["predicateType"],
            "https://in-toto.io/attestation/test-result/v0.1"
        );
        assert_eq!(
            predicate["configuration"][0]["digest"]["sha256"],
            "ab".repeat(32)
        );
        let all = ["passedTests", "warnedTests", "failedTests"]
            .map(|list| predicate[list].as_array().unwrap().len());
        assert_eq!(
            all.iter().sum::<usize>(),
            fixture::recidivism().findings.len()
        );
        assert!(
            predicate["passedTests"]
                .as_array()
                .unwrap()
                .contains(&json!("selection-ratio/sex/Female"))
        );
    }
}
