use crate::{Error, Result};
use evenhand_core::Day;
use jiff::ToSpan as _;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// How often an audit is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Every {
    /// Each week, from Monday.
    Week,
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Each year.
    Year,
}

impl Every {
    /// All of them, and their words in a spec.
    pub const ALL: [(&'static str, Self); 4] = [
        ("week", Self::Week),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("year", Self::Year),
    ];
}

/// A period that an audit is about: `2026`, `2026-Q3`, `2026-09` or `2026-W39`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    first: Date,
    last: Date,
}

impl Period {
    /// The period of a length in which a day lies.
    ///
    /// ```
    /// # use evenhand_ledger::{Every, Period};
    /// let period = Period::containing("2026-08-14".parse().unwrap(), Every::Quarter);
    /// assert_eq!(period.map(|p| p.to_string()), Some("2026-Q3".to_owned()));
    /// ```
    pub fn containing(day: Day, every: Every) -> Option<Self> {
        // A day knows its parts only by its text.
        let day: Date = day.to_string().parse().ok()?;
        Self::at(day, every)
    }

    fn at(day: Date, every: Every) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        let (first, length) = match every {
            Every::Week => {
                let week = day.iso_week_date();
                let monday = ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).ok()?;
                let first = monday.date();
                let last = first.checked_add(6.days()).ok()?;
                return Some(Self { first, last });
            }
            Every::Month => (Date::new(year, month, 1).ok()?, 1),
            Every::Quarter => (Date::new(year, (month - 1) / 3 * 3 + 1, 1).ok()?, 3),
            Every::Year => (date(year, 1, 1), 12),
        };
        let last = first
            .checked_add(length.months())
            .and_then(|next| next.checked_sub(1.days()))
            .ok()?;
        Some(Self { first, last })
    }

    /// The period after it, of the same length.
    pub fn next(self) -> Option<Self> {
        Self::at(self.last.checked_add(1.days()).ok()?, self.every())
    }

    /// The period before it, of the same length.
    pub fn previous(self) -> Option<Self> {
        Self::at(self.first.checked_sub(1.days()).ok()?, self.every())
    }

    /// Its first day.
    pub fn first(self) -> Day {
        self.first.into()
    }

    /// Its last day.
    pub fn last(self) -> Day {
        self.last.into()
    }

    /// How long it is.
    pub fn every(self) -> Every {
        match (self.last - self.first).get_days() {
            ..=6 => Every::Week,
            7..=31 => Every::Month,
            32..=100 => Every::Quarter,
            _ => Every::Year,
        }
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.last
            .cmp(&other.last)
            .then(self.first.cmp(&other.first))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.every() {
            Every::Week => {
                let week = self.first.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Every::Month => write!(f, "{year:04}-{month:02}"),
            Every::Quarter => write!(f, "{year:04}-Q{}", (month + 2) / 3),
            Every::Year => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let bad = || Error::BadPeriod {
            text: text.to_owned(),
        };
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let year: i16 = year.parse().map_err(|_| bad())?;
        let number = |digits: &str| digits.parse::<i8>().map_err(|_| bad());
        let day = |month: i8| Date::new(year, month, 1).map_err(|_| bad());
        let period = match rest {
            None => Self::at(day(1)?, Every::Year),
            Some(rest) => match rest.split_at_checked(1) {
                Some(("Q", quarter)) => {
                    let quarter = number(quarter)?;
                    if !(1..=4).contains(&quarter) {
                        return Err(bad());
                    }
                    Self::at(day(3 * quarter - 2)?, Every::Quarter)
                }
                Some(("W", week)) => {
                    let monday = ISOWeekDate::new(year, number(week)?, Weekday::Monday);
                    Self::at(monday.map_err(|_| bad())?.date(), Every::Week)
                }
                _ => Self::at(day(number(rest)?)?, Every::Month),
            },
        };
        // One period has one name, so that one folder holds it.
        period
            .filter(|period| period.to_string() == text)
            .ok_or_else(bad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_follow_each_other() {
        for (name, next, last) in [
            ("2026", "2027", "2026-12-31"),
            ("2026-Q4", "2027-Q1", "2026-12-31"),
            ("2028-02", "2028-03", "2028-02-29"),
            ("2026-W53", "2027-W01", "2027-01-03"),
        ] {
            let period: Period = name.parse().unwrap();
            assert_eq!(period.to_string(), name);
            assert_eq!(period.last().to_string(), last);
            let after = period.next().unwrap();
            assert_eq!(after.to_string(), next);
            assert_eq!(after.previous(), Some(period));
            assert!(period < after);
        }
    }

    #[test]
    fn other_names_are_refused() {
        for name in [
            "",
            "26",
            "2026-9",
            "2026-13",
            "2026-Q5",
            "2026-q3",
            "2026-W54",
            "2026-09-01",
            "../2026",
            "2026-é",
        ] {
            assert!(name.parse::<Period>().is_err(), "{name}");
        }
    }
}
