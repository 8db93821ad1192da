use super::*;
use crate::fixture;
use crate::fixture::NASTY;
use crate::terminal::{TerminalOptions, findings};
use evenhand_core::{Cause, EvidenceWanted, LimitChange, Severity, Side, Verdict, VerdictChange};
use serde_json::Value;
use std::path::Path;

fn run(reasons: &[String]) -> GateRun<'_> {
    GateRun {
        exit_code: u8::from(!reasons.is_empty()),
        file: "audits/evenhand.toml",
        reasons,
        report: Some("reports/spring/report.html"),
        ..GateRun::default()
    }
}

fn reasons() -> Vec<String> {
    vec!["1 confirmed gap on a gate check".to_owned()]
}

/// What changed between the two cards of the fixture, as the comparison of scorecards tells it.
fn comparison(old: &Scorecard, new: &Scorecard) -> ScorecardComparison {
    let changed = new.findings.iter().filter(|f| f.verdict == Verdict::Waived);
    ScorecardComparison {
        added: Vec::new(),
        changes: Vec::new(),
        level: Some(new.settings.level),
        limits: vec![LimitChange {
            check: new.checks[0].id.clone(),
            new: new.checks[0].limit,
            old: old.checks[0].limit,
        }],
        metrics: Vec::new(),
        removed: Vec::new(),
        same_spec: false,
        same_statistics: false,
        system: new.system.id.clone(),
        tool: new.tool.clone(),
        verdicts: changed
            .map(|f| VerdictChange {
                attribute: f.attribute.clone(),
                because: vec![Cause::Limit],
                check: f.check.clone(),
                group: f.group.clone(),
                metric: f.metric.clone(),
                model: f.model.clone(),
                new: f.verdict,
                old: Verdict::PossibleGap,
                slice: f.slice.clone(),
            })
            .collect(),
    }
}

type Format = fn(&Scorecard, &GateRun<'_>) -> String;

fn human(card: &Scorecard, run: &GateRun<'_>) -> String {
    findings(card, run, &TerminalOptions::default())
}

const FORMATS: [(&str, Format); 10] = [
    ("annotations.txt", annotations),
    ("comment.md", comment),
    ("findings.jsonl", json_lines),
    ("gitlab.json", gitlab),
    ("human.txt", human),
    ("junit.xml", junit),
    ("gaps.sarif", sarif),
    ("all.sarif", sarif_of_all),
    ("summary.md", step_summary),
    ("markdown.md", |card, _| crate::markdown(card)),
];

/// Holds a text against the file of that name; `EVENHAND_BLESS=1` writes it.
fn snapshot(name: &str, text: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let path = folder.join(name);
    // Machines write one line; a reviewer reads many.
    let text = match serde_json::from_str::<Value>(text) {
        Ok(value) if !name.ends_with("jsonl") => format!("{value:#}\n"),
        _ => text.to_owned(),
    };
    if std::env::var_os("EVENHAND_BLESS").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == text,
        "{name} is another; EVENHAND_BLESS=1 writes it\n{text}"
    );
}

#[test]
fn every_format_says_what_it_said() {
    let (card, old, reasons) = (fixture::gated(), fixture::accepted(), reasons());
    let comparison = comparison(&old, &card);
    let held = GateRun {
        before: Some(Before {
            card: &old,
            comparison: &comparison,
        }),
        ..run(&reasons)
    };
    for (name, format) in FORMATS {
        snapshot(name, &format(&card, &run(&reasons)));
        if name != "markdown.md" {
            snapshot(&format!("diff-{name}"), &format(&card, &held));
        }
    }
}

#[test]
fn names_cannot_leave_their_place() {
    let (card, reasons) = (fixture::gated(), reasons());
    for (name, format) in FORMATS {
        let text = format(&card, &run(&reasons));
        let control = |c: char| c.is_control() && c != '\n';
        assert!(!text.contains(control), "{name}: a control character");
        assert!(
            !text.contains('\u{202e}') || name == "findings.jsonl",
            "{name}: turned round"
        );
        let commands = text
            .lines()
            .filter(|line| line.trim_start().starts_with("::"));
        let own = name == "annotations.txt";
        assert!(commands.clone().count() == 0 || own, "{name}: a command");
        for command in commands {
            let level = command.split([' ', ':']).nth(2).unwrap();
            assert!(["error", "warning", "notice"].contains(&level), "{command}");
            assert!(command.contains("file=audits/evenhand.toml"), "{command}");
        }
        if Path::new(name).extension().is_some_and(|ext| ext == "md") {
            assert!(!text.contains("<b>") && !text.contains("`c`") && !text.contains("@all"));
        }
    }
}

#[test]
fn what_stands_beside_a_result_is_in_every_format() {
    let (card, reasons) = (fixture::gated(), reasons());
    for (name, format) in FORMATS {
        if name == "markdown.md" {
            continue;
        }
        let text = format(&card, &run(&reasons))
            .replace("\n   ", " ")
            .replace("\n ", " ");
        assert!(
            text.contains("draft"),
            "{name} does not say how the rule stands"
        );
        let waived = text.contains("2026-12-31");
        assert!(
            waived || ["annotations.txt", "gitlab.json"].contains(&name),
            "{name}"
        );
    }
}

