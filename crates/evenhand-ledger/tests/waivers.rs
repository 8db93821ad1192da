//! Waivers of the log: what is refused, how they end, and when somebody has to decide anew.
#![allow(clippy::unwrap_used)]

#[path = "histories/fixture.rs"]
mod fixture;

use evenhand_core::{AuditSpec, Scalar, Severity, SourceText, Verdict, WaiverSpec, WaiverWhere};
use evenhand_ledger::{Error, Event, Store, WaiverStage};
use fixture::{SYSTEM, addition, card, day};
use tempfile::TempDir;

/// A history of audits of which each confirmed the gap of B, or showed that there is none.
fn history(confirmed: &[bool]) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    for (month, gap) in (1..).zip(confirmed) {
        let mut card = card(u64::from(month), 80, 100);
        for finding in &mut card.findings {
            finding.verdict = if *gap && &*finding.group == "B" {
                Verdict::ConfirmedGap
            } else {
                Verdict::WithinLimit
            };
        }
        for check in &mut card.checks {
            check.severity = Severity::Gate;
        }
        store.add(&addition(&card, month)).unwrap();
    }
    (folder, store)
}

fn waiver(store: &Store) -> WaiverSpec {
    let log = store.log().unwrap();
    let card = store.scorecard(log.runs()[0]).unwrap();
    let finding = card.findings.iter().find(|f| &*f.group == "B").unwrap();
    WaiverSpec {
        id: "W-2026-01".into(),
        check: finding.check.to_string(),
        scope: WaiverWhere {
            attribute: finding.attribute.to_string(),
            group: Some("B".into()),
            model: None,
        },
        reason: "not sold \"there\"".into(),
        owner: "D. Diaz".into(),
        approved_by: vec!["board:A. Abel".into()],
        approved_on: Scalar::from("2026-03-01"),
        expires: Scalar::from("2026-06-30"),
        tracking: "RISK-1".into(),
    }
}

#[test]
fn a_waiver_is_recorded_and_written_as_a_spec_reads_it() {
    let (_folder, store) = history(&[true]);
    let (entry, event) = store.waive(&waiver(&store), day("2026-03-02")).unwrap();
    assert_eq!(
        (entry.format, event.stage(day("2026-06-30"))),
        (2, WaiverStage::InForce)
    );
    let spec = format!("schema = 1\n[system]\nid = \"x\"\n{}", event.to_toml());
    let spec: AuditSpec = SourceText::new("evenhand.toml", spec).parse().unwrap();
    let read = &spec.waiver[0];
    assert_eq!(read.reason, "not sold \"there\"");
    assert_eq!(
        read.check("waiver[0]", Severity::Gate).unwrap().1,
        day("2026-06-30")
    );
    assert_eq!(read.scope, waiver(&store).scope);
    store.verify(None).unwrap();
}

#[test]
fn what_a_waiver_must_not_be_is_refused() {
    let (_folder, store) = history(&[true]);
    let said = |change: &dyn Fn(&mut WaiverSpec)| {
        let mut written = waiver(&store);
        change(&mut written);
        match store.waive(&written, day("2026-03-02")).unwrap_err() {
            Error::Spec(evenhand_core::Error::Spec {
                location,
                message,
                help,
            }) => {
                format!("{location}: {message}; {}", help.unwrap_or_default())
            }
            other => panic!("{other}"),
        }
    };
    let text = said(&|w| w.check.truncate(w.check.len() - 1));
    assert!(text.contains("did you mean `"), "{text}");
    let text = said(&|w| w.scope.attribute = "x".into());
    assert!(text.contains("does not look at `x`"), "{text}");
    let text = said(&|w| w.scope.group = Some("Z".into()));
    assert!(
        text.contains("has no group `Z`") && text.contains("there is: `A`"),
        "{text}"
    );
    for group in [Some("*".to_owned()), Some("all".to_owned()), None] {
        let text = said(&|w| w.scope.group.clone_from(&group));
        assert!(text.contains("never all of them"), "{text}");
    }
    let text = said(&|w| w.approved_by = vec!["A. Abel".into()]);
    assert!(
        text.contains("nobody of the board") && text.contains("board:name"),
        "{text}"
    );
    let text = said(&|w| w.expires = Scalar::from("2026-08-29"));
    assert!(text.contains("181 days"), "{text}");
    let text = said(&|w| w.owner.clear());
    assert!(text.contains("needs its owner"), "{text}");
    assert_eq!(store.log().unwrap().entries.len(), 1);
    store.waive(&waiver(&store), day("2026-03-02")).unwrap();
    let text = said(&|_| {});
    assert!(text.contains("`W-2026-01` already"), "{text}");
}

