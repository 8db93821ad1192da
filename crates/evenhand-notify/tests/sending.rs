//! Messages that are really sent, to servers on this machine.
#![cfg(feature = "send")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "servers/loopback.rs"]
mod loopback;

use evenhand_core::{MailSecurity, MailSpec, NoticeBody, NoticeKind, NotifySpec};
use evenhand_notify::{Error, Notice, Sender};
use loopback::{http, silent, smtp};
use std::path::Path;
use std::time::{Duration, Instant};

const SECRET: &str = "T0pSecret";

fn variable(name: &str) -> Option<String> {
    match name {
        "TOKEN" => Some(format!("{SECRET}\n")),
        "EMPTY" => Some(String::new()),
        "LINES" => Some(format!("a\r\nX-Injected: {SECRET}")),
        _ => None,
    }
}

fn sender() -> Sender<'static> {
    Sender {
        pauses: vec![Duration::from_millis(10), Duration::from_millis(20)],
        wait: Duration::from_millis(1500),
        ..Sender::new(Path::new(""), &variable)
    }
}

fn notice() -> Notice {
    Notice::test("card-offer", "Karten für alle", "2026-11-20")
}

fn webhook(url: String) -> NotifySpec {
    NotifySpec {
        on: vec![NoticeKind::Overdue],
        webhook: Some(url),
        ..NotifySpec::default()
    }
}

fn mail(port: u16) -> NotifySpec {
    NotifySpec {
        on: vec![NoticeKind::Overdue],
        mail: Some(MailSpec {
            server: "127.0.0.1".to_owned(),
            port: Some(port),
            security: Some(MailSecurity::None),
            from: "Audits <audits@example.org>".to_owned(),
            to: vec!["board@example.org".to_owned(), "ops@example.org".to_owned()],
            ..MailSpec::default()
        }),
        ..NotifySpec::default()
    }
}

#[test]
fn a_webhook_gets_json_and_the_token() {
    let server = http(&["200 OK"]);
    let told = NotifySpec {
        token: Some("env:TOKEN".to_owned()),
        ..webhook(server.url("/hooks/abc"))
    };
    sender().send(&told, &notice()).unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    let (head, body) = seen[0].split_once("\r\n\r\n").unwrap();
    let head = head.to_lowercase();
    assert!(head.starts_with("post /hooks/abc http/1.1"), "{head}");
    assert!(head.contains("content-type: application/json"), "{head}");
    assert!(
        head.contains(&format!("authorization: bearer {}", SECRET.to_lowercase())),
        "{head}"
    );
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert!(
        body["text"].as_str().unwrap().contains("Karten für alle"),
        "{body}"
    );
}

#[test]
fn a_server_in_trouble_is_tried_again_and_one_that_refuses_is_not() {
    let server = http(&[
        "503 Service Unavailable",
        "429 Too Many Requests",
        "204 No Content",
    ]);
    sender().send(&webhook(server.url("/")), &notice()).unwrap();
    assert_eq!(server.seen().len(), 3);

    let server = http(&["500 Internal Server Error"; 5]);
    let error = sender()
        .send(&webhook(server.url("/")), &notice())
        .unwrap_err();
    assert!(
        matches!(error, Error::Unreachable { tries: 3, .. }),
        "{error}"
    );
    assert_eq!(server.seen().len(), 3);

    for status in ["404 Not Found", "302 Found"] {
        let server = http(&[status; 3]);
        let url = server.url("/secret-path");
        let error = sender()
            .send(&webhook(url), &notice())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(&status[..3]) && !error.contains("secret-path"),
            "{error}"
        );
        assert_eq!(server.seen().len(), 1);
    }
}

#[test]
fn a_server_that_never_answers_holds_nobody_up() {
    let started = Instant::now();
    let port = silent();
    let sender = Sender {
        wait: Duration::from_millis(200),
        ..sender()
    };
    let error = sender
        .send(&webhook(format!("http://127.0.0.1:{port}/")), &notice())
        .unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
    let error = sender.send(&mail(port), &notice()).unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
    assert!(
        started.elapsed() < Duration::from_secs(8),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn nobody_there_is_told() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    for told in [webhook(format!("http://127.0.0.1:{port}/")), mail(port)] {
        let error = sender().send(&told, &notice()).unwrap_err().to_string();
        assert!(error.contains("tried 3 times"), "{error}");
    }
}

#[test]
fn a_secret_that_is_not_there_or_breaks_a_header_sends_nothing() {
    let server = http(&["200 OK"]);
    for (token, told) in [
        ("env:NOT_THERE", "not set"),
        ("env:EMPTY", "empty"),
        ("env:LINES", "several lines"),
    ] {
        let spec = NotifySpec {
            token: Some(token.to_owned()),
            ..webhook(server.url("/"))
        };
        let error = sender().send(&spec, &notice()).unwrap_err().to_string();
        assert!(
            error.contains(told) && error.contains(&token[4..]),
            "{error}"
        );
        assert!(!error.contains(SECRET), "{error}");
    }
    let error = sender()
        .send(&webhook("env:TOKEN".to_owned()), &notice())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("no address") && !error.contains(SECRET),
        "{error}"
    );
    assert!(server.seen().is_empty());
}

#[test]
fn a_mail_reaches_everybody_with_its_letters_whole() {
    let server = smtp(&[]);
    sender().send(&mail(server.port), &notice()).unwrap();
    let seen = server.seen().join("\n");
    for part in [
        "MAIL FROM:<audits@example.org>",
        "RCPT TO:<board@example.org>",
        "RCPT TO:<ops@example.org>",
        "Subject: [evenhand] card-offer: a test",
        "Auto-Submitted: auto-generated",
        "Date: ",
        "Karten f=C3=BCr alle",
    ] {
        assert!(seen.contains(part), "{part} is not in\n{seen}");
    }
}

#[test]
fn a_mail_server_that_is_busy_is_tried_again_and_one_that_refuses_is_not() {
    let server = smtp(&["451 greylisted"]);
    sender().send(&mail(server.port), &notice()).unwrap();
    let server = smtp(&["550 no such user"; 5]);
    let error = sender().send(&mail(server.port), &notice()).unwrap_err();
    assert!(matches!(&error, Error::Refused { .. }), "{error}");
    assert!(error.to_string().contains("no such user"), "{error}");
    let rcpt = server
        .seen()
        .iter()
        .filter(|line| line.starts_with("RCPT"))
        .count();
    assert_eq!(rcpt, 1);
}

#[test]
fn a_password_never_goes_over_a_connection_that_is_not_encrypted() {
    let server = smtp(&[]);
    let mut told = mail(server.port);
    let letter = told.mail.as_mut().unwrap();
    letter.security = None;
    letter.user = Some("audits".to_owned());
    letter.password = Some("env:TOKEN".to_owned());
    // The server does not offer STARTTLS, which is asked for where nothing is said.
    let error = sender().send(&told, &notice()).unwrap_err().to_string();
    assert!(!error.contains(SECRET), "{error}");
    let seen = server.seen().join("\n");
    assert!(
        !seen.contains("AUTH") && !seen.contains("MAIL FROM"),
        "{seen}"
    );
}

#[test]
fn a_form_is_what_the_spec_says() {
    let server = http(&["200 OK"]);
    let told = NotifySpec {
        body: Some(NoticeBody::Card),
        ..webhook(server.url("/"))
    };
    sender().send(&told, &notice()).unwrap();
    assert!(server.seen()[0].contains("AdaptiveCard"));
}
