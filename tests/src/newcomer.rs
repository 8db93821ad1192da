//! What somebody meets who uses the command for the first time: slips, small files, files that are not there.

use crate::data::{evenhand, root, run};
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// One line, as wrapped text reads.
fn joined(text: &str) -> String {
    let text = text.replace('│', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Rows `head` and then of each group so many, of whom some are selected; the score is higher for the selected.
fn rows(groups: &[(&str, usize, usize)]) -> String {
    let mut text = String::from("person_id,gender,selected,score\n");
    let mut id = 0;
    for (group, n, selected) in groups {
        for i in 0..*n {
            id += 1;
            let yes = u8::from(i < *selected);
            let score = f64::from(yes) * 0.5 + (i % 50) as f64 / 100.0;
            text.push_str(&format!("p{id},{group},{yes},{score}\n"));
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

fn with<'a>(command: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let start = [command].into_iter().chain(FLAGS);
    start.chain(more.iter().copied()).collect()
}

#[test]
fn init_proposes_what_a_user_decides_aside() {
    let persons = rows(&[("f", 60, 10), ("m", 60, 30)]);
    let repeated = persons.replace("p2,", "p1,");
    let weighted = "weight,gender,selected\n".to_owned() + &"1.5,f,1\n2,m,0\n".repeat(40);
    let folder = folder_with(&[
        ("persons.csv", &persons),
        ("repeated.csv", &repeated),
        ("weighted.csv", &weighted),
    ]);
    let proposed = |data: &str| run(folder.path(), &["init", data, "--output", "-"]).1;
    let spec = proposed("persons.csv");
    assert!(spec.contains("# unit = \"person_id\""), "{spec}");
    assert!(spec.contains("each row looked at has its own"), "{spec}");
    let spec = proposed("repeated.csv");
    assert!(spec.contains("\nunit = \"person_id\""), "{spec}");
    let spec = proposed("weighted.csv");
    assert!(spec.contains("\n# weight = \"weight\""), "{spec}");
    assert!(!spec.contains("\nweight ="), "{spec}");
}

#[test]
fn init_is_quiet_when_asked() {
    let folder = folder_with(&[("data.csv", &rows(&[("f", 40, 10), ("m", 40, 30)]))]);
    let (code, out, error) = run(folder.path(), &["init", "data.csv", "--quiet"]);
    assert_eq!((code, out.as_str(), error.as_str()), (0, "", ""));
    assert!(folder.path().join("evenhand.toml").exists());
}

#[test]
fn a_small_group_decides_no_line_of_a_sweep() {
    // Of the four of x nobody is selected at any threshold above a half.
    let folder = folder_with(&[(
        "data.csv",
        &rows(&[("f", 200, 80), ("m", 300, 150), ("x", 4, 0)]),
    )]);
    let sweep = |metric: &str, more: &[&str]| {
        let mut arguments = vec![
            "sweep",
            "data.csv",
            "--score",
            "score",
            "--protected",
            "gender",
            "--thresholds",
            "0.5",
            "--metric",
            metric,
        ];
        arguments.extend(more);
        let (code, out, error) = run(folder.path(), &arguments);
        assert_eq!(code, 0, "{error}");
        out
    };
    for metric in ["demographic_parity_min_ratio", "disparate_impact_ratio"] {
        let text = sweep(metric, &[]);
        assert!(text.contains(" 0.80 ["), "{text}");
        assert!(
            joined(&text).contains("gender: 1 group of fewer than 30 people decides no line: x"),
            "{text}"
        );
        let all = sweep(metric, &["--min-n", "2"]);
        assert!(all.contains(" 0.00 [") && !all.contains("decides"), "{all}");
        // Where too few groups are large enough nothing decides.
        let none = sweep(metric, &["--min-n", "500"]);
        assert!(none.contains("– too few people"), "{none}");
        assert!(none.contains("3 groups of fewer than 500 people"), "{none}");
    }
    let json = sweep("demographic_parity_min_ratio", &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let point = &json["points"][0];
    assert_eq!(point["estimates"][0]["status"], "insufficient_n");
    assert_eq!(point["large_groups"][0]["status"], "ok");
    assert_eq!(json["min_n"], 30);
}

#[test]
fn what_a_gate_prints_is_what_happens() {
    let folder = folder_with(&[("data.csv", &rows(&[("f", 500, 50), ("m", 600, 300)]))]);
    let (code, _, said) = run(folder.path(), &with("check", &["--fail-on", "never"]));
    assert_eq!(code, 0);
    assert!(
        said.contains("exit 0, and 1 without --fail-on never: 1 confirmed gap"),
        "{said}"
    );
    let (code, _, said) = run(folder.path(), &with("check", &["--exit-zero"]));
    assert_eq!(code, 0);
    assert!(said.contains("exit 0, and 1 without --exit-zero"), "{said}");
    let (code, _, said) = run(folder.path(), &with("check", &[]));
    assert_eq!(code, 1);
    assert!(said.contains("exit 1: 1 confirmed gap"), "{said}");
}

#[test]
fn a_warning_alone_says_how_to_make_it_a_gate() {
    let spec = root().join("datasets/spring-campaign/evenhand.toml");
    let spec = spec.to_str().unwrap();
    let (code, _, said) = run(&root(), &["check", spec, "--only", "missed-buyers"]);
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("--fail-on warn makes them gates"), "{said}");
    // And a gap that only the number of comparisons keeps open says so.
    let arguments = [
        "check",
        spec,
        "--only",
        "missed-buyers",
        "--fail-on",
        "warn",
    ];
    let (code, out, said) = run(&root(), &arguments);
    assert_eq!(code, 1, "{said}");
    assert!(
        joined(&out).contains("multiplicity: several groups were compared at once"),
        "{out}"
    );
}

#[test]
fn a_file_that_is_not_there_is_named_with_what_was_expected() {
    let folder = folder_with(&[("data.csv", &rows(&[("f", 40, 10), ("m", 40, 30)]))]);
    let here = folder.path();
    let failed = |arguments: &[&str]| {
        let (code, _, error) = run(here, arguments);
        assert_eq!(code, 2, "{error}");
        assert!(!error.contains("os error"), "{error}");
        joined(&error)
    };
    let error = failed(&["audit", "dat.csv", "--decision", "a", "--protected", "b"]);
    assert!(!error.contains("spec"), "{error}");
    assert!(error.contains("did you mean `data.csv`?"), "{error}");
    let error = failed(&["audit", "none.toml"]);
    assert!(error.contains("there is no spec `none.toml`"), "{error}");
    for arguments in [
        vec!["report", "missing.json"],
        vec!["compare", "missing.json", "b.json"],
    ] {
        let error = failed(&arguments);
        assert!(
            error.contains("missing.json") && error.contains("a scorecard was expected"),
            "{error}"
        );
    }
    let error = failed(&["report", "data.csv"]);
    assert!(error.contains("this is no scorecard"), "{error}");
    let error = failed(&with("audit", &["--out", "data.csv"]));
    assert!(error.contains("a file of this name already"), "{error}");
    assert_eq!(run(here, &with("audit", &["--out", "out", "--quiet"])).0, 0);
    let error = failed(&["audit", "out/scorecard.json"]);
    assert!(
        error.contains("evenhand report out/scorecard.json"),
        "{error}"
    );
    std::fs::create_dir(here.join("specs")).unwrap();
    let spec = "schema = 1\n[system]\nid = \"a\"\ndecision = \"benefit\"\n[data]\nsource = \"data.csv\"\n[columns]\ndecision = \"selected\"\n[[attribute]]\ncolumn = \"gender\"\n";
    std::fs::write(here.join("specs/evenhand.toml"), spec).unwrap();
    let error = failed(&["audit", "specs/evenhand.toml"]);
    assert!(
        error.contains("A spec names data from its own folder, here `specs`"),
        "{error}"
    );
}

#[test]
fn a_suggestion_is_one_that_can_be_written() {
    let folder = folder_with(&[("data.csv", &rows(&[("f", 40, 10), ("m", 40, 30)]))]);
    let failed = |arguments: &[&str]| {
        let (code, _, error) = run(folder.path(), arguments);
        assert_eq!(code, 2, "{error}");
        joined(&error)
    };
    let error = failed(&["explain", "tpp"]);
    assert!(error.contains("did you mean `tpr`?"), "{error}");
    let error = failed(&[
        "audit",
        "data.csv",
        "--decision",
        "selected",
        "--protected",
        "gendr*score",
    ]);
    assert!(
        error.contains("`gender` and `score`") && error.contains("`gender*score`"),
        "{error}"
    );
    std::fs::write(
        folder.path().join("spec.toml"),
        "schema = 1\n[system]\nid = \"a\"\ndecision = \"benefit\"\n[data]\nsource = \"data.csv\"\n[columns]\ndecision = \"selected\"\n\
         [[attribute]]\ncolumn = \"gender\"\n[[attribute]]\nname = \"age\"\ncolumn = \"score\"\nbins = [0.5]\n\
         [[check]]\nid = \"c\"\nmetric = \"disparate_impact_ratio\"\nattributes = [\"gender*agee\"]\nlimit = { min = \"4/5\" }\n",
    )
    .unwrap();
    let error = failed(&["audit", "spec.toml"]);
    assert!(error.contains("did you mean `gender*age`?"), "{error}");
    let error = failed(&["check", "spec.toml", "--set", "check.0.severity=warn"]);
    assert!(error.contains("--set check[0].severity=VALUE"), "{error}");
}

#[test]
fn the_language_has_a_short_name() {
    let folder = folder_with(&[("data.csv", &rows(&[("f", 60, 10), ("m", 60, 30)]))]);
    let arguments = with("audit", &["--lang", "de", "--out", "out", "--quiet"]);
    let (code, _, error) = run(folder.path(), &arguments);
    assert_eq!(code, 0, "{error}");
    let page = std::fs::read_to_string(folder.path().join("out/report.html")).unwrap();
    assert!(page.contains("lang=\"de\""));
    let (_, help, _) = run(folder.path(), &["audit", "--help"]);
    assert!(help.contains("[alias: --lang]"), "{help}");
}

#[test]
fn what_shows_every_group_is_for_the_house() {
    let folder = folder_with(&[(
        "data.csv",
        &rows(&[("f", 60, 10), ("m", 60, 30), ("x", 5, 1)]),
    )]);
    let here = folder.path();
    for arguments in [
        with("search", &["--profile", "board"]),
        with("sweep", &["--score", "score", "--profile", "public"]),
    ] {
        let (code, out, error) = run(here, &arguments);
        assert!(code == 2 && out.is_empty(), "{out}");
        assert!(
            joined(&error).contains("evenhand audit --profile"),
            "{error}"
        );
    }
    // Two scorecards are hidden in before they are compared.
    let (code, _, error) = run(here, &with("audit", &["--out", "old", "--quiet"]));
    assert_eq!(code, 0, "{error}");
    std::fs::write(
        here.join("data.csv"),
        rows(&[("f", 60, 20), ("m", 60, 30), ("x", 5, 3)]),
    )
    .unwrap();
    assert_eq!(run(here, &with("audit", &["--out", "new", "--quiet"])).0, 0);
    let compared = |more: &[&str]| {
        let mut arguments = vec![
            "compare",
            "old/scorecard.json",
            "new/scorecard.json",
            "--all",
            "--format",
            "csv",
        ];
        arguments.extend(more);
        let (code, out, error) = run(here, &arguments);
        assert_eq!(code, 0, "{error}");
        let of = |line: &&str| line.contains(",x,") && line.contains(",selection_rate,");
        out.lines().find(of).map(str::to_owned)
    };
    let whole = compared(&[]).unwrap();
    assert!(whole.contains("0.2") && whole.contains("0.6"), "{whole}");
    let hidden = compared(&["--profile", "board"]);
    assert!(
        hidden
            .as_ref()
            .is_none_or(|line| !line.contains("0.2") && !line.contains("0.6")),
        "{hidden:?}"
    );
}

#[test]
fn names_of_groups_are_told_whole_where_two_models_are_compared() {
    let long = "Native-Hawaiian-or-other-Pacific-Islander";
    let mut text = String::from("heritage,current,candidate\n");
    for (group, n) in [(long, 100), ("European", 120)] {
        for i in 0..n {
            let (a, b) = (u8::from(i % 2 == 0), u8::from(i % 3 == 0));
            text.push_str(&format!("{group},{a},{b}\n"));
        }
    }
    let spec = "schema = 1\n[system]\nid = \"a\"\ndecision = \"benefit\"\n[data]\nsource = \"data.csv\"\n[[attribute]]\ncolumn = \"heritage\"\n\
                [[model]]\nname = \"current\"\ndecision = \"current\"\n[[model]]\nname = \"candidate\"\ndecision = \"candidate\"\n";
    let folder = folder_with(&[("data.csv", &text), ("evenhand.toml", spec)]);
    let (code, out, error) = run(folder.path(), &["compare", "evenhand.toml"]);
    assert_eq!(code, 0, "{error}");
    let letters: String = out.split_whitespace().collect();
    assert!(letters.contains(long) || !out.contains('…'), "{out}");
    assert!(!out.contains('…'), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
}

/// Runs an audit of standard input.
fn piped(folder: &Path, text: &[u8], arguments: &[&str]) -> (i32, String) {
    let mut child = evenhand()
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text).unwrap();
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap_or(-1), error)
}

#[test]
fn standard_input_with_a_mark_of_its_encoding_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = b"\xef\xbb\xbf".to_vec();
    text.extend(rows(&[("f", 60, 10), ("m", 60, 30)]).bytes());
    let flags = [
        "audit",
        "-",
        "--decision",
        "selected",
        "--protected",
        "gender",
        "--out",
        "out",
    ];
    let (code, error) = piped(folder.path(), &text, &flags);
    assert_eq!(code, 0, "{error}");
    let (code, error) = piped(folder.path(), b"", &flags);
    assert_eq!(code, 2);
    assert!(error.contains("no rows"), "{error}");
}

#[test]
fn a_reader_who_stops_listening_changes_no_exit_code() {
    let folder = folder_with(&[("data.csv", &rows(&[("f", 500, 50), ("m", 600, 300)]))]);
    let mut child = evenhand()
        .args(with("check", &["--no-progress"]))
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
