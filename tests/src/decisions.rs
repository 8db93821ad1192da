//! What stands beside a verdict: what would decide it, and what a limit does not look at.

use evenhand::{
    Audit, CheckSpec, Finding, LimitSpec, Polarity, ReferenceRule, Scalar, Scorecard, Verdict,
};

/// An audit of counts: group, people, selected.
fn audit(
    groups: &[(&str, u64, u64)],
    metric: &str,
    limit: LimitSpec,
    polarity: Polarity,
) -> Scorecard {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counts.csv");
    let mut text = String::from("group,n,selected\n");
    for (group, n, selected) in groups {
        text.push_str(&format!("{group},{n},{selected}\n"));
    }
    std::fs::write(&file, text).unwrap();
    let mut audit = Audit::of_counts(file.to_str().unwrap())
        .protected("group")
        .reference(ReferenceRule::Group(groups[0].0.to_owned()))
        .polarity(polarity);
    audit.spec_mut().check = vec![CheckSpec {
        id: "check".to_owned(),
        metric: metric.to_owned(),
        attributes: None,
        limit,
        severity: evenhand::Severity::Gate,
        evidence: evenhand::EvidenceWanted::default(),
        slices: false,
    }];
    audit.run().unwrap()
}

fn only(card: &Scorecard) -> &Finding {
    assert_eq!(card.findings.len(), 1);
    &card.findings[0]
}

fn limit(min: Option<&str>, max: Option<&str>, max_abs: Option<&str>) -> LimitSpec {
    LimitSpec {
        min: min.map(Scalar::from),
        max: max.map(Scalar::from),
        max_abs: max_abs.map(Scalar::from),
        ..LimitSpec::default()
    }
}

#[test]
fn what_would_decide_is_told_on_either_side_of_a_limit() {
    let tenth = || limit(None, None, Some("1/10"));
    for (reference, group) in [(120, 95), (95, 120)] {
        let groups = [("a", 500, reference), ("b", 500, group)];
        let card = audit(
            &groups,
            "statistical_parity_difference",
            tenth(),
            Polarity::Benefit,
        );
        let finding = only(&card);
        assert_eq!(finding.verdict, Verdict::PossibleGap);
        let needed = finding.rows_needed.as_ref().unwrap();
        assert!(&*needed.group == "b" && needed.more > 0, "{needed:?}");
    }
    for (limit, polarity, selected) in [
        (limit(Some("4/5"), None, None), Polarity::Benefit, 84),
        (limit(Some("4/5"), None, None), Polarity::Burden, 119),
    ] {
        // A large reference, so that more rows of the group alone can decide.
        let groups = [("a", 20_000, 4_000), ("b", 500, selected)];
        let card = audit(&groups, "disparate_impact_ratio", limit, polarity);
        let finding = only(&card);
        assert_eq!(finding.verdict, Verdict::PossibleGap, "{finding:?}");
        assert!(finding.rows_needed.is_some(), "{finding:?}");
    }
}

#[test]
fn a_reference_that_was_treated_worse_is_pointed_out() {
    let noted = |card: &Scorecard| card.notes.iter().any(|n| n.code == "reference_worse_off");
    let groups = [("women", 3000, 300), ("men", 2000, 400)];
    let one_way = audit(
        &groups,
        "disparate_impact_ratio",
        limit(Some("4/5"), None, None),
        Polarity::Benefit,
    );
    assert_eq!(only(&one_way).verdict, Verdict::WithinLimit);
    assert!(noted(&one_way));
    let both_ways = audit(
        &groups,
        "disparate_impact_ratio",
        limit(Some("4/5"), Some("5/4"), None),
        Polarity::Benefit,
    );
    assert_eq!(only(&both_ways).verdict, Verdict::ConfirmedGap);
    assert!(!noted(&both_ways));
    let alike = [("women", 3000, 300), ("men", 2000, 205)];
    assert!(!noted(&audit(
        &alike,
        "disparate_impact_ratio",
        limit(Some("4/5"), None, None),
        Polarity::Benefit
    )));
}

#[test]
fn a_column_that_looks_like_a_person_is_pointed_out_until_somebody_answers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.csv");
    let mut text = String::from("person_id,gender,selected\n");
    for row in 0..400 {
        let gender = if row / 4 % 2 == 0 { "f" } else { "m" };
        text.push_str(&format!(
            "p{},{gender},{}\n",
            row / 4,
            u8::from(row % 12 < 4)
        ));
    }
    std::fs::write(&file, text).unwrap();
    let start = || {
        Audit::of_files([file.to_str().unwrap()])
            .decision("selected")
            .protected("gender")
    };
    let noted = |card: &Scorecard| card.notes.iter().any(|n| n.code == "unit_unused");
    let rows = start().run().unwrap();
    assert!(noted(&rows));
    let persons = start().unit("person_id").run().unwrap();
    assert!(!noted(&persons));
    let group = persons
        .estimates
        .iter()
        .find(|e| &*e.metric == "selection_rate" && &*e.group == "f")
        .unwrap();
    assert_eq!((group.n, group.units), (200, Some(50)));
    assert!(group.design_effect.is_some());
    let mut stated = start();
    stated.spec_mut().data.rows_are = Some("people".to_owned());
    assert!(!noted(&stated.run().unwrap()));
}

#[test]
fn a_group_is_too_small_by_its_persons_not_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.csv");
    let mut text = String::from("person_id,gender,selected\n");
    for row in 0..2000 {
        // Twenty women of fifty rows each, a thousand men of one row.
        let (person, gender) = if row < 1000 {
            (row / 50, "f")
        } else {
            (row, "m")
        };
        text.push_str(&format!("p{person},{gender},{}\n", u8::from(row % 3 == 0)));
    }
    std::fs::write(&file, text).unwrap();
    let audit = Audit::of_files([file.to_str().unwrap()])
        .decision("selected")
        .protected("gender")
        .unit("person_id");
    let card = audit.run().unwrap();
    let finding = only(&card);
    assert_eq!(finding.verdict, Verdict::InsufficientData, "{finding:?}");
    assert_eq!(finding.rows_needed.as_ref().unwrap().more, 10);
    assert!(finding.reason.as_ref().unwrap().contains("30 persons"));
}
