//! Comparisons: two models on the same people by hand, and two scorecards.

use crate::data::{root, run};
use evenhand::source::NoProgress;
use evenhand::{
    Audit, Cause, ModelComparison, ModelSpec, RateChange, ScorecardComparison, Shift, Verdict,
};
use std::path::Path;

const SPEC: &str = r#"schema = 1
[system]
id = "offers"
decision = "benefit"
[data]
source = "data.csv"
[[attribute]]
column = "gender"
reference = "m"
[[model]]
name = "current"
decision = "current"
[[model]]
name = "candidate"
decision = "candidate"
"#;

/// By group: both, only the current model, only the candidate, neither.
fn rows(groups: &[(&str, [usize; 4])]) -> String {
    let mut text = String::from("gender,current,candidate\n");
    for (group, counts) in groups {
        for (decisions, count) in ["1,1", "1,0", "0,1", "0,0"].iter().zip(counts) {
            text.push_str(&format!("{group},{decisions}\n").repeat(*count));
        }
    }
    text
}

fn folder(spec: &str, data: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("spec.toml"), spec).unwrap();
    std::fs::write(folder.path().join("data.csv"), data).unwrap();
    folder
}

fn compared(folder: &Path, more: &[&str]) -> ModelComparison {
    let arguments: Vec<&str> = ["compare", "spec.toml", "--format", "json"]
        .iter()
        .chain(more)
        .copied()
        .collect();
    let (code, out, error) = run(folder, &arguments);
    assert_eq!(code, 0, "{error}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn two_models_are_compared_row_by_row() {
    let mut data = rows(&[("m", [30, 5, 5, 60]), ("f", [20, 0, 14, 66])]);
    // Rows that only one of them decided about are left out.
    data.push_str(&"f,1,\n".repeat(3));
    data.push_str(&"m,,0\n".repeat(2));
    let folder = folder(SPEC, &data);
    let found = compared(folder.path(), &[]);
    assert_eq!(
        (found.n, found.only_current, found.only_candidate),
        (200, 3, 2)
    );
    let of =
        |group: &str| -> &RateChange { found.changes.iter().find(|c| &*c.group == group).unwrap() };
    let numbers = |change: &RateChange| {
        [change.before, change.after, change.change].map(|value| value.unwrap().get())
    };
    let near = |found: [f64; 3], wanted: [f64; 3]| {
        found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12)
    };
    assert!(near(numbers(of("")), [0.275, 0.345, 0.07]));
    assert!(near(numbers(of("f")), [0.2, 0.34, 0.14]));
    assert!(near(numbers(of("m")), [0.35, 0.35, 0.0]));
    assert_eq!((of("f").lost, of("f").gained, of("f").n), (0, 14, 100));
    // Fourteen heads of fourteen; of three changes it is the smallest.
    let p = 2.0 * 0.5_f64.powi(14);
    assert!((of("f").p_value.unwrap().get() - p).abs() < 1e-15);
    assert!((of("f").p_adjusted.unwrap().get() - 3.0 * p).abs() < 1e-15);
    assert_eq!(of("f").shift, Shift::Larger);
    assert_eq!(
        (of("m").shift, of("m").p_value.unwrap().get()),
        (Shift::NotShown, 1.0)
    );
    let [gap] = found.gaps.as_slice() else {
        panic!("one gap, not {}", found.gaps.len());
    };
    assert_eq!((&*gap.group, &*gap.reference), ("f", "m"));
    assert!((gap.before.unwrap().get() + 0.15).abs() < 1e-12);
    assert!((gap.after.unwrap().get() + 0.01).abs() < 1e-12);
    assert!(gap.lower.unwrap().get() > 0.0 && gap.upper.unwrap().get() < 0.25);
}

#[test]
fn a_smaller_gap_is_confirmed_when_it_is_far_from_zero_and_shrinks() {
    let folder = folder(
        SPEC,
        &rows(&[("m", [300, 25, 25, 150]), ("f", [100, 5, 95, 300])]),
    );
    let found = compared(folder.path(), &[]);
    assert_eq!(found.gaps[0].shift, Shift::Smaller);
    // The other way round it grows.
    let turned = compared(folder.path(), &["--models", "candidate,current"]);
    assert_eq!(turned.gaps[0].shift, Shift::Larger);
    let (code, text, _) = run(folder.path(), &["compare", "spec.toml"]);
    assert_eq!(code, 0);
    for words in ["smaller gap confirmed", "on the same people", "gender: f"] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    // A gap that only changes sides has not become smaller.
    let data = rows(&[("m", [200, 0, 0, 300]), ("f", [150, 0, 100, 250])]);
    std::fs::write(folder.path().join("data.csv"), data).unwrap();
    let found = compared(folder.path(), &[]);
    assert_eq!(found.gaps[0].shift, Shift::NotShown);
    assert!(found.gaps[0].lower.unwrap().get() > 0.1);
}

