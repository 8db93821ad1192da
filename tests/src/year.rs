//! The sample year: its committed history and trend are what the data make, and they show what was planted.

use crate::data::{root, run};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const SAMPLE: &str = "reports/year-of-audits";

/// Audits every month into a folder, keeps each, and writes the trend.
fn made(folder: &Path) {
    for entry in std::fs::read_dir(root().join("datasets/year-of-audits")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    let done = |arguments: &[&str]| {
        let (code, _, errors) = run(folder, arguments);
        assert_eq!(code, 0, "{arguments:?}: {errors}");
    };
    for month in 1..=12 {
        let (year, next) = if month == 12 {
            (2026, 1)
        } else {
            (2025, month + 1)
        };
        let day = format!("{year}-{next:02}-05");
        let source = format!("data.source=2025-{month:02}.csv");
        let version = format!("model[0].version={}.0.0", if month < 5 { 1 } else { 2 });
        let audit = ["audit", "--quiet", "--as-of", &day, "--set", &source];
        done(&[&audit[..], &["--set", &version]].concat());
        done(&["history", "add", "--quiet", "--as-of", &day]);
    }
    done(&["trend", "--format", "html", "--out", "."]);
    done(&["history", "verify"]);
}

fn files(folder: &Path, below: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, below, found);
        } else if !path.file_name().unwrap().to_string_lossy().starts_with('.') {
            let name = path.strip_prefix(below).unwrap().to_owned();
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// The history and the trend below a folder.
fn kept(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    files(&folder.join("history"), folder, &mut found);
    let page = std::fs::read(folder.join("trend.html")).unwrap();
    found.insert("trend.html".into(), page);
    found
}

#[test]
fn the_committed_year_is_what_the_data_make() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    let new = kept(folder.path());
    let committed = root().join(SAMPLE);
    if std::env::var_os("EVENHAND_BLESS").is_some() {
        let _ = std::fs::remove_dir_all(&committed);
        for (name, bytes) in &new {
            let path = committed.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
    let known = kept(&committed);
    assert_eq!(
        new.keys().collect::<Vec<_>>(),
        known.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &new {
        assert!(
            known[name] == *bytes,
            "{SAMPLE}/{} is another; EVENHAND_BLESS=1 writes it",
            name.display()
        );
    }
}

#[test]
fn a_gap_that_no_single_audit_confirms_is_found_and_a_mix_that_changed_is_told_apart() {
    let store = root().join(SAMPLE).join("history");
    let store = store.to_str().unwrap();
    let (code, json, errors) = run(&root(), &["trend", "--store", store, "--format", "json"]);
    assert_eq!(code, 0, "{errors}");
    let trend: serde_json::Value = serde_json::from_str(&json).unwrap();
    let series = trend["series"].as_array().unwrap();
    let of = |group: &str| {
        series
            .iter()
            .find(|one| one["key"]["group"] == group)
            .unwrap()
    };
    // From July on, people of 50 and over are selected three quarters as often.
    let older = of("50+");
    assert_eq!(older["alert"], true);
    let confirmed = older["verdicts"].as_array().unwrap();
    assert!(confirmed.iter().all(|verdict| verdict != "confirmed_gap"));
    let upper = older["odds_ratio_upper"].as_f64().unwrap();
    assert!((0.72..1.0).contains(&upper), "{upper}");
    // Nothing was planted for women; in December they are older, which is no other treatment.
    assert_eq!(of("female")["alert"], false);
    let page = std::fs::read_to_string(root().join(SAMPLE).join("trend.html")).unwrap();
    let drift = page.split("id=\"drift\"").nth(1).unwrap();
    let women = drift.split("gender: female").nth(1).unwrap();
    let numbers: Vec<f64> = (women.split("<td class=n>").skip(1).take(3))
        .map(|cell| {
            cell.split([' ', '<', '\n'])
                .next()
                .unwrap()
                .parse()
                .unwrap()
        })
        .collect();
    let [before, now, held] = numbers[..] else {
        panic!("{numbers:?}")
    };
    assert!(now < held && held < before, "{numbers:?}");
}
