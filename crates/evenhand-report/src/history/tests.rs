use super::*;
use crate::words::Language;
use crate::{document::Block, html_of};
use Verdict::{ConfirmedGap, Waived, WithinLimit};

fn real(value: f64) -> Option<Real> {
    Real::new(value)
}

/// A gap that opens in the fourth of six months, and one that was waived and is gone.
fn sample() -> History {
    let look = |i: usize, value: f64, verdict: Verdict| Look {
        lower: real(value * 0.9),
        odds: Some((value * 0.8, 1.2 - 0.05 * i as f64)),
        upper: real(value * 1.1),
        value: real(value),
        verdict: Some(verdict),
    };
    let series = |group: &str, looks: Vec<Look>, alert: bool| Series {
        alert,
        attribute: "age".to_owned(),
        check: "offer-ratio".to_owned(),
        evidence: Some(if alert { 12.0 } else { 0.1 }),
        group: group.to_owned(),
        limit: Some((0.8, f64::INFINITY)),
        looks,
        metric: "Ratio of selection rates".to_owned(),
        reference: "35-44".to_owned(),
        span: Some(Span::Ratio),
        ..Series::default()
    };
    let opens = [1.0, 0.98, 1.01, 0.7, 0.68, 0.66];
    let closes = [0.6, 0.62, 0.61, 0.63, 0.95, 0.97];
    let told = |values: [f64; 6], early: Verdict, late: Verdict, at: usize| {
        (values.iter().enumerate())
            .map(|(i, value)| look(i, *value, if i < at { early } else { late }))
            .collect()
    };
    History {
        alpha: 0.05,
        audits: (1..=6)
            .map(|month| Audit {
                change: (month == 4).then(|| "card-score 2.0.0".to_owned()),
                counts: vec![(ConfirmedGap, 1), (WithinLimit, 1)],
                limits_changed: month == 2,
                models: vec!["card-score <1>".to_owned()],
                period: format!("2026-{month:02}"),
                run: format!("run{month}"),
            })
            .collect(),
        drifts: vec![Drift {
            attribute: "age".to_owned(),
            before: real(0.68).unwrap(),
            by: "gender".to_owned(),
            group: "65+".to_owned(),
            held: [0.67, 0.6, 0.75].map(|value| real(value).unwrap()),
            now: real(0.66).unwrap(),
            periods: ("2026-05".to_owned(), "2026-06".to_owned()),
            reference: "35-44".to_owned(),
            ..Drift::default()
        }],
        findings: vec![Live {
            changed: "2026-04".to_owned(),
            name: "offer-ratio / age / 65+".to_owned(),
            number: 2,
            stage: "open",
            since: "2026-04".to_owned(),
        }],
        head: "9c1e".to_owned(),
        level: 0.9,
        missed: vec!["2025-12".to_owned()],
        series: vec![
            series("65+", told(opens, WithinLimit, ConfirmedGap, 3), true),
            series("<25", told(closes, Waived, WithinLimit, 4), false),
        ],
        signed: None,
        title: "Offer <b>".to_owned(),
        tool: "evenhand".to_owned(),
    }
}

#[test]
fn the_page_tells_alerts_findings_and_changes_in_four_languages() {
    for (language, result) in [
        (Language::English, "One alert"),
        (Language::German, "Ein Alarm"),
        (Language::French, "Une alerte"),
        (Language::Spanish, "Una alerta"),
    ] {
        let document = history(&sample(), language).unwrap();
        assert_eq!(document.glance.result, result);
        let html = html_of(&document).unwrap();
        for part in ["F-2", "2025-12", "card-score 2.0.0", "9c1e", "65+"] {
            assert!(html.contains(part), "{language:?}: {part}");
        }
        assert!(
            html.contains("[90") && !html.contains("[95"),
            "{language:?}"
        );
        assert!(!html.contains("Offer <b>") && !html.contains("card-score <1>"));
    }
}

#[test]
fn numbers_of_a_course_are_those_of_its_table_and_its_drawing() {
    let of = sample();
    let document = history(&of, Language::English).unwrap();
    let figures: Vec<_> = document.sections[0]
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Figure { figure } => Some(figure),
            _ => None,
        })
        .collect();
    // One raises an alert, the other was waived once.
    assert_eq!(figures.len(), 2);
    for (series, figure) in of.series.iter().zip(figures) {
        assert_eq!(figure.series.len(), of.audits.len());
        for ((point, look), row) in figure
            .series
            .iter()
            .zip(&series.looks)
            .zip(&figure.table.rows)
        {
            assert_eq!(point.value, look.value);
            assert!(row.contains(&crate::Cell::Number(point.text.clone())));
        }
        assert!(figure.head.description.contains("2026-06"));
        let marks =
            figure.wide.matches("<polygon").count() + figure.wide.matches("<circle").count();
        assert!(marks > of.audits.len(), "{marks}");
    }
}

#[test]
fn a_history_of_nothing_is_a_page_as_well() {
    let html = html_of(&history(&History::default(), Language::English).unwrap()).unwrap();
    assert!(html.contains("No alert"));
    let one = History {
        audits: sample().audits[..1].to_vec(),
        series: vec![Series {
            looks: sample().series[0].looks[..1].to_vec(),
            alert: true,
            ..sample().series[0].clone()
        }],
        ..sample()
    };
    assert!(html_of(&history(&one, Language::German).unwrap()).is_ok());
}
