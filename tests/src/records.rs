//! Records for other systems: where they go, and whether those systems' own libraries can read them.

use crate::data::{evenhand, root, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names that try to be paths, labels, markup and lines of their own.
const GROUPS: [(&str, usize, usize); 8] = [
    ("plain", 900, 450),
    ("../../etc/passwd", 600, 300),
    ("a\"b\\c", 600, 150),
    ("two\nlines: [x]", 500, 240),
    ("\u{1f600} é 日本", 400, 210),
    ("# evenhand:end", 300, 140),
    ("PLAIN", 200, 90),
    ("tiny group", 6, 3),
];

const EXPORT: &str = "\n[export]\nmlflow = { experiment = \"audits\" }\nopenlineage = { namespace = \"teams\" }\nprometheus = {}\nmodel_card = { file = \"out/CARD.md\" }\nattest = { format = \"in-toto\" }\n";

const CARD: &str =
    "---\nlicense: mit  # as agreed\ntags:\n- marketing\n---\n# A model\n\nWhat it does.\n";

fn spec(export: &str) -> String {
    let sha = "ab".repeat(32);
    format!(
        "schema = 1\n[system]\nid = \"audit\"\ntitle = \"An \\\"audit\\\": é\\nof two lines\"\ndecision = \"benefit\"\n\
         [data]\nsource = \"data.csv\"\n[[model]]\nname = \"v1\"\ndecision = \"selected\"\nsha256 = \"{sha}\"\n\
         [[attribute]]\ncolumn = \"group\"\n[[check]]\nid = \"offer ratio\"\nmetric = \"disparate_impact_ratio\"\n\
         limit = {{ min = \"4/5\" }}\n[[check]]\nid = \"offer-difference\"\nmetric = \"statistical_parity_difference\"\n\
         limit = {{ max_abs = \"1/10\" }}\nseverity = \"warn\"\n{export}"
    )
}

fn folder(export: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = String::from("group,selected\n");
    for (name, n, selected) in GROUPS {
        for i in 0..n {
            let quoted = name.replace('"', "\"\"");
            rows.push_str(&format!("\"{quoted}\",{}\n", u8::from(i < selected)));
        }
    }
    std::fs::write(folder.path().join("data.csv"), rows).unwrap();
    std::fs::write(folder.path().join("evenhand.toml"), spec(export)).unwrap();
    folder
}

/// A virtual environment with the readers; none where there is no Python or no package index.
fn python() -> Option<PathBuf> {
    let wanted = std::fs::read_to_string(root().join("tests/records/requirements.txt")).unwrap();
    let home = root().join("target/records-venv");
    let (python, stamp) = (home.join("bin/python"), home.join("made-for.txt"));
    if std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Some(python);
    }
    let tried = |command: &mut Command| {
        let output = command.output().map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    };
    let made = tried(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&home),
    )
    .and_then(|()| {
        tried(
            Command::new(&python)
                .args([
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                ])
                .arg(root().join("tests/records/requirements.txt")),
        )
    });
    match made {
        Ok(()) => {
            std::fs::write(stamp, wanted).unwrap();
            Some(python)
        }
        Err(error) => {
            eprintln!(
                "SKIPPED: the records are not read by others, for want of Python or a package index: {error}"
            );
            None
        }
    }
}

#[test]
fn others_read_what_is_kept_for_them() {
    let folder = folder(EXPORT);
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("CARD.md"), CARD).unwrap();
    std::fs::write(out.join("before.md"), CARD).unwrap();
    // The second run finds the records of the first, and leaves the same.
    for _ in 0..2 {
        let (code, _, error) = run(folder.path(), &["audit", "--out", "out"]);
        assert_eq!(code, 0, "{error}");
    }
    // What leaves the house is held against the scorecard that the public may see.
    let public = [
        "report",
        "out/scorecard.json",
        "--profile",
        "public",
        "--out",
        "public",
    ];
    let (code, _, error) = run(
        folder.path(),
        &[&public[..], &["--format", "json"]].concat(),
    );
    assert_eq!(code, 0, "{error}");
    std::fs::rename(
        folder.path().join("public/scorecard.json"),
        out.join("public.json"),
    )
    .unwrap();
    let Some(python) = python() else { return };
    let output = Command::new(python)
        .arg(root().join("tests/records/read.py"))
        .arg(&out)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
}

#[test]
fn formats_lie_in_the_folder_under_fixed_names() {
    let folder = folder("");
    let all = "mlflow,openlineage,prometheus,model-card,in-toto";
    let (code, _, error) = run(folder.path(), &["audit", "--out", "out", "--format", all]);
    assert_eq!(code, 0, "{error}");
    let names = [
        "evenhand.prom",
        "lineage.jsonl",
        "mlruns",
        "model-card.md",
        "test-result.json",
    ];
    let read = |name: &str| std::fs::read(folder.path().join("out").join(name)).unwrap();
    let before: Vec<Vec<u8>> = names
        .iter()
        .filter(|n| **n != "mlruns")
        .map(|n| read(n))
        .collect();
    let (code, out, error) = run(
        folder.path(),
        &["report", "out/scorecard.json", "--format", all],
    );
    assert_eq!(code, 0, "{error}");
    let after: Vec<Vec<u8>> = names
        .iter()
        .filter(|n| **n != "mlruns")
        .map(|n| read(n))
        .collect();
    assert!(
        before == after,
        "a record is made of the archived scorecard as of the audit"
    );
    assert!(names.iter().all(|name| out.contains(name)), "{out}");
    std::fs::remove_file(folder.path().join("out/run.json")).unwrap();
    let (code, _, error) = run(
        folder.path(),
        &["report", "out/scorecard.json", "--format", "openlineage"],
    );
    assert!(code == 2 && error.contains("run.json"), "{error}");
}

