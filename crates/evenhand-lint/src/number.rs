//! Numbers as they were printed: what the digits say, and what true values they allow.

use serde::Serialize;

/// Slack for arithmetic in binary; far below any printed digit.
const SLACK: f64 = 1e-9;

/// All values between two bounds, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The smallest.
    pub low: f64,
    /// The largest.
    pub high: f64,
}

impl Range {
    /// A single value.
    #[must_use]
    pub fn point(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// Whether the two have a value in common, but for binary rounding.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let slack = SLACK * (1.0 + self.high.abs().min(other.high.abs()));
        self.low <= other.high + slack && other.low <= self.high + slack
    }

    /// How far apart the two are; 0 where they meet.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self.low - other.high).max(other.low - self.high).max(0.0)
    }

    /// The middle.
    #[must_use]
    pub fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// Whether it is a single value, but for binary rounding.
    #[must_use]
    pub fn is_point(self) -> bool {
        self.high - self.low <= SLACK * (1.0 + self.high.abs())
    }
}

/// What a cell that should hold a number holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A number.
    Number(Printed),
    /// Nothing, or a word that says that there is nothing (`N/A`, `–`, `*`).
    Missing,
    /// Text that is no number.
    Text,
}

/// On which side of the printed digits the value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Bound {
    /// The digits are the value, rounded or cut.
    About,
    /// `<0.001`
    Below,
    /// `>0.99`
    Above,
}

/// A number with the digits it was printed with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed {
    /// The value of the digits.
    pub value: f64,
    /// Decimals that were printed; negative where the last digits stand for thousands.
    pub decimals: i32,
    /// Whether a percent sign stands behind it.
    pub percent: bool,
    /// Whether the last decimal is a zero, which software that drops zeros would not have left.
    pub trailing_zero: bool,
    /// A bound, where one is printed.
    pub bound: Bound,
}

/// How a printed number relates to the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The printed digits are the true ones, rounded.
    Rounded,
    /// The printed digits are the true ones, the rest cut off.
    Truncated,
    /// The true value was rounded to one digit more, and then again: 0.9285 from 0.92849 becomes 0.929.
    RoundedTwice,
    /// Only if fewer digits are meant than the other numbers of the column have.
    FewerDigits,
    /// No way of rounding makes one of the other.
    Differs,
}

impl Printed {
    /// The size of the last printed digit.
    #[must_use]
    pub fn unit(self) -> f64 {
        power_of_ten(-self.decimals)
    }

    /// The true values that rounding to these digits allows.
    #[must_use]
    pub fn rounded(self) -> Range {
        let half = self.unit() / 2.0;
        match self.bound {
            Bound::About => Range {
                low: self.value - half,
                high: self.value + half,
            },
            Bound::Below => Range {
                low: f64::NEG_INFINITY,
                high: self.value,
            },
            Bound::Above => Range {
                low: self.value,
                high: f64::INFINITY,
            },
        }
    }

    /// The true values that cutting off after these digits allows.
    #[must_use]
    pub fn truncated(self) -> Range {
        match self.bound {
            Bound::About if self.value < 0.0 => Range {
                low: self.value - self.unit(),
                high: self.value,
            },
            Bound::About => Range {
                low: self.value,
                high: self.value + self.unit(),
            },
            _ => self.rounded(),
        }
    }

    /// The true values that rounding to one digit more, and then to these digits, allows.
    fn rounded_twice(self) -> Range {
        let range = self.rounded();
        let more = self.unit() / 20.0;
        Range {
            low: range.low - more,
            high: range.high,
        }
    }

