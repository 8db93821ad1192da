//! Numbers of single rows: what was planted is found, and nothing but the rows decides about a byte.

use crate::data::{root, run};
use evenhand::{Audit, Scorecard};
use std::fmt::Write as _;
use std::path::Path;

const SPEC: &str = r#"
schema = 1
[system]
id = "rows"
decision = "benefit"
[data]
source = "whole.csv"
[columns]
score = "score"
rescored = "again"
slice = "month"
features = ["district", "tenure", "code"]
[[model]]
name = "a"
decision = "selected"
[[model]]
name = "b"
score = "score"
top_fraction = "1/4"
[[attribute]]
column = "gender"
reference = "m"
[[attribute]]
name = "language"
columns = { one = "p_one", other = "p_other" }
[[check]]
id = "told"
metric = "proxy_auc"
limit = { max = 0.6 }
severity = "warn"
[[check]]
id = "unsure"
metric = "probabilistic_rate_difference"
limit = { max_abs = 0.1 }
severity = "warn"
"#;

/// A seeded generator: the same rows on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = (self.0.wrapping_mul(6_364_136_223_846_793_005))
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Rows with a proxy (the district), flips of women alone, and a column that one row alone shows to hold names.
fn rows(n: usize) -> Vec<String> {
    let mut chance = Chance(20_240_531);
    (0..n)
        .map(|i| {
            let woman = chance.next() < 0.5;
            let harbour = (chance.next() < 0.8) == woman;
            let tenure = (chance.next() * 10.0) as u32;
            let tenure = if chance.next() < 0.05 {
                String::new()
            } else {
                tenure.to_string()
            };
            let score = (chance.next() * 20.0).round() / 20.0;
            let selected = score > if harbour { 0.6 } else { 0.4 };
            let again = selected || (woman && chance.next() < 0.1);
            let p = [0.1, 0.5, 0.9][(chance.next() * 3.0) as usize];
            let code = if i == n / 2 {
                "A1".to_owned()
            } else {
                format!("{}", 10 + i % 3)
            };
            format!(
                "{},{},{tenure},{code},{score},{},{},{p},{:.1},{}",
                if woman { "f" } else { "m" },
                if harbour { "harbour" } else { "hill" },
                u8::from(selected),
                u8::from(again),
                1.0 - p,
                if chance.next() < 0.5 { "may" } else { "june" },
            )
        })
        .collect()
}

fn write(folder: &Path, name: &str, rows: &[String]) {
    let header = "gender,district,tenure,code,score,selected,again,p_one,p_other,month";
    let mut text = format!("{header}\n");
    for row in rows {
        let _ = writeln!(text, "{row}");
    }
    std::fs::write(folder.join(name), text).unwrap();
}

fn scorecard(folder: &Path, data: &str, threads: &str) -> Vec<u8> {
    let arguments = ["audit", "spec.toml", data, "--quiet", "--threads", threads];
    let (code, _, error) = run(folder, &[&arguments[..], &["--out", "out"]].concat());
    assert_eq!(code, 0, "{error}");
    std::fs::read(folder.join("out/scorecard.json")).unwrap()
}

