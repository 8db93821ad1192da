//! All audits of a system on paper. `EVENHAND_PICTURES=FOLDER` leaves the files.

#![allow(clippy::unwrap_used)]

use evenhand_core::{Language, Real, Span, Verdict};
use evenhand_pdf::{PdfOptions, pdf};
use evenhand_report::history::{Audit, Drift, History, Live, Look, Series, history};
use std::process::Command;

/// A year in which the gap of one group opens in July.
fn year() -> History {
    let real = |value: f64| Real::new(value);
    let look = |month: u32, opens: bool| {
        let value = if opens && month > 6 { 0.7 } else { 0.97 } + f64::from(month % 3) / 100.0;
        Look {
            lower: real(value * 0.8),
            odds: Some((value * 0.7, value * 1.3)),
            upper: real(value * 1.2),
            value: real(value),
            verdict: Some(if value < 0.8 {
                Verdict::ConfirmedGap
            } else {
                Verdict::WithinLimit
            }),
        }
    };
    let series = |group: &str, opens: bool| Series {
        alert: opens,
        attribute: "age".to_owned(),
        check: "offer-ratio".to_owned(),
        evidence: Some(if opens { 300.0 } else { 0.2 }),
        group: group.to_owned(),
        limit: Some((0.8, f64::INFINITY)),
        looks: (1..=12).map(|month| look(month, opens)).collect(),
        metric: "Ratio of selection rates".to_owned(),
        reference: "35-44".to_owned(),
        span: Some(Span::Ratio),
        ..Series::default()
    };
    History {
        alpha: 0.05,
        audits: (1..=12)
            .map(|month| Audit {
                change: (month == 7).then(|| "card-score 2.0.0".to_owned()),
                counts: vec![(Verdict::ConfirmedGap, u64::from(month > 6))],
                limits_changed: false,
                models: vec!["card-score".to_owned()],
                period: format!("2025-{month:02}"),
                run: format!("run{month}"),
            })
            .collect(),
        drifts: vec![Drift {
            attribute: "age".to_owned(),
            before: real(0.97).unwrap(),
            by: "gender".to_owned(),
            group: "65+".to_owned(),
            held: [0.71, 0.6, 0.8].map(|value| real(value).unwrap()),
            now: real(0.7).unwrap(),
            periods: ("2025-06".to_owned(), "2025-07".to_owned()),
            reference: "35-44".to_owned(),
            ..Drift::default()
        }],
        findings: vec![Live {
            changed: "2025-08".to_owned(),
            name: "offer-ratio / age / 65+".to_owned(),
            number: 1,
            stage: "open",
            since: "2025-07".to_owned(),
        }],
        head: "9c1e".to_owned(),
        level: 0.95,
        missed: vec!["2024-12".to_owned()],
        series: vec![series("65+", true), series("<25", false)],
        signed: Some("run6".to_owned()),
        title: "Loyalty card offers".to_owned(),
        tool: "evenhand".to_owned(),
    }
}

#[test]
fn a_year_is_set_in_every_language_with_what_page_one_says() {
    let options = PdfOptions {
        draft: false,
        ..PdfOptions::default()
    };
    for language in Language::ALL {
        let document = history(&year(), language).unwrap();
        let file = pdf(&document, &options).unwrap();
        assert_eq!(file, pdf(&document, &options).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let folder = std::env::var_os("EVENHAND_PICTURES")
            .map_or_else(|| folder.path().to_owned(), Into::into);
        let path = folder.join(format!("trend.{language}.pdf"));
        std::fs::write(&path, &file).unwrap();
        let words = Command::new("pdftotext")
            .arg("-layout")
            .arg(&path)
            .arg("-")
            .output();
        let Ok(words) = words else {
            eprintln!("SKIPPED: there is no pdftotext (package poppler-utils)");
            return;
        };
        let bare = |text: &str| -> String {
            let kept = |letter: &char| !letter.is_whitespace() && *letter != '\u{ad}';
            text.chars().filter(kept).collect()
        };
        let words = bare(&String::from_utf8(words.stdout).unwrap());
        let expected = [
            document.glance.result.as_str(),
            "Loyalty card offers",
            "F-1",
            "2024-12",
            "card-score 2.0.0",
            "9c1e",
        ];
        for part in expected {
            assert!(words.contains(&bare(part)), "{language}: {part}");
        }
        assert!(
            !words.contains("[U+"),
            "{language}: a letter without a shape"
        );
    }
}
