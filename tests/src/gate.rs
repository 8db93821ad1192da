//! What `evenhand check` says to platforms, through the command.

use crate::data::run;
use serde_json::Value;
use std::fs::{read_to_string, write};
use std::path::Path;

const NASTY: &str = "</failure>]]>::error file=x::50% `c` <b>@all</b> 🦊 \u{1}\u{202e}##[error]x";

/// A spec with two checks, so many women selected of 500, and a group whose name tries everything.
pub fn campaign(folder: &Path, limit: &str, women: usize) {
    let mut text = String::from("gender,selected,bought\n");
    for (name, n, selected) in [
        ("m", 600, 300),
        ("f", 500, women),
        ("d", 100, 43),
        ("e", 20, 9),
        ("h", 60, 4),
        (NASTY, 300, 60),
    ] {
        for i in 0..n {
            let name = name.replace('"', "\"\"");
            let (selected, bought) = (u8::from(i < selected), u8::from(i % 3 == 0));
            text.push_str(&format!("\"{name}\",{selected},{bought}\n"));
        }
    }
    write(folder.join("data.csv"), text).unwrap();
    let spec = format!(
        "schema = 1\n[system]\nid = \"spring\"\ndecision = \"benefit\"\n[data]\nsource = \"data.csv\"\n\
         [columns]\ndecision = \"selected\"\nlabel = \"bought\"\n[[attribute]]\ncolumn = \"gender\"\nreference = \"m\"\n\
         [[check]]\nid = \"offers\"\nmetric = \"disparate_impact_ratio\"\nlimit = {{ min = \"{limit}\" }}\n\
         [[check]]\nid = \"missed\"\nmetric = \"equal_opportunity_difference\"\nlimit = {{ max_abs = \"1/10\" }}\n\
         severity = \"warn\"\nevidence = \"any\"\n"
    );
    write(folder.join("evenhand.toml"), spec).unwrap();
}

fn campaign_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    campaign(folder.path(), "4/5", 50);
    folder
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn several_formats_are_written_at_once() {
    let folder = campaign_folder();
    let here = folder.path();
    write(here.join("summary.md"), "what stood there").unwrap();
    let (code, out, said) = run(
        here,
        &[
            "check",
            "./evenhand.toml",
            "--no-progress",
            "--format",
            "sarif=new/out.sarif",
            "--format",
            "junit=junit.xml",
            "--format",
            "github-summary=summary.md",
            "--format",
            "gitlab=quality.json",
            "--format",
            "markdown=comment.md",
            "--format",
            "jsonl",
        ],
    );
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("Written to new/out.sarif"), "{said}");
    let found = lines(&out);
    assert_eq!(found.len(), 10);
    assert!(
        found
            .iter()
            .all(|line| line["rule_id"].is_string() && line["fingerprint"].is_string())
    );

    let log: Value =
        serde_json::from_str(&read_to_string(here.join("new/out.sarif")).unwrap()).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let level_of = |group: &str, check: &str| {
        let mut own = results.iter().filter(|result| {
            result["properties"]["group"] == group && result["properties"]["check"] == check
        });
        own.next()
            .map(|result| result["level"].as_str().unwrap().to_owned())
    };
    assert_eq!(level_of("f", "offers").as_deref(), Some("error"));
    assert_eq!(level_of("f", "missed"), None, "it would give others away");
    assert_eq!(level_of("e", "offers"), None, "too few people are no alert");
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "evenhand.toml");
    assert_eq!(place["region"]["startLine"], 13);
    // Four of sixty were selected: no alert tells of them, and why the gate failed is said all the same.
    assert_eq!(level_of("h", "offers"), None);
    let junit = read_to_string(here.join("junit.xml")).unwrap();
    assert!(junit.contains("type=\"hidden\"") && junit.contains("fewer than 10 people"));

    let summary = read_to_string(here.join("summary.md")).unwrap();
    assert!(
        summary.starts_with("what stood there\n## spring: the gate failed"),
        "{summary}"
    );
    assert!(
        summary.contains("a group that fails offers is hidden here"),
        "{summary}"
    );
    let comment = read_to_string(here.join("comment.md")).unwrap();
    assert!(
        comment.starts_with("<!-- evenhand:spring -->") && !comment.contains("<b>"),
        "{comment}"
    );
    let issues: Value =
        serde_json::from_str(&read_to_string(here.join("quality.json")).unwrap()).unwrap();
    assert_eq!(issues[0]["severity"], "critical");
    assert_eq!(issues[0]["location"]["lines"]["begin"], 13);
    assert!(
        read_to_string(here.join("junit.xml"))
            .unwrap()
            .contains("type=\"confirmed_gap\"")
    );
}

#[test]
fn formats_that_cannot_be_are_said_before_the_data_are_read() {
    let folder = tempfile::tempdir().unwrap();
    for (formats, said) in [
        (&["sarf=x"][..], "did you mean `sarif`?"),
        (&["json", "junit"], "--format junit=FILE"),
        (&["json=x", "junit=x"], "both be written to x"),
        (&["github-summary="], "is the variable set"),
    ] {
        let mut arguments = vec!["check", "missing.csv"];
        for format in formats {
            arguments.extend(["--format", format]);
        }
        let (code, _, error) = run(folder.path(), &arguments);
        assert!(code == 2 && error.contains(said), "{error}");
    }
    let folder = campaign_folder();
    let (code, _, error) = run(folder.path(), &["check", "--format", "sarif=data.csv/x"]);
    assert!(code == 2 && error.contains("data.csv"), "{error}");
}

