use super::{Occasion, verdict_code};
use crate::hidden;
use evenhand_core::{Finding, Real, Scorecard, Span, WaiverState};
use std::fmt::Write as _;

/// Days within which a waiver is said to expire.
const SOON: i64 = 30;

/// Metrics in the text format, for the textfile collector.
///
/// Groups that nobody outside may see are left out. Without an occasion there is no time of the last success.
pub fn prometheus(card: &Scorecard, occasion: Option<&Occasion>) -> String {
    let shown = || card.findings.iter().filter(|f| !hidden::is_hidden(f));
    let mut text = String::new();
    let is_ratio = |finding: &&Finding| {
        matches!(
            card.metric(&finding.metric).map(|info| info.span),
            Some(Span::Ratio | Span::OddsRatio)
        )
    };
    let ratios: Vec<&Finding> = shown().filter(is_ratio).collect();
    let values: Vec<&Finding> = shown().filter(|f| !is_ratio(f)).collect();
    numbers(
        &mut text,
        card,
        "evenhand_ratio",
        "Ratio of a group to its reference: the estimate and the ends of its interval.",
        &ratios,
    );
    numbers(
        &mut text,
        card,
        "evenhand_value",
        "Number of a check that is no ratio: the estimate and the ends of its interval.",
        &values,
    );
    head(
        &mut text,
        "evenhand_verdict",
        "Verdict: 0 within our limit, 1 waived, 2 hidden, 3 not tested, 4 too few people, 5 possible gap, 6 confirmed gap.",
    );
    for finding in shown() {
        let code = verdict_code(finding.verdict);
        let labels = labels(card, Some(finding), None);
        let _ = writeln!(text, "evenhand_verdict{{{labels}}} {code}");
    }
    let system = labels(card, None, None);
    if let Some(occasion) = occasion {
        let name = "evenhand_last_success_timestamp_seconds";
        head(
            &mut text,
            name,
            "When the last audit that ended came to its end.",
        );
        let seconds = occasion.ended.milliseconds as f64 / 1000.0;
        let _ = writeln!(text, "{name}{{{system}}} {seconds}");
    }
    head(
        &mut text,
        "evenhand_waivers_expiring",
        "Waivers that end within 30 days of the audit.",
    );
    let _ = writeln!(
        text,
        "evenhand_waivers_expiring{{{system}}} {}",
        expiring(card)
    );
    text
}

fn head(text: &mut String, name: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge");
}

fn numbers(text: &mut String, card: &Scorecard, name: &str, help: &str, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    head(text, name, help);
    for finding in findings {
        for (quantile, value) in [
            ("lo", finding.lower),
            ("est", finding.value),
            ("hi", finding.upper),
        ] {
            if let Some(value) = value {
                let labels = labels(card, Some(finding), Some(quantile));
                let _ = writeln!(text, "{name}{{{labels}}} {}", number(value));
            }
        }
    }
}

fn number(value: Real) -> String {
    let value = value.get();
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    value.to_string()
}

fn labels(card: &Scorecard, finding: Option<&Finding>, quantile: Option<&str>) -> String {
    let mut labels = vec![("system", &*card.system.id)];
    if let Some(finding) = finding {
        labels.push(("check", &finding.check));
        // An absent label and an empty one are the same to Prometheus.
        for (name, value) in [("model", &finding.model), ("slice", &finding.slice)] {
            if !value.is_empty() {
                labels.push((name, value));
            }
        }
        labels.push(("attribute", &finding.attribute));
        labels.push(("group", &finding.group));
    }
    labels.extend(quantile.map(|quantile| ("quantile", quantile)));
    labels
        .iter()
        .map(|(name, value)| format!("{name}=\"{}\"", escaped(value)))
        .collect::<Vec<_>>()
        .join(",")
}

/// The three escapes that the format knows. A carriage return would end a line for some readers.
fn escaped(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\r', " ")
}

fn expiring(card: &Scorecard) -> usize {
    let Some(today) = day(&card.as_of) else {
        return 0;
    };
    card.waivers
        .iter()
        .filter(|waiver| matches!(waiver.state, WaiverState::InForce | WaiverState::Unused))
        .filter_map(|waiver| day(&waiver.expires))
        .filter(|last| (0..=SOON).contains(&(last - today)))
        .count()
}

/// Days since 1 March of the year 0 of a date written year-month-day.
fn day(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    Some(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::record::Moment;
    use evenhand_core::WaiverRecord;

    #[test]
    fn every_line_is_a_comment_or_a_sample() {
        let text = prometheus(
            &evenhand_privacy::suppress(&fixture::recidivism(), evenhand_core::Profile::Board),
            None,
        );
        for line in [
            "# TYPE evenhand_ratio gauge",
            "evenhand_verdict{system=\"risk\",check=\"selection-ratio\",attribute=\"sex\",group=\"Female\"} 0",
            "evenhand_waivers_expiring{system=\"risk\"} 0",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n{text}");
        }
        assert!(text.ends_with('\n') && !text.contains("last_success"));
        assert!(!text.contains("Asian") && !text.contains("Native American"));
        assert!(text.contains("quantile=\"lo\"") && text.contains("evenhand_value{"));
    }

    #[test]
    fn the_time_is_that_of_the_end() {
        let occasion = Occasion {
            ended: Moment {
                milliseconds: 1_700_000_000_250,
                ..Moment::default()
            },
            ..Occasion::default()
        };
        assert!(
            prometheus(&fixture::untested(), Some(&occasion)).contains(
                "evenhand_last_success_timestamp_seconds{system=\"risk\"} 1700000000.25\n"
            )
        );
    }

    #[test]
    fn names_cannot_end_a_label() {
        assert_eq!(escaped("a\"b\\c\nd\re"), "a\\\"b\\\\c\\nd e");
        let text = prometheus(&fixture::hostile(), None);
        assert!(text.contains("group=\"=HYPERLINK(\\\"x\\\")\""), "{text}");
    }

    #[test]
    fn waivers_that_end_soon_are_counted() {
        let mut card = fixture::recidivism();
        card.as_of = "2026-02-20".to_owned();
        for (expires, state) in [
            ("2026-02-20", WaiverState::InForce),
            ("2026-03-22", WaiverState::InForce),
            ("2026-03-23", WaiverState::InForce),
            ("2026-02-01", WaiverState::Expired),
        ] {
            card.waivers.push(WaiverRecord {
                approved_by: Vec::new(),
                approved_on: "2026-01-01".into(),
                attribute: "sex".into(),
                check: "selection-ratio".into(),
                expires: expires.into(),
                findings: 0,
                group: "Female".into(),
                id: "w".into(),
                owner: String::new(),
                reason: String::new(),
                spec_line: None,
                state,
                tracking: String::new(),
            });
        }
        assert_eq!(expiring(&card), 2);
    }
}
