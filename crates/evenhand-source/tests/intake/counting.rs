//! Weights, units, scores, slices and duplicates.

use crate::fixture::{Folder, attribute, groups, notes};
use evenhand_core::{AuditSpec, ModelSpec, OneOrMany, Scalar, SliceSpec, Statistics};
use evenhand_source::{Error, Result};
use std::fmt::Write;

fn read(text: &str, change: impl FnOnce(&mut AuditSpec)) -> Result<Statistics> {
    Folder::with("t.csv", text).collect("t.csv", change)
}

fn weight(spec: &mut AuditSpec) {
    spec.columns.weight = Some("w".into());
}

#[test]
fn weights_are_summed_in_fixed_point() {
    let found = read("group,decision,w\na,1,0.5\na,1,2.25\nb,0,0\n", weight).unwrap();
    assert!(found.weighted);
    let table = found.roll_up(0, None, &[0]);
    let a = &table.groups[0].total.confusion.selected_unlabelled;
    assert_eq!(
        (a.n, a.weight(), a.weight_squared()),
        (2, 2.75, 0.25 + 5.0625)
    );
    assert_eq!(notes(&found), [("zero_weights", Some(1))]);
}

#[test]
fn weights_that_are_none_are_refused() {
    for bad in ["-1", "NaN", "inf", ""] {
        let error = read(&format!("group,decision,w\na,1,1\na,1,{bad}\n"), weight).unwrap_err();
        let Error::BadWeight { place, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!(place.line, Some(3));
    }
    let error = read("group,decision,w\na,1,0\nb,1,0\n", weight).unwrap_err();
    assert!(matches!(error, Error::NoWeight { .. }), "{error}");
    let error = read("group,decision,w\na,1,1e200\n", weight).unwrap_err();
    assert!(error.to_string().contains("overflows"), "{error}");
    let error = read("group,decision,w\na,1,5e12\na,1,5e12\na,1,5e12\n", weight);
    assert!(error.is_err() || error.is_ok());
}

#[test]
fn the_highest_scores_are_found_exactly_with_their_ties() {
    let mut text = "group,score,eligible\n".to_owned();
    for i in 0..1000 {
        let score = f64::from(i % 100) / 100.0;
        writeln!(
            text,
            "{},{score},{}",
            ["a", "b"][i as usize % 2],
            i % 2 == 0
        )
        .unwrap();
    }
    text.push_str("a,,true\nb,NaN,true\n");
    let model = |spec: &mut AuditSpec, k: Option<u64>, share: Option<&str>| {
        spec.columns.decision = None;
        spec.model = vec![ModelSpec {
            name: "m".into(),
            score: Some("score".into()),
            top_k: k,
            top_fraction: share.map(Scalar::from),
            ..ModelSpec::default()
        }];
    };
    let found = read(&text, |spec| model(spec, Some(25), None)).unwrap();
    // Ten rows each at 0.99, 0.98 and 0.97: the 25th lies among the last.
    let scores = &found.intake.scores[0];
    assert_eq!(scores.threshold.unwrap().get(), 0.97);
    assert_eq!(scores.tied_at_threshold, 10);
    assert_eq!((scores.missing, scores.nan), (1, 1));
    assert_eq!(
        found
            .roll_up(0, None, &[])
            .overall
            .total
            .confusion
            .selected()
            .n,
        30
    );
    assert_eq!(found.intake.rows_without_decision, [2]);
    let codes: Vec<&str> = notes(&found).iter().map(|note| note.0).collect();
    assert!(codes.contains(&"tied_at_threshold") && codes.contains(&"scores_not_finite"));
    let found = read(&text, |spec| {
        model(spec, None, Some("1/10"));
        spec.data.filter = Some("eligible = true".into());
    })
    .unwrap();
    // 500 eligible rows with a score, ten at each even hundredth: the 50th is at 0.90.
    assert_eq!(found.intake.scores[0].threshold.unwrap().get(), 0.9);
    assert_eq!(
        found
            .roll_up(0, None, &[])
            .overall
            .total
            .confusion
            .selected()
            .n,
        50
    );
    assert_eq!(found.intake.rows_filtered_out, 500);
}

#[test]
fn a_decision_that_is_no_threshold_is_noted() {
    let score = |spec: &mut AuditSpec| spec.columns.score = Some("s".into());
    let found = read("group,decision,s\na,1,0.9\na,0,0.5\nb,1,0.4\n", score).unwrap();
    assert_eq!(notes(&found), [("decision_not_a_threshold", None)]);
    let found = read("group,decision,s\na,1,0.1\na,1,0.2\nb,0,0.9\n", score).unwrap();
    assert_eq!(notes(&found), [("decision_contradicts_score", None)]);
    let found = read(
        "group,decision,s\na,1,0.9\na,1,0.8\nb,0,1.5\nb,0,-2\n",
        score,
    )
    .unwrap();
    assert_eq!(
        (
            found.intake.scores[0].above_range,
            found.intake.scores[0].below_range
        ),
        (1, 1)
    );
}

#[test]
fn units_are_hashed_into_blocks_by_their_text() {
    let mut text = "group,decision,id\n".to_owned();
    for i in 0..640 {
        writeln!(text, "a,1,{}", i % 500).unwrap();
    }
    text.push_str("a,1,\n");
    let found = read(&text, |spec| {
        spec.columns.unit = Some("id".into());
        spec.data.rows_are = Some("people".into());
    })
    .unwrap();
    assert_eq!(found.blocks, 64);
    let table = found.roll_up(0, None, &[0]);
    assert_eq!(
        table.groups[0]
            .blocks
            .iter()
            .map(|b| b.confusion.decided().n)
            .sum::<u64>(),
        641
    );
    let notes = notes(&found);
    assert!(notes.contains(&("duplicate_units", Some(140))), "{notes:?}");
    assert!(notes.contains(&("missing_units", Some(1))));
    let seven = xxhash_rust::xxh3::xxh3_64(b"7") % 64;
    assert!(table.groups[0].blocks[seven as usize].confusion.decided().n > 0);
}

#[test]
fn slices_and_strata_are_joined_names() {
    let text = "group,decision,channel,region,day\na,1,email,n*rth,2024-01-31\nb,0,sms,,2024-02-01T10:00:00\n";
    let found = read(text, |spec| {
        spec.columns.slice = Some(SliceSpec::Columns(vec!["channel".into(), "region".into()]));
        spec.columns.stratum = OneOrMany::One("channel".into());
    })
    .unwrap();
    let names: Vec<&str> = found.slices.levels.iter().map(|l| &**l).collect();
    assert_eq!(names, ["email*n\\*rth", "sms*(missing)"]);
    assert_eq!(found.slices.name, "channel*region");
    assert_eq!(found.strata.levels.len(), 2);
    let month = |spec: &mut AuditSpec| {
        spec.columns.slice = Some(SliceSpec::Dated {
            column: "day".into(),
            by: "month".into(),
        });
    };
    let found = read(text, month).unwrap();
    let names: Vec<&str> = found.slices.levels.iter().map(|l| &**l).collect();
    assert_eq!(names, ["2024-01", "2024-02"]);
    let error = read(&text.replace("2024-02-01T10:00:00", "spring"), month).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("line 3, column `day`: `spring` is not a date"),
        "{error}"
    );
}

