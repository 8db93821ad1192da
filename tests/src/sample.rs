//! The sample campaign: its committed report is what the source makes, and the audit finds what was planted.

use crate::data::{root, run};
use evenhand::Verdict;

#[test]
fn the_committed_report_is_what_the_source_makes() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let (code, _, error) = run(
        &root(),
        &[
            "audit",
            "datasets/spring-campaign/evenhand.toml",
            "--quiet",
            "--out",
            out.to_str().unwrap(),
        ],
    );
    assert_eq!(code, 0, "{error}");
    let page = std::fs::metadata(out.join("report.html")).unwrap().len();
    assert!(page < 1_000_000, "{page} bytes");
    for name in ["scorecard.json", "estimates.csv", "report.html"] {
        let made = std::fs::read(out.join(name)).unwrap();
        let known = std::fs::read(root().join("reports/spring-campaign").join(name)).unwrap();
        assert!(
            made == known,
            "reports/spring-campaign/{name} is not current: run the README's first command"
        );
    }
}

#[test]
fn the_audit_finds_what_was_planted_and_nothing_where_nothing_was() {
    let card = evenhand::Audit::of_spec_file(root().join("datasets/spring-campaign/evenhand.toml"))
        .unwrap()
        .run()
        .unwrap();
    let verdict = |check: &str, group: &str| {
        card.findings
            .iter()
            .find(|f| &*f.check == check && &*f.group == group)
            .map(|f| f.verdict)
    };
    assert_eq!(
        verdict("offer-ratio", "Dovrin"),
        Some(Verdict::ConfirmedGap)
    );
    assert_eq!(
        verdict("offer-ratio", "female*55-64"),
        Some(Verdict::ConfirmedGap)
    );
    assert_eq!(
        verdict("missed-buyers", "Calder"),
        Some(Verdict::ConfirmedGap)
    );
    assert_eq!(verdict("offer-ratio", "Brenna"), Some(Verdict::WithinLimit));
    assert_eq!(
        verdict("offer-ratio", "Elsin"),
        Some(Verdict::InsufficientData)
    );
    assert_eq!(verdict("offer-ratio", "65+"), Some(Verdict::PossibleGap));
}

#[test]
fn a_scorecard_read_back_is_rendered_to_the_same_bytes() {
    let path = root().join("reports/spring-campaign/scorecard.json");
    let card = evenhand::output::read(&path).unwrap();
    assert_eq!(card.to_json().unwrap(), std::fs::read(path).unwrap());
    let html = evenhand::report::html(&card, &evenhand::report::HtmlOptions::default()).unwrap();
    assert_eq!(
        html.as_bytes(),
        std::fs::read(root().join("reports/spring-campaign/report.html")).unwrap()
    );
}

#[test]
fn the_generator_makes_the_committed_data() {
    let folder = tempfile::tempdir().unwrap();
    let mut example = std::env::current_exe().unwrap();
    example.pop();
    example.pop();
    example.push("examples/spring_campaign");
    assert!(
        example.exists(),
        "{} is not built: run the whole workspace's tests",
        example.display()
    );
    let status = std::process::Command::new(example)
        .arg(folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    for name in ["campaign.csv", "regions.csv", "truth.csv"] {
        let made = std::fs::read(folder.path().join(name)).unwrap();
        let known = std::fs::read(root().join("datasets/spring-campaign").join(name)).unwrap();
        assert!(made == known, "{name}");
    }
}
