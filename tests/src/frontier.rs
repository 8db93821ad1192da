//! What every choice is worth against the group that it leaves furthest behind: by hand, and the sample.

use crate::data::{root, run};
use evenhand::Frontier;
use std::path::Path;

const SPEC: &str = r#"schema = 1
[system]
id = "offers"
decision = "benefit"
[data]
source = "data.csv"
[columns]
label = "bought"
[[attribute]]
column = "gender"
reference = "m"
[[model]]
name = "wide"
decision = "wide"
[[model]]
name = "strict"
decision = "strict"
[[model]]
name = "blunt"
decision = "blunt"
"#;

/// Of 200 people of each group: as many are chosen by each model, and as many of those bought.
fn rows() -> String {
    let mut text = String::from("gender,wide,strict,blunt,bought\n");
    // Chosen and bought, of m and of f: wide 120/60 and 96/48; strict 60/45 and 30/22; blunt 120/48 and 60/24.
    for (gender, counts) in [
        ("m", [[120, 60], [60, 45], [120, 48]]),
        ("f", [[96, 48], [30, 22], [60, 24]]),
    ] {
        for person in 0..200 {
            // Buyers are the first hundred; a model chooses some of them, and some of the others.
            let buys = person < 100;
            let place = if buys { person } else { person - 100 };
            let decided = counts.map(|[chosen, bought]: [usize; 2]| {
                let among = if buys { bought } else { chosen - bought };
                usize::from(place < among)
            });
            let [wide, strict, blunt] = decided;
            text.push_str(&format!(
                "{gender},{wide},{strict},{blunt},{}\n",
                usize::from(buys)
            ));
        }
    }
    text
}

fn printed(folder: &Path, more: &[&str]) -> String {
    let arguments = [&["compare", "--frontier"], more].concat();
    let (code, out, error) = run(folder, &arguments);
    assert_eq!(code, 0, "{error}");
    out
}

#[test]
fn every_model_is_told_by_numbers_that_anyone_can_add() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("spec.toml"), SPEC).unwrap();
    std::fs::write(folder.path().join("data.csv"), rows()).unwrap();
    let json = printed(folder.path(), &["spec.toml", "--format", "json"]);
    let found: Frontier = serde_json::from_str(&json).unwrap();
    let told: Vec<(&str, [f64; 3], bool)> = (found.choices.iter())
        .map(|choice| {
            let numbers = [choice.selected, choice.worth.value, choice.gap.value];
            assert!(choice.worth.lower < choice.worth.value && choice.gap.lower < choice.gap.value);
            assert_eq!((&*choice.attribute, &*choice.group), ("gender", "f"));
            (
                &*choice.model,
                numbers.map(|number| number.unwrap().get()),
                choice.beaten,
            )
        })
        .collect();
    // 216 of 400 chosen, 108 of them bought, 96 of 200 against 120 of 200; and so on.
    assert_eq!(
        told,
        [
            ("wide", [0.54, 0.5, 0.8], false),
            ("strict", [0.225, 67.0 / 90.0, 0.5], false),
            // Worth less than either, and as uneven as the strict one.
            ("blunt", [0.45, 0.4, 0.5], true),
        ]
    );
    let csv = printed(folder.path(), &["spec.toml", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.contains("blunt,,0.45,0.4,") && csv.ends_with(",gender,f,yes\n"));
    let md = printed(folder.path(), &["spec.toml", "--format", "md"]);
    assert!(md.contains("| wide | 54.0 | 0.500 \\[0.4"), "{md}");
    let human = printed(folder.path(), &["spec.toml"]);
    let line = human.lines().find(|line| line.contains(" wide")).unwrap();
    assert!(
        line.contains("54 %") && line.contains("● gender: f"),
        "{human}"
    );
    let line = human.lines().find(|line| line.contains(" blunt")).unwrap();
    assert!(!line.contains('●'), "{human}");
}

#[test]
fn the_sample_has_the_numbers_of_its_report_and_fits_a_terminal() {
    let audited = printed(
        &root(),
        &["datasets/spring-campaign/evenhand.toml", "--format", "json"],
    );
    let card = "reports/spring-campaign/scorecard.json";
    let json = printed(&root(), &[card, "--format", "json"]);
    assert_eq!(audited, json);
    let found: Frontier = serde_json::from_str(&json).unwrap();
    assert!(found.choices.len() > 15 && found.choices.iter().any(|choice| choice.beaten));
    let human = printed(&root(), &[card]);
    for line in human.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    // The page has a figure of the same choices.
    let page = std::fs::read_to_string(root().join("reports/spring-campaign/report.html")).unwrap();
    let md = printed(&root(), &[card, "--format", "md"]);
    let rows: Vec<&str> = md.lines().filter(|line| line.contains(": ")).collect();
    assert_eq!(rows.len(), found.choices.len());
    for row in rows {
        for cell in row.split(" | ").skip(2).take(2) {
            let number = cell.replace('\\', "");
            let number = number.split(' ').next().unwrap();
            assert!(page.contains(number), "{row}");
        }
    }
    for (more, word) in [
        (&[card, card][..], "one scorecard"),
        (&[card, "--models", "a,b"], "cannot be used with"),
    ] {
        let (code, _, error) = run(&root(), &[&["compare", "--frontier"], more].concat());
        assert!(code == 2 && error.contains(word), "{code} {error}");
    }
}

#[test]
fn comparisons_sweeps_and_searches_are_written_as_markdown() {
    let spec = "datasets/spring-campaign/evenhand.toml";
    let card = "reports/spring-campaign/scorecard.json";
    for (arguments, part) in [
        (
            &["sweep", spec, "--steps", "3"][..],
            "| score ≥ | selected |",
        ),
        (&["search", spec, "--order", "2"], "| Combination | Rows |"),
        (&["compare", card, card], "## Verdicts that changed"),
    ] {
        let (code, out, error) = run(&root(), &[arguments, &["--format", "md"]].concat());
        assert_eq!(code, 0, "{error}");
        assert!(out.contains(part), "{out}");
        // Every table has as many cells in each row as its head.
        let mut cells = None;
        for line in out.lines() {
            let own = line.starts_with('|').then(|| {
                let escaped = line.matches("\\|").count();
                line.matches('|').count() - escaped
            });
            assert!(cells.is_none() || own.is_none() || cells == own, "{line}");
            cells = own;
        }
    }
}
