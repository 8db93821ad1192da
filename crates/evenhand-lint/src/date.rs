//! Dates in running text.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The first date in a text: `2023-07-05`, `July 5, 2023`, `5 July 2023`, `7/5/2023` (month first), `July 2023` (its first day).
///
/// ```
/// use evenhand_lint::first_date;
/// assert_eq!(first_date("audited on July 5, 2023 by").unwrap().to_string(), "2023-07-05");
/// assert_eq!(first_date("13/2/2024").unwrap().to_string(), "2024-02-13");
/// assert_eq!(first_date("in the year 2023"), None);
/// ```
#[must_use]
pub fn first_date(text: &str) -> Option<Date> {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || ",;:()".contains(letter))
        .filter(|word| !word.is_empty())
        .collect();
    (0..words.len()).find_map(|at| at_word(words.get(at..)?))
}

fn at_word(words: &[&str]) -> Option<Date> {
    let word = words.first()?.trim_end_matches('.');
    let next = |place: usize| words.get(place).copied();
    let parts: Vec<&str> = word.split('T').next()?.split(['-', '/', '.']).collect();
    if let [a, b, c] = parts[..] {
        let number = |text: &str| text.parse::<i16>().ok();
        if let (Some(a), Some(b), Some(c)) = (number(a), number(b), number(c)) {
            return if a >= 1900 {
                date(a, b, c)
            } else if c >= 1900 {
                // The rule is American; a first number above 12 can only be a day.
                date(c, a, b).or_else(|| date(c, b, a))
            } else {
                None
            };
        }
    }
    let day = |text: &str| {
        text.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.')
            .parse::<i16>()
            .ok()
            .filter(|day| (1..=31).contains(day))
    };
    if let Some(month) = month(word) {
        if let (Some(day), Some(year)) = (next(1).and_then(day), next(2).and_then(year)) {
            return date(year, month, day);
        }
        return date(next(1).and_then(year)?, month, 1);
    }
    let month = month(next(1)?)?;
    date(year(next(2)?)?, month, day(word)?)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn year(text: &str) -> Option<i16> {
    text.trim_end_matches('.')
        .parse()
        .ok()
        .filter(|year| (1990..=2100).contains(year))
}

fn month(text: &str) -> Option<i16> {
    let lower = text.trim_end_matches('.').to_lowercase();
    if lower.len() < 3 || !lower.chars().all(char::is_alphabetic) {
        return None;
    }
    let place = MONTHS.iter().position(|month| lower.starts_with(month))?;
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    (full.get(place)?.starts_with(&lower) || lower == "sept").then_some(place as i16 + 1)
}