/// As many rows as are all looked at, and more: then some are drawn, here for all rows alone.
#[test]
fn order_partition_and_threads_do_not_change_a_byte_of_rows() {
    let unsliced = SPEC
        .replace("slice = \"month\"", "")
        .replace("rescored = \"again\"", "")
        .replace("[[model]]\nname = \"a\"\ndecision = \"selected\"", "");
    for (n, spec) in [(900, SPEC), (20_400, &*unsliced)] {
        let rows = rows(n);
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        std::fs::write(folder.join("spec.toml"), spec).unwrap();
        write(folder, "whole.csv", &rows);
        let step = (n / 3..).find(|step| gcd(*step, n) == 1).unwrap();
        let turned: Vec<String> = (0..n).map(|i| rows[i * step % n].clone()).collect();
        write(folder, "turned.csv", &turned);
        for (i, part) in turned.chunks(n.div_ceil(5)).enumerate() {
            write(folder, &format!("part-{i}.csv"), part);
        }
        let whole = scorecard(folder, "whole.csv", "1");
        for (data, threads) in [("whole.csv", "2"), ("turned.csv", "3"), ("part-*.csv", "2")] {
            assert!(
                whole == scorecard(folder, data, threads),
                "{n} rows of {data}"
            );
        }
        let card: Scorecard = serde_json::from_slice(&whole).unwrap();
        let sampled = card.notes.iter().any(|note| note.code == "rows_sampled");
        assert_eq!(sampled, n > 20_000);
        let drawn = n > 20_000;
        for model in if drawn { vec!["b"] } else { vec!["a", "b"] } {
            let told = |feature: &str, slice: &str| {
                let mut estimates = card.estimates.iter();
                let of = estimates.find(|e| {
                    &*e.metric == "proxy_cramers_v"
                        && &*e.model == model
                        && &*e.group == feature
                        && &*e.slice == slice
                });
                of.unwrap_or_else(|| panic!("{feature}"))
                    .value
                    .unwrap()
                    .get()
            };
            for slice in if drawn {
                vec![""]
            } else {
                vec!["", "may", "june"]
            } {
                assert!((told("district", slice) - 0.6).abs() < 0.08, "{slice}");
                assert!(told("tenure", slice) < 0.2, "{slice}");
            }
        }
        // Names have no variance: one row shows that all codes are names.
        let of_code = |metric: &str| {
            let mut estimates = card.estimates.iter();
            estimates.any(|e| *e.metric == *metric && &*e.group == "code")
        };
        assert!(of_code("proxy_cramers_v") && !of_code("proxy_correlation_ratio"));
    }
}

#[test]
fn planted_flips_are_counted_and_a_check_on_probabilities_has_a_finding() {
    let rows = rows(900);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("spec.toml"), SPEC).unwrap();
    write(folder.path(), "whole.csv", &rows);
    let card = Audit::of_spec_file(folder.path().join("spec.toml"))
        .unwrap()
        .run()
        .unwrap();
    let (mut women, mut flips) = (0.0, 0.0);
    for row in &rows {
        let fields: Vec<&str> = row.split(',').collect();
        if fields[0] == "f" {
            women += 1.0;
            flips += f64::from(u8::from(fields[5] != fields[6]));
        }
    }
    let rate = |group: &str| {
        let mut estimates = card.estimates.iter();
        let found = estimates.find(|e| {
            &*e.metric == "counterfactual_flip_rate"
                && &*e.group == group
                && &*e.model == "a"
                && e.slice.is_empty()
        });
        found.unwrap().value.unwrap().get()
    };
    assert!(flips > 20.0 && (rate("f") - flips / women).abs() < 1e-12);
    assert!(rate("m").abs() < 1e-12);
    let of_check = |check: &str, group: &str| {
        let mut findings = card.findings.iter();
        findings.find(|f| &*f.check == check && &*f.group == group && &*f.model == "a")
    };
    assert_eq!(
        of_check("told", "district").unwrap().verdict,
        evenhand::Verdict::ConfirmedGap
    );
    assert_eq!(
        of_check("told", "tenure").unwrap().verdict,
        evenhand::Verdict::WithinLimit
    );
    // However many rows: what the probabilities leave open decides.
    let unsure = of_check("unsure", "one").unwrap();
    assert_eq!(
        (&*unsure.attribute, unsure.verdict),
        ("language", evenhand::Verdict::PossibleGap)
    );
}

#[test]
fn a_plan_foresees_every_comparison_of_rows() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("spec.toml"), SPEC).unwrap();
    write(folder, "whole.csv", &rows(400));
    let (code, _, error) = run(folder, &["plan", "spec.toml", "--out", "plan.json"]);
    assert_eq!(code, 0, "{error}");
    let arguments = [
        "audit",
        "spec.toml",
        "--plan",
        "plan.json",
        "--quiet",
        "--out",
        "out",
    ];
    let (code, _, error) = run(folder, &arguments);
    assert_eq!(code, 0, "{error}");
    let card = std::fs::read(folder.join("out/scorecard.json")).unwrap();
    let card: Scorecard = serde_json::from_slice(&card).unwrap();
    let plan = card.plan.unwrap();
    assert_eq!((plan.unplanned, plan.not_made), (0, Vec::new()));
    assert!(plan.planned > 10);
}

