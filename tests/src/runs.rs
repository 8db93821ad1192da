//! `evenhand run --due`: every system's calendar, one line each, and the gravest exit code.

use crate::data::{run, tree};
use std::path::Path;

const SPEC: &str = r#"schema = 1
[system]
id = "SYSTEM"
decision = "benefit"
[data]
source = "SYSTEM.csv"
counts = true
[[attribute]]
column = "gender"
reference = "male"
[[check]]
id = "offer-ratio"
metric = "disparate_impact_ratio"
limit = { min = "4/5" }
[history]
calendar = { every = "month", due_days = 10, grace_days = 5 }
"#;

fn system(folder: &Path, id: &str, women: usize) {
    std::fs::write(
        folder.join(format!("{id}.toml")),
        SPEC.replace("SYSTEM", id),
    )
    .unwrap();
    let counts = format!("gender,n,selected\nfemale,2000,{women}\nmale,2000,240\n");
    std::fs::write(folder.join(format!("{id}.csv")), counts).unwrap();
}

#[test]
fn what_is_due_is_made_as_by_audit_and_history_add() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&one, &two] {
        system(folder.path(), "offer", 235);
    }
    let (code, line, errors) = run(
        one.path(),
        &["run", "--due", "--as-of", "2026-11-05", "offer.toml"],
    );
    assert_eq!(code, 0, "{errors}");
    assert!(
        line.starts_with("offer ") && line.contains("2026-10") && line.contains("reports/offer"),
        "{line}"
    );
    let (code, _, errors) = run(
        two.path(),
        &["audit", "--quiet", "--as-of", "2026-11-05", "offer.toml"],
    );
    assert_eq!(code, 0, "{errors}");
    let (code, _, errors) = run(
        two.path(),
        &["history", "add", "--as-of", "2026-11-05", "offer.toml"],
    );
    assert_eq!(code, 0, "{errors}");
    assert_eq!(
        tree(&one.path().join("history")),
        tree(&two.path().join("history"))
    );
    let card = |folder: &Path| std::fs::read(folder.join("reports/offer/scorecard.json")).unwrap();
    assert_eq!(card(one.path()), card(two.path()));
    // The next day there is nothing to do, and nothing changes.
    let before = tree(&one.path().join("history"));
    let (code, line, _) = run(
        one.path(),
        &["run", "--due", "--as-of", "2026-11-06", "offer.toml"],
    );
    assert!(
        code == 0 && line.contains("nothing due; next 2026-11"),
        "{line}"
    );
    let (code, line, _) = run(
        one.path(),
        &[
            "run",
            "--due",
            "--quiet",
            "--as-of",
            "2026-11-06",
            "offer.toml",
        ],
    );
    assert_eq!((code, line.as_str()), (0, ""));
    assert_eq!(tree(&one.path().join("history")), before);
}

#[test]
fn a_system_that_fails_stops_no_other_and_the_gravest_code_is_returned() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    system(folder, "fair", 235);
    system(folder, "gap", 150);
    system(folder, "broken", 235);
    std::fs::remove_file(folder.join("broken.csv")).unwrap();
    let due = |day: &str, specs: &[&str]| {
        let arguments = [&["run", "--due", "--format", "json", "--as-of", day], specs].concat();
        let (code, text, errors) = run(folder, &arguments);
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        (code, json, errors)
    };
    let (code, json, errors) = due("2026-11-05", &["broken.toml", "gap.toml", "fair.toml"]);
    assert_eq!(code, 2, "{errors}");
    assert!(errors.contains("broken.csv"), "{errors}");
    let codes: Vec<i64> = (0..3)
        .map(|i| json[i]["exit_code"].as_i64().unwrap())
        .collect();
    assert_eq!(codes, [2, 1, 0]);
    assert_eq!(
        (
            &json[0]["planned"]["state"],
            &json[1]["findings"][0]["number"]
        ),
        (&"due".into(), &1.into())
    );
    // A log that somebody altered is worse than a gap, and is not written to.
    let log = folder.join("history/fair/log.jsonl");
    let text = std::fs::read_to_string(&log)
        .unwrap()
        .replace("2026-10", "2026-09");
    std::fs::write(&log, &text).unwrap();
    let (code, json, errors) = due("2026-12-05", &["fair.toml", "gap.toml"]);
    assert_eq!((code, &json[0]["exit_code"]), (2, &5.into()), "{errors}");
    assert_eq!(std::fs::read_to_string(&log).unwrap(), text);
    // The counts of gap.csv were not renewed: the same decisions are no new evidence.
    assert!(errors.contains("the same decisions"), "{errors}");
}

