//! Commands as a newcomer gives them: arguments, output and exit code.

use crate::data::{root, run};

fn folder_with(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    folder
}

/// `n` rows per group, of which some are selected.
fn campaign(groups: &[(&str, usize, usize)]) -> String {
    let mut text = String::from("gender,selected\n");
    for (name, n, selected) in groups {
        for i in 0..*n {
            text.push_str(&format!("{name},{}\n", u8::from(i < *selected)));
        }
    }
    text
}

const FLAGS: [&str; 5] = [
    "data.csv",
    "--decision",
    "selected",
    "--protected",
    "gender",
];

fn check(text: &str, more: &[&str]) -> (i32, String, String) {
    let folder = folder_with("data.csv", text);
    let arguments: Vec<&str> = ["check"]
        .iter()
        .chain(&FLAGS)
        .chain(more)
        .copied()
        .collect();
    run(folder.path(), &arguments)
}

#[test]
fn exit_codes_are_those_of_the_contract() {
    assert_eq!(
        check(&campaign(&[("f", 500, 50), ("m", 600, 300)]), &[]).0,
        1
    );
    assert_eq!(
        check(
            &campaign(&[("f", 500, 50), ("m", 600, 300)]),
            &["--exit-zero"]
        )
        .0,
        0
    );
    assert_eq!(
        check(&campaign(&[("f", 5000, 2500), ("m", 5000, 2500)]), &[]).0,
        0
    );
    let small = campaign(&[("f", 20, 10), ("m", 20, 10)]);
    assert_eq!(check(&small, &[]).0, 0);
    assert_eq!(check(&small, &["--require-evidence"]).0, 3);
    assert_eq!(check(&campaign(&[("f", 50, 10)]), &[]).0, 4);
    assert_eq!(check("nothing here\n", &[]).0, 2);
}