#[test]
fn statistics_hold_no_rows_and_say_so() {
    let spec = root().join("tests/cases/rows-and-proxies/evenhand.toml");
    let mut audit = Audit::of_spec_file(&spec).unwrap();
    audit.spec_mut().check.truncate(1);
    let outcome = audit.run_with(&evenhand::source::NoProgress).unwrap();
    let mut again = Audit::of_statistics(outcome.statistics);
    *again.spec_mut() = audit.spec().clone();
    let card = again.run().unwrap();
    assert!(
        card.estimates
            .iter()
            .all(|e| !e.metric.starts_with("proxy_"))
    );
    let off = card
        .notes
        .iter()
        .filter(|note| note.code == "missing_input");
    assert_eq!(off.count(), 1);
    let rate = |card: &Scorecard| {
        let mut estimates = card.estimates.iter();
        let of = estimates.find(|e| &*e.metric == "selection_rate" && &*e.group == "woman");
        of.unwrap().value
    };
    assert_eq!(rate(&card), rate(&outcome.scorecard));
}

#[test]
fn what_rows_cannot_answer_is_refused_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut all = rows(60);
    write(folder, "whole.csv", &all);
    let said = |spec: &str| {
        std::fs::write(folder.join("spec.toml"), spec).unwrap();
        let (code, _, error) = run(folder, &["audit", "spec.toml", "--quiet", "--out", "out"]);
        assert_eq!(code, 2, "{error}");
        let words = error.replace('│', " ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let check = "[[check]]\nid = \"x\"\nlimit = { min = \"4/5\" }\nseverity = \"warn\"\nattributes = [\"language\"]\nmetric = \"disparate_impact_ratio\"\n";
    let error = said(&format!("{SPEC}{check}"));
    assert!(error.contains("known by probabilities only"), "{error}");
    assert!(error.contains("probabilistic_rate_difference"), "{error}");
    let check = check
        .replace("language", "gender")
        .replace("disparate_impact_ratio", "probabilistic_group_rate");
    let error = said(&format!("{SPEC}{check}"));
    assert!(
        error.contains("`gender` is none of them") && error.contains("language"),
        "{error}"
    );
    let error = said(&SPEC.replace("features = [\"district\"", "features = [\"gender\""));
    assert!(
        error.contains("a protected attribute, and no feature"),
        "{error}"
    );
    let error = said(&SPEC.replace("features = [\"district\", \"tenure\", \"code\"]", ""));
    assert!(
        error.contains("needs features") && error.contains("--feature"),
        "{error}"
    );
    let error = said(&SPEC.replace("rescored = \"again\"", "rescored = \"month\""));
    assert!(
        error.contains("rescored=") && error.contains("june"),
        "{error}"
    );
    all[3] = all[3]
        .replace(",0.5,", ",1.5,")
        .replace(",0.9,", ",1.5,")
        .replace(",0.1,", ",1.5,");
    write(folder, "whole.csv", &all);
    let error = said(SPEC);
    assert!(
        error.contains("whole.csv") && error.contains("`1.5` is not a probability"),
        "{error}"
    );
}

#[test]
fn flags_alone_name_features_and_rescored_decisions() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "whole.csv", &rows(300));
    let arguments = [
        "audit",
        "whole.csv",
        "--decision",
        "selected",
        "--protected",
        "gender",
        "--feature",
        "district",
        "--feature",
        "ten*",
        "--rescored",
        "again",
        "--out",
        "out",
    ];
    let (code, text, error) = run(folder, &arguments);
    assert_eq!(code, 0, "{error}");
    for part in ["What gives gender away", "district", "tenure", "flips"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let page = std::fs::read_to_string(folder.join("out/report.html")).unwrap();
    assert!(page.contains("What single rows show"));
    let (code, _, error) = run(
        folder,
        &[
            "sweep",
            "whole.csv",
            "--score",
            "score",
            "--protected",
            "gender",
            "--feature",
            "district",
            "--metric",
            "consistency_knn",
        ],
    );
    assert_eq!(code, 2);
    assert!(error.contains("single rows"), "{error}");
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
