//! Days since 1970 as text, and the span of time a date lies in.

/// `2024-05-31` of a number of days since 1970-01-01.
pub(crate) fn day_text(days: i64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2024-05-31`, or `2024-05-31T09:30:00` where the time of day is not midnight.
pub(crate) fn instant_text(at: i64, per_second: i64) -> String {
    let per_day = per_second * 86_400;
    let days = at.div_euclid(per_day);
    let rest = at.rem_euclid(per_day);
    if rest == 0 {
        return day_text(days);
    }
    let second = rest / per_second;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let mut text = format!("{}T{hour:02}:{minute:02}:{second:02}", day_text(days));
    let fraction = rest % per_second;
    if fraction != 0 {
        let digits = per_second.ilog10() as usize;
        text.push_str(format!(".{fraction:0digits$}").trim_end_matches('0'));
    }
    text
}

/// Year, month and day of a number of days since 1970-01-01 (Howard Hinnant, `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// A span of time that names a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    Day,
    Month,
    Quarter,
    Year,
}

impl Span {
    /// The span of this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::Day,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            _ => return None,
        })
    }

    /// The span a date in ISO form lies in: `2024-05-31`, `2024-05`, `2024-Q2`, `2024`.
    pub fn of(self, date: &str) -> Option<String> {
        let bytes = date.trim().as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Option<u32> {
            let part = bytes.get(range)?;
            part.iter()
                .all(u8::is_ascii_digit)
                .then(|| std::str::from_utf8(part).ok()?.parse().ok())?
        };
        let separated = matches!(bytes.get(4), Some(b'-' | b'/'));
        let year = digits(0..4)?;
        let (month, day) = if separated {
            (digits(5..7)?, digits(8..10))
        } else {
            (digits(4..6)?, digits(6..8))
        };
        let day = match (day, self) {
            (Some(day), _) => day,
            (None, Self::Day) => return None,
            (None, _) => 1,
        };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        Some(match self {
            Self::Day => format!("{year:04}-{month:02}-{day:02}"),
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Self::Year => format!("{year:04}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        assert_eq!(day_text(0), "1970-01-01");
        assert_eq!(day_text(19_782), "2024-02-29");
        assert_eq!(day_text(-1), "1969-12-31");
        assert_eq!(instant_text(1_709_199_000, 1), "2024-02-29T09:30:00");
        assert_eq!(instant_text(500, 1000), "1970-01-01T00:00:00.5");
    }

    #[test]
    fn dates_lie_in_spans() {
        assert_eq!(Span::Quarter.of("2024-05-31").as_deref(), Some("2024-Q2"));
        assert_eq!(
            Span::Month.of("2024-05-31T10:00").as_deref(),
            Some("2024-05")
        );
        assert_eq!(Span::Day.of("20240531").as_deref(), Some("2024-05-31"));
        assert_eq!(Span::Year.of("2024-13-01"), None);
        assert_eq!(Span::Month.of("spring"), None);
    }
}
