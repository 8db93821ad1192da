//! The languages of the report: by flag, by the spec, and how measures are called in them.

use crate::data::run;
use crate::packs::{offers, refused};
use std::collections::BTreeSet;
use std::path::Path;

/// What `<html>` says of a report, and whether it holds a word.
fn speaks(path: &Path, code: &str, word: &str) {
    let html = std::fs::read_to_string(path).unwrap();
    assert!(html.contains(&format!("<html lang=\"{code}\"")), "{code}");
    assert!(html.contains(word), "{word}");
}

#[test]
fn the_first_language_is_the_report_and_each_further_one_stands_beside_it() {
    let folder = offers("[report]\nlanguages = [\"de\", \"en\"]\n");
    let (code, _, error) = run(folder.path(), &["audit", "--out", "out"]);
    assert_eq!(code, 0, "{error}");
    let out = folder.path().join("out");
    speaks(&out.join("report.html"), "de", "bestätigter Unterschied");
    speaks(&out.join("report.en.html"), "en", "confirmed gap");
    assert!(!out.join("report.de.html").exists());
}

#[test]
fn a_flag_comes_before_the_spec() {
    let folder = offers("[report]\nlanguages = \"de\"\n");
    run(
        folder.path(),
        &["audit", "--language", "fr", "--out", "out"],
    );
    let out = folder.path().join("out");
    speaks(&out.join("report.html"), "fr", "écart confirmé");
    assert!(!out.join("report.de.html").exists());
    let report = [
        "report",
        "out/scorecard.json",
        "--language",
        "es,en",
        "--out",
        "again",
    ];
    assert_eq!(run(folder.path(), &report).0, 0);
    let again = folder.path().join("again");
    speaks(&again.join("report.html"), "es", "brecha confirmada");
    speaks(&again.join("report.en.html"), "en", "confirmed gap");
}

#[test]
fn a_language_that_does_not_exist_names_those_that_do() {
    refused(
        "[report]\nlanguages = [\"en\", \"dee\"]\n",
        &[
            "unknown language `dee`",
            "en, de, fr and es",
            "did you mean `de`?",
            "evenhand.toml",
        ],
    );
    let folder = offers("");
    let (code, _, error) = run(folder.path(), &["audit", "--language", "it"]);
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("en, de, fr, es"), "{error}");
}

#[test]
fn every_measure_has_a_name_in_every_language() {
    let text = include_str!("../../crates/evenhand-report/locales/scorecard/labels.tsv");
    let known: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    let catalogue = evenhand::metrics::catalogue();
    let declared = catalogue
        .entries()
        .iter()
        .filter(|entry| entry.info.of.is_none());
    let unnamed: Vec<&str> = declared
        .map(|entry| entry.info.label.as_str())
        .filter(|label| !known.contains(label.trim_end_matches(" of the worst group")))
        .collect();
    assert!(
        unnamed.is_empty(),
        "not in locales/scorecard/labels.tsv: {unnamed:?}"
    );
}
