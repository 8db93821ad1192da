use crate::Scalar;
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A day of the calendar, written `2026-09-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

impl Day {
    /// How many days later `other` is; negative where it is earlier.
    ///
    /// ```
    /// # use evenhand_core::Day;
    /// let approved: Day = "2026-10-05".parse().unwrap();
    /// assert_eq!(approved.days_until("2026-12-31".parse().unwrap()), 87);
    /// ```
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).get_days().into()
    }

    /// Reads a day as a spec holds it, with or without quotes.
    ///
    /// # Errors
    /// A sentence that names the value.
    pub fn of(value: &Scalar) -> Result<Self, String> {
        value.to_string().parse()
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.trim()
            .parse::<Date>()
            .map(Self)
            .map_err(|_| format!("`{text}` is no day; write year-month-day, such as 2026-09-30"))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