#[test]
fn two_groups_of_twenty_never_pass() {
    let (_, out, _) = check(
        &campaign(&[("f", 20, 20), ("m", 20, 20)]),
        &["--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["findings"][0]["verdict"], "insufficient_data");
    assert_eq!(json["verdicts"]["within_limit"], 0);
}

#[test]
fn slips_of_the_pen_are_answered_with_the_nearest_name() {
    let folder = folder_with("data.csv", &campaign(&[("f", 50, 10), ("m", 50, 10)]));
    let (code, _, error) = run(
        folder.path(),
        &[
            "audit",
            "data.csv",
            "--decision",
            "selcted",
            "--protected",
            "gender",
        ],
    );
    assert_eq!(code, 2);
    assert!(
        error.contains("selcted") && error.contains("did you mean `selected`?"),
        "{error}"
    );
    let (code, _, error) = run(
        folder.path(),
        &[
            "audit",
            "data.csv",
            "--decision",
            "selected",
            "--protected",
            "gender",
            "--reference",
            "gender=M",
        ],
    );
    assert_eq!(code, 2);
    assert!(error.contains("`M`") && error.contains("`m`"), "{error}");
    assert!(
        !folder.path().join("reports").exists(),
        "nothing is left behind"
    );
}

#[test]
fn a_bad_spec_is_reported_with_line_and_column() {
    let folder = folder_with("data.csv", &campaign(&[("f", 50, 10), ("m", 50, 10)]));
    let spec = "schema = 1\n[system]\nid = \"x\"\ndecision = \"benefit\"\n[data]\nsource = \"data.csv\"\n[columns]\ndecision = \"selected\"\n[[attribute]]\ncolumn = \"gendr\"\n";
    std::fs::write(folder.path().join("evenhand.toml"), spec).unwrap();
    let (code, _, error) = run(folder.path(), &["audit"]);
    assert_eq!(code, 2);
    assert!(
        error.contains("line 10, column 10") && error.contains("did you mean `gender`?"),
        "{error}"
    );
    std::fs::write(
        folder.path().join("evenhand.toml"),
        spec.replace("[columns]", "[colums]"),
    )
    .unwrap();
    let (code, _, error) = run(folder.path(), &["audit"]);
    assert_eq!(code, 2);
    assert!(
        error.contains("line 7") && error.contains("did you mean `columns`?"),
        "{error}"
    );
}

#[test]
fn init_writes_a_spec_that_runs() {
    let folder = tempfile::tempdir().unwrap();
    let data = root().join("datasets/spring-campaign/campaign.csv");
    std::fs::copy(data, folder.path().join("campaign.csv")).unwrap();
    let (code, _, error) = run(folder.path(), &["init", "campaign.csv"]);
    assert_eq!(code, 0, "{error}");
    let (code, _, error) = run(folder.path(), &["init", "campaign.csv"]);
    assert_eq!(code, 2);
    assert!(error.contains("already there"), "{error}");
    let (code, out, error) = run(folder.path(), &["audit", "evenhand.toml"]);
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("report.html"), "{out}");
    assert!(
        out.lines()
            .all(|line| line.chars().count() <= 80 || line.contains("reports/")),
        "{out}"
    );
}

#[test]
fn explain_knows_the_names_of_the_field() {
    let here = root();
    for (name, id) in [
        ("tpr", "true_positive_rate"),
        ("DPPL", "statistical_parity_difference"),
        ("possible_gap", "possible gap"),
    ] {
        let (code, out, _) = run(&here, &["explain", name]);
        assert_eq!(code, 0);
        assert!(out.contains(id), "{out}");
    }
    let (code, _, error) = run(&here, &["explain", "selection_rat"]);
    assert_eq!(code, 2);
    assert!(error.contains("did you mean `selection_rate`?"), "{error}");
}

#[test]
fn every_side_command_answers() {
    let here = root();
    for arguments in [
        vec!["metrics"],
        vec!["metrics", "--format", "json"],
        vec!["schema"],
        vec!["schema", "scorecard"],
        vec!["completions", "bash"],
        vec!["man"],
        vec!["--help"],
        vec!["audit", "--help"],
    ] {
        let (code, out, error) = run(&here, &arguments);
        assert!(code == 0 && out.len() > 200, "{arguments:?}: {error}");
    }
}

#[test]
fn markup_and_formulas_in_names_are_made_harmless() {
    let text = campaign(&[("<script>alert(1)</script>", 200, 40), ("=1+1", 200, 60)]);
    let folder = folder_with("data.csv", &text);
    let (code, _, error) = run(
        folder.path(),
        &[
            "audit",
            "data.csv",
            "--decision",
            "selected",
            "--protected",
            "gender",
            "--out",
            "out",
        ],
    );
    assert_eq!(code, 0, "{error}");
    let html = std::fs::read_to_string(folder.path().join("out/report.html")).unwrap();
    assert!(
        !html.contains("<script>alert") && html.contains("&lt;script&gt;")
            || html.contains("&#60;script"),
        "escaped"
    );
    let csv = std::fs::read_to_string(folder.path().join("out/estimates.csv")).unwrap();
    assert!(csv.contains(",'=1+1,"));
}

#[test]
fn ten_thousand_groups_end() {
    let mut text = String::from("zip,selected\n");
    for i in 0..200_000_u32 {
        text.push_str(&format!(
            "z{:05},{}\n",
            i % 10_000,
            u8::from(i.wrapping_mul(2_654_435_761) % 7 == 0)
        ));
    }
    let folder = folder_with("data.csv", &text);
    let (code, _, error) = run(
        folder.path(),
        &[
            "audit",
            "data.csv",
            "--decision",
            "selected",
            "--protected",
            "zip",
            "--quiet",
            "--out",
            "out",
        ],
    );
    assert_eq!(code, 0, "{error}");
    let html = std::fs::metadata(folder.path().join("out/report.html"))
        .unwrap()
        .len();
    assert!(html < 3_000_000, "{html}");
}

#[test]
fn a_plan_is_written_before_and_held_against_the_audit() {
    let rows = campaign(&[("f", 500, 50), ("m", 600, 300), ("x", 12, 3)]);
    let folder = folder_with("data.csv", &rows);
    let with = |command: &str, more: &[&str]| {
        let arguments: Vec<&str> = [command]
            .iter()
            .chain(&FLAGS)
            .chain(more)
            .copied()
            .collect();
        run(folder.path(), &arguments)
    };
    let (code, text, said) = with("plan", &["--out", "plan.json", "--no-progress"]);
    assert_eq!(code, 0, "{said}");
    assert!(text.contains("no decision and no"), "{text}");
    assert!(text.contains("too few, 18 more"), "{text}");
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    let sha256 = said.trim().rsplit(' ').next().unwrap().to_owned();

    let (code, json, error) = with("check", &["--plan", "plan.json", "--format", "json"]);
    assert_eq!(code, 1, "{error}");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["plan"]["sha256"], sha256.as_str());
    assert_eq!(json["plan"]["unplanned"], 0);
    assert_eq!(json["plan"]["planned"], 2);

    // A limit that was moved after the plan is told in words, with the hash of the plan.
    let moved = "schema = 1\n[system]\nid = \"a\"\ndecision = \"benefit\"\n[data]\nsource = \"data.csv\"\n[columns]\ndecision = \"selected\"\n[[attribute]]\ncolumn = \"gender\"\n[[check]]\nid = \"default-selection\"\nmetric = \"disparate_impact_ratio\"\nlimit = { min = \"1/2\" }\n";
    std::fs::write(folder.path().join("moved.toml"), moved).unwrap();
    let (_, text, said) = run(
        folder.path(),
        &[
            "check",
            "moved.toml",
            "--plan",
            "plan.json",
            "--no-progress",
        ],
    );
    assert!(
        said.contains(&sha256) && said.contains("2 made that are not in it"),
        "{said}"
    );
    assert!(
        text.replace("\n  ", "").contains("not in the plan"),
        "{text}"
    );

    // A plan that is none stops the audit before the data are read, and leaves nothing behind.
    std::fs::write(folder.path().join("bad.json"), "{}").unwrap();
    let (code, _, error) = with("audit", &["--plan", "bad.json", "--out", "out"]);
    assert_eq!(code, 2);
    assert!(
        error.contains("bad.json") && error.contains("evenhand plan --out"),
        "{error}"
    );
    assert!(!folder.path().join("out").exists());
    let (code, _, error) = with("plan", &["--assume-rate", "8"]);
    assert!(code == 2 && error.contains("0.08"), "{error}");
}
