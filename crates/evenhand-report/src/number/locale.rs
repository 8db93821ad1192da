//! How a language writes numbers.

use crate::words::Language;
use evenhand_core::{Estimate, Real, Span, UnitSketch};

/// Numbers as a language writes them.
///
/// # Source
/// Unicode CLDR for English, German and French; for Spanish the *Ortografía* of the Real Academia Española (2010), which
/// groups by narrow blanks and leaves four digits together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// Between groups of three digits.
    group: char,
    /// Digits up to which nothing is grouped.
    together: usize,
    decimal: char,
    /// Between the ends of a range.
    between: &'static str,
}

impl Numbers {
    /// The numbers of a language.
    pub(crate) const fn of_language(language: Language) -> Self {
        let (group, together, decimal) = match language {
            Language::English => (',', 3, '.'),
            Language::German => ('.', 3, ','),
            Language::French => ('\u{202f}', 3, ','),
            Language::Spanish => ('\u{202f}', 4, ','),
        };
        Self {
            group,
            together,
            decimal,
            // A comma that is part of a number cannot stand between two.
            between: if decimal == ',' { "; " } else { ", " },
        }
    }

    /// A count with thousands separators.
    pub(crate) fn count(self, n: u64) -> String {
        let digits = n.to_string();
        if digits.len() <= self.together {
            return digits;
        }
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push(self.group);
            }
            text.push(digit);
        }
        text
    }

    /// Distinct persons: beyond a few hundred they are estimated, and the last digits would promise too much.
    pub(crate) fn persons(self, n: u64) -> String {
        if Self::is_exact(n) {
            self.count(n)
        } else {
            format!("≈\u{a0}{}", self.count(Self::rounded(n)))
        }
    }

    /// Whether a number of persons is counted, not estimated.
    pub(crate) const fn is_exact(n: u64) -> bool {
        n <= UnitSketch::EXACT as u64
    }

    /// A number to three digits.
    pub(crate) fn rounded(n: u64) -> u64 {
        let mut step = 1;
        while n / step >= 1_000 {
            step *= 10;
        }
        (n + step / 2) / step * step
    }

    /// How many independent rows the rows of a number weigh as; empty where each counts for itself.
    pub(crate) fn independent_rows(self, e: Option<&Estimate>) -> String {
        e.and_then(|e| e.effective_n)
            .map_or_else(String::new, |rows| self.count(rows.get().round() as u64))
    }

    /// How many times the variance exceeds that of independent rows; empty where it does not.
    pub(crate) fn design_effect(self, e: Option<&Estimate>) -> String {
        e.and_then(|e| e.design_effect)
            .map_or_else(String::new, |effect| self.fixed(effect.get(), 1))
    }

    /// A number with a fixed number of decimals, a real minus sign and a real infinity sign.
    pub(crate) fn fixed(self, value: f64, decimals: usize) -> String {
        if value.is_infinite() {
            return if value > 0.0 { "∞" } else { "−∞" }.to_owned();
        }
        let text = format!("{value:.decimals$}");
        let text = match text.strip_prefix('-') {
            Some(rest) if rest.bytes().all(|b| b == b'0' || b == b'.') => rest.to_owned(),
            Some(rest) => format!("−{rest}"),
            None => text,
        };
        self.with_decimal(text)
    }

    /// A number as it was written in English, with the decimal sign of the language.
    pub(crate) fn with_decimal(self, text: String) -> String {
        if self.decimal == '.' {
            text
        } else {
            text.replace('.', self.decimal.encode_utf8(&mut [0; 4]))
        }
    }

    /// A share between 0 and 1, with more decimals where it is small.
    pub(crate) fn rate(self, value: f64) -> String {
        let decimals = if value == 0.0 || value >= 0.01 {
            3
        } else if value >= 0.001 {
            4
        } else {
            5
        };
        self.fixed(value, decimals)
    }

    /// A number of hundredths with its sign; the blank does not break.
    pub(crate) fn with_percent(self, hundred: f64, decimals: usize) -> String {
        format!("{}\u{a0}%", self.fixed(hundred, decimals))
    }

    /// A number of a metric, as its kind is read.
    pub(crate) fn of(self, span: Span, value: f64) -> String {
        match span {
            Span::Rate => self.rate(value),
            Span::Difference if value > 0.0005 => format!("+{}", self.fixed(value, 3)),
            Span::Ratio | Span::OddsRatio if value.abs() >= 100.0 => self.fixed(value, 0),
            Span::Ratio | Span::OddsRatio if value.abs() >= 10.0 => self.fixed(value, 1),
            // People, money: what is large has no decimals worth reading.
            Span::Index if value.abs() >= 1000.0 => {
                let sign = if value < 0.0 { "−" } else { "" };
                format!("{sign}{}", self.count(value.abs().round() as u64))
            }
            Span::Difference | Span::Ratio | Span::OddsRatio | Span::Index => self.fixed(value, 3),
        }
    }

    /// An interval in square brackets; empty where there is none.
    pub(crate) fn interval(self, span: Span, lower: Option<Real>, upper: Option<Real>) -> String {
        match (lower, upper) {
            (Some(lower), Some(upper)) => format!(
                "[{}{}{}]",
                self.of(span, lower.get()),
                self.between,
                self.of(span, upper.get())
            ),
            _ => String::new(),
        }
    }

    /// A number and its interval; a dash where the number is undefined.
    pub(crate) fn with_interval(
        self,
        span: Span,
        value: Option<Real>,
        lower: Option<Real>,
        upper: Option<Real>,
    ) -> String {
        match value {
            None => "–".to_owned(),
            Some(value) => {
                let range = self.interval(span, lower, upper);
                if range.is_empty() {
                    self.of(span, value.get())
                } else {
                    format!("{} {range}", self.of(span, value.get()))
                }
            }
        }
    }

    /// A p-value.
    pub(crate) fn p_value(self, p: f64) -> String {
        if p < 0.0001 {
            format!("< {}", self.fixed(0.0001, 4))
        } else {
            format!("= {}", self.fixed(p, 4))
        }
    }

    /// A p-value beside words that already say what it means.
    pub(crate) fn p_short(self, p: f64) -> String {
        if p < 0.001 {
            format!("< {}", self.fixed(0.001, 3))
        } else {
            format!("= {}", self.fixed(p, 3))
        }
    }

    /// A p-value in a column of its own.
    pub(crate) fn p_alone(self, p: Real) -> String {
        self.p_value(p.get()).trim_start_matches("= ").to_owned()
    }

    /// A confidence level in per cent: `95 %`, with a blank that does not break.
    pub(crate) fn level(self, level: f64) -> String {
        let hundred = level * 100.0;
        let decimals = usize::from((hundred - hundred.round()).abs() >= 1e-9);
        self.with_percent(hundred, decimals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_groups_digits_its_own_way() {
        let count = |language, n| Numbers::of_language(language).count(n);
        assert_eq!(count(Language::English, 1_243_118), "1,243,118");
        assert_eq!(count(Language::German, 1_243_118), "1.243.118");
        assert_eq!(count(Language::French, 1_243), "1\u{202f}243");
        assert_eq!(count(Language::Spanish, 1_243), "1243");
        assert_eq!(count(Language::Spanish, 12_431), "12\u{202f}431");
    }

    #[test]
    fn a_range_of_decimal_commas_is_parted_by_a_semicolon() {
        let range = |language| {
            Numbers::of_language(language).interval(Span::Rate, Real::new(0.56), Real::new(0.63))
        };
        assert_eq!(range(Language::English), "[0.560, 0.630]");
        assert_eq!(range(Language::German), "[0,560; 0,630]");
    }
}
