//! What a message says, and what a template of somebody's own may.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use evenhand_core::{NoticeBody, NoticeKind};
use evenhand_notify::{Message, Notice, NoticeFinding, NoticePeriod, NoticeRun, body};

fn overdue() -> Notice {
    let period = |period: &str, state: &str| NoticePeriod {
        due: "2026-11-10".to_owned(),
        period: period.to_owned(),
        state: state.to_owned(),
        until: "2026-11-15".to_owned(),
    };
    Notice {
        alerts: 1,
        coming: Some(period("2026-11", "coming")),
        findings: vec![NoticeFinding {
            number: 3,
            stage: "open".to_owned(),
            since: "2026-05".to_owned(),
        }],
        kinds: vec![NoticeKind::Overdue, NoticeKind::Alert, NoticeKind::Gap],
        missed: vec!["2026-10".to_owned()],
        on: "2026-11-20".to_owned(),
        planned: Some(period("2026-10", "overdue")),
        report: Some("reports/card-offer/report.html".to_owned()),
        run: Some(NoticeRun {
            name: "3f2a91c04b7d".to_owned(),
            new: true,
            period: "2026-10".to_owned(),
            verdicts: [
                "confirmed_gap",
                "possible_gap",
                "insufficient_data",
                "waived",
                "within_limit",
                "hidden",
            ]
            .into_iter()
            .zip([1, 2, 0, 0, 9, 4])
            .map(|(verdict, count)| (verdict.to_owned(), count))
            .collect(),
        }),
        system: "card-offer".to_owned(),
        title: "Spring card offer".to_owned(),
        ..Notice::default()
    }
}

#[test]
fn the_usual_message_says_what_happened_and_where_the_report_lies() {
    let message = Message::usual(&overdue()).unwrap();
    assert_eq!(
        message.subject,
        "[evenhand] card-offer: overdue, alert, gap"
    );
    assert_eq!(
        message.text,
        "Spring card offer, 2026-11-20\n\
         The audit of 2026-10 was not there in time. That it was missed is recorded.\n\
         The audit of 2026-10 was made: 1 confirmed gap, 2 possible, 0 with too few people, 0 waived, 9 within the limit, 4 hidden here.\n\
         A gap on a gate check is confirmed, and not waived.\n\
         The evidence of all audits raises an alert on 1 series.\n\
         Open findings: F-3 (open, since 2026-05)\n\
         Report: reports/card-offer/report.html\n\
         Next: the audit of 2026-11, due 2026-11-10."
    );
}

#[test]
fn what_failed_is_told_without_its_error() {
    let mut notice = Notice {
        failed: true,
        kinds: vec![NoticeKind::Late, NoticeKind::Failed],
        missed: Vec::new(),
        run: None,
        ..overdue()
    };
    notice.planned.as_mut().unwrap().state = "late".to_owned();
    let text = Message::usual(&notice).unwrap().text;
    assert!(
        text.contains(
            "The audit of 2026-10 is late, and could not be made. It is overdue after 2026-11-15."
        ),
        "{text}"
    );
    notice.failed = false;
    let text = Message::usual(&notice).unwrap().text;
    assert!(
        text.contains("is late. It should be there by 2026-11-10"),
        "{text}"
    );
}

#[test]
fn every_notice_that_can_be_made_has_a_message() {
    for kinds in 0..64_u8 {
        for parts in 0..64_u8 {
            let all = overdue();
            let holds = |bit: u8| parts >> bit & 1 == 1;
            let notice = Notice {
                coming: all.coming.filter(|_| holds(0)),
                failed: holds(1),
                findings: if holds(2) { all.findings } else { Vec::new() },
                kinds: NoticeKind::ALL
                    .into_iter()
                    .enumerate()
                    .filter_map(|(i, kind)| (kinds >> i & 1 == 1).then_some(kind))
                    .collect(),
                planned: all.planned.filter(|_| holds(3)),
                report: all.report.filter(|_| holds(4)),
                run: all.run.filter(|_| holds(5)),
                ..overdue()
            };
            let message = Message::usual(&notice).unwrap();
            assert!(message.subject.starts_with("[evenhand] card-offer"));
            assert!(
                !message.text.contains("{{") && !message.text.contains("\n\n"),
                "{}",
                message.text
            );
        }
    }
}

#[test]
fn a_template_of_ones_own_names_fields_and_an_unknown_one_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notice.txt");
    std::fs::write(
        &path,
        "Subject: {{ system | upper }}\n{% for f in findings %}F-{{ f.number }}{% endfor %}\n",
    )
    .unwrap();
    let message = Message::of_file(&path, &overdue()).unwrap();
    assert_eq!(
        (message.subject.as_str(), message.text.as_str()),
        ("CARD-OFFER", "F-3")
    );
    std::fs::write(&path, "All is well.\n").unwrap();
    let message = Message::of_file(&path, &overdue()).unwrap();
    assert!(message.subject.starts_with("[evenhand]") && message.text == "All is well.");
    std::fs::write(&path, "one\n{{ sistem }}\n").unwrap();
    let error = Message::of_file(&path, &overdue()).unwrap_err().to_string();
    for part in [
        "notice.txt, line 2",
        "`sistem`",
        "did you mean `system`?",
        "findings",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
    std::fs::write(&path, "{% if %}").unwrap();
    assert!(
        Message::of_file(&path, &overdue())
            .unwrap_err()
            .to_string()
            .contains("line 1")
    );
    std::fs::remove_file(&path).unwrap();
    assert!(
        Message::of_file(&path, &overdue())
            .unwrap_err()
            .to_string()
            .contains("notice.txt")
    );
}

#[test]
fn a_body_is_what_chats_and_programs_take() {
    let notice = overdue();
    let message = Message::usual(&notice).unwrap();
    let text = body(NoticeBody::Text, &notice, &message);
    assert_eq!(text.as_object().unwrap().len(), 1);
    let card = body(NoticeBody::Card, &notice, &message);
    let blocks = &card["attachments"][0]["content"]["body"];
    assert_eq!(blocks[0]["text"], message.subject.as_str());
    assert_eq!(
        blocks.as_array().unwrap().len(),
        message.text.lines().count() + 1
    );
    let fields = body(NoticeBody::Fields, &notice, &message);
    assert_eq!(
        (&fields["kinds"][0], &fields["findings"][0]["number"]),
        (&"overdue".into(), &3.into())
    );
}