#[test]
fn a_spec_with_records_has_the_same_scorecard() {
    let card = |export: &str| {
        let folder = folder(export);
        assert_eq!(run(folder.path(), &["audit", "--out", "out"]).0, 0);
        std::fs::read(folder.path().join("out/scorecard.json")).unwrap()
    };
    assert!(card("") == card(EXPORT));
}

#[test]
fn what_cannot_be_kept_is_said_and_nothing_is_written() {
    for (export, said) in [
        (
            "[export]\nmlflow = { uri = \"https://example.org\" }\n",
            "opens no network connection",
        ),
        ("[export]\nmlflo = {}\n", "did you mean `mlflow`?"),
        ("[export]\nprometheus = { file = \"x\" }\n", "textfile"),
        (
            "[export]\nattest = { format = \"dsse\" }\n",
            "`dsse` is no value that may stand here",
        ),
        ("[export]\nmodel_card = { file = \"data.csv\" }\n", "line 1"),
    ] {
        let folder = folder(export);
        let data = folder.path().join("data.csv");
        let text = std::fs::read_to_string(&data).unwrap();
        // A mark without its other half, at the head of what is taken for a card.
        let card = folder.path().join("card.md");
        std::fs::write(&card, "<!-- evenhand:begin -->\n").unwrap();
        std::fs::write(
            folder.path().join("evenhand.toml"),
            spec(&export.replace("data.csv", "card.md")),
        )
        .unwrap();
        let (code, _, error) = run(folder.path(), &["audit", "--out", "out"]);
        let flat = error.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(code == 2 && flat.contains(said), "{export}: {error}");
        assert!(!folder.path().join("out").exists());
        assert_eq!(std::fs::read_to_string(&data).unwrap(), text);
    }
}

#[test]
fn a_spec_is_looked_at_without_its_data() {
    let folder = folder(EXPORT);
    let path = folder.path();
    assert_eq!(run(path, &["check", "--spec-only"]).0, 0);
    let wrong = spec("").replace("column = \"group\"", "column = \"grup\"");
    std::fs::write(path.join("wrong.toml"), &wrong).unwrap();
    let key = spec("").replace("severity", "severty");
    std::fs::write(path.join("key.toml"), key).unwrap();
    let both = [
        "check",
        "--spec-only",
        "wrong.toml",
        "key.toml",
        "evenhand.toml",
    ];
    let (code, _, error) = run(path, &both);
    assert_eq!(code, 2);
    assert!(
        error.contains("wrong.toml:13:10: ") && error.contains("did you mean `group`?"),
        "{error}"
    );
    assert!(
        error.contains("key.toml:22:1: ") && error.contains("evenhand.toml: well written"),
        "{error}"
    );
    std::fs::remove_file(path.join("data.csv")).unwrap();
    let (code, _, error) = run(path, &["check", "--spec-only", "wrong.toml"]);
    assert!(
        code == 0 && error.contains("no column was looked up"),
        "{error}"
    );
    let metric = wrong.replace("disparate_impact_ratio", "disparate_impact_rato");
    std::fs::write(path.join("wrong.toml"), metric).unwrap();
    let (code, _, error) = run(path, &["check", "--spec-only", "wrong.toml"]);
    assert!(
        code == 2 && error.contains("disparate_impact_ratio"),
        "{error}"
    );
}

#[test]
fn the_action_runs_the_gate_and_says_how_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let (_, help, _) = run(&root(), &["check", "--help"]);
    let reports = help.contains("sarif");
    if !reports {
        eprintln!(
            "SKIPPED: this build of `check` writes no SARIF, so that the action is tried without"
        );
    }
    let binary = evenhand().get_program().to_owned();
    let action = |fail_on: &str| {
        let mut command = Command::new("bash");
        command
            .arg(root().join(".github/actions/evenhand/run.sh"))
            .current_dir(root())
            .env("NO_COLOR", "1")
            .env("GITHUB_OUTPUT", file("output"))
            .env("GITHUB_STEP_SUMMARY", file("summary"))
            .env("EVENHAND", &binary)
            .env("INPUT_SPEC", "datasets/spring-campaign/evenhand.toml")
            .env("INPUT_OUT", file("out"))
            .env("INPUT_FAIL_ON", fail_on);
        if reports {
            command
                .env("INPUT_SARIF", file("evenhand.sarif"))
                .env("INPUT_SUMMARY", "true");
        }
        let output = command.output().unwrap();
        let outputs = std::fs::read_to_string(file("output")).unwrap();
        std::fs::remove_file(file("output")).unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code().unwrap(), outputs, error)
    };
    let (code, outputs, error) = action("");
    assert_eq!(code, 1, "{error}");
    assert!(
        outputs.contains("exit-code=1\n") && outputs.contains("report="),
        "{outputs}"
    );
    assert!(Path::new(&file("out")).join("report.html").exists());
    if reports {
        assert!(file("evenhand.sarif").exists() && file("summary").exists());
        assert_eq!(action("never").0, 0);
    }
}