    /// The same digits as a share: divided by a hundred.
    #[must_use]
    pub fn of_percent(self) -> Self {
        Self {
            value: self.value / 100.0,
            decimals: self.decimals + 2,
            ..self
        }
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_whole(self) -> bool {
        (self.value - self.value.round()).abs() < 1e-6
    }

    /// Holds the printed digits against the values that the truth may have.
    ///
    /// `decimals` is what the column shows elsewhere: a number with fewer was written by software that drops zeros.
    ///
    /// # Source
    /// 6 RCNY 5-301 prints 18/28 = 64.286 % as 64.2: cutting off is no error.
    ///
    /// ```
    /// use evenhand_lint::{Agreement, Cell, Range};
    /// let Cell::Number(printed) = evenhand_lint::parse_number("64.2%") else { panic!() };
    /// let printed = printed.of_percent();
    /// assert_eq!(printed.agreement(Range::point(18.0 / 28.0), printed.decimals), Agreement::Truncated);
    /// assert_eq!(printed.agreement(Range::point(0.6421), printed.decimals), Agreement::Rounded);
    /// assert_eq!(printed.agreement(Range::point(0.65), printed.decimals), Agreement::Differs);
    /// ```
    #[must_use]
    pub fn agreement(self, truth: Range, decimals: i32) -> Agreement {
        let full = Self {
            decimals: self.decimals.max(decimals),
            ..self
        };
        if full.rounded().meets(truth) {
            Agreement::Rounded
        } else if full.truncated().meets(truth) {
            Agreement::Truncated
        } else if full.rounded_twice().meets(truth) {
            Agreement::RoundedTwice
        } else if full.decimals != self.decimals
            && (self.rounded().meets(truth) || self.truncated().meets(truth))
        {
            Agreement::FewerDigits
        } else {
            Agreement::Differs
        }
    }
}

fn power_of_ten(exponent: i32) -> f64 {
    let exponent = exponent.clamp(-300, 300);
    if exponent >= 0 {
        libm::pow(10.0, f64::from(exponent))
    } else {
        1.0 / libm::pow(10.0, f64::from(-exponent))
    }
}

/// Words for a cell without a number.
const MISSING: [&str; 24] = [
    "na",
    "n/a",
    "n.a.",
    "nan",
    "null",
    "none",
    "nil",
    "-",
    "--",
    "---",
    "–",
    "—",
    "−",
    "*",
    "**",
    "***",
    ".",
    "…",
    "...",
    "n/c",
    "not applicable",
    "not available",
    "not calculated",
    "suppressed",
];

/// Reads a number as people print them: `1,234`, `54.3%`, `0,82`, `<0.001`, `4 × 10-5`, `0.82*`, `1.2k`.
///
/// ```
/// use evenhand_lint::{Cell, parse_number};
/// let Cell::Number(printed) = parse_number(" 1,234.50 ") else { panic!() };
/// assert_eq!((printed.value, printed.decimals), (1234.5, 2));
/// assert_eq!(parse_number("N/A"), Cell::Missing);
/// assert_eq!(parse_number("Female"), Cell::Text);
/// ```
#[must_use]
pub fn parse_number(text: &str) -> Cell {
    let mut text: String = text
        .chars()
        .map(|letter| match letter {
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' | '\n' | '\r' => ' ',
            '−' => '-',
            '＜' | '≤' => '<',
            '≥' => '>',
            other => other,
        })
        .collect::<String>()
        .trim()
        .to_lowercase();
    if text.is_empty() || MISSING.contains(&text.as_str()) {
        return Cell::Missing;
    }
    // A word behind the number: `1.00 (ref)`, `0.82 [1]`.
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && let Some(at) = text.find(['(', '['])
    {
        text.truncate(at);
    }
    let mut rest = text.trim_end_matches(['*', '†', '‡', '§', ' ']).to_owned();
    let mut bound = Bound::About;
    if let Some(after) = rest.strip_prefix('<') {
        bound = Bound::Below;
        rest = after.trim_start_matches('=').trim().to_owned();
    } else if let Some(after) = rest.strip_prefix('>') {
        bound = Bound::Above;
        rest = after.trim_start_matches('=').trim().to_owned();
    } else if let Some(after) = rest.strip_prefix(['=', '~', '≈']) {
        rest = after.trim().to_owned();
    }
    let mut percent = false;
    if let Some(before) = rest.strip_suffix('%') {
        percent = true;
        rest = before.trim_end().to_owned();
    }
    let mut thousands = 0;
    if let Some(before) = rest.strip_suffix('k') {
        thousands = 3;
        rest = before.trim_end().to_owned();
    }
    let (mantissa, exponent) = split_exponent(&rest);
    let Some((digits, decimals)) = plain_digits(mantissa) else {
        return Cell::Text;
    };
    let Ok(value) = digits.parse::<f64>() else {
        return Cell::Text;
    };
    let shift = exponent + thousands;
    let value = if shift == 0 {
        value
    } else {
        match format!("{digits}e{shift}").parse::<f64>() {
            Ok(value) => value,
            Err(_) => return Cell::Text,
        }
    };
    if !value.is_finite() || value.abs() > 1e15 {
        return Cell::Text;
    }
    let trailing_zero = decimals > 0 && digits.ends_with('0');
    let mut printed = Printed {
        value,
        decimals: decimals - shift,
        percent,
        trailing_zero,
        bound,
    };
    if printed.decimals >= 9 {
        drop_binary_noise(&mut printed);
    }
    Cell::Number(printed)
}

/// `0.8709999999999999` is 0.871 as software writes it.
fn drop_binary_noise(printed: &mut Printed) {
    for decimals in 0..=6 {
        let scale = power_of_ten(decimals);
        let short = (printed.value * scale).round() / scale;
        if (short - printed.value).abs() < 1e-12 * (1.0 + printed.value.abs()) {
            printed.value = short;
            printed.decimals = decimals;
            return;
        }
    }
}

/// `4e-5`, `4 × 10-5`, `4 x 10^-5`.
fn split_exponent(text: &str) -> (&str, i32) {
    for mark in ["×", "x", "·", "*"] {
        if let Some((mantissa, power)) = text.split_once(mark)
            && let Some(power) = power.trim().strip_prefix("10")
            && let Ok(exponent) = power.trim_start_matches('^').trim().parse::<i32>()
            && exponent.abs() <= 300
        {
            return (mantissa.trim(), exponent);
        }
    }
    if let Some((mantissa, exponent)) = text.split_once('e')
        && let Ok(exponent) = exponent.parse::<i32>()
        && exponent.abs() <= 300
    {
        return (mantissa, exponent);
    }
    (text, 0)
}

/// The digits with a point, and how many stand behind it; thousands separators are removed.
fn plain_digits(text: &str) -> Option<(String, i32)> {
    let (sign, body) = match text.strip_prefix('-') {
        Some(body) => ("-", body),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let body = body.strip_prefix('$').unwrap_or(body);
    if body.len() > 40
        || !body.contains(|c: char| c.is_ascii_digit())
        || !body
            .chars()
            .all(|c| c.is_ascii_digit() || ",. '’".contains(c))
    {
        return None;
    }
    let plain = if body.contains('.') && body.contains(',') {
        // The later of the two is the decimal sign.
        if body.rfind('.') > body.rfind(',') {
            body.replace(',', "")
        } else {
            body.replace('.', "").replace(',', ".")
        }
    } else if let Some((whole, part)) = body.split_once(',') {
        let in_threes = part.split(',').all(|three| three.len() == 3)
            && (1..=3).contains(&whole.len())
            && whole != "0";
        if in_threes {
            body.replace(',', "")
        } else {
            body.replace(',', ".")
        }
    } else {
        body.to_owned()
    };
    let plain: String = plain.chars().filter(|c| !" '’".contains(*c)).collect();
    if plain.matches('.').count() > 1 {
        return None;
    }
    let decimals = plain
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len() as i32);
    Some((format!("{sign}{plain}"), decimals))
}

/// The value with so many decimals.
#[must_use]
pub fn decimals(value: f64, decimals: i32) -> String {
    let text = format!("{value:.*}", decimals.clamp(0, 6) as usize);
    // −0.00 is 0.00.
    match text.strip_prefix('-') {
        Some(rest) if !rest.contains(|c: char| c.is_ascii_digit() && c != '0') => rest.to_owned(),
        _ => text,
    }
}

/// A p-value: three decimals, and below a thousandth its power of ten.
///
/// ```
/// assert_eq!(evenhand_lint::p_value_text(0.0312), "0.031");
/// assert_eq!(evenhand_lint::p_value_text(0.0000398), "4 × 10⁻⁵");
/// ```
#[must_use]
pub fn p_value_text(p: f64) -> String {
    if p >= 0.001 {
        return format!("{p:.3}");
    }
    if p <= 0.0 {
        return "0".to_owned();
    }
    let text = format!("{p:.0e}");
    let Some((digit, power)) = text.split_once("e-") else {
        return text;
    };
    let power: String = power
        .chars()
        .filter_map(|c| c.to_digit(10))
        .filter_map(|d| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'].get(d as usize))
        .collect();
    format!("{digit} × 10⁻{power}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> (f64, i32) {
        match parse_number(text) {
            Cell::Number(printed) => (printed.value, printed.decimals),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_as_people_print_them() {
        assert_eq!(number("12,345"), (12_345.0, 0));
        assert_eq!(number("0,82"), (0.82, 2));
        assert_eq!(number("1.234,5"), (1234.5, 1));
        assert_eq!(number("1 234"), (1234.0, 0));
        assert_eq!(number("0.82*"), (0.82, 2));
        assert_eq!(number("1.00 (ref)"), (1.0, 2));
        assert_eq!(number("1.2k"), (1200.0, -2));
        assert_eq!(number("4 × 10-5"), (0.00004, 5));
        assert_eq!(number("3.98e-05"), (0.000_039_8, 7));
        assert_eq!(number("0.8709999999999999"), (0.871, 3));
        assert_eq!(number("0,123"), (0.123, 3));
    }

    #[test]
    fn words_for_nothing_are_missing_and_other_words_are_text() {
        for text in ["", " ", "N/A", "NA", "–", "*", "not applicable"] {
            assert_eq!(parse_number(text), Cell::Missing, "{text:?}");
        }
        for text in ["Male", "18-24", "1.2.3", "e5", "12 of 40", "--1", "1e999"] {
            assert_eq!(parse_number(text), Cell::Text, "{text:?}");
        }
    }

    #[test]
    fn a_number_with_fewer_digits_than_its_column_agrees_only_so() {
        let Cell::Number(printed) = parse_number("0.4") else {
            panic!()
        };
        assert_eq!(
            printed.agreement(Range::point(0.38), 2),
            Agreement::FewerDigits
        );
        assert_eq!(printed.agreement(Range::point(0.40), 2), Agreement::Rounded);
        assert_eq!(printed.agreement(Range::point(0.58), 2), Agreement::Differs);
    }
}