#[test]
fn a_fingerprint_does_not_depend_on_numbers() {
    let mut card = fixture::gated();
    let marks = |card: &Scorecard| -> Vec<(String, String)> {
        let log: Value = serde_json::from_str(&sarif_of_all(card, &run(&[]))).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let mut marks: Vec<(String, String)> = (results.iter())
            .map(|result| {
                let name = &result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
                let mark = &result["partialFingerprints"]["evenhandFinding/v1"];
                (name.to_string(), mark.to_string())
            })
            .collect();
        marks.sort();
        marks
    };
    let before = marks(&card);
    for finding in &mut card.findings {
        finding.n += 1;
        finding.verdict = Verdict::PossibleGap;
    }
    card.checks[0].pack = Some("us-co-life-draft@2027-02".into());
    assert_eq!(before, marks(&card));
    let mut hashes: Vec<&String> = before.iter().map(|(_, mark)| mark).collect();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), card.findings.len());
}

#[test]
fn no_cell_of_a_few_people_is_shown_outside() {
    let (mut card, reasons) = (fixture::gated(), reasons());
    for finding in &mut card.findings {
        finding.verdict = Verdict::ConfirmedGap;
    }
    let card = evenhand_privacy::suppress(&card, evenhand_core::Profile::Board);
    for (name, format) in FORMATS {
        let text = format(&card, &run(&reasons));
        // Seven of a hundred: no rate of theirs, and nothing it could be worked out from.
        for line in text.lines().filter(|line| line.contains("gender: unknown")) {
            assert!(!line.contains("unknown people"), "{name}: {line}");
        }
    }
    let log: Value = serde_json::from_str(&sarif(&card, &run(&reasons))).unwrap();
    for result in log["runs"][0]["results"].as_array().unwrap() {
        if result["properties"]["group"] == "unknown" {
            assert!(result["properties"]["value"].is_null());
        }
    }
}

#[test]
fn evidence_decides_what_speaks_up_and_no_verdict() {
    use EvidenceWanted::{Any, Confirmed, Point, Rule};
    use Verdict::{ConfirmedGap, PossibleGap, WithinLimit};
    let mut card = fixture::gated();
    card.findings.truncate(1);
    let mut said = |verdict, evidence, side| {
        card.findings[0].verdict = verdict;
        card.findings[0].estimate_side = Some(side);
        for check in &mut card.checks {
            check.evidence = evidence;
            check.reason = None;
        }
        card.waivers.clear();
        annotations(&card, &run(&[])).lines().count()
    };
    for evidence in [Confirmed, Any, Rule, Point] {
        assert_eq!(
            said(ConfirmedGap, evidence, Side::Beyond),
            1,
            "{evidence:?}"
        );
    }
    assert_eq!(said(PossibleGap, Confirmed, Side::Beyond), 0);
    assert_eq!(said(PossibleGap, Any, Side::Beyond), 1);
    assert_eq!(said(PossibleGap, Rule, Side::Beyond), 0);
    assert_eq!(said(PossibleGap, Point, Side::Beyond), 1);
    assert_eq!(said(WithinLimit, Point, Side::Inside), 0);
}

#[test]
fn ten_thousand_findings_stay_within_every_cap() {
    let mut card = fixture::many(5_001);
    for (at, finding) in card.findings.iter_mut().enumerate() {
        finding.verdict = [Verdict::ConfirmedGap, Verdict::PossibleGap][at % 2];
        finding.severity = [Severity::Gate, Severity::Gate, Severity::Warn][at % 3];
    }
    assert_eq!(card.findings.len(), 10_000);
    let reasons = reasons();
    let run = run(&reasons);
    let summary = step_summary(&card, &run);
    assert!(summary.len() <= 200 * 1024 && summary.contains("and 4,950 more"));
    let comment = comment(&card, &run);
    assert!(comment.len() <= 64_000 && comment.contains("more, which are in the report"));
    assert!(
        comment.ends_with("Full report: reports/spring/report.html\n"),
        "{comment}"
    );
    let lines = annotations(&card, &run);
    for level in ["::error ", "::warning "] {
        assert_eq!(
            lines.lines().filter(|line| line.starts_with(level)).count(),
            10
        );
    }
    assert!(
        lines.contains("and 3,323 more errors") && lines.contains("and 1,657 more warnings"),
        "{lines}"
    );
    let log: Value = serde_json::from_str(&sarif(&card, &run)).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 10_000);
    for (name, format) in FORMATS {
        let text = format(&card, &run);
        assert!(text.len() < 40_000_000, "{name}: {}", text.len());
    }

    let mut three = card.clone();
    for _ in 0..2 {
        three.findings.extend(card.findings.iter().cloned());
    }
    let log: Value = serde_json::from_str(&sarif(&three, &run)).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 25_000);
    let note = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert!(note.to_string().contains("5000 less grave results"));
}

#[test]
fn endless_names_do_not_fill_a_page() {
    let mut card = fixture::gated();
    for finding in &mut card.findings {
        finding.group = NASTY.repeat(10_000).into();
    }
    card.system.title = "🦊".repeat(100_000);
    assert!(comment(&card, &run(&[])).len() <= 64_000);
    assert!(step_summary(&card, &run(&[])).len() <= 200 * 1024);
}

#[test]
fn warnings_are_gates_where_that_is_asked() {
    let card = fixture::recidivism();
    let loud = GateRun {
        warn_fails: true,
        ..run(&[])
    };
    assert!(!annotations(&card, &run(&[])).contains("::error"));
    assert!(annotations(&card, &loud).contains("::error"));
    assert!(gitlab(&card, &loud).contains("critical"));
}
