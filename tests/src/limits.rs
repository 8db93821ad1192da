//! Too much to count, and being told to stop: a clear word, and a folder that is as it was.

use crate::data::{evenhand, run};
use std::fmt::Write as _;
use std::path::Path;

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("data.csv"), text).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn an_id_is_no_protected_attribute() {
    let mut text = String::from("person,selected\n");
    for i in 0..100_000 {
        writeln!(text, "p{i:06},{}", i % 2).unwrap();
    }
    let folder = folder_with(&text);
    for threads in ["1", "2"] {
        let (code, _, error) = run(
            folder.path(),
            &[
                "audit",
                "data.csv",
                "--decision",
                "selected",
                "--protected",
                "person",
                "--threads",
                threads,
                "--out",
                "out",
            ],
        );
        let error = error.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(code, 2, "{error}");
        for words in [
            "`person` has more than 65536",
            "such as `p0",
            "coarser",
            "unit",
        ] {
            assert!(error.contains(words), "{words}: {error}");
        }
        assert_eq!(names(folder.path()), ["data.csv"]);
    }
}

#[test]
fn memory_has_a_ceiling_and_the_error_names_the_columns() {
    let mut text = String::from("street,job,selected\n");
    for i in 0..160_000 {
        writeln!(text, "s{},j{},{}", i / 400, i % 400, i % 2).unwrap();
    }
    let folder = folder_with(&text);
    let with = |ceiling: &str| {
        let arguments = [
            "check",
            "data.csv",
            "--decision",
            "selected",
            "--protected",
            "street",
            "--protected",
            "job",
            "--intersect",
            "1",
            "--max-memory",
            ceiling,
            "--out",
            "out",
        ];
        run(folder.path(), &arguments)
    };
    let (code, _, error) = with("64MB");
    let error = error.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("more than 64 MB"), "{error}");
    assert!(
        error.contains("`street` (") && error.contains("`job` ("),
        "{error}"
    );
    assert!(error.contains("--max-memory"), "{error}");
    assert_eq!(names(folder.path()), ["data.csv"]);
    assert_eq!(with("much").0, 2);
    let (code, _, error) = with("4GiB");
    assert!(code < 2, "{error}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_audit_leaves_nothing() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let spool = tempfile::tempdir().unwrap();
        let mut child = evenhand()
            .args([
                "audit",
                "-",
                "--decision",
                "selected",
                "--protected",
                "gender",
            ])
            .args(["--out", "out"])
            .current_dir(folder.path())
            .env("TMPDIR", spool.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The pipe stays open: the audit waits for more rows until somebody stops it.
        let mut rows = child.stdin.take().unwrap();
        rows.write_all(b"gender,selected\nf,1\nm,0\n").unwrap();
        while names(spool.path()).is_empty() {
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
            std::thread::yield_now();
        }
        let id = child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        let output = child.wait_with_output().unwrap();
        drop(rows);
        assert_eq!(output.status.code(), Some(130));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said, "stopped; nothing was written\n");
        assert!(names(folder.path()).is_empty() && names(spool.path()).is_empty());
    }
}
