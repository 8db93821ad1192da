//! Numbers as a reader meets them. Files for machines are written elsewhere, in shortest round-trip form.

mod locale;

pub(crate) use locale::Numbers;

use crate::words::{Language, Words};
use evenhand_core::{MetricInfo, Real, Scope, Span};

const ENGLISH: Numbers = Numbers::of_language(Language::English);

/// A count with thousands separators.
pub fn count(n: u64) -> String {
    ENGLISH.count(n)
}

/// Distinct persons: beyond a few hundred they are estimated, and the last digits would promise too much.
pub(crate) fn persons(n: u64) -> String {
    ENGLISH.persons(n)
}

/// A number with a fixed number of decimals, a real minus sign and a real infinity sign.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    ENGLISH.fixed(value, decimals)
}

/// A share between 0 and 1, with more decimals where it is small.
pub(crate) fn rate(value: f64) -> String {
    ENGLISH.rate(value)
}

/// A share as a percentage; its blank does not break.
pub(crate) fn percent(value: f64) -> String {
    Words::english().percent(value)
}

/// A number of a metric, as its kind is read.
pub(crate) fn of(span: Span, value: f64) -> String {
    ENGLISH.of(span, value)
}

/// How numbers of a metric are written: a gap over all groups has no sign, unlike the difference of a pair.
pub(crate) fn span(info: Option<&MetricInfo>) -> Span {
    match info {
        Some(info) if info.scope == Scope::Summary && info.span == Span::Difference => Span::Index,
        Some(info) => info.span,
        None => Span::Index,
    }
}

/// A number and its interval; a dash where the number is undefined.
pub(crate) fn with_interval(
    span: Span,
    value: Option<Real>,
    lower: Option<Real>,
    upper: Option<Real>,
) -> String {
    ENGLISH.with_interval(span, value, lower, upper)
}

/// A p-value.
pub(crate) fn p_value(p: f64) -> String {
    ENGLISH.p_value(p)
}

/// A p-value beside words that already say what it means.
pub(crate) fn p_short(p: f64) -> String {
    ENGLISH.p_short(p)
}

/// A p-value in a column of its own.
pub(crate) fn p_alone(p: Real) -> String {
    ENGLISH.p_alone(p)
}

/// A confidence level in per cent: `95 %`, with a blank that does not break.
pub(crate) fn level(level: f64) -> String {
    ENGLISH.level(level)
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
