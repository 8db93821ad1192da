//! Codes of rules: every metric and every note has one, and none changes.

use crate::data::run;
use std::path::Path;

#[test]
fn every_metric_and_note_belongs_to_one_rule_and_codes_never_change() {
    use evenhand::policy::{rule_of_metric, rule_of_note, rules};
    for entry in evenhand::metrics::catalogue().entries() {
        assert!(
            rule_of_metric(&entry.info).is_some(),
            "{} of {}",
            entry.id(),
            entry.info.family
        );
    }
    for note in ["duplicate_rows", "waiver_expired", "missing_input"] {
        assert!(rule_of_note(note).is_some(), "{note}");
    }
    let mut codes: Vec<&str> = rules().map(|rule| rule.code).collect();
    let mut listed = String::new();
    for rule in rules() {
        listed.push_str(&format!("{} {}\n", rule.code, rule.name));
    }
    crate::data::snapshot("tests/reference/rules.txt", &listed);
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all);
    for rule in rules() {
        assert!(
            rule.what.ends_with('.') && !rule.remedy.is_empty(),
            "{}",
            rule.code
        );
        let (code, out, _) = run(Path::new("."), &["explain", rule.code]);
        assert!(code == 0 && out.contains("What to do"), "{}", rule.code);
    }
}

/// Every note that the program can write has a code; those of other crates are found in their sources.
#[test]
fn every_note_in_the_sources_has_a_code() {
    let mut texts = Vec::new();
    let mut folders = vec![crate::data::root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs")
                && path.to_string_lossy().contains("src")
            {
                texts.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut seen = 0;
    for text in &texts {
        for (at, _) in text
            .match_indices("DataNote::warning(")
            .chain(text.match_indices("DataNote::info("))
        {
            let rest = text[at..].split_once('(').unwrap().1.trim_start();
            if let Some(name) = rest
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            {
                seen += 1;
                assert!(evenhand::policy::rule_of_note(name).is_some(), "{name}");
            }
        }
    }
    assert!(seen > 30, "{seen}");
}
