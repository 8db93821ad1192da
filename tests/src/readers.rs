//! Reports read by other people's tools; see tests/readers.

use crate::board::{after_the_first_meeting, envelope};
use crate::data::{root, run};
use crate::gate::campaign;
use evenhand::sha256_hex;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The readers' Python, made beside the build where it is not there yet; says so loudly where it cannot be made.
fn python() -> Option<PathBuf> {
    let wanted = fs::read_to_string(root().join("tests/readers/requirements.txt")).unwrap();
    let mut target = std::env::current_exe().unwrap();
    while target
        .file_name()
        .is_some_and(|name| name != "release" && name != "debug")
    {
        target.pop();
    }
    let folder = target.join("readers");
    let (python, ready) = (folder.join("bin/python"), folder.join("ready.txt"));
    if fs::read_to_string(&ready).is_ok_and(|there| there == wanted) && python.exists() {
        return Some(python);
    }
    let requirements = root().join("tests/readers/requirements.txt");
    let made = succeeds(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    ) && succeeds(
        Command::new(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .args(["--no-deps", "--retries", "1", "--timeout", "20", "-r"])
            .arg(&requirements),
    );
    if !made {
        eprintln!(
            "SKIPPED: no Python with the readers of reports could be made; see tests/readers/README.md"
        );
        return None;
    }
    fs::write(ready, wanted).unwrap();
    Some(python)
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn read(python: &Path, folder: &Path, files: &[&str]) -> Value {
    let output = Command::new(python)
        .arg(root().join("tests/readers/read.py"))
        .args(files)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stdout)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn others_read_what_was_written() {
    let Some(python) = python() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    campaign(here, "4/5", 50);
    let (code, _, error) = run(here, &["audit", "--quiet", "--out", "accepted"]);
    assert_eq!(code, 0, "{error}");
    campaign(here, "1/2", 50);
    // Platforms see at least the profile board; so does what they are held against.
    let check = ["check", "--quiet", "--profile", "board", "--format", "json"];
    let files = [
        "--format",
        "sarif=gaps.sarif",
        "--format",
        "sarif-all=all.sarif",
        "--format",
        "junit=junit.xml",
    ];
    let diff = ["--diff", "accepted/scorecard.json"];
    let arguments: Vec<&str> = check.iter().chain(&files).chain(&diff).copied().collect();
    let (code, json, error) = run(here, &arguments);
    assert_eq!(code, 1, "{error}");
    let json: Value = serde_json::from_str(&json).unwrap();
    let count = |verdict: &str| json["verdicts"][verdict].as_u64().unwrap();

    // What this run wrote, and the reports of every kind of finding.
    let snapshots = root().join("crates/evenhand-report/snapshots");
    for (from, to) in [
        ("gaps.sarif", "kept-gaps.sarif"),
        ("all.sarif", "kept-all.sarif"),
        ("diff-all.sarif", "kept-diff.sarif"),
        ("junit.xml", "kept.xml"),
        ("diff-junit.xml", "kept-diff.xml"),
    ] {
        fs::copy(snapshots.join(from), here.join(to)).unwrap();
    }
    let names = [
        "gaps.sarif",
        "all.sarif",
        "junit.xml",
        "kept-gaps.sarif",
        "kept-all.sarif",
        "kept-diff.sarif",
        "kept.xml",
        "kept-diff.xml",
    ];
    let found = read(&python, here, &names);
    let gaps = count("confirmed_gap") + count("possible_gap");
    assert_eq!(found["gaps.sarif"]["results"], gaps);
    assert_eq!(
        found["all.sarif"]["results"],
        json["findings"].as_array().unwrap().len()
    );
    assert!(found["gaps.sarif"]["by_level"]["error"].as_u64().unwrap() > 0);
    let cases = &found["junit.xml"];
    assert_eq!(cases["cases"], json["findings"].as_array().unwrap().len());
    assert_eq!(cases["failures"], count("confirmed_gap"));
    assert_eq!(
        cases["skipped"],
        count("insufficient_data") + count("hidden")
    );
    let names = cases["names"].as_array().unwrap();
    assert!(
        names
            .iter()
            .any(|name| name.as_str().unwrap().contains("</failure>]]>::error"))
    );
}

#[test]
fn others_find_the_signatures_of_a_board_good() {
    let Some(python) = python() else {
        return;
    };
    let folder = after_the_first_meeting();
    let here = folder.path();
    fs::copy(
        envelope(here, ".board-1-2.dsse.json"),
        here.join("board.json"),
    )
    .unwrap();
    let found = &read(&python, here, &["board.json"])["board.json"];
    assert_eq!(found["signed_by"], json!(["abel.pub", "baker.pub"]));
    assert_eq!(found["decision"], "accept with conditions");
    assert_eq!(found["result"], "FAILED");
    let report = fs::read(here.join("reports/card-offer/report.html")).unwrap();
    assert_eq!(found["subjects"]["report.html"], sha256_hex(&report));
    let minutes = envelope(here, ".minutes-1.json");
    let name = format!("2026-01/{}", minutes.file_name().unwrap().display());
    let minutes = fs::read(minutes).unwrap();
    assert_eq!(found["subjects"][name], sha256_hex(&minutes));
}
