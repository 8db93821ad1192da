//! What values mean.

use crate::fixture::{Folder, attribute, groups, notes};
use evenhand_core::{AuditSpec, BinarySpec, CsvSpec, OneOrMany, Scalar, Statistics};
use evenhand_source::{Error, Result};

fn read(text: &str, change: impl FnOnce(&mut AuditSpec)) -> Result<Statistics> {
    Folder::with("t.csv", text).collect("t.csv", change)
}

fn named(found: &Statistics) -> Vec<(String, u64, u64)> {
    groups(found)
}

fn expect(list: &[(&str, u64, u64)]) -> Vec<(String, u64, u64)> {
    list.iter()
        .map(|(name, n, s)| ((*name).to_owned(), *n, *s))
        .collect()
}

fn decision(positive: &[&str], negative: &[&str]) -> Option<BinarySpec> {
    let list = |v: &[&str]| OneOrMany::Many(v.iter().map(|t| Scalar::from(*t)).collect());
    Some(BinarySpec::Values {
        column: "decision".into(),
        positive: list(positive),
        negative: list(negative),
    })
}

#[test]
fn missing_and_empty_are_two_groups() {
    let text = "group,decision\n,1\n\"\",0\nNA,1\na,0\n";
    let found = read(text, |_| ()).unwrap();
    assert_eq!(
        named(&found),
        expect(&[
            ("(empty)", 1, 0),
            ("NA", 1, 1),
            ("a", 1, 0),
            ("(missing)", 1, 1)
        ])
    );
    assert_eq!(notes(&found), [("unknown_like_value", None)]);
    let found = read(text, |spec| spec.data.csv.missing = Some(vec!["NA".into()])).unwrap();
    assert_eq!(
        named(&found),
        expect(&[("(empty)", 1, 0), ("a", 1, 0), ("(missing)", 2, 2)])
    );
    let found = read(text, |spec| spec.attribute[0].unknown = vec!["NA".into()]).unwrap();
    assert_eq!(named(&found)[2], ("(missing)".to_owned(), 2, 2));
}

#[test]
fn alike_names_are_told_and_kept_apart() {
    let found = read(
        "group,decision\nMale,1\nmale,0\nmale ,1\nfemale,1\n",
        |_| (),
    )
    .unwrap();
    assert_eq!(named(&found).len(), 4);
    assert_eq!(notes(&found), [("similar_group_names", None)]);
    assert!(
        found.intake.notes[0]
            .message
            .contains("`Male`, `male`, `male `")
    );
}

#[test]
fn many_numbers_need_bins() {
    let mut text = "group,decision\n".to_owned();
    for age in 18..90 {
        text.push_str(&format!("{age},{}\n", age % 2));
    }
    let error = read(&text, |_| ()).unwrap_err();
    let Error::NeedsBins {
        distinct,
        min,
        max,
        proposal,
        ..
    } = &error
    else {
        panic!("{error}")
    };
    assert_eq!((*distinct, *min, *max), (72, 18.0, 89.0));
    assert_eq!(proposal, &[20.0, 40.0, 60.0, 80.0]);
    let found = read(&text, |spec| spec.attribute[0].categorical = true).unwrap();
    assert_eq!(named(&found).len(), 72);
    let found = read(&text, |spec| {
        spec.attribute[0].bins = Some(vec![25.0, 65.0])
    })
    .unwrap();
    assert_eq!(
        named(&found),
        expect(&[("<25", 7, 3), ("25-64", 40, 20), ("65+", 25, 13)])
    );
    // One value that is no number makes them names.
    text.push_str("over 90,1\n");
    assert_eq!(named(&read(&text, |_| ()).unwrap()).len(), 73);
    let error = read(&text, |spec| spec.attribute[0].bins = Some(vec![25.0])).unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains("t.csv, line 74, column `group`: `over 90`"),
        "{message}"
    );
}

#[test]
fn a_flood_of_numbers_is_stopped_early() {
    let mut text = "group,decision\n".to_owned();
    for id in 0..50_000 {
        text.push_str(&format!("{id},1\n"));
    }
    let error = read(&text, |_| ()).unwrap_err();
    let Error::NeedsBins { min, max, .. } = error else {
        panic!("{error}")
    };
    assert_eq!((min, max), (0.0, 49_999.0));
}

#[test]
fn infinities_and_what_is_no_number_have_their_place_in_bins() {
    let text = "group,decision\ninf,1\n-inf,1\nNaN,0\n30.5,1\n";
    let found = read(text, |spec| spec.attribute[0].bins = Some(vec![18.0])).unwrap();
    assert_eq!(
        named(&found),
        expect(&[("<18", 1, 1), ("18+", 2, 2), ("(not a number)", 1, 0)])
    );
}