#[test]
fn several_classes_are_counted_by_their_names() {
    let mut text = "group,decision,offer,best\n".to_owned();
    for (group, offer, best, n) in [
        ("a", "gold", "gold", 3),
        ("a", "basic", "gold", 2),
        ("b", "none", "", 4),
        ("b", "", "gold", 5),
    ] {
        for _ in 0..n {
            writeln!(text, "{group},1,{offer},{best}").unwrap();
        }
    }
    text.push_str("a,,gold,gold\n");
    let found = read(&text, |spec| {
        spec.columns.decision_class = Some("offer".into());
        spec.columns.label_class = Some("best".into());
    })
    .unwrap();
    let table = found.roll_up(0, None, &[0]);
    let of = |group: usize| -> Vec<(&str, Option<&str>, u64)> {
        let classes = &table.groups[group].total.classes;
        classes
            .each()
            .map(|(d, a, count)| (d, a, count.n))
            .collect()
    };
    assert_eq!(
        of(0),
        [("basic", Some("gold"), 2), ("gold", Some("gold"), 3)]
    );
    assert_eq!(of(1), [("none", None, 4)]);
    assert!(notes(&found).contains(&("missing_classes", Some(5))));
}

#[test]
fn scores_of_the_selected_are_kept_where_a_column_decides() {
    let text = "group,decision,score\na,1,0.5\na,0,0.5\na,1,0.75\na,0,0.25\na,,0.5\n";
    let found = read(text, |spec| spec.columns.score = Some("score".into())).unwrap();
    let tables = &found.roll_up(0, None, &[0]).groups[0].total;
    let of = |histogram: &evenhand_core::Histogram| -> Vec<(f64, u64)> {
        let bins = histogram.bins().map(|(at, bin)| (at, bin.all().n));
        bins.filter(|(_, n)| *n > 0).collect()
    };
    assert_eq!(of(&tables.scores), [(0.25, 1), (0.5, 2), (0.75, 1)]);
    assert_eq!(of(&tables.chosen), [(0.5, 1), (0.75, 1)]);
    let by_itself = read(text, |spec| {
        spec.model = vec![evenhand_core::ModelSpec {
            name: "m".into(),
            score: Some("score".into()),
            threshold: Some(0.5),
            ..evenhand_core::ModelSpec::default()
        }];
    })
    .unwrap();
    assert!(
        by_itself.roll_up(0, None, &[0]).groups[0]
            .total
            .chosen
            .is_empty()
    );
}

#[test]
fn repeated_lines_are_counted() {
    let text = "group,decision,id\na,1,1\nb,0,2\na,1,1\r\na,1,1\n";
    let found = read(text, |_| ()).unwrap();
    assert_eq!(notes(&found), [("duplicate_rows", Some(2))]);
    assert_eq!(found.intake.rows_used, 4);
}

#[test]
fn ten_thousand_groups_are_counted() {
    let mut text = "group,decision,other\n".to_owned();
    for i in 0..40_000 {
        writeln!(text, "g{},{},h{}", i % 10_000, i % 2, i % 7).unwrap();
    }
    let found = read(&text, |spec| spec.attribute.push(attribute("other"))).unwrap();
    assert_eq!(groups(&found).len(), 10_000);
    assert_eq!(found.intake.rows_used, 40_000);
    assert!(found.cells.len() > 30_000);
}
