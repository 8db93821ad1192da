//! Numbers as a reader meets them. Files for machines are written elsewhere, in shortest round-trip form.

use evenhand_core::{Estimate, MetricInfo, Real, Scope, Span, UnitSketch};

/// A count with thousands separators.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Distinct persons: beyond a few hundred they are estimated, and the last digits would promise too much.
pub(crate) fn persons(n: u64) -> String {
    if n <= EXACT {
        count(n)
    } else {
        format!("≈\u{a0}{}", count(rounded(n)))
    }
}

/// The same in a sentence: `about 1,610 persons`.
pub(crate) fn persons_in_words(n: u64) -> String {
    let noun = if n == 1 { "person" } else { "persons" };
    if n <= EXACT {
        format!("{} {noun}", count(n))
    } else {
        format!("about {} {noun}", count(rounded(n)))
    }
}

/// How many independent rows the rows of a number weigh as; empty where each counts for itself.
pub(crate) fn independent_rows(e: Option<&Estimate>) -> String {
    e.and_then(|e| e.effective_n)
        .map_or_else(String::new, |rows| count(rows.get().round() as u64))
}

/// How many times the variance exceeds that of independent rows; empty where it does not.
pub(crate) fn design_effect(e: Option<&Estimate>) -> String {
    e.and_then(|e| e.design_effect)
        .map_or_else(String::new, |effect| fixed(effect.get(), 1))
}

/// Persons up to whom a count is exact.
const EXACT: u64 = UnitSketch::EXACT as u64;

/// A number to three digits.
fn rounded(n: u64) -> u64 {
    let mut step = 1;
    while n / step >= 1_000 {
        step *= 10;
    }
    (n + step / 2) / step * step
}

/// A number with a fixed number of decimals, a real minus sign and a real infinity sign.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "−∞" }.to_owned();
    }
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|b| b == b'0' || b == b'.') => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// A share between 0 and 1, with more decimals where it is small.
pub(crate) fn rate(value: f64) -> String {
    let decimals = if value == 0.0 || value >= 0.01 {
        3
    } else if value >= 0.001 {
        4
    } else {
        5
    };
    fixed(value, decimals)
}

/// A share as a percentage; its blank does not break.
pub(crate) fn percent(value: f64) -> String {
    let hundred = value * 100.0;
    let decimals = usize::from(
        hundred != 0.0 && (hundred - 100.0).abs() > 1e-9 && !(0.95..99.5).contains(&hundred),
    );
    if hundred > 0.0 && hundred < 0.05 {
        return "under 0.1\u{a0}%".to_owned();
    }
    format!("{}\u{a0}%", fixed(hundred, decimals))
}

/// A number of a metric, as its kind is read.
pub(crate) fn of(span: Span, value: f64) -> String {
    match span {
        Span::Rate => rate(value),
        Span::Difference if value > 0.0005 => format!("+{}", fixed(value, 3)),
        Span::Ratio | Span::OddsRatio if value.abs() >= 100.0 => fixed(value, 0),
        Span::Ratio | Span::OddsRatio if value.abs() >= 10.0 => fixed(value, 1),
        Span::Difference | Span::Ratio | Span::OddsRatio | Span::Index => fixed(value, 3),
    }
}

/// How numbers of a metric are written: a gap over all groups has no sign, unlike the difference of a pair.
pub(crate) fn span(info: Option<&MetricInfo>) -> Span {
    match info {
        Some(info) if info.scope == Scope::Summary && info.span == Span::Difference => Span::Index,
        Some(info) => info.span,
        None => Span::Index,
    }
}

/// An interval in square brackets; empty where there is none.
pub(crate) fn interval(span: Span, lower: Option<Real>, upper: Option<Real>) -> String {
    match (lower, upper) {
        (Some(lower), Some(upper)) => {
            format!("[{}, {}]", of(span, lower.get()), of(span, upper.get()))
        }
        _ => String::new(),
    }
}

/// A number and its interval; a dash where the number is undefined.
pub(crate) fn with_interval(
    span: Span,
    value: Option<Real>,
    lower: Option<Real>,
    upper: Option<Real>,
) -> String {
    match value {
        None => "–".to_owned(),
        Some(value) => {
            let range = interval(span, lower, upper);
            if range.is_empty() {
                of(span, value.get())
            } else {
                format!("{} {range}", of(span, value.get()))
            }
        }
    }
}

/// A p-value.
pub(crate) fn p_value(p: f64) -> String {
    if p < 0.0001 {
        "< 0.0001".to_owned()
    } else {
        format!("= {}", fixed(p, 4))
    }
}

/// A p-value beside words that already say what it means.
pub(crate) fn p_short(p: f64) -> String {
    if p < 0.001 {
        "< 0.001".to_owned()
    } else {
        format!("= {}", fixed(p, 3))
    }
}

/// A p-value in a column of its own.
pub(crate) fn p_alone(p: Real) -> String {
    p_value(p.get()).trim_start_matches("= ").to_owned()
}

/// A p-value and the same adjusted for the number of comparisons.
pub(crate) fn p_values(p: Option<Real>, adjusted: Option<Real>) -> String {
    match (p.map(p_alone), adjusted.map(p_alone)) {
        (None, None) => String::new(),
        (Some(p), Some(adjusted)) if p != adjusted => format!("{p} (adjusted {adjusted})"),
        (_, Some(p)) | (Some(p), None) => p,
    }
}

/// A confidence level in per cent: `95 %`, with a blank that does not break.
pub(crate) fn level(level: f64) -> String {
    let hundred = level * 100.0;
    let decimals = usize::from((hundred - hundred.round()).abs() >= 1e-9);
    format!("{}\u{a0}%", fixed(hundred, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_by_thousands() {
        assert_eq!(count(7), "7");
        assert_eq!(count(1_243_118), "1,243,118");
    }

    #[test]
    fn persons_are_rounded_where_they_are_estimated() {
        assert_eq!(persons(27), "27");
        assert_eq!(persons(1_613), "≈\u{a0}1,610");
        assert_eq!(persons_in_words(128_734), "about 129,000 persons");
        assert_eq!(persons_in_words(600), "600 persons");
        assert_eq!(persons_in_words(1), "1 person");
    }

    #[test]
    fn no_number_is_a_negative_zero() {
        assert_eq!(fixed(-0.0001, 3), "0.000");
        assert_eq!(fixed(-0.21, 2), "−0.21");
        assert_eq!(fixed(f64::INFINITY, 2), "∞");
    }

    #[test]
    fn a_small_percentage_keeps_a_decimal() {
        assert_eq!(percent(0.5), "50\u{a0}%");
        assert_eq!(percent(0.004), "0.4\u{a0}%");
        assert_eq!(percent(0.999), "99.9\u{a0}%");
        assert_eq!(percent(1.0), "100\u{a0}%");
    }
}
