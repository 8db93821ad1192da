//! Reports opened in Chromium as their readers do; see tests/browser.

use crate::data::{root, run};
use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser and what drives it.
pub struct Browser {
    chromium: PathBuf,
    modules: PathBuf,
}

impl Browser {
    /// What is on this machine, its driver installed beside the build; says so loudly where there is none.
    pub fn find() -> Option<Self> {
        let chromium = ["chromium", "chromium-browser", "google-chrome"]
            .iter()
            .find_map(|name| on_path(name));
        let found = chromium.and_then(|chromium| {
            let modules = modules()?;
            Some(Self { chromium, modules })
        });
        if found.is_none() {
            eprintln!(
                "SKIPPED: there is no Chromium with Node to drive it; see tests/browser/README.md"
            );
        }
        found
    }

    /// Walks through a meeting on a review page; the pages that were seen.
    pub fn walk(
        &self,
        url: &str,
        folder: &Path,
        step: &str,
        pictures: Option<&OsStr>,
    ) -> Vec<String> {
        let output = Command::new("node")
            .arg(root().join("tests/browser/walk.mjs"))
            .arg(&self.modules)
            .arg(&self.chromium)
            .args([url.as_ref(), folder.as_os_str(), step.as_ref()])
            .args(pictures)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// What is wrong with these pages.
    pub fn look_at(&self, pages: &[&Path]) -> Value {
        let output = Command::new("node")
            .arg(root().join("tests/browser/check.mjs"))
            .arg(&self.modules)
            .arg(&self.chromium)
            .args(pages)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// The folder with the driver and the rules, made where it is not there yet.
fn modules() -> Option<PathBuf> {
    let wanted = fs::read_to_string(root().join("tests/browser/package.json")).unwrap();
    let mut folder = std::env::current_exe().unwrap();
    while folder
        .file_name()
        .is_some_and(|name| name != "release" && name != "debug")
    {
        folder.pop();
    }
    folder.push("browser");
    let ready = folder.join("ready.json");
    if fs::read_to_string(&ready).is_ok_and(|there| there == wanted) {
        return Some(folder);
    }
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("package.json"), &wanted).unwrap();
    let installed = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts"])
        .current_dir(&folder)
        .output()
        .is_ok_and(|output| output.status.success());
    if installed {
        fs::write(ready, wanted).unwrap();
    }
    installed.then_some(folder)
}

#[test]
fn every_fault_of_a_page_is_found() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let seen = browser.look_at(&[&root().join("tests/browser/faults.html")]);
    let found: BTreeSet<&str> = seen["found"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["what"].as_str().unwrap())
        .collect();
    for fault in [
        "axe color-contrast",
        "axe heading-order",
        "axe html-has-lang",
        "axe image-alt",
        "closed on paper",
        "console",
        "dark paper",
        "focus not seen",
        "horizontal scroll",
        "keyboard order",
        "request",
        "target too small",
        "unreadable",
    ] {
        assert!(found.contains(fault), "{fault} is not among {found:?}");
    }
}

#[test]
fn reports_can_be_read_by_everybody() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let sample = root().join("reports/spring-campaign");
    let card = sample.join("scorecard.json");
    let board = folder.path().join("board");
    let arguments = [
        "report",
        card.to_str().unwrap(),
        "--format",
        "html,public-summary",
    ];
    let hidden = ["--profile", "board", "--out", board.to_str().unwrap()];
    let (code, _, error) = run(&root(), &[&arguments[..], &hidden[..]].concat());
    assert_eq!(code, 0, "{error}");
    let seen = browser.look_at(&[
        &sample.join("report.html"),
        &board.join("report.html"),
        &board.join("public-summary.html"),
        &root().join("reports/year-of-audits/trend.html"),
    ]);
    assert!(seen["looked"].as_u64().unwrap() >= 20, "{seen:#}");
    for part in ["buttons", "fields"] {
        assert!(seen["worked"][part].as_u64().unwrap() > 0, "{part}");
    }
    assert_eq!(seen["found"], serde_json::json!([]), "{seen:#}");
}