#[test]
fn annotations_point_into_the_spec() {
    let folder = campaign_folder();
    let (code, out, _) = run(folder.path(), &["check", "--format", "github", "--quiet"]);
    assert_eq!(code, 1);
    assert!(
        out.starts_with("::error file=evenhand.toml,line=13,title=✖ confirmed gap%2C gender%3A "),
        "{out}"
    );
    assert!(
        out.lines()
            .all(|line| line.starts_with("::error file=") || line.starts_with("::warning file=")),
        "{out}"
    );
    assert!(
        out.contains("50%25 `c`") && !out.contains(['\u{1}', '\u{202e}']),
        "{out}"
    );
}

#[test]
fn only_what_changed_is_told_and_the_exit_code_is_that_of_the_whole() {
    let folder = campaign_folder();
    let here = folder.path();
    let (code, _, error) = run(here, &["audit", "--quiet", "--out", "accepted"]);
    assert_eq!(code, 0, "{error}");
    let held = |more: &[&str]| {
        let first = [
            "check",
            "--no-progress",
            "--diff",
            "accepted/scorecard.json",
        ];
        let arguments: Vec<&str> = first.iter().chain(more).copied().collect();
        run(here, &arguments)
    };
    let (code, out, _) = held(&[]);
    assert_eq!(code, 1, "an old gap fails as well");
    assert!(
        out.contains("Nothing: all 10 findings are as they were."),
        "{out}"
    );
    let (_, out, _) = held(&["--format", "jsonl"]);
    assert_eq!(out, "");
    let (_, out, _) = held(&["--format", "sarif"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(!results.is_empty() && results.iter().all(|r| r["baselineState"] == "unchanged"));

    // A softer limit: a verdict changes because of it, and that is said.
    campaign(here, "1/3", 50);
    let (_, out, _) = held(&["--format", "jsonl"]);
    let changed = lines(&out);
    assert!(!changed.is_empty());
    for line in &changed {
        assert_eq!(line["change"]["because"][0], "limit", "{line}");
    }
    let (_, out, _) = held(&["--format", "markdown"]);
    assert!(
        out.contains("Before: ") && out.contains("the limit was changed"),
        "{out}"
    );
    assert!(
        out.contains("### Limits that changed\n\n- offers: at least 4/5 before, at least 1/3 now"),
        "{out}"
    );
    let (_, out, _) = held(&["--only", "missed", "--format", "sarif-all"]);
    assert!(
        !out.contains("absent"),
        "what was not asked for is not missed"
    );

    // Fewer women: the same verdict on a number that is another one.
    campaign(here, "4/5", 10);
    let (_, out, _) = held(&["--format", "jsonl"]);
    let woman = lines(&out)
        .into_iter()
        .find(|line| line["group"] == "f")
        .unwrap();
    assert_eq!(woman["change"]["shift"], "smaller", "{woman}");
    let (_, out, _) = held(&[]);
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("smaller beyond chance, 0.200 before"), "{out}");
    let (_, out, _) = held(&["--format", "markdown"]);
    // Ten of 500, of whom four bought: a comment leaves the house, and says only that a group is hidden.
    assert!(
        out.contains("a group that fails offers is hidden here")
            && !out.contains("made from the same counts"),
        "{out}"
    );

    let (code, _, error) = run(here, &["check", "--diff", "data.csv"]);
    assert!(code == 2 && error.contains("data.csv"), "{error}");
}

#[test]
fn which_checks_can_fail_a_run_is_asked_for() {
    let folder = campaign_folder();
    let check = |more: &[&str]| {
        let arguments: Vec<&str> = ["check", "--quiet"].iter().chain(more).copied().collect();
        run(folder.path(), &arguments).0
    };
    assert_eq!(check(&["--fail-on", "never"]), 0);
    assert_eq!(
        check(&["--only", "missed"]),
        4,
        "a check that warns is no gate"
    );
    assert_eq!(check(&["--only", "missed", "--fail-on", "warn"]), 1);
    assert_eq!(check(&["--fail-on", "warn"]), 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_into_and_never_replaced() {
    use std::os::unix::fs::FileTypeExt as _;
    use std::process::{Command, Stdio};
    let folder = campaign_folder();
    let pipe = folder.path().join("pipe");
    if !Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .is_ok_and(|made| made.success())
    {
        eprintln!("SKIPPED: there is no mkfifo");
        return;
    }
    let reader = Command::new("cat")
        .arg(&pipe)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (code, _, error) = run(
        folder.path(),
        &["check", "--quiet", "--format", "json=pipe"],
    );
    assert_eq!(code, 1, "{error}");
    assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());
    let read = reader.wait_with_output().unwrap().stdout;
    let json: Value = serde_json::from_slice(&read).unwrap();
    assert_eq!(json["exit_code"], 1);
}