#[test]
fn what_was_missed_is_recorded_once_and_what_comes_after_it_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    system(folder, "offer", 235);
    let due = |day: &str| run(folder, &["run", "--due", "--as-of", day, "offer.toml"]);
    assert_eq!(due("2026-11-05").0, 0);
    system(folder, "offer", 234);
    let (code, line, errors) = due("2027-01-20");
    assert_eq!(code, 6, "{errors}");
    assert!(
        line.contains("2 audits recorded as missed, 2026-11 to 2026-12")
            && line.contains("✔ 1 within"),
        "{line}"
    );
    assert!(
        errors.contains("the audit of 2026-11 was not there by 2026-12-15 (exit 6)"),
        "{errors}"
    );
    let (code, line, _) = due("2027-01-21");
    assert!(code == 0 && line.contains("next 2027-01"), "{line}");
    let (_, list, _) = run(folder, &["history", "list", "offer.toml"]);
    assert_eq!(list.matches("  missed ").count(), 2, "{list}");
    let (code, verified, _) = run(folder, &["history", "verify", "offer.toml"]);
    assert_eq!(code, 0, "{verified}");
}

#[test]
fn an_audit_that_cannot_be_made_is_told_until_it_is_overdue() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    system(folder, "offer", 235);
    std::fs::remove_file(folder.join("offer.csv")).unwrap();
    for (day, state) in [
        ("2026-11-05", "due"),
        ("2026-11-12", "late"),
        ("2026-11-20", "overdue"),
    ] {
        let (code, line, _) = run(folder, &["run", "--due", "--as-of", day, "offer.toml"]);
        assert!(
            code == 2 && line.contains(&format!("2026-10 is {state}")),
            "{day}: {line}"
        );
    }
    let (_, list, _) = run(folder, &["history", "list", "offer.toml"]);
    assert_eq!(list.matches("  missed ").count(), 1, "{list}");
}

#[test]
fn whoever_cannot_be_told_is_told_of_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    system(folder, "offer", 150);
    let spec = folder.join("offer.toml");
    let text = std::fs::read_to_string(&spec).unwrap();
    let told = "[[notify]]\non = [\"overdue\"]\nwebhook = \"env:EVENHAND_NO_SUCH_HOOK\"\n";
    std::fs::write(&spec, format!("{text}{told}")).unwrap();
    let due = |day: &str| run(folder, &["run", "--due", "--as-of", day, "offer.toml"]);
    // Nobody wants to be told of a gap.
    let (code, _, errors) = due("2026-11-05");
    assert!(code == 1 && !errors.contains("[[notify]]"), "{errors}");
    system(folder, "offer", 151);
    std::fs::write(&spec, format!("{text}{told}")).unwrap();
    // This one does not, and the message is what could not be sent; the audit is there all the same.
    let (code, line, errors) = due("2027-01-20");
    assert!(
        code == 6 && errors.contains("could not be told"),
        "{errors}"
    );
    assert!(
        line.contains("2026-12") && line.contains("✖ 1 confirmed"),
        "{line}"
    );
    let (code, _, errors) = run(folder, &["notify", "--test", "offer.toml"]);
    assert_eq!(code, 7, "{errors}");
    std::fs::write(
        &spec,
        format!(
            "{text}{}",
            told.replace("env:EVENHAND_NO_SUCH_HOOK", "http://chat.example.org/x")
        ),
    )
    .unwrap();
    let (code, _, errors) = run(folder, &["notify", "--test", "offer.toml"]);
    assert!(
        code == 2 && errors.contains("in the clear") && errors.contains("line 1"),
        "{errors}"
    );
    std::fs::write(&spec, text).unwrap();
    let (code, _, errors) = run(folder, &["notify", "offer.toml"]);
    assert!(code == 2 && errors.contains("[[notify]]"), "{errors}");
}
