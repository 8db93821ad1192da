//! The history of audits as a newcomer keeps it: commands, what they print, and exit codes.

use crate::data::run;
use std::path::Path;

const SPEC: &str = r#"schema = 1
[system]
id = "card-offer"
decision = "benefit"
[data]
source = "rows.csv"
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

/// The audit of a month in which so many of 2,000 women were selected, and 240 of 2,000 men.
fn audited(folder: &Path, women: usize) {
    std::fs::write(folder.join("evenhand.toml"), SPEC).unwrap();
    let counts = format!("gender,n,selected\nfemale,2000,{women}\nmale,2000,240\n");
    std::fs::write(folder.join("rows.csv"), counts).unwrap();
    let (code, _, errors) = run(folder, &["audit", "--quiet"]);
    assert_eq!(code, 0, "{errors}");
}

fn year(folder: &Path, months: &[(&str, usize)]) {
    for (day, women) in months {
        audited(folder, *women);
        let (code, _, errors) = run(folder, &["history", "add", "--as-of", day]);
        assert_eq!(code, 0, "{errors}");
    }
}

const MONTHS: [(&str, usize); 4] = [
    ("2026-02-03", 238),
    ("2026-03-03", 150),
    ("2026-04-03", 152),
    ("2026-05-03", 149),
];

#[test]
fn a_history_is_kept_and_an_alert_comes_from_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    year(folder.path(), &MONTHS);
    let (code, list, _) = run(folder.path(), &["history", "list"]);
    assert_eq!(code, 0);
    assert!(
        list.contains("card-offer  (4 runs)") && list.contains("2026-01 "),
        "{list}"
    );
    let (code, trend, _) = run(folder.path(), &["trend"]);
    assert_eq!(code, 0);
    assert!(
        trend.contains("ALERT") && trend.contains("the odds of the group are"),
        "{trend}"
    );
    let (code, json, _) = run(folder.path(), &["trend", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &json["series"][0]["alert"]), (0, &true.into()));
    let (code, show, _) = run(folder.path(), &["history", "show"]);
    assert!(
        code == 0 && show.contains("F-1") && show.contains("since 2026-02"),
        "{show}"
    );
    let (code, verified, _) = run(folder.path(), &["history", "verify"]);
    assert!(
        code == 0 && verified.contains("4 lines and 8 files fit"),
        "{verified}"
    );
}

#[test]
fn a_changed_line_is_exit_5_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    year(folder.path(), &MONTHS[..2]);
    let log = folder.path().join("history/card-offer/log.jsonl");
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::write(
        &log,
        text.replacen("\"confirmed_gap\":1", "\"confirmed_gap\":0", 1),
    )
    .unwrap();
    let (code, _, errors) = run(folder.path(), &["history", "verify"]);
    assert_eq!(code, 5, "{errors}");
    assert!(
        errors.contains("log.jsonl") && errors.contains("line 2"),
        "{errors}"
    );
}

#[test]
fn the_same_period_and_the_same_counts_are_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    year(folder.path(), &MONTHS[..1]);
    let (code, _, errors) = run(folder.path(), &["history", "add", "--as-of", "2026-03-03"]);
    assert!(code == 2 && errors.contains("same"), "{errors}");
    audited(folder.path(), 200);
    let (code, _, errors) = run(folder.path(), &["history", "add", "--as-of", "2026-02-20"]);
    assert!(code == 2 && errors.contains("--corrects"), "{errors}");
}

#[test]
fn an_overdue_audit_is_exit_6_and_recorded_once() {
    let folder = tempfile::tempdir().unwrap();
    year(folder.path(), &MONTHS[..1]);
    let due = |day: &str, more: &[&str]| {
        let arguments = [&["history", "due", "--as-of", day], more].concat();
        run(folder.path(), &arguments)
    };
    assert_eq!(due("2026-03-05", &[]).0, 0);
    let (code, late, _) = due("2026-03-12", &[]);
    assert!(code == 0 && late.contains("late"), "{late}");
    assert_eq!(due("2026-03-20", &["--record"]).0, 6);
    let (code, again, _) = due("2026-03-21", &["--record"]);
    assert!(code == 6 && again.contains("recorded as missed"), "{again}");
    let (_, list, _) = run(folder.path(), &["history", "list"]);
    assert_eq!(list.matches("missed").count(), 1, "{list}");
}

#[test]
fn schedules_are_printed_and_need_a_calendar() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("evenhand.toml"), SPEC).unwrap();
    let (code, cron, _) = run(folder.path(), &["schedule", "emit", "--cron"]);
    assert!(code == 0 && cron.contains("0 6 * * *"), "{cron}");
    let (code, _, errors) = run(folder.path(), &["schedule", "emit"]);
    assert!(code == 2 && errors.contains("--systemd"), "{errors}");
    let without = SPEC.split("[history]").next().unwrap();
    std::fs::write(folder.path().join("evenhand.toml"), without).unwrap();
    let (code, _, errors) = run(folder.path(), &["history", "due"]);
    assert!(
        code == 2 && errors.contains("[history] calendar"),
        "{errors}"
    );
}
