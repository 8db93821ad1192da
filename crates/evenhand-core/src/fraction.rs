use crate::Error;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An exact fraction, as limits are written: `4/5`, `0.05`, `-1/10`.
///
/// Comparing a ratio of counts with `0.8` in floating point calls one third of the tables that lie exactly at four
/// fifths "below"; limits are therefore kept and compared as fractions of integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Fraction {
    numerator: i64,
    denominator: i64,
}

impl Fraction {
    /// The fraction `numerator / denominator` in lowest terms; `None` for a zero or unrepresentable denominator.
    ///
    /// ```
    /// # use evenhand_core::Fraction;
    /// assert_eq!(Fraction::new(8, 10), Fraction::new(4, 5));
    /// assert!(Fraction::new(1, 0).is_none());
    /// ```
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 || numerator == i64::MIN || denominator == i64::MIN {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1) as i64;
        let sign = denominator.signum();
        Some(Self {
            numerator: sign * numerator / divisor,
            denominator: sign * denominator / divisor,
        })
    }

    /// Upper part of the fraction; carries the sign.
    pub fn numerator(self) -> i64 {
        self.numerator
    }

    /// Lower part of the fraction; always positive.
    pub fn denominator(self) -> i64 {
        self.denominator
    }

    /// The nearest floating-point number.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The fraction turned upside down; `None` for zero.
    pub fn reciprocal(self) -> Option<Self> {
        Self::new(self.denominator, self.numerator)
    }

    /// The fraction with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            numerator: -self.numerator,
            denominator: self.denominator,
        }
    }

    /// The shortest decimal that means exactly this fraction, or `p/q` where there is none.
    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = i128::from(self.numerator) * i128::from(other.denominator);
        let right = i128::from(other.numerator) * i128::from(self.denominator);
        left.cmp(&right)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl From<Fraction> for String {
    fn from(fraction: Fraction) -> Self {
        fraction.to_string()
    }
}

impl TryFrom<String> for Fraction {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl FromStr for Fraction {
    type Err = Error;

    /// Reads `p/q`, a whole number or a decimal; a decimal means exactly what its digits say.
    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = || Error::BadFraction {
            text: text.to_owned(),
        };
        let parse = |part: &str| -> Option<(i64, i64)> {
            let part = part.trim();
            let (digits, exponent) = match part.split_once(['e', 'E']) {
                Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
                None => (part, 0),
            };
            let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
            if whole.is_empty() && decimals.is_empty()
                || !decimals.bytes().all(|b| b.is_ascii_digit())
            {
                return None;
            }
            let shift = i32::try_from(decimals.len()).ok()? - exponent;
            let number: i64 = format!("{whole}{decimals}").parse().ok()?;
            let power = 10_i64.checked_pow(shift.unsigned_abs())?;
            if shift >= 0 {
                Some((number, power))
            } else {
                Some((number.checked_mul(power)?, 1))
            }
        };
        let fraction = match text.split_once('/') {
            Some((top, bottom)) => {
                let ((a, b), (c, d)) =
                    (parse(top).ok_or_else(bad)?, parse(bottom).ok_or_else(bad)?);
                Self::new(
                    a.checked_mul(d).ok_or_else(bad)?,
                    b.checked_mul(c).ok_or_else(bad)?,
                )
            }
            None => parse(text).and_then(|(a, b)| Self::new(a, b)),
        };
        fraction.ok_or_else(bad)
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// What a number is held against; every bound that is set must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Limit {
    /// The number must not exceed this.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub max: Option<Fraction>,
    /// The absolute value of the number must not exceed this.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub max_abs: Option<Fraction>,
    /// The number must not fall below this.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub min: Option<Fraction>,
    /// A line that asks for attention without changing a verdict.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub watch: Option<Fraction>,
}

impl Limit {
    /// The lowest and the highest value inside the limit; infinite where there is no bound.
    ///
    /// ```
    /// # use evenhand_core::{Fraction, Limit};
    /// let limit = Limit { max_abs: Fraction::new(1, 10), ..Limit::default() };
    /// assert_eq!(limit.range(), (-0.1, 0.1));
    /// ```
    pub fn range(self) -> (f64, f64) {
        let mut low = self.min.map_or(f64::NEG_INFINITY, Fraction::to_f64);
        let mut high = self.max.map_or(f64::INFINITY, Fraction::to_f64);
        if let Some(bound) = self.max_abs {
            low = low.max(-bound.to_f64());
            high = high.min(bound.to_f64());
        }
        (low, high)
    }

    /// The lower and upper bound as exact fractions.
    pub fn bounds(self) -> (Option<Fraction>, Option<Fraction>) {
        let mut low = self.min;
        let mut high = self.max;
        if let Some(bound) = self.max_abs {
            let negative = bound.negated();
            low = Some(low.map_or(negative, |l| l.max(negative)));
            high = Some(high.map_or(bound, |h| h.min(bound)));
        }
        (low, high)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(min) = self.min {
            parts.push(format!("at least {min}"));
        }
        if let Some(max) = self.max {
            parts.push(format!("at most {max}"));
        }
        if let Some(max_abs) = self.max_abs {
            parts.push(format!("within ±{max_abs}"));
        }
        if parts.is_empty() {
            parts.push("none".to_owned());
        }
        f.write_str(&parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_means_its_digits() {
        assert_eq!(
            "0.05".parse::<Fraction>().unwrap(),
            Fraction::new(1, 20).unwrap()
        );
        assert_eq!(
            "4/5".parse::<Fraction>().unwrap(),
            Fraction::new(4, 5).unwrap()
        );
        assert_eq!(
            "1e-3".parse::<Fraction>().unwrap(),
            Fraction::new(1, 1000).unwrap()
        );
        assert_eq!(
            "-1/10".parse::<Fraction>().unwrap(),
            Fraction::new(-1, 10).unwrap()
        );
        assert!("four fifths".parse::<Fraction>().is_err());
        assert!("1/0".parse::<Fraction>().is_err());
    }
}