#[test]
fn an_expired_waiver_whose_gap_is_open_is_overdue() {
    let overdue = |gaps: &[bool], renewed: bool| {
        let (_folder, store) = history(gaps);
        store.waive(&waiver(&store), day("2026-03-02")).unwrap();
        if renewed {
            let mut next = waiver(&store);
            next.id = "W-2026-02".into();
            next.approved_on = Scalar::from("2026-06-20");
            next.expires = Scalar::from("2026-12-01");
            store.waive(&next, day("2026-06-20")).unwrap();
        }
        let log = store.log().unwrap();
        let on = |text: &str| {
            let standing = store.waivers(&log, day(text)).unwrap();
            (standing[0].stage, standing[0].overdue)
        };
        assert_eq!(on("2026-06-30"), (WaiverStage::InForce, false));
        assert_eq!(on("2026-02-28"), (WaiverStage::NotYet, false));
        let (stage, overdue) = on("2026-07-01");
        assert_eq!(stage, WaiverStage::Expired);
        overdue
    };
    assert!(overdue(&[true], false));
    assert!(overdue(&[true, true], false));
    assert!(!overdue(&[true, false], false), "the gap is fixed");
    assert!(!overdue(&[false], false), "there never was one");
    assert!(!overdue(&[true], true), "another waiver covers it");
}

#[test]
fn a_waiver_that_is_ended_stays_in_the_history() {
    let (_folder, store) = history(&[true]);
    let (entry, _) = store.waive(&waiver(&store), day("2026-03-02")).unwrap();
    let error = store
        .end_waiver("W-2026-1", "x", day("2026-04-01"))
        .unwrap_err();
    assert!(error.to_string().contains("no waiver"), "{error}");
    let ended = store
        .end_waiver(
            "W-2026-01",
            "the offer is sold there now",
            day("2026-04-01"),
        )
        .unwrap();
    let Event::Waiver(event) = &ended.event else {
        panic!()
    };
    assert_eq!(
        (event.supersedes, event.ended.as_deref()),
        (Some(entry.seq), Some("2026-04-01"))
    );
    let log = store.log().unwrap();
    let standing = store.waivers(&log, day("2026-08-01")).unwrap();
    assert_eq!((standing.len(), standing[0].stage), (1, WaiverStage::Ended));
    assert!(!standing[0].overdue && standing[0].finding == Some(1));
    let error = store
        .end_waiver("W-2026-01", "x", day("2026-04-02"))
        .unwrap_err();
    assert!(
        error.to_string().contains("ended since 2026-04-01"),
        "{error}"
    );
    store.verify(None).unwrap();
}

#[test]
fn a_corrected_audit_is_not_held_against_what_came_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path(), SYSTEM).unwrap();
    let (first, second) = (card(1, 80, 100), card(2, 80, 100));
    let run = store.add(&addition(&first, 1)).unwrap().run;
    store.add(&addition(&second, 2)).unwrap();
    let before = |card| store.since(card, None, day("2026-06-01")).unwrap().before;
    assert_eq!(before(&first), None);
    assert_eq!(before(&second).as_deref(), Some("2026-01"));
    let better = card(3, 80, 100);
    let mut correction = addition(&better, 1);
    correction.corrects = Some((&run, "one file was read twice"));
    store.add(&correction).unwrap();
    assert_eq!(before(&first), None);
    assert_eq!(before(&better), None);
}
