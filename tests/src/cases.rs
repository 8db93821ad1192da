//! Cases: a spec and data in, a scorecard and the gate's text out, compared byte for byte.

use crate::data::{root, run};
use std::fs;
use std::path::Path;

/// Compares a file with what was made, or writes it.
fn compare(known: &Path, made: &[u8], wrong: &mut Vec<String>) {
    if std::env::var_os("EVENHAND_BLESS").is_some() {
        fs::write(known, made).unwrap();
    } else if fs::read(known).ok().as_deref() != Some(made) {
        wrong.push(format!(
            "{} is not what comes out: run with EVENHAND_BLESS=1 and read the diff",
            known.strip_prefix(root()).unwrap().display()
        ));
    }
}

#[test]
fn every_case_gives_what_is_committed_beside_it() {
    let mut folders: Vec<_> = fs::read_dir(root().join("tests/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 4, "{folders:?}");
    let mut wrong = Vec::new();
    for folder in folders {
        let out = tempfile::tempdir().unwrap();
        let out = out.path().join("out");
        let (code, _, error) = run(
            &folder,
            &[
                "audit",
                "--quiet",
                "--format",
                "json",
                "--out",
                out.to_str().unwrap(),
            ],
        );
        assert_eq!(code, 0, "{}: {error}", folder.display());
        let scorecard = fs::read(out.join("scorecard.json")).unwrap();
        compare(&folder.join("scorecard.json"), &scorecard, &mut wrong);
        let (code, mut text, _) = run(&folder, &["check", "--no-progress"]);
        text.push_str(&format!("exit {code}\n"));
        compare(&folder.join("check.txt"), text.as_bytes(), &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
