//! Counts in files: parts add up to the whole, and what is damaged or counted otherwise is refused.

use crate::data::{root, run};
use std::path::Path;

const SPEC: &str = "datasets/spring-campaign/evenhand.toml";

/// Runs a command that must succeed.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let (code, out, error) = run(folder, arguments);
    assert_eq!(code, 0, "{arguments:?}: {error}");
    out
}

fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).unwrap()
}

/// The sample's rows in a folder `days`, cut into this many files of uneven length.
fn days(parts: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("days")).unwrap();
    let text =
        std::fs::read_to_string(root().join("datasets/spring-campaign/campaign.csv")).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut files = vec![format!("{header}\n"); parts];
    for (i, row) in rows.lines().enumerate() {
        // The first rows go round; later ones favour the first files.
        let file = if i < 10 * parts { i } else { i * i } % parts;
        files[file].push_str(row);
        files[file].push('\n');
    }
    for (i, file) in files.into_iter().enumerate() {
        std::fs::write(folder.path().join(format!("days/{i:03}.csv")), file).unwrap();
    }
    folder
}

fn spec() -> String {
    root().join(SPEC).to_string_lossy().into_owned()
}

#[test]
fn parts_add_up_to_the_whole_to_the_byte() {
    let folder = days(7);
    let folder = folder.path();
    let spec = spec();
    done(folder, &["stats", "export", &spec, "--out", "whole.stats"]);
    let mut parts = Vec::new();
    for day in 0..7 {
        let (rows, counts) = (format!("days/{day:03}.csv"), format!("{day}.stats"));
        done(folder, &["stats", "export", &spec, &rows, "--out", &counts]);
        parts.push(counts);
    }
    let merge = |files: &[String], more: &[&str], out: &str| {
        let mut arguments = vec!["stats", "merge", "--out", out];
        arguments.extend(files.iter().map(String::as_str));
        arguments.extend(more);
        done(folder, &arguments);
        bytes(folder, out)
    };
    let whole = bytes(folder, "whole.stats");
    assert!(merge(&parts, &[], "merged.stats") == whole, "parts");
    parts.reverse();
    assert!(merge(&parts, &[], "backwards.stats") == whole, "order");
    // What was taken away is gone; only the lowest and the highest score that were ever seen remain.
    let away = ["--without", "6.stats", "--without", "0.stats"];
    merge(&["merged.stats".to_owned()], &away, "without.stats");
    merge(&parts[1..6], &[], "rest.stats");
    let estimates = |counts: &str| {
        done(folder, &["audit", counts, "--quiet", "--out", "out"]);
        let card = evenhand::Scorecard::from_json(&bytes(folder, "out/scorecard.json")).unwrap();
        (card.estimates, card.findings)
    };
    assert!(
        estimates("without.stats") == estimates("rest.stats"),
        "taken away"
    );
    // There are no rows in it: the id of a person is nowhere.
    let shown = done(folder, &["stats", "show", "whole.stats"]);
    assert!(shown.contains("24,000 read, 24,000 counted"), "{shown}");
    assert!(
        shown.contains("gender: female, male, nonbinary, (missing)"),
        "{shown}"
    );
    let shown = done(
        folder,
        &["stats", "show", "whole.stats", "--format", "json"],
    );
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["rows_used"], 24_000);
}

#[test]
fn counts_are_audited_as_the_rows_are() {
    let folder = days(3);
    let folder = folder.path();
    let spec = spec();
    let audit = |what: &[&str], out: &str| {
        let mut arguments = vec!["audit", "--quiet", "--out", out];
        arguments.extend(what);
        done(folder, &arguments);
        bytes(folder, &format!("{out}/scorecard.json"))
    };
    let rows = audit(&[&spec], "rows");
    done(folder, &["stats", "export", &spec, "--out", "whole.stats"]);
    assert!(audit(&[&spec, "whole.stats"], "counts") == rows);
    // By its own spec, which is no file with lines.
    let own = audit(&["whole.stats"], "own");
    let own = evenhand::Scorecard::from_json(&own).unwrap();
    let rows = evenhand::Scorecard::from_json(&rows).unwrap();
    assert_eq!(own.estimates, rows.estimates);
    assert_eq!(own.findings, rows.findings);
    assert_eq!(own.digests, rows.digests);
    let record = String::from_utf8(bytes(folder, "own/run.json")).unwrap();
    assert!(record.contains("whole.stats"), "{record}");
}