#[test]
fn two_models_that_decide_alike_show_no_change() {
    let folder = folder(SPEC, &rows(&[("m", [40, 0, 0, 60]), ("f", [20, 0, 0, 80])]));
    let found = compared(folder.path(), &[]);
    for change in &found.changes {
        assert!(change.change.unwrap().get().abs() < f64::EPSILON);
        assert_eq!(change.shift, Shift::NotShown);
        assert!(change.lower.unwrap().get() < 0.0 && change.upper.unwrap().get() > 0.0);
    }
    assert!(found.gaps.iter().all(|gap| gap.shift == Shift::NotShown));
}

#[test]
fn a_small_group_says_nothing() {
    let folder = folder(SPEC, &rows(&[("m", [40, 0, 0, 60]), ("f", [0, 0, 20, 5])]));
    let found = compared(folder.path(), &[]);
    let small = found.changes.iter().find(|c| &*c.group == "f").unwrap();
    assert_eq!((small.shift, small.p_value), (Shift::TooFew, None));
    assert!(small.lower.is_some() && found.gaps[0].shift == Shift::TooFew);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let data = rows(&[("m", [40, 0, 0, 60])]);
    let folder = folder(SPEC, &data);
    let refused = |arguments: &[&str], words: &[&str]| {
        let (code, _, error) = run(folder.path(), arguments);
        assert_eq!(code, 2, "{error}");
        for word in words {
            assert!(error.contains(word), "{word} is not in\n{error}");
        }
    };
    let spec = ["compare", "spec.toml", "--models"];
    let with = |models: &'static str| [&spec[..], &[models]].concat();
    refused(&with("current,candidat"), &["candidat", "candidate"]);
    refused(&with("current,current"), &["two different models"]);
    refused(&with("current"), &["takes two"]);
    let one = SPEC
        .split("[[model]]\nname = \"candidate\"")
        .next()
        .unwrap();
    std::fs::write(folder.path().join("spec.toml"), one).unwrap();
    refused(&["compare", "spec.toml"], &["one model, `current`"]);
    refused(&["compare", "a.json"], &["two scorecards"]);
}

#[test]
fn the_sample_is_compared_at_two_thresholds_with_the_same_bytes_on_any_threads() {
    let mut audit =
        Audit::of_spec_file(root().join("datasets/spring-campaign/evenhand.toml")).unwrap();
    let score = audit.spec().columns.score.clone().unwrap();
    let spec = audit.spec_mut();
    spec.columns.decision = None;
    for (name, share) in [("current", "1/10"), ("candidate", "1/5")] {
        spec.model.push(ModelSpec {
            name: name.to_owned(),
            score: Some(score.clone()),
            top_fraction: Some(share.into()),
            ..ModelSpec::default()
        });
    }
    let compare = || {
        audit
            .compare_models("current", "candidate", &NoProgress)
            .unwrap()
    };
    let found = compare();
    // Whoever is among the highest tenth is among the highest fifth.
    assert!(found.changes.iter().all(|change| change.lost == 0));
    assert_eq!(found.changes[0].shift, Shift::Larger);
    assert!(found.gaps.len() > 4);
    let one = on_another_thread(compare);
    let bytes = |c: &ModelComparison| serde_json::to_vec(c).unwrap();
    assert_eq!(bytes(&found), bytes(&one));
}

fn on_another_thread<T: Send>(work: impl Fn() -> T + Sync + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap())
}

const AUDITED: &str = r#"schema = 1
[system]
id = "offers"
decision = "benefit"
[data]
source = "data.csv"
[columns]
decision = "current"
[[attribute]]
column = "gender"
reference = "m"
[[check]]
id = "ratio"
metric = "disparate_impact_ratio"
limit = { min = "4/5" }
"#;

