//! The shape of the workspace: allowed edges between crates, length of files, polars in one place.

use crate::data::root;
use std::path::{Path, PathBuf};

/// Which crate may use which.
const EDGES: [(&str, &[&str]); 15] = [
    ("evenhand-core", &[]),
    ("evenhand-inference", &[]),
    ("evenhand-metrics", &["evenhand-core", "evenhand-inference"]),
    ("evenhand-policy", &["evenhand-core", "evenhand-inference"]),
    ("evenhand-source", &["evenhand-core"]),
    (
        "evenhand-runner",
        &[
            "evenhand-core",
            "evenhand-inference",
            "evenhand-metrics",
            "evenhand-policy",
            "evenhand-source",
        ],
    ),
    ("evenhand-privacy", &["evenhand-core", "evenhand-inference"]),
    ("evenhand-report", &["evenhand-core"]),
    ("evenhand-notify", &["evenhand-core"]),
    ("evenhand-pdf", &["evenhand-report"]),
    ("evenhand-ledger", &["evenhand-core", "evenhand-inference"]),
    ("evenhand-lint", &["evenhand-core", "evenhand-inference"]),
    (
        "evenhand",
        &[
            "evenhand-core",
            "evenhand-inference",
            "evenhand-ledger",
            "evenhand-lint",
            "evenhand-metrics",
            "evenhand-notify",
            "evenhand-pdf",
            "evenhand-policy",
            "evenhand-privacy",
            "evenhand-source",
            "evenhand-runner",
            "evenhand-report",
        ],
    ),
    ("evenhand-serve", &["evenhand"]),
    ("evenhand-cli", &["evenhand", "evenhand-serve"]),
];

fn manifest(name: &str) -> toml::Table {
    let path = root().join("crates").join(name).join("Cargo.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

fn dependencies(name: &str) -> Vec<String> {
    manifest(name)["dependencies"]
        .as_table()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn crates_use_only_those_they_may() {
    let mut folders: Vec<String> = std::fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let mut known: Vec<String> = EDGES.iter().map(|(name, _)| (*name).to_owned()).collect();
    known.sort();
    assert_eq!(folders, known, "a crate without a line in this table");
    for (name, allowed) in EDGES {
        for dependency in dependencies(name) {
            if dependency.starts_with("evenhand") {
                assert!(
                    allowed.contains(&dependency.as_str()),
                    "{name} may not use {dependency}"
                );
            }
        }
    }
}

#[test]
fn polars_is_a_dependency_of_the_source_alone() {
    for (name, _) in EDGES {
        let uses = dependencies(name)
            .iter()
            .any(|dependency| dependency.starts_with("polars"));
        assert_eq!(uses, name == "evenhand-source", "{name}");
    }
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let mut files = Vec::new();
    for folder in ["crates", "tests"] {
        sources(&root().join(folder), &mut files);
    }
    assert!(files.len() > 100);
    let long: Vec<String> = files
        .iter()
        .map(|path| (path, std::fs::read_to_string(path).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > 500)
        .map(|(path, lines)| format!("{}: {lines}", path.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
    let forbidden: Vec<&PathBuf> = files
        .iter()
        .filter(|path| {
            ["mod.rs", "utils.rs", "common.rs", "helpers.rs"]
                .iter()
                .any(|name| path.ends_with(name))
        })
        .collect();
    assert!(forbidden.is_empty(), "{forbidden:?}");
}

#[test]
fn nothing_else_lies_at_the_root() {
    let allowed = [
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "crates",
        "datasets",
        "docs",
        "reports",
        "rust-toolchain.toml",
        "target",
        "tests",
    ];
    for entry in std::fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            name.starts_with('.') || allowed.contains(&name.as_str()),
            "{name}"
        );
    }
}