#[test]
fn yes_and_no_must_be_explained() {
    let text = "group,decision\na,yes\nb,no\nb,yes\n";
    let message = read(text, |_| ()).unwrap_err().to_string();
    for part in [
        "`no` (1 rows, first at t.csv, line 3)",
        "`yes` (2 rows",
        "positive = \"yes\"",
        "--positive decision=yes",
    ] {
        assert!(message.contains(part), "{message}");
    }
    let found = read(text, |spec| spec.columns.decision = decision(&["yes"], &[])).unwrap();
    assert_eq!(named(&found), expect(&[("a", 1, 1), ("b", 2, 1)]));
    let third = format!("{text}c,maybe\n");
    let message = read(&third, |spec| {
        spec.columns.decision = decision(&["yes"], &[])
    })
    .unwrap_err()
    .to_string();
    assert!(
        message.contains("`maybe` (1 rows, first at t.csv, line 5)"),
        "{message}"
    );
    let message = read(&third, |spec| {
        spec.columns.decision = decision(&["yes"], &["no"])
    })
    .unwrap_err()
    .to_string();
    assert!(message.contains("`maybe`"), "{message}");
    let found = read(&third, |spec| {
        spec.columns.decision = decision(&["yes", "maybe"], &["no"])
    })
    .unwrap();
    assert_eq!(named(&found)[2], ("c".to_owned(), 1, 1));
}

#[test]
fn missing_labels_and_decisions_are_counted() {
    let text = "group,decision,y\na,1,1\na,,0\na,TRUE,\nb,0.0,false\n";
    let found = read(text, |spec| {
        spec.columns.label = Some(BinarySpec::Column("y".into()));
    })
    .unwrap();
    assert_eq!(found.intake.rows_used, 3);
    assert_eq!(found.intake.rows_without_decision, [1]);
    assert_eq!(found.intake.rows_without_label, 1);
    let total = found.roll_up(0, None, &[]).overall.total.confusion;
    assert_eq!(total.undecided_negative.n, 1);
    assert_eq!(total.selected_unlabelled.n, 1);
    assert_eq!(total.true_negative.n, 1);
}

#[test]
fn a_changed_type_late_in_the_file_names_its_line() {
    let mut text = "group,decision,score\n".to_owned();
    for i in 0..100_000 {
        text.push_str(&format!("a,{},0.5\n", i % 2));
    }
    text.push_str("a,1,n/a\n");
    let score = |spec: &mut AuditSpec| spec.columns.score = Some("score".into());
    let message = read(&text, score).unwrap_err().to_string();
    assert!(
        message.contains("t.csv, line 100002, column `score`: `n/a` is not a number"),
        "{message}"
    );
    let found = read(&text, |spec| {
        spec.columns.score = Some("score".into());
        spec.data.csv.missing = Some(vec!["n/a".into()]);
    })
    .unwrap();
    assert_eq!(found.intake.scores[0].missing, 1);
}

#[test]
fn raw_text_without_header_with_blanks_and_decimal_commas() {
    let csv = CsvSpec {
        names: Some(vec!["group".into(), "decision".into(), "score".into()]),
        decimal: Some(",".into()),
        trim: Some(true),
        ..CsvSpec::default()
    };
    let found = read("a ; 1 ; 0,25\nb; 0; 0,75\n", |spec| {
        spec.data.csv = csv;
        spec.columns.score = Some("score".into());
    })
    .unwrap();
    assert_eq!(named(&found), expect(&[("a", 1, 1), ("b", 1, 0)]));
    assert_eq!(found.intake.scores[0].max.unwrap().get(), 0.75);
}

#[test]
fn later_columns_of_a_name_are_numbered() {
    let found = read("group,decision,group\na,1,x\nb,0,y\n", |spec| {
        spec.attribute = vec![attribute("group#2")];
    })
    .unwrap();
    assert_eq!(named(&found), expect(&[("x", 1, 1), ("y", 1, 0)]));
    assert_eq!(notes(&found), [("duplicate_column_names", Some(1))]);
}

#[test]
fn long_ids_are_text() {
    let text = "group,decision\n340282366920938463463374607431768211455,1\n340282366920938463463374607431768211454,0\n";
    let found = read(text, |spec| spec.attribute[0].categorical = true).unwrap();
    assert_eq!(named(&found).len(), 2);
}