#[test]
fn a_folder_of_counts_reads_only_what_is_new() {
    let folder = days(4);
    let folder = folder.path();
    let spec = spec();
    let last = folder.join("days/003.csv");
    let kept = || {
        let paths = std::fs::read_dir(folder.join("kept")).unwrap();
        let paths = paths.map(|entry| entry.unwrap().path());
        paths
            .filter(|path| path.extension().is_some_and(|e| e == "stats"))
            .count()
    };
    let audit = |out: &str, more: &[&str]| {
        let mut arguments = vec!["audit", &spec, "days/*.csv", "--quiet", "--out", out];
        arguments.extend(more);
        done(folder, &arguments);
        bytes(folder, &format!("{out}/scorecard.json"))
    };
    let store = ["--stats-dir", "kept"];
    let day_four = std::fs::read(&last).unwrap();
    std::fs::remove_file(&last).unwrap();
    assert!(audit("a", &store) == audit("b", &[]));
    assert_eq!(kept(), 3);
    std::fs::write(&last, &day_four).unwrap();
    // What is kept is read, and not the rows: a kept file that is damaged stops the audit.
    let new = audit("c", &store);
    assert!(new == audit("d", &[]));
    assert_eq!(kept(), 4);
    assert!(audit("e", &store) == new);
    // A file that has changed is counted again.
    let text = String::from_utf8(day_four).unwrap();
    let shorter: Vec<&str> = text.lines().take(2000).collect();
    std::fs::write(&last, shorter.join("\n")).unwrap();
    assert!(audit("f", &store) == audit("g", &[]));
    assert_eq!(kept(), 5);
    // Another way to count has counts of its own.
    let bins = ["--positive", "label=0"];
    assert!(audit("h", &[&store[..], &bins].concat()) != new);
    assert_eq!(kept(), 9);
    let top = "schema = 1\nsystem = { id = \"top\", decision = \"benefit\" }\ndata.source = \"days/*.csv\"\n\
        columns.score = \"score\"\nattribute = [{ column = \"gender\" }]\nmodel = [{ name = \"m\", top_k = 100 }]\n";
    std::fs::write(folder.join("top.toml"), top).unwrap();
    done(folder, &["audit", "top.toml", "--quiet", "--out", "top"]);
    let (code, _, error) = run(folder, &["audit", "top.toml", "--stats-dir", "kept"]);
    assert!(code == 2 && error.contains("file by file"), "{error}");
    for entry in std::fs::read_dir(folder.join("kept")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "stats") {
            let mut bytes = std::fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(&path, bytes).unwrap();
        }
    }
    let (code, _, error) = run(
        folder,
        &["audit", &spec, "days/*.csv", "--stats-dir", "kept"],
    );
    assert!(code == 2 && error.contains("is damaged"), "{error}");
}

#[test]
fn what_is_damaged_or_counted_otherwise_is_refused() {
    let folder = days(2);
    let folder = folder.path();
    let spec = spec();
    done(folder, &["stats", "export", &spec, "--out", "good.stats"]);
    let good = bytes(folder, "good.stats");
    let refused = |arguments: &[&str], says: &str| {
        let (code, _, error) = run(folder, arguments);
        let error = error.split_whitespace().filter(|word| *word != "│");
        let error = error.collect::<Vec<_>>().join(" ");
        assert!(code == 2 && error.contains(says), "{arguments:?}: {error}");
    };
    for at in [0, 25, 90, 200, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(folder.join("bad.stats"), &bad).unwrap();
        let (code, _, error) = run(folder, &["stats", "show", "bad.stats"]);
        assert!(
            code == 2 && error.contains("bad.stats"),
            "byte {at}: {error}"
        );
    }
    for length in [0, 10, 60, 95, 300, good.len() / 2, good.len() - 1] {
        std::fs::write(folder.join("short.stats"), &good[..length]).unwrap();
        refused(&["stats", "show", "short.stats"], "short.stats");
    }
    let text = b"evenhand-statistics 1 ";
    let mut newer = good.clone();
    assert!(newer.starts_with(text));
    newer[text.len() - 2] = b'9';
    std::fs::write(folder.join("newer.stats"), &newer).unwrap();
    refused(
        &["stats", "show", "newer.stats"],
        "has version 9 of the form",
    );
    refused(&["stats", "show", "days/000.csv"], "is no statistics file");
    // Counted by other bins, they are other counts.
    let other = ["--bins", "age=30,60"];
    let mut arguments = vec!["stats", "export", &spec, "--out", "other.stats"];
    arguments.extend(other);
    let (code, _, error) = run(folder, &arguments);
    assert_eq!(code, 0, "{error}");
    refused(
        &[
            "stats",
            "merge",
            "good.stats",
            "other.stats",
            "--out",
            "sum.stats",
        ],
        "other.stats` counts differently: not the same attribute `age`",
    );
    assert!(!folder.join("sum.stats").exists());
    refused(
        &["audit", &spec, "other.stats"],
        "was counted for another spec: not the same attribute `age`",
    );
    refused(&["audit", "good.stats", "days/000.csv"], "holds rows");
    refused(
        &[
            "stats",
            "merge",
            "good.stats",
            "--without",
            "good.stats",
            "--without",
            "good.stats",
            "--out",
            "sum.stats",
        ],
        "",
    );
}