/// Somebody decides to live with a gap: neither the data nor the evidence did that.
#[test]
fn a_waiver_is_told_as_what_changed_a_verdict() {
    let data = rows(&[("m", [300, 0, 0, 700]), ("f", [150, 0, 0, 850])]);
    let folder = folder(AUDITED, &data);
    let audit = |out: &str| {
        let dated = ["audit", "spec.toml", "--out", out, "--as-of", "2026-04-01"];
        let (code, _, error) = run(folder.path(), &dated);
        assert_eq!(code, 0, "{error}");
    };
    audit("old");
    let waiver = "[[waiver]]\nid = \"W-1\"\ncheck = \"ratio\"\nwhere = { attribute = \"gender\", group = \"f\" }\n\
                  reason = \"a new model in June\"\nowner = \"D. Diaz\"\napproved_by = [\"board:A. Abel\"]\n\
                  approved_on = 2026-03-01\nexpires = 2026-06-30\ntracking = \"RISK-1\"\n";
    let spec = folder.path().join("spec.toml");
    std::fs::write(spec, format!("{AUDITED}\n{waiver}")).unwrap();
    audit("waived");
    let arguments = [
        "compare",
        "old/scorecard.json",
        "waived/scorecard.json",
        "--format",
        "json",
    ];
    let (code, out, error) = run(folder.path(), &arguments);
    assert_eq!(code, 0, "{error}");
    let found: ScorecardComparison = serde_json::from_str(&out).unwrap();
    let [verdict] = found.verdicts.as_slice() else {
        panic!("{:?}", found.verdicts);
    };
    assert_eq!(
        (verdict.old, verdict.new),
        (Verdict::ConfirmedGap, Verdict::Waived)
    );
    assert_eq!(verdict.because, [Cause::Waiver]);
}

#[test]
fn two_scorecards_tell_what_changed_and_why() {
    let folder = folder(
        AUDITED,
        &rows(&[("m", [300, 0, 0, 700]), ("f", [150, 0, 0, 850])]),
    );
    let audit = |out: &str| {
        let (code, _, error) = run(folder.path(), &["audit", "spec.toml", "--out", out]);
        assert_eq!(code, 0, "{error}");
    };
    let compare = |old: &str, new: &str| -> ScorecardComparison {
        let [old, new] = [old, new].map(|name| format!("{name}/scorecard.json"));
        let arguments = ["compare", &old, &new, "--all", "--format", "json"];
        let (code, out, error) = run(folder.path(), &arguments);
        assert_eq!(code, 0, "{error}");
        serde_json::from_str(&out).unwrap()
    };
    audit("old");
    let data = rows(&[
        ("m", [300, 0, 0, 700]),
        ("f", [298, 0, 0, 702]),
        ("x", [9, 0, 0, 9]),
    ]);
    std::fs::write(folder.path().join("data.csv"), data).unwrap();
    audit("new");
    let found = compare("old", "new");
    assert!(found.same_spec && !found.same_statistics);
    assert_eq!(found.added, ["group gender: x"]);
    let [verdict] = found.verdicts.as_slice() else {
        panic!("{:?}", found.verdicts);
    };
    assert_eq!(
        (verdict.old, verdict.new),
        (Verdict::ConfirmedGap, Verdict::WithinLimit)
    );
    assert_eq!(verdict.because, [Cause::Data]);
    let ratio = (found.changes.iter())
        .find(|c| c.checked && &*c.group == "f")
        .unwrap();
    assert!((ratio.change.unwrap().get() - 298.0 / 150.0).abs() < 1e-12);
    assert_eq!(ratio.shift, Shift::Larger);
    // The rate of m is as it was.
    let same = (found.changes.iter())
        .find(|c| &*c.metric == "selection_rate" && &*c.group == "m")
        .unwrap();
    assert_eq!(
        (same.shift, same.p_value.unwrap().get()),
        (Shift::NotShown, 1.0)
    );
    // A tighter limit over the same counts: no number changed, one verdict did.
    let strict = AUDITED.replace("4/5", "99/100");
    std::fs::write(folder.path().join("spec.toml"), strict).unwrap();
    audit("strict");
    let found = compare("new", "strict");
    assert!(found.same_statistics && !found.same_spec && found.limits.len() == 1);
    assert_eq!(found.verdicts[0].because, [Cause::Limit]);
    assert!(found.changes.iter().all(|change| change.p_value.is_none()));
    let (_, text, _) = run(
        folder.path(),
        &["compare", "new/scorecard.json", "strict/scorecard.json"],
    );
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains("the limit was changed") && text.contains("the same counts"),
        "{text}"
    );
    // Another system is another question.
    let other = AUDITED.replace("\"offers\"", "\"loans\"");
    std::fs::write(folder.path().join("spec.toml"), other).unwrap();
    audit("other");
    let (code, _, error) = run(
        folder.path(),
        &["compare", "new/scorecard.json", "other/scorecard.json"],
    );
    assert!(
        code == 2 && error.contains("`offers` and `loans`"),
        "{error}"
    );
}
